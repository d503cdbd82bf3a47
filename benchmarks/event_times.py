"""The days of events in our own short reports (tests/data): the share of marked mentions that are right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Record, report_of
from dateline.model import Span
from dateline.reading import read_report

SETS = ("event_times", "event_times_2")


def measure(folder: Path) -> dict[str, float]:
    """The share of marked mentions whose earliest and latest day are right, in all and by set."""
    right = {}
    for name in SETS:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        right[name] = [r for line in lines for r in _right(json.loads(line))]
    right["share"] = [r for name in SETS for r in right[name]]
    return {name: sum(found) / len(found) for name, found in right.items()}


def _right(record: Record) -> Iterator[bool]:
    mentions = read_report(report_of(record)).event_mentions
    for mark in record["events"]:
        span = Span(mark["start"], mark["end"])
        when = next((m.when for m in mentions if m.span.overlaps(span)), None)
        yield when is not None and (when.earliest, when.latest) == (mark["earliest"], mark["latest"])
