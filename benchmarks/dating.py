"""Benchmark of dating (`bench/time`, its second task): the stated day, else what the text leaves possible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import Record
from dateline.intake import take
from dateline.reading.dating import infer_published
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times


def predict(records: list[Record], folder: Path) -> Iterator[dict[str, Any]]:
    for record in records:
        report = take(record["id"] + ".txt", record["text"].encode("utf-8", "surrogatepass"))
        sentences = [s for paragraph in report.body for s in split_sentences(report.text, paragraph)]
        published = infer_published(report, find_times(report.text, sentences))
        yield {"id": record["id"], "published": published.date.isoformat() if published.date else None}
