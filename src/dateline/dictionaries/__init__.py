"""Actor dictionaries that users bring: their own tables, those of event coders, those of investigators.

1. `tables`           CSV with the columns of `docs/dictionaries.md`
2. `phoenix`          the dictionaries of TABARI, PETRARCH and Phoenix, with dated codes
3. `followthemoney`   entities of FollowTheMoney (OpenAleph) as lines of JSON
4. `loading`          dictionaries into and out of an archive

A line that cannot be understood is told with its number; the others are taken.
"""

from dateline.dictionaries.loading import FORMATS, dictionaries, load, read_dictionary, unload

__all__ = ["FORMATS", "dictionaries", "load", "read_dictionary", "unload"]
