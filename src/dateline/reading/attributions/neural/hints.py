"""What the rules found, told to the tagger: marks on the pieces, and which pieces belong to one draft."""

from __future__ import annotations

from collections.abc import Sequence
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
    spans = [
        (span, role, number)
        for number, draft in enumerate(drafts)
        for role in ROLES
        for span in spans_of(draft, role)
    ]
    spans.sort(key=lambda s: s[0])
    quoted = sorted(q.span for q in quotations)
    out = []
    for window in windows:
        marks: set[tuple[int, int]] = set()
        parts: list[Part] = []
        for span, role, number in spans:
            place = window.pieces(span)
            if place is None:
                continue
            first, last = place
            kind = ROLES.index(role)
            if above[number] is not None:
                marks |= {(piece, _NESTED + kind) for piece in range(first, last + 1)}
                continue
            marks.add((first, kind))
            marks |= {(piece, len(ROLES) + kind) for piece in range(first, last + 1)}
            parts.append(Part(role, first, last, number))
        for span in quoted:
            place = window.pieces(span)
            if place is not None:
                marks |= {(piece, _QUOTED) for piece in range(place[0], place[1] + 1)}
        out.append(Hints(frozenset(marks), tuple(parts)))
    return out
