"""The band over a timeline: a bar for each year, month or day, as high as there are events.

Only shapes and their places are worked out here, in units of the drawing; the template draws them.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dateline.model.days import bounds
from dateline.web.query import Query

Zoom = Literal["year", "month", "day"]
ZOOMS: tuple[Zoom, ...] = ("year", "month", "day")
LENGTH = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO day that name its year, month, or itself."""
LONGEST = {"year": 366, "month": 31, "day": 1}
"""Days in which what is known so closely lies; a week is counted where it begins."""
WIDTH, HEIGHT, FOOT = 1000, 90, 22
"""Units of the drawing: the bars, and the line of dates under them."""
DAYS_AT_HAND = 1 << 14
"""Dates of which it is remembered where they lie: those of a page come again on the next."""
MOST_BARS = 400
"""More bars than these are too thin to point at; a coarser zoom is taken then."""
NARROWEST, WIDEST = 3.0, 28.0
GAP = 1.0
LABELS = 5
LABEL_ROOM = 190
"""Units that a label takes on a narrow screen, where the letters are large beside the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one year, month or day: where the bar stands, and the address that shows them."""

    period: str
    events: int
    x: float
    y: float
    width: float
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Label:
    """A date under the band."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Band:
    """The drawing: its bars and labels, the ``zoom`` it came to, and what it leaves out.

    ``coarser`` tells that it was asked for finer, ``undrawn`` how many events are known only to a longer
    time than a bar stands for.
    """

    bars: Sequence[Bar]
    labels: Sequence[Label]
    zoom: Zoom
    coarser: bool
    undrawn: int
    most: int
    width: int = WIDTH
    height: int = HEIGHT + FOOT
    foot: int = HEIGHT


def drawn(dates: Iterable[str], zoom: Zoom, query: Query) -> Band | None:
    """The band of events on these ISO dates, for a page with *query*; None where none can be drawn."""
    events = Counter(dates)
    for at in range(ZOOMS.index(zoom), -1, -1):
        counts: Counter[str] = Counter()
        for day, number in events.items():
            if period := period_of(day, ZOOMS[at]):
                counts[period] += number
        if counts and (len(counts) <= MOST_BARS or at == 0):
            return _band(counts, events.total(), ZOOMS[at], ZOOMS[at] != zoom, query)
    return None


@lru_cache(maxsize=DAYS_AT_HAND)
def period_of(day: str, zoom: Zoom) -> str | None:
    """The year, month or day in which a TIMEX3 date lies or begins; None where it is known less closely."""
    days = bounds(day)
    if days is None or (days[1] - days[0]).days >= LONGEST[zoom]:
        return None
    return days[0].isoformat()[: LENGTH[zoom]]


def _band(counts: Counter[str], events: int, zoom: Zoom, coarser: bool, query: Query) -> Band:
    first, last = _first_day(min(counts)), _last_day(max(counts))
    scale = WIDTH / (last - first + 1)
    most = max(counts.values())
    bars = []
    for period, number in sorted(counts.items()):
        start, days = _first_day(period) - first, _last_day(period) - _first_day(period) + 1
        width = min(max(days * scale - GAP, NARROWEST), WIDEST)
        x = min(max(0.0, (start + days / 2) * scale - width / 2), WIDTH - width)
        height = max(HEIGHT * number / most, 3.0)
        bars.append(Bar(period, number, x, HEIGHT - height, width, height, _address(period, zoom, query)))
    return Band(bars, _labels(bars), zoom, coarser, events - sum(counts.values()), most)


def _labels(bars: Sequence[Bar]) -> list[Label]:
    """Dates under some bars: the first, the last, and others where there is room."""
    labels: list[Label] = []
    wanted = [bars[0], bars[-1], *bars[1:-1]]
    taken: list[float] = []
    for bar in wanted:
        x = bar.x + bar.width / 2
        if len(taken) < LABELS and all(abs(x - other) >= LABEL_ROOM for other in taken):
            taken.append(x)
            anchor = "start" if x < LABEL_ROOM / 2 else "end" if x > WIDTH - LABEL_ROOM / 2 else "middle"
            labels.append(Label(x, bar.period, anchor))
    return sorted(labels, key=lambda label: label.x)


def _address(period: str, zoom: Zoom, query: Query) -> str:
    """The timeline of that period alone, a step closer."""
    closer = ZOOMS[min(ZOOMS.index(zoom) + 1, len(ZOOMS) - 1)]
    return query.but(**{"from": period, "to": period, "zoom": closer, "page": None})


def _first_day(period: str) -> int:
    return date.fromisoformat(f"{period}-01-01"[:10]).toordinal()


def _last_day(period: str) -> int:
    year, month, day = (int(part) for part in f"{period}-12-31"[:10].split("-"))
    if len(period) == LENGTH["month"]:
        day = monthrange(year, month)[1]
    return date(year, month, day).toordinal()
