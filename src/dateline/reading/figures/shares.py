"""Parts and multiples without a sign: "half of", "two thirds of", "one in five", "twice as many"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.figures import number_words, words_of
from dateline.reading.figures.words import noun_kind, people_row

if TYPE_CHECKING:
    from spacy.tokens import Token

WHOLE = 100.0
"""A whole, in percent."""
MOST = 1000
"""The largest whole of which "one in" is a share; a larger number is a year or a count."""
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
SHARE_WORDS = frozenset({*_PARTS, "twice"})
"""Words beside the numbers with which a share may begin."""
_DASHES = frozenset("-–—−")
_PRONOUNS = frozenset({"whom", "them", "which", "these", "those", "it", "us", "what", "that"})
_SKIPPED = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "PROPN", "PART", "ADP"})
LONGEST_PHRASE = 8
"""Words between a part and the noun that it is a part of."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part in percent, or a multiple in times, that ends before the token *end*."""

    value: float
    unit: str
    end: int


def share_at(tokens: Sequence[Token], lower: Sequence[str], i: int) -> Share | None:
    """The share that begins at *i*, if one does and it is of something that is counted."""
    return _multiple(lower, i) or _one_in(tokens, lower, i) or _part(tokens, lower, i)


def _small(word: str) -> int | None:
    """A number of one token, up to `MOST`."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= len(str(MOST)) and int(word) <= MOST else None
    entry = number_words().get(word)
    return entry.value if entry and entry.kind in ("unit", "ten", "hundred") else None


def _multiple(lower: Sequence[str], i: int) -> Share | None:
    """ "twice as many", "three times as many"."""
    times = 2 if lower[i] == "twice" else _small(lower[i])
    end = i + 1 + (lower[i + 1 : i + 2] == ["times"])
    if not times or (lower[i] != "twice" and end == i + 1):
        return None
    if lower[end : end + 1] == ["as"] and lower[end + 1 : end + 2] in (["many"], ["much"]):
        return Share(float(times), "times", end + 2)
    return None


def _one_in(tokens: Sequence[Token], lower: Sequence[str], i: int) -> Share | None:
    """ "one in five", "nine out of ten", "two in every three"."""
    part, at = _small(lower[i]), i + 1
    if part is None or tokens[i].pos_ != "NUM":
        return None
    if list(lower[at : at + 2]) == ["out", "of"]:
        at += 2
    elif lower[at : at + 1] == ["in"]:
        at += 1
    else:
        return None
    at += lower[at : at + 1] == ["every"]
    whole = _small(lower[at]) if at < len(lower) else None
    if whole is None or not 0 < part < whole:
        return None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and (
        noun_kind(behind, "never") or behind.lower_ in _DASHES or behind.pos_ == "NUM"
    ):
        return None
    return Share(round(WHOLE * part / whole, 1), "percent", at + 1)


def _part(tokens: Sequence[Token], lower: Sequence[str], i: int) -> Share | None:
    """ "half of the town", "half the hostages", "two thirds of the patients", "a tenth of its workforce"."""
    part: int | None = 1
    at = i
    if lower[i] not in _PARTS:
        part = _small(lower[i])
        at = i + 1 + (i + 2 < len(lower) and lower[i + 1] in _DASHES)
        if part is None or at >= len(lower) or lower[at] not in _PARTS:
            return None
    elif lower[i] != "half" and (not i or lower[i - 1] not in ("a", "one")):
        return None
    elif i and lower[i] == "half" and (lower[i - 1] in ("the", "a") or tokens[i - 1].tag_ == "JJ"):
        return None  # "the first half of the year"
    whole, end = _PARTS[lower[at]], at + 1
    if part is None or part >= whole or end >= len(lower):
        return None
    of = lower[end] == "of"
    after = number_words().get(lower[end + 2]) if end + 2 < len(lower) else None
    if lower[end] in ("a", "an") or (of and after and after.kind in ("scale", "hundred")):
        return None  # "half an hour", "a quarter of a million"
    if not of and (lower[at] != "half" or tokens[end].tag_ not in ("DT", "PRP$", "NNP")):
        return None
    noun = whole_noun(tokens, end)
    if noun is None or noun_kind(noun, "never") or noun.lemma_.lower() in words_of("unshared"):
        return None
    # "half the size of": without "of", only what can be counted.
    if not of and noun.tag_ != "NNS" and not noun_kind(noun, "body") and not people_row(noun):
        return None
    return Share(round(WHOLE * part / whole, 1), "percent", end)


def whole_noun(tokens: Sequence[Token], at: int) -> Token | None:
    """The noun that a part is of, behind its "of" and the words that go before it."""
    for token in tokens[at : at + LONGEST_PHRASE]:
        if token.lower_ in _PRONOUNS:
            return None
        if token.pos_ == "NOUN" and token.dep_ not in ("compound", "poss", "nmod"):
            return token
        if token.pos_ == "PROPN" and token.tag_ == "NNPS":
            return token
        if token.pos_ not in _SKIPPED and token.pos_ != "NOUN" and token.tag_ != "VBN":
            return None
    return None
