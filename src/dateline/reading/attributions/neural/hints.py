"""What the rules found, told to the tagger: marks on the pieces, and which pieces belong to one draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.model import Span
from dateline.reading.attributions.drafts import Draft
from dateline.reading.attributions.neural.pieces import Window
from dateline.reading.attributions.quotations import Quotation

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
_MARKS = ("begins", "inside", "nested")
HINTS = (*(f"{mark}-{role}" for mark in _MARKS for role in ROLES), "quoted")
"""The marks a piece may bear: it begins or stands inside what a rule found, also inside other content."""
_INSIDE = len(ROLES)
_NESTED = 2 * len(ROLES)
_QUOTED = 3 * len(ROLES)


@dataclass(frozen=True, slots=True)
class Part:
    """The pieces ``first`` to ``last`` of a window in a role of the statement ``number``."""

    role: Role
    first: int
    last: int
    number: int


@dataclass(frozen=True, slots=True)
class Hints:
    """For one window: the marks (piece, number in HINTS), and the parts of the drafts that stand alone."""

    marks: frozenset[tuple[int, int]]
    parts: tuple[Part, ...]


def spans_of(draft: Draft, role: Role) -> Sequence[Span]:
    """The spans of a draft in one role."""
    return draft.source if role == "source" else draft.cue if role == "cue" else draft.content


def hints(
    windows: Sequence[Window],
    drafts: Sequence[Draft],
    above: Sequence[int | None],
    quotations: Sequence[Quotation],
) -> list[Hints]:
    """The hints for each of *windows* (in the order of the text); *above* is what each draft stands in."""
    marks: list[set[tuple[int, int]]] = [set() for _ in windows]
    parts: list[list[Part]] = [[] for _ in windows]
    starts = [window.spans[0].start for window in windows]
    for number, draft in enumerate(drafts):
        for kind, role in enumerate(ROLES):
            for span in spans_of(draft, role):
                for at, first, last in _places(span, windows, starts):
                    pieces = range(first, last + 1)
                    if above[number] is not None:
                        marks[at] |= {(piece, _NESTED + kind) for piece in pieces}
                        continue
                    marks[at] |= {(first, kind), *((piece, _INSIDE + kind) for piece in pieces)}
                    parts[at].append(Part(role, first, last, number))
    for quotation in quotations:
        for at, first, last in _places(quotation.span, windows, starts):
            marks[at] |= {(piece, _QUOTED) for piece in range(first, last + 1)}
    return [Hints(frozenset(m), tuple(p)) for m, p in zip(marks, parts, strict=True)]


def _places(span: Span, windows: Sequence[Window], starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The windows that *span* touches, with the first and last piece in each."""
    at = max(bisect_right(starts, span.start) - 1, 0)
    while at < len(windows) and starts[at] < span.end:
        place = windows[at].pieces(span)
        if place is not None:
            yield at, *place
        at += 1
