"""The timeline as TimelineJS shows it: one slide an event, dated ones only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html import escape

from dateline.archive import Archive
from dateline.export.days import first_and_last, in_words
from dateline.views import EventRow, timeline
from dateline.views.events import Filters


def timelinejs(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """One JSON object: the events of `views.timeline`, each with its sentence; text is escaped for HTML."""
    yield b'{"events": ['
    first = True
    for event in timeline(archive, **filters):
        if (days := first_and_last(event)) is None:
            continue
        slide = json.dumps(_slide(event, *days), ensure_ascii=False)
        yield ("\n" if first else ",\n").encode() + slide.encode()
        first = False
    yield b"\n]}\n"


def _slide(event: EventRow, start: date, end: date) -> dict[str, object]:
    said = f" ({', '.join(event.best.says)})" if event.best.says else ""
    status = "" if event.status == "occurred" else f" ({event.status})"
    slide: dict[str, object] = {
        "start_date": _date(start),
        "display_date": escape(in_words(event)),
        "text": {
            "headline": escape(event.title + status),
            "text": f"<p>“{escape(event.best.passage.text)}”</p><p>{escape(event.best.label + said)}</p>",
        },
        "unique_id": event.id,
        "autolink": False,
    }
    if end != start:
        slide["end_date"] = _date(end)
    if group := (*event.best.source, *event.actors)[:1]:
        slide["group"] = escape(group[0])
    return slide


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
