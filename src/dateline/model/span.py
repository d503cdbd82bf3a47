"""A place in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``[start, end)`` of a report's text; it points, and never copies."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of *text* at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class SpanIndex:
    """Spans of one text by place, so that a long text is not gone through for each look-up."""

    __slots__ = ("_longest", "_spans", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        """Index *spans*."""
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._longest = max((len(span) for span in self._spans), default=0)

    def overlapping(self, span: Span) -> list[Span]:
        """Those that share a character with *span*, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [other for other in self._spans[first:last] if other.overlaps(span)]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of *spans*; ValueError if there is none."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


def trimmed(span: Span, text: str) -> Span:
    """The span without the white space at its ends; an empty one where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def places_of(words: str, text: str, within: Span, *, any_case: bool = False) -> Iterator[Span]:
    """The places in the part *within* of *text* where *words* stand, whatever white space is between them."""
    parts = words.split()
    if parts:
        wanted = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE if any_case else 0)
        for found in wanted.finditer(text, within.start, within.end):
            yield Span(found.start(), found.end())
