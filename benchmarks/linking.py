"""bench/linking: which reports, and which mentions, are about the same event.

The benchmark marks every action, so the readings are filled up with `actions` before they are sketched; the
linking itself is the project's, with nothing changed. So the figures for mentions judge the linking and how
well `actions` finds what is marked: the record of an archive holds fewer events than are scored here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.actions import with_all_actions
from benchmarks.common import Record, report_of
from dateline.linking import link, sketch
from dateline.model import Span
from dateline.reading import read_report


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, object]]:
    """One prediction a record, for both tasks: the report's event, and its event mentions with theirs."""
    reports = [report_of(record) for record in records]
    readings = [with_all_actions(report, read_report(report)) for report in reports]
    links = link([sketch(report, reading) for report, reading in zip(reports, readings, strict=True)])
    happening = {report: f"h{number}" for number, group in enumerate(links.groups) for report in group}
    for report, reading in zip(reports, readings, strict=True):
        # The benchmark takes one event a span; of a trigger that tells of two, the first is kept.
        first: dict[Span, int] = {}
        for index, event in enumerate(reading.event_mentions):
            first.setdefault(event.span, index)
        events = [
            {"start": span.start, "end": span.end, "happening": links.event_of[report.id, index]}
            for span, index in first.items()
        ]
        yield {"id": report.id, "happening": happening[report.id], "events": events}
