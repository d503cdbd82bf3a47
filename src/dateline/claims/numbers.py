"""Numbers with what they count, as a claim and a sentence give them, and whether they are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.knowledge.figures import hedges, number_words
from dateline.knowledge.plain_words import grammar_words
from dateline.linking.words import folded, stem
from dateline.model import Span
from dateline.views.quantities import NEAR, OF_SOMETHING

COUNTED_WORDS = 3
"""Words after a bare number among which the counted stands ("four abandoned border villages")."""
LOOSE = 1.25
"""How far over "more than 800" a number may lie that this stands for; by judgement, on no data."""
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-]+([^\W\d_]+))?(?![\d/:])|\b[a-z]+\b", re.I
)
_LENGTH = re.compile(r"(PT?)(\d+)([A-Z])")
_BEFORE = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)|[^\s-]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the range it allows: ``what`` is the kind that figures have, ``nouns`` are the counted.

    ``place`` is where it holds, as a place's id (or its name), ``place_name`` in words;
    ``event`` is the index of the mention that a number of the claim belongs to.
    """

    span: Span
    words: str
    value: float
    low: float | None
    high: float | None
    what: str | None = None
    unit: str | None = None
    nouns: frozenset[str] = frozenset()
    place: str | None = None
    place_name: str | None = None
    event: int | None = None

    def agrees(self, other: Number) -> bool:
        """Whether the two may be one number: the same, or one within the bounds of the other."""
        if self.value == other.value:
            return True
        return _holds(self, other) or _about(other, self)

    def open_above(self) -> bool:
        """Whether it is only the least there is ("at least 820")."""
        return self.low is not None and self.high is None


def _holds(claimed: Number, told: Number) -> bool:
    """Whether the number told lies in the range the claim allows ("more than 800")."""
    if claimed.low is None and claimed.high is None:
        return _about(claimed, told)
    if claimed.low == claimed.high:
        return False
    # "More than 800" is a loose way to give 820, and no way to give 5,000.
    low = claimed.value / LOOSE if claimed.low is None else claimed.low
    high = claimed.value * LOOSE if claimed.high is None else claimed.high
    return low <= told.value <= high


def _about(vague: Number, exact: Number) -> bool:
    """Whether a number with a bound on both sides, or an "about", takes in the other."""
    if vague.low is None and vague.high is None:
        return abs(vague.value - exact.value) <= NEAR * vague.value
    if vague.low is None or vague.high is None or vague.low == vague.high:
        return False
    return vague.low <= exact.value <= vague.high


def comparable(claimed: Number, told: Number) -> bool:
    """Whether two numbers count the same kind of thing."""
    if claimed.unit != told.unit:
        return False
    if claimed.unit is not None and claimed.what is None:
        return told.what is None
    if claimed.what is None or told.what is None:
        return bool(claimed.nouns & told.nouns)
    if claimed.what != told.what:
        return False
    unsaid = not claimed.nouns or not told.nouns
    return claimed.what not in OF_SOMETHING or unsaid or bool(claimed.nouns & told.nouns)


def bare_numbers(text: str, start: int, end: int, taken: Iterable[Span]) -> Iterator[Number]:
    """The numbers between two characters, outside what is *taken*, that stand before what they count."""
    held: Sequence[Span] = tuple(taken)
    known = number_words()
    for match in _NUMBER.finditer(text, start, end):
        span, value = Span(match.start(), match.end()), None
        if match[1]:
            value = float(match[1].replace(",", "") + (match[2] or ""))
            scale = known.get((match[3] or "").casefold())
            if scale is not None and scale.kind in ("scale", "hundred"):
                value *= scale.value
            else:
                span = Span(match.start(), match.end(2) if match[2] else match.end(1))
        elif (word := known.get(match.group().casefold())) is not None and word.kind in ("unit", "ten"):
            # "the Group of Eight": a capital within a sentence makes a name of it.
            value = None if match.group()[0].isupper() and match.start() > start else float(word.value)
        if value is None or any(span.overlaps(other) for other in held):
            continue
        if nouns := _nouns(text, span.end, end):
            yield _bounded(text, start, span, value, nouns)


def _bounded(text: str, start: int, span: Span, value: float, nouns: frozenset[str]) -> Number:
    """A bare number with the words before it that bound it ("at least")."""
    known = hedges("before")
    before = list(_BEFORE.finditer(text, start, span.start))[-max(map(len, known)) :]
    for first in range(len(before)):
        found = known.get(tuple(match.group().casefold() for match in before[first:]))
        if found is None or text[before[-1].end() : span.start].strip():
            continue
        whole = Span(before[first].start(), span.end)
        low = None if found.bound in ("high", "near") else value
        high = None if found.bound in ("low", "near") else value
        return Number(whole, whole.of(text), value, low, high, nouns=nouns)
    return Number(span, span.of(text), value, value, value, nouns=nouns)


def lengths(times: Iterable[tuple[Span, str, str]]) -> Iterator[Number]:
    """The lengths of time among expressions (place, words and TIMEX3 value) as numbers of their unit."""
    for span, words, value in times:
        if match := _LENGTH.fullmatch(value):
            number = float(match[2])
            yield Number(span, words, number, number, number, unit=match[1] + match[3])


def counted_by(words: str | None) -> frozenset[str]:
    """The stems of the words for what is counted."""
    return frozenset(
        stem(folded(word)) for word in (words or "").split() if folded(word) not in grammar_words()
    )


def _nouns(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the phrase that a number stands before: up to its end or a word of grammar."""
    found: list[str] = []
    for match in _AFTER.finditer(text, start, end):
        word = match[1] and folded(match[1])
        if not word or word in grammar_words() or len(found) == COUNTED_WORDS:
            break
        found.append(stem(word))
    return frozenset(found)
