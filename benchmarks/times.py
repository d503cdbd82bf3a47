"""Time expressions with TIMEX3 values, for ``time``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import Record, report_of
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times, resolve_times


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record: its time expressions, resolved against the date the record gives."""
    for record in records:
        report = report_of(record)
        sentences = [s for paragraph in report.body for s in split_sentences(report.text, paragraph)]
        times = resolve_times(report.text, find_times(report.text, sentences), report.masthead.published)
        yield {
            "id": record["id"],
            "times": [
                {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times
            ],
        }
