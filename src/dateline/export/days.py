"""Days of events as other formats want them: first, last, and a phrase that says how sure they are."""

from __future__ import annotations

from datetime import date

from dateline.views import EventRow

DATE_PRECISION = {"day": 1, "weekend": 2, "week": 3, "month": 4}
"""How closely a day is known, as UCDP numbers it; whatever is wider is `WIDER`."""
WIDER = 5
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def first_and_last(event: EventRow) -> tuple[date, date] | None:
    """The first and the last day that the event lies within; None where either is open."""
    if event.when.earliest is None or event.when.latest is None:
        return None
    try:
        return date.fromisoformat(event.when.earliest), date.fromisoformat(event.when.latest)
    except ValueError:  # a year that the calendar of other programs does not have
        return None


def one_day(event: EventRow) -> str:
    """The ISO day of an event that is known to the day, else nothing."""
    days = first_and_last(event)
    return days[0].isoformat() if days and days[0] == days[1] else ""


def in_words(event: EventRow) -> str:
    """The date for readers: "14 March 2014", "March 2014", "about 10 March 2014 to 16 March 2014", "undated".

    "About" stands before whatever no words of the report's own put so: bounds, and the day of publication.
    """
    days = first_and_last(event)
    if days is None:
        if event.when.earliest or event.when.latest:
            side = "after" if event.when.earliest else "before"
            return f"about {side} {event.when.earliest or event.when.latest}"
        return event.date or "undated"
    first, last = days
    about = "about " if event.when.basis == "published" else ""
    if first == last:
        return about + _day(first)
    if event.when.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{about}{_MONTHS[first.month - 1]} {first.year}"
    if event.when.precision == "year" and first.year == last.year:
        return f"{about}{first.year}"
    return f"about {_day(first)} to {_day(last)}"


def precision(event: EventRow) -> int | None:
    """How closely the day is known, as UCDP numbers it: 1 a day … 4 a month, 5 more; None: undated."""
    if first_and_last(event) is None:
        return None
    return DATE_PRECISION.get(event.when.precision or "", WIDER)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
