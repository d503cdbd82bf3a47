"""What the adapters share: a benchmark's record as a `Report`."""

from __future__ import annotations

import datetime
import re
from typing import Any

from dateline.model import Masthead, Published, Report, Span

Record = dict[str, Any]
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def report_of(record: Record) -> Report:
    """A record whose text is known to be all article: every line a paragraph, its date taken as stated."""
    text = record["text"]
    day = record.get("published")
    published = Published(datetime.date.fromisoformat(day), "stated") if day else Published()
    return Report(
        id=record["id"],
        source=record["id"],
        text=text,
        body=tuple(Span(m.start(), m.end()) for m in _LINE.finditer(text)),
        masthead=Masthead(title=record.get("title"), published=published),
        language="en",
    )
