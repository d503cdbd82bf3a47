"""What language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.knowledge.tables import table

SAMPLE = 4000
"""Characters that are looked at; a report is in one language."""
FEWEST_LETTERS = 40
"""A shorter text names no language."""
ENGLISH_SHARE = 0.15
"""A text with this share of English function words is English without asking the classifier, which takes
two seconds to load. On the development pages English bodies have 0.13 to 0.44, all others at most 0.08."""
LATIN_SHARE = 0.5
"""Share of the letters that stand in words of the Latin script, below which a text is not English."""
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of *text*, or None where too little of it is words."""
    sample = text[:SAMPLE]
    words = [w.casefold() for w in _WORD.findall(sample)]
    if sum(map(len, words)) < FEWEST_LETTERS:
        return None
    # A report in English may quote at length in another script.
    latin = [word for word in words if _LATIN.match(word)]
    if (
        len(latin) >= 10
        and sum(map(len, latin)) >= LATIN_SHARE * sum(map(len, words))
        and sum(w in _english() for w in latin) >= ENGLISH_SHARE * len(latin)
    ):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


@cache
def _english() -> frozenset[str]:
    """English function words of three letters and more; shorter ones are words of other languages too."""
    rows = table("plain_words")
    return frozenset(row["word"] for row in rows if row["kind"] == "grammar" and len(row["word"]) > 2)


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
