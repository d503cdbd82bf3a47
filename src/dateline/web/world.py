"""The outlines of countries (`data/world.tsv.gz`, from Natural Earth) as a path for what is shown of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).parent / "data" / "world.tsv.gz"
STEPS = 50
"""Steps to a degree in the file."""
NEAREST = 1.0
"""Units of the drawing between two points; nearer ones can hardly be told apart."""
FINE = 10
"""Parts of a unit in which a path is written, as whole numbers, which are short."""
PATHS_HELD = 32


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class _Ring:
    """The outline of a stretch of land, in steps of the file."""

    lons: tuple[int, ...]
    lats: tuple[int, ...]
    box: Box


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """Code of a country → where its name stands (degrees east and north)."""
    return {code: (float(lon), float(lat)) for code, _, lon, lat, _ in _lines() if code}


@lru_cache(PATHS_HELD)
def outlines(box: Box, across: float, down: float) -> str:
    """The land in *box* as a path, in `FINE` parts of a unit, its north-west corner at 0, 0.

    There are *across* and *down* units to a degree.
    """
    pieces: list[str] = []
    for ring in _rings():
        bounds = ring.box
        if (
            bounds.east < box.west
            or bounds.west > box.east
            or bounds.north < box.south
            or bounds.south > box.north
            or max((bounds.east - bounds.west) * across, (bounds.north - bounds.south) * down) < NEAREST
        ):
            continue
        start, moves, at = (0, 0), [], None
        for lon, lat in zip(ring.lons, ring.lats, strict=True):
            x = round((lon / STEPS - box.west) * across * FINE)
            y = round((box.north - lat / STEPS) * down * FINE)
            if at is None:
                start = at = (x, y)
            elif abs(x - at[0]) + abs(y - at[1]) >= NEAREST * FINE:
                moves.append(f"{x - at[0]} {y - at[1]}")
                at = (x, y)
        if len(moves) > 1:
            pieces.append(f"M{start[0]} {start[1]}l{' '.join(moves)}z")
    return "".join(pieces)


@cache
def _rings() -> tuple[_Ring, ...]:
    return tuple(_ring(ring) for *_, rings in _lines() for ring in rings.split(";"))


def _ring(packed: str) -> _Ring:
    moves = [move.split(",") for move in packed.split(" ")]
    lons = tuple(accumulate(int(x) for x, _ in moves))
    lats = tuple(accumulate(int(y) for _, y in moves))
    west, east, south, north = (edge / STEPS for edge in (min(lons), max(lons), min(lats), max(lats)))
    return _Ring(lons, lats, Box(west, south, east, north))


def _lines() -> Iterator[list[str]]:
    """The columns of each country: code, name, place of the name, rings."""
    lines = (line for line in gzip.decompress(DATA.read_bytes()).decode().splitlines() if line[0] != "#")
    next(lines)
    return (line.split("\t") for line in lines)
