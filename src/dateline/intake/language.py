"""What language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.knowledge.plain_words import grammar_words

SAMPLE = 4000
"""Characters that are looked at; a report is in one language."""
FEWEST_LETTERS = 40
"""A shorter text names no language."""
ENGLISH_SHARE = 0.1
"""A text with this share of English function words is English without asking the classifier, which takes
two seconds to load and takes short reports full of names for other languages. On the development pages
English bodies have 0.13 to 0.44, all others at most 0.08."""
PIDGIN = "pcm"
_PIDGIN = frozenset("dey wey don di na dem dis dat sey pipo pesin wetin abi una".split())
"""Words of Nigerian Pidgin, for which the classifier takes a few lines of English about Nigeria."""
FEWEST_PIDGIN = 3
"""So many of them make a text Pidgin; "di", "don" and "na" are words and names elsewhere."""
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
    pidgin = len(_PIDGIN.intersection(words)) >= FEWEST_PIDGIN
    # A report in English may quote at length in another script.
    latin = [word for word in words if _LATIN.match(word)]
    if (
        not pidgin
        and len(latin) >= 10
        and sum(map(len, latin)) >= LATIN_SHARE * sum(map(len, words))
        and sum(w in _english() for w in latin) >= ENGLISH_SHARE * len(latin)
    ):
        return "en"
    code, _ = _identifier().classify(sample)
    return "en" if code == PIDGIN and not pidgin else str(code)


@cache
def _english() -> frozenset[str]:
    """English function words of three letters and more; shorter ones are words of other languages too."""
    return frozenset(word for word in grammar_words() if len(word) > 2)


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
