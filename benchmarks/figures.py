"""Figures with what they count, for ``figures`` (sets of our own, tests/data/figures*.jsonl)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import Record, report_of
from dateline.reading import read_report

FIELDS = ("value", "what", "hedge", "unit", "rate", "since", "place", "previous", "cumulative", "forecast")


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record: the figures of its reading."""
    for record in records:
        figures = read_report(report_of(record)).figures
        yield {
            "id": record["id"],
            "figures": [{field: getattr(figure, field) for field in FIELDS} for figure in figures],
        }
