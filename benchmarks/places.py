"""Places with where they lie, for ``places`` (a set of our own, tests/data/places.jsonl)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import Record, report_of
from dateline.reading import read_report


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record: the places of its reading."""
    for record in records:
        places = read_report(report_of(record)).places
        yield {
            "id": record["id"],
            "places": [
                {
                    "start": p.span.start,
                    "end": p.span.end,
                    "country": p.country,
                    "lat": p.lat,
                    "lon": p.lon,
                    "precision": p.precision,
                }
                for p in places
            ],
        }
