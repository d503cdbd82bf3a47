"""Score places: `python tests/place_scores.py PREDICTIONS GOLD` prints one JSON object.

A name counts as right when the place found at it lies within the kilometres that the gold allows (50; 150
for a region, which has no one point) and, of a country, when it is that country and bears no point; what is
no place must not be found as one. `pins_wrong` counts points set farther off than that, of all points set.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

RADIUS_KM = 6371.0


def main() -> int:
    """Read predictions and gold (a JSON object a line, joined by id) and print the figures."""
    predictions, gold = (
        [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        for name in sys.argv[1:3]
    )
    print(json.dumps(score(predictions, gold)))
    return 0


def score(predictions: list[dict[str, Any]], gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Accuracy over all names, by part of the set and kind of name; the share of points that are wrong."""
    found = {row["id"]: row["places"] for row in predictions}
    tally: dict[str, list[bool]] = defaultdict(list)
    pins: list[bool] = []
    for report in gold:
        for name in report["names"]:
            place = at(name, found[report["id"]])
            right = is_right(name, place)
            for group in ("all", report["part"], name["kind"]):
                tally[group].append(right)
            if place is not None and place["lat"] is not None:
                pins.append(right)
    out: dict[str, Any] = {group: sum(rows) / len(rows) for group, rows in sorted(tally.items())}
    out["names"] = len(tally["all"])
    out["pins_wrong"] = 1 - sum(pins) / len(pins) if pins else 0.0
    return out


def at(name: dict[str, Any], places: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The place found at a name: the one that begins with it, else any that shares a character."""
    shared = [p for p in places if p["start"] < name["end"] and name["start"] < p["end"]]
    return min(shared, key=lambda p: (p["start"] != name["start"], p["start"]), default=None)


def is_right(name: dict[str, Any], place: dict[str, Any] | None) -> bool:
    """Whether a place (None: none was found) is the one that the gold has at *name*."""
    if name["kind"] == "no place" or place is None:
        return name["kind"] == "no place" and place is None
    if "lat" not in name:
        return bool(place["country"] == name["country"] and place["lat"] is None)
    return place["lat"] is not None and distance(name, place) <= name["within_km"]


def distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Kilometres along the great circle."""
    a, b = math.radians(one["lat"]), math.radians(other["lat"])
    across = math.sin(math.radians(one["lon"] - other["lon"]) / 2) ** 2
    along = math.sin((a - b) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(along + math.cos(a) * math.cos(b) * across))


if __name__ == "__main__":
    sys.exit(main())
