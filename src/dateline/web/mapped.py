"""Places on a map, each drawn as closely as it is known, and the parts of the world to look at more closely.

Only shapes and their places are worked out here, in units of the drawing; the template draws them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from dateline.views.places import PlacePoint
from dateline.web.world import Box, label_points, outlines

WIDTH = 960
FLATTEST, STEEPEST = 0.42, 0.72
"""Height of the drawing for its width, at least and at most."""
WORLD = Box(-180.0, -58.0, 180.0, 84.0)
NARROWEST = 3.0
"""Degrees shown at least: closer, the outlines are too coarse to tell anything."""
MARGIN = 0.1
MOST_DRAWN = 400
MOST_REGIONS = 8
LEAST_MARK, MOST_MARK = 3.5, 12.0
AREA_MARK = 13.0
"""Units from the middle of a region's circle to its edge: it says about where, not how far."""
LETTER, LINE = 6.4, 15.0
"""Units that a letter and a line of names take."""
GAP = 3.0
"""Units between a mark and its name."""
Shape = Literal["site", "town", "region", "country"]
SHAPES: dict[str, Shape] = {"point": "site", "city": "town", "province": "region", "country": "country"}
"""How a place is drawn for how closely it is known; what is not known has no shape."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the drawing: its shape, its size, and its name where there is room for it."""

    shape: Shape
    x: float
    y: float
    size: float
    words: str
    address: str
    name: str
    named: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing of the part of the world in ``box``; ``undrawn`` and ``unnamed`` count what had no room."""

    box: Box
    land: str
    marks: Sequence[Mark]
    width: int
    height: int
    undrawn: int
    unnamed: int
    gap: float = GAP


def located(place: PlacePoint) -> tuple[float, float] | None:
    """Where a place is drawn (degrees east and north): a country where its name is; None for the unknown."""
    if place.precision not in SHAPES:
        return None
    if place.precision == "country":
        return label_points().get(place.country or "")
    return None if place.lat is None or place.lon is None else (place.lon, place.lat)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box around points, with some room; the world where there are none."""
    lons, lats = zip(*points, strict=True) if (points := list(points)) else ((), ())
    if not lons:
        return WORLD
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    room = max(NARROWEST / 2, MARGIN * max(east - west, north - south))
    return Box(west - room, max(-90.0, south - room), east + room, min(90.0, north + room))


def box_of(words: str) -> Box | None:
    """The box in an address ("35,32,40,37": west, south, east, north); None where there is none."""
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        return None
    if not (-360 <= west < east <= 360 and -90 <= south < north <= 90):
        return None
    middle = (west + east) / 2
    room = max(east - west, NARROWEST) / 2
    return Box(middle - room, south, middle + room, north)


def in_words(box: Box) -> str:
    """A box as it stands in an address."""
    return ",".join(
        f"{edge:.2f}".rstrip("0").rstrip(".") for edge in (box.west, box.south, box.east, box.north)
    )


def regions(places: Sequence[PlacePoint]) -> list[tuple[str, int, Box]]:
    """The countries with the places named most: code, how often, and the box around those places."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    times: Counter[str] = Counter()
    for place in places:
        at = located(place)
        if at and place.country and place.precision != "country":
            inside[place.country].append(at)
            times[place.country] += place.times
    chosen = sorted(times, key=lambda code: (-times[code], code))[:MOST_REGIONS]
    return [(code, times[code], around(inside[code])) for code in chosen]


def moves(box: Box) -> list[tuple[str, Box]]:
    """The parts of the world beside, within and around a box, by what leads there."""
    across, down = (box.east - box.west) / 2, (box.north - box.south) / 2

    def moved(east: float, north: float, grown: float) -> Box:
        x, y = (box.west + box.east) / 2 + east * across, (box.south + box.north) / 2 + north * down
        y = min(90.0, max(-90.0, y))
        return Box(
            max(-360.0, x - across * grown),
            max(-90.0, y - down * grown),
            min(360.0, x + across * grown),
            min(90.0, y + down * grown),
        )

    return [
        ("closer", moved(0, 0, 0.5)),
        ("farther", moved(0, 0, 2)),
        ("west", moved(-1, 0, 1)),
        ("east", moved(1, 0, 1)),
        ("north", moved(0, 1, 1)),
        ("south", moved(0, -1, 1)),
    ]


def drawn(places: Sequence[PlacePoint], box: Box) -> Map:
    """The drawing of *places* (those named most often first), with at least *box* in it."""
    shown, across, down, height = _frame(box)
    inside = [(place, at) for place in places if (at := located(place)) and shown.holds(*at)]
    most = max((place.times for place, _ in inside), default=1)
    marks = [
        _mark(place, (lon - shown.west) * across, (shown.north - lat) * down, most)
        for place, (lon, lat) in inside[:MOST_DRAWN]
    ]
    marks = _with_names(marks)
    unnamed = sum(not mark.named for mark in marks)
    # A country is its name; and small marks come last, so that large ones do not hide them.
    marks = [mark for mark in marks if mark.named or mark.shape != "country"]
    marks.sort(key=lambda mark: -mark.size)
    return Map(
        box=shown,
        land=outlines(shown, across, down),
        marks=marks,
        width=WIDTH,
        height=height,
        undrawn=max(0, len(inside) - MOST_DRAWN),
        unnamed=unnamed,
    )


def _frame(box: Box) -> tuple[Box, float, float, int]:
    """The box as it is drawn, units to a degree across and down, and the height; true in its middle."""
    latitude = (box.south + box.north) / 2
    squeezed = max(0.25, math.cos(math.radians(latitude)))
    wide, high = (box.east - box.west) * squeezed, box.north - box.south
    if high / wide < FLATTEST:
        high = wide * FLATTEST
    elif high / wide > STEEPEST:
        wide = high / STEEPEST
    middle = (box.west + box.east) / 2
    half = min(180.0, wide / squeezed / 2)
    shown = Box(
        round(middle - half, 2),
        round(latitude - high / 2, 2),
        round(middle + half, 2),
        round(latitude + high / 2, 2),
    )
    across = WIDTH / (shown.east - shown.west)
    down = across / squeezed
    return shown, across, down, round((shown.north - shown.south) * down)


def _mark(place: PlacePoint, x: float, y: float, most: int) -> Mark:
    shape = SHAPES[place.precision]
    share = math.sqrt(place.times / most)
    kind = f" ({place.kind})" if place.kind else ""
    told = f"named {place.times:,} times in {place.reports:,} reports, {place.events:,} events"
    return Mark(
        shape=shape,
        x=x,
        y=y,
        size=AREA_MARK if shape == "region" else LEAST_MARK + (MOST_MARK - LEAST_MARK) * share,
        words=f"{place.name}{kind}: {told}",
        address="/timeline?" + urlencode({"place": place.name, "all": "1"}),
        name=place.name,
        named=False,
    )


def _with_names(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those with their names that leave room for other marks and for the names before."""
    points = (mark for mark in marks if mark.shape in ("site", "town"))
    taken = [_Room(m.x - m.size, m.y - m.size, m.x + m.size, m.y + m.size) for m in points]
    found = []
    for mark in marks:
        length = LETTER * len(mark.name)
        left = mark.x - length / 2 if mark.shape == "country" else mark.x + mark.size + GAP
        room = _Room(left, mark.y - LINE / 2, left + length, mark.y + LINE / 2)
        named = room.right <= WIDTH and not any(room.meets(other) for other in taken)
        if named:
            taken.append(room)
        found.append(replace(mark, named=named))
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """What a mark or a name takes of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Room) -> bool:
        """Whether the two share any of it."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )
