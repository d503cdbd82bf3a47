"""How an outlet speaks to its readers, as against what it reports (`data/reader_words.tsv`)."""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import table

_QUOTED = re.compile('[“"«„][^”"»“]{0,1000}[”"»“]')
_NATION = re.compile(r"\bUS\b")
"""The country, which is no "us"."""
_WORD = re.compile(r"\w+")


def speaks_to_reader(line: str) -> bool:
    """Whether a line is likely the outlet's word to its readers: an offer or a request.

    What stands in quotation marks does not count: there someone else speaks.
    """
    own = _NATION.sub(" ", _QUOTED.sub(" ", line))
    if not _words("site").search(own):
        return False
    first = _WORD.search(own)
    asks = first is not None and _words("opening").fullmatch(first.group()) is not None
    return asks or _words("person").search(own) is not None


def tells_of_author(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a line opens with the name of one of the report's *authors* and goes on to tell of them."""
    plain = line.casefold()
    for author in authors:
        if plain.startswith(author.casefold()):
            following = _WORD.match(plain[len(author) :].lstrip(" ,"))
            return following is not None and _words("writes").fullmatch(following.group()) is not None
    return False


@cache
def _words(kind: str) -> re.Pattern[str]:
    forms = sorted(
        (row["words"] for row in table("reader_words") if row["kind"] == kind), key=lambda f: (-len(f), f)
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)", re.I)
