"""Phrases for actors with a date → country and sector."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Record
from dateline.reading.actors.phrases import resolve_phrase

CODES_AS_COUNTRY = {"UNO", "EUR", "IGO"}
"""PLOVER codes that stand in the place of a country."""


def predict(records: list[Record], folder: Path) -> Iterator[Record]:
    for record in records:
        day = datetime.date.fromisoformat(record["published"]) if record.get("published") else None
        codes = resolve_phrase(record["text"], record.get("context") or "", day)
        country = codes.country or (codes.code if codes.code in CODES_AS_COUNTRY else None)
        yield {"id": record["id"], "country": country, "sector": codes.sector}
