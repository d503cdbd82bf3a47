"""What language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 4000
"""Characters that are looked at; a report is in one language."""
FEWEST_LETTERS = 20
"""A shorter text names no language."""
ENGLISH_SHARE = 0.22
"""A text with this share of English function words is English without asking the classifier, which takes
two seconds to load; other European languages stay under a tenth (measured on short news texts)."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    "the of and to that is was for with as by his has have are were which this but not they their who its had "
    "been would will after from it he she at be an or also when there said".split()
)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of *text*, or None where too little of it is words."""
    sample = text[:SAMPLE]
    words = [w.casefold() for w in _WORD.findall(sample)]
    if sum(map(len, words)) < FEWEST_LETTERS:
        return None
    if len(words) >= 10 and sum(w in _FUNCTION_WORDS for w in words) >= ENGLISH_SHARE * len(words):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
