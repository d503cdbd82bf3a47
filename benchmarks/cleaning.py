"""Benchmarks of intake: body text and masthead fields of text dumps (`bench/cleaning`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import Record
from dateline.intake import take


def predict_text(records: list[Record], folder: Path) -> Iterator[dict[str, Any]]:
    for record in records:
        report = take(record["id"] + ".txt", record["text"].encode("utf-8", "surrogatepass"))
        yield {"id": record["id"], "keep": [[s.start, s.end] for s in report.body]}


def predict_fields(records: list[Record], folder: Path) -> Iterator[dict[str, Any]]:
    for record in records:
        report = take(record["id"] + ".txt", record["text"].encode("utf-8", "surrogatepass"))
        masthead = report.masthead
        date = masthead.published.date
        yield {
            "id": record["id"],
            "title": masthead.title,
            "published": date.isoformat() if date else None,
            "authors": list(masthead.authors),
            "agency": masthead.agency,
            "outlet": masthead.outlet,
            "keep": [[s.start, s.end] for s in report.body],
        }
