"""Build `world.tsv.gz`, the outlines of countries for the map, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz      (in a folder outside the project)
    python tools/build_world.py package/countries-50m.json

Natural Earth is in the public domain; world-atlas, which carries it as TopoJSON, is under the ISC licence.
Outlines that cross the 180th meridian are cut there, islands below the smallest that a map can show are left
out, and points are rounded to a fiftieth of a degree.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from dateline.knowledge.countries import names

TARGET = Path(__file__).resolve().parent.parent / "src/dateline/web/data/world.tsv.gz"
STEPS = 50
"""Steps to a degree."""
SMALLEST = 0.15
"""Degrees that an island is across at least, unless it is the largest of its country."""
HEAD = """# Made by tools/build_world.py; do not edit by hand. Outlines of countries from Natural Earth
# (public domain). A ring is its first point and the steps to each next one, in fiftieths of a degree.
code	name	lon	lat	rings
"""
OTHER_NAMES = {
    "Antigua and Barb.": "ATG", "Bosnia and Herz.": "BIH", "British Virgin Is.": "VGB", "Cabo Verde": "CPV",
    "Cayman Is.": "CYM", "Central African Rep.": "CAF", "Congo": "COG", "Cook Is.": "COK", "Czechia": "CZE",
    "Côte d'Ivoire": "CIV", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Eq. Guinea": "GNQ",
    "Faeroe Is.": "FRO", "Falkland Is.": "FLK", "Fr. Polynesia": "PYF", "Macedonia": "MKD",
    "Marshall Is.": "MHL", "N. Mariana Is.": "MNP", "Pitcairn Is.": "PCN", "S. Sudan": "SSD",
    "Saint Helena": "SHN", "Solomon Is.": "SLB", "St. Kitts and Nevis": "KNA",
    "St. Pierre and Miquelon": "SPM",
    "St. Vin. and Gren.": "VCT", "St-Barthélemy": "BLM", "St-Martin": "MAF", "São Tomé and Principe": "STP",
    "Turks and Caicos Is.": "TCA", "U.S. Virgin Is.": "VIR", "United States of America": "USA",
    "W. Sahara": "ESH", "Wallis and Futuna Is.": "WLF", "eSwatini": "SWZ", "Åland": "ALA",
}  # fmt: skip
"""What Natural Earth shortens or writes otherwise than The World Factbook."""

Point = tuple[float, float]
Ring = list[Point]


def rings_of(topology: dict, geometry: dict) -> Iterator[Ring]:
    """The outer rings of a country; lakes and enclaves are land of someone else or too small to matter."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index: int) -> Ring:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        return points if index >= 0 else points[::-1]

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for index in polygon[0]:
            ring += arc(index)[1 if ring else 0 :]
        yield ring


def cut(ring: Ring) -> Iterator[Ring]:
    """The ring in pieces that keep within 180 degrees east and west."""
    unrolled = [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turn = -360 if lon - before > 180 else 360 if lon - before < -180 else 0
        unrolled.append((unrolled[-1][0] + lon - before + turn, lat))
    if abs(unrolled[-1][0] - unrolled[0][0]) > 180:  # around a pole
        unrolled += [(unrolled[-1][0], -90.0), (unrolled[0][0], -90.0)]
    for turn in (-360, 0, 360):
        turned = [(lon + turn, lat) for lon, lat in unrolled]
        piece = within(within(turned, -180.0, 1), 180.0, -1)
        if len(piece) > 2:
            yield piece


def within(ring: Ring, meridian: float, side: int) -> Ring:
    """The part of a ring on one side of a meridian (1: east of it), closed along it."""
    kept: Ring = []
    for (lon, lat), (next_lon, next_lat) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = (lon - meridian) * side >= 0, (next_lon - meridian) * side >= 0
        if inside:
            kept.append((lon, lat))
        if inside != next_inside:
            share = (meridian - lon) / (next_lon - lon)
            kept.append((meridian, lat + share * (next_lat - lat)))
    return kept


def across(ring: Ring) -> float:
    """The longer side of the box around a ring, in degrees."""
    lons, lats = zip(*ring, strict=True)
    return max(max(lons) - min(lons), max(lats) - min(lats))


def packed(ring: Ring) -> str:
    """A ring as it stands in the file."""
    steps: list[tuple[int, int]] = []
    for lon, lat in ring:
        point = round(lon * STEPS), round(lat * STEPS)
        if not steps or point != steps[-1]:
            steps.append(point)
    moves = [steps[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(steps))]
    return " ".join(f"{x},{y}" for x, y in moves)


def middle(ring: Ring) -> Point:
    """The middle of the longest stretch of land at half the height of a ring: a place for a name."""
    lats = [lat for _, lat in ring]
    at = (max(lats) + min(lats)) / 2 + 1e-6
    crossings = sorted(
        lon + (at - lat) / (next_lat - lat) * (next_lon - lon)
        for (lon, lat), (next_lon, next_lat) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
        if (lat > at) != (next_lat > at)
    )
    west, east = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, at


def area(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    following = [*ring[1:], *ring[:1]]
    return abs(sum(a * d - c * b for (a, b), (c, d) in zip(ring, following, strict=True))) / 2


def lines(topology: dict) -> Iterator[str]:
    """The lines of the file, a country each, by name."""
    codes = {name.casefold(): code for name, code in names().items()}
    found = sorted(topology["objects"]["countries"]["geometries"], key=lambda g: g["properties"]["name"])
    for geometry in found:
        name = geometry["properties"]["name"]
        code = OTHER_NAMES.get(name) or codes.get(name.casefold(), "")
        pieces = [piece for ring in rings_of(topology, geometry) for piece in cut(ring)]
        main = max(pieces, key=area)
        shown = [ring for ring in pieces if ring is main or across(ring) >= SMALLEST]
        lon, lat = middle(main)
        yield f"{code}\t{name}\t{lon:.2f}\t{lat:.2f}\t{';'.join(packed(ring) for ring in shown)}\n"
        if not code:
            print(f"no code: {name}", file=sys.stderr)


def main(arguments: Sequence[str]) -> None:
    """Write the file from the TopoJSON file named first."""
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    text = HEAD + "".join(lines(topology))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
