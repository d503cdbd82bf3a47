"""Benchmark of intake on saved pages: the body text of HTML (`bench/cleaning/html`)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import Record
from dateline.intake import report_id
from dateline.intake.html import html_report


def predict(records: list[Record], folder: Path) -> Iterator[dict[str, Any]]:
    for record in records:
        data = gzip.decompress((folder / record["html"]).read_bytes())
        report = html_report(record["html"], data, report_id(data))
        yield {"id": record["id"], "text": "\n\n".join(span.of(report.text) for span in report.body)}
