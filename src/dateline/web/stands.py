"""The lines of parties on one question: a row for each party, days across, "for" above "against".

Only shapes and their places are worked out here, in units of the drawing; the template draws them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model.days import bounds
from dateline.views.positions import Stand

WIDTH, LEFT, RIGHT, ROW, FOOT = 760, 190, 20, 44, 26
"""Units of the drawing, of the names at its left, and of a party's row."""
SWING = 9
"""Units by which "for" stands above and "against" below the middle of a row."""
MOST_PARTIES = 12
MOST_STANDS = 120
"""Marks in a row; more would cover each other."""
NAME_LENGTH = 26
SIDES = {"for": -SWING, "against": SWING}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stand in a row: where it is, and what it tells."""

    x: float
    y: float
    leaning: str
    day: str
    shift: bool


@dataclass(frozen=True, slots=True)
class PartyLine:
    """The row of one party: its middle, its marks and the line through them; ``undated`` are not drawn."""

    party: str
    name: str
    y: float
    marks: Sequence[Mark]
    path: str
    undated: int


@dataclass(frozen=True, slots=True)
class Stands:
    """The drawing: the rows of the parties, the days under it, and how many parties are left out."""

    lines: Sequence[PartyLine]
    days: Sequence[tuple[float, str, str]]
    left_out: int
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT


def drawn(lines: Mapping[str, Sequence[Stand]]) -> Stands | None:
    """The drawing of these lines (party → stands by day); None where no two stands have different days."""
    shown = list(lines.items())[:MOST_PARTIES]
    ordinals = [day for _, line in shown for stand in line if (day := _ordinal(stand.day)) is not None]
    if len(set(ordinals)) < 2:
        return None
    first, last = min(ordinals), max(ordinals)
    rows = [_row(party, line, number, first, last) for number, (party, line) in enumerate(shown)]
    height = ROW * len(rows) + FOOT
    days = [
        (_x(day, first, last), date.fromordinal(day).isoformat(), anchor)
        for day, anchor in ((first, "start"), (last, "end"))
    ]
    return Stands(rows, days, len(lines) - len(shown), height)


def _row(party: str, line: Sequence[Stand], number: int, first: int, last: int) -> PartyLine:
    middle = ROW * number + ROW / 2
    dated = [(day, stand) for stand in line if (day := _ordinal(stand.day)) is not None][-MOST_STANDS:]
    marks = [
        Mark(
            _x(day, first, last),
            middle + SIDES.get(stand.leaning, 0),
            stand.leaning,
            stand.day or "",
            stand.shift,
        )
        for day, stand in dated
    ]
    path = " ".join(f"{'L' if at else 'M'}{mark.x:.1f} {mark.y:.1f}" for at, mark in enumerate(marks))
    name = party if len(party) <= NAME_LENGTH else party[: NAME_LENGTH - 1].rstrip() + "…"
    return PartyLine(party, name, middle, marks, path if len(marks) > 1 else "", len(line) - len(dated))


def _x(day: int, first: int, last: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (day - first) / (last - first)


def _ordinal(day: str | None) -> int | None:
    days = bounds(day) if day else None
    return days[0].toordinal() if days else None
