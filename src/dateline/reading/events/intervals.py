"""The days within which an event happened, from the expressions that date or bound it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import cast

from dateline.model import UNTIMED, EventMention, EventTime, Published, TimeExpression, TimePrecision
from dateline.model.days import DAY, bounds
from dateline.reading.events.timing import DATES, TOLD
from dateline.reading.times.values import granularity, shift

_DAY_OR_PERIOD = re.compile(r"\d{4}(?:-[0-9WQHSPUFAIE-]+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_SHIFT = re.compile(r"([+-])P(\d{1,4})([DWMY])")
_LENGTH = re.compile(r"P(\d{1,4})([DWM])")
_UNITS = {"D": "day", "W": "week", "M": "month"}

Days = tuple[datetime.date, datetime.date]


def event_time(event: EventMention, times: Sequence[TimeExpression], published: Published) -> EventTime:
    """The earliest and latest day of an event, with how fine they are and how they were decided.

    What is told as done was over, and what is planned was still to come, on the day of publication.
    """
    today = published.date
    if event.time is None and event.bound_time is None:
        if event.by_document and today is not None:
            return EventTime(today.isoformat(), today.isoformat(), "day", "published")
        return UNTIMED
    first: datetime.date | None
    last: datetime.date | None
    precision: TimePrecision
    if event.bound_time is not None:
        (first, last), precision = _bounded(event, times, today), "interval"
    else:
        found = _dated(event, times)
        if found is None:
            return UNTIMED
        first, last, precision = found
    if first and event.length:
        last, precision = _lasting(first, event.length) or last, "interval"
    if event.status in TOLD and today is not None and first is not None and first > today:
        return UNTIMED
    if first and last and today is not None and first <= today <= last:
        if event.status in TOLD:
            last = today
        elif event.status == "planned" and not event.length:
            first = today
    if first is None and last is None:
        return UNTIMED
    return EventTime(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        "day" if first == last else precision,
        event.basis,
    )


def _dated(
    event: EventMention, times: Sequence[TimeExpression]
) -> tuple[datetime.date, datetime.date, TimePrecision] | None:
    """First and last day of what a time expression dates, shifted or drawn out as its words say."""
    assert event.time is not None
    value = times[event.time].value.partition("T")[0]
    if event.until is None:
        value = event.date or ("" if _DAY.fullmatch(value) else shifted(value, event.shift))
    days = bounds(value)
    if days is None:
        return None
    end = _days(times[event.until]) if event.until is not None else None
    if end is not None and days[0] <= end[1]:
        return days[0], end[1], "interval"
    return *days, cast(TimePrecision, granularity(value))


def _bounded(
    event: EventMention, times: Sequence[TimeExpression], today: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """The ends of a stretch of which one end is told, or both."""
    assert event.bound_time is not None
    days = _days(times[event.bound_time])
    if days is None:
        return None, None
    if event.bound in ("since", "after"):
        end = _days(times[event.until]) if event.until is not None else None
        if end is not None and days[0] <= end[1]:
            return days[0], end[1]
        done = event.status in TOLD and today is not None and days[0] <= today
        return days[0], today if done else None
    return None, days[1] if event.bound == "until" else days[0] - DAY


def _days(time: TimeExpression) -> Days | None:
    return bounds(time.value.partition("T")[0]) if time.type in DATES else None


def _lasting(first: datetime.date, length: str) -> datetime.date | None:
    """The last day of something that began on *first* and lasted so long."""
    match = _LENGTH.fullmatch(length)
    end = shift(first, int(match[1]), _UNITS[match[2]]) if match else None
    return end - DAY if end else None


def _covering(first: TimeExpression, last: TimeExpression) -> str | None:
    """The month or year in which a stretch lies, None where it lies in several."""
    begin, end = _days(first), _days(last)
    if begin is None or end is None:
        return None
    one, other = begin[0].isoformat(), end[1].isoformat()
    return next((one[:size] for size in (10, 7, 4) if one[:size] == other[:size]), None)


def date_of(event: EventMention, times: Sequence[TimeExpression], published: Published) -> str | None:
    """The TIMEX3 value that dates an event, None where nothing does or the value names no day or period.

    What is told as done has no date after the report's own; what is called for has none before it.
    """
    if event.bound_time is not None and event.until is not None:
        return _covering(times[event.bound_time], times[event.until])
    if event.time is not None:
        expression = times[event.time]
        if expression.type not in DATES:
            return None
        value = expression.value.partition("T")[0]
        if not _DAY_OR_PERIOD.fullmatch(value):
            return None
        value = shifted(value, event.shift)
        unsaid = event.status == "planned" and "XXXX-" in expression.form and _MONTH.fullmatch(value)
        if unsaid and published.date is not None and value < published.date.isoformat()[:7]:
            value = f"{int(value[:4]) + 1}{value[4:]}"  # what is to come in February is in the next one
        if published.date is not None and _DAY.fullmatch(value):
            today = published.date.isoformat()
            if (event.status in TOLD and value > today) or (event.status == "called-for" and value < today):
                return None
        return value or None
    if event.by_document and published.date is not None:
        return published.date.isoformat()
    return None


def shifted(value: str, shift: str) -> str:
    """A day moved by a signed duration: "2024-11-17" by "-P2D" is "2024-11-15"; "" if it cannot be said."""
    if not shift or shift == "P0D":
        return value
    match = _SHIFT.fullmatch(shift)
    if match is None or not _DAY.fullmatch(value):
        return ""
    day = datetime.date.fromisoformat(value)
    count = int(match.group(1) + match.group(2))
    try:
        if match.group(3) == "D":
            return (day + datetime.timedelta(days=count)).isoformat()
        if match.group(3) == "W":
            year, week, _ = (day + datetime.timedelta(weeks=count)).isocalendar()
            return f"{year}-W{week:02d}"
        if match.group(3) == "M":
            year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
            return day.replace(year=year, month=month + 1, day=1).isoformat()[:7]
        return day.replace(year=day.year + count, day=1).isoformat()[:4]
    except (OverflowError, ValueError):
        return ""
