"""Who, what, when, where, why and how of an article's main event, as the `5w1h` benchmark asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Record, report_of
from dateline.reading import read_report
from dateline.reading.five_w import five_w


def predict(records: list[Record], folder: Path) -> Iterator[Record]:
    """One prediction a record."""
    for record in records:
        report = report_of(record)
        found = five_w(report, read_report(report))
        yield {
            "id": record["id"],
            "who": found.who,
            "what": found.what,
            "when": found.when,
            "when_date": found.day,
            "where": found.where,
            "why": found.why,
            "how": found.how,
        }
