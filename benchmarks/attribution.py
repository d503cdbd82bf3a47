"""Attribution (PolNeAR): every statement with its source, cue and content as spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import Record, report_of
from dateline.model import Attribution, Extractor, Span
from dateline.reading.attributions import DEFAULT_EXTRACTOR, find_attributions
from dateline.reading.syntax import parse


def predict(records: Iterable[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record, by the extractor that is the default."""
    yield from _predict(records, DEFAULT_EXTRACTOR)


def predict_by_rules(records: Iterable[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record, by the rules alone."""
    yield from _predict(records, "rules")


def _predict(records: Iterable[Record], extractor: Extractor) -> Iterator[dict[str, Any]]:
    """Statements inside another's content are left out, as the corpus does."""
    for record in records:
        report = report_of(record)
        found = find_attributions(parse(report.text, report.body), (), (), extractor)
        yield {"id": record["id"], "statements": [statement(a) for a in found if a.parent is None]}


def statement(attribution: Attribution) -> dict[str, list[list[int]]]:
    """An attribution in the benchmark's words."""
    return {
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(attribution.content),
    }


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as the benchmark writes them."""
    return [[s.start, s.end] for s in spans]
