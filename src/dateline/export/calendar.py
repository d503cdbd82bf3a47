"""Planned meetings as a calendar (iCalendar, RFC 5545): tentative entries, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateline.archive import Archive
from dateline.export.coded import MEETING, chosen
from dateline.export.days import first_and_last, in_words
from dateline.views import EventRow
from dateline.views.events import Filters

PLANNED = ("planned",)
LONGEST = timedelta(days=14)
"""A meeting "in 2016" is no entry that fills a year."""
LINE_BYTES = 75
"""RFC 5545: longer lines are folded."""
_LAST = date.max - timedelta(days=1)
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """A calendar of the meetings that reports announce for days known to within a fortnight."""
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//planned meetings//EN")
    wanted: Filters = {**filters, "type": filters.get("type") or MEETING}
    for event in chosen(archive, wanted, PLANNED):
        yield from _entry(event)
    yield from _lines("END:VCALENDAR")


def _entry(event: EventRow) -> Iterator[bytes]:
    days = first_and_last(event)
    if days is None or days[1] - days[0] > LONGEST:
        return
    first, last = days
    cited = f"“{event.best.passage.text}”\n{event.best.label}\nAnnounced, not known to have taken place: "
    # The stamp is a day of the record, not of the export: the same record gives the same bytes.
    yield from _lines(
        "BEGIN:VEVENT",
        f"UID:{event.id}@dateline",
        f"DTSTAMP:{_day(first)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(first)}",
        f"DTEND;VALUE=DATE:{_day(min(last, _LAST) + timedelta(days=1))}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(cited + in_words(event))}",
        *([f"LOCATION:{_text(event.place)}"] if event.place else []),
        *([f"CATEGORIES:{','.join(_text(name) for name in event.actors)}"] if event.actors else []),
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """A value as text: special characters escaped, control characters as blanks."""
    plain = "".join(c if c >= " " or c == "\n" else " " for c in value)
    return plain.translate(_SPECIAL)


def _lines(*lines: str) -> Iterator[bytes]:
    """Lines with their ends, folded between characters where they are too long."""
    for line in lines:
        folded, room = bytearray(), LINE_BYTES
        for character in line:
            data = character.encode("utf-8", "replace")
            if len(data) > room:
                folded += b"\r\n "
                room = LINE_BYTES - 1
            folded += data
            room -= len(data)
        yield bytes(folded) + b"\r\n"
