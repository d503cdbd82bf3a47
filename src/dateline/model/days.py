"""The days that a TIMEX3 date names."""

from __future__ import annotations

import calendar
import datetime
import re

DAY = datetime.timedelta(days=1)
SEASON_MONTHS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
"""First month of each season (of the northern hemisphere; the winter begins in December)."""
_YEAR = re.compile(
    r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?"
)


def bounds(value: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a TIMEX3 date; None where it names no days (or is underspecified).

    A feast of several days has the two of them as its value, "2016-06-06/2016-07-05" (ISO 8601).
    """
    try:
        if "/" in value:
            first_day, _, last_day = value.partition("/")
            return datetime.date.fromisoformat(first_day), datetime.date.fromisoformat(last_day)
        if re.fullmatch(r"\d{2,3}", value):
            size = 10 ** (4 - len(value))
            first = int(value) * size
            return datetime.date(first, 1, 1), datetime.date(first + size - 1, 12, 31)
        match = _YEAR.fullmatch(value)
        if not match:
            return None
        year = int(match[1])
        month, day, week, weekend, quarter, half, season = match.groups()[1:]
        if day:
            only = datetime.date(year, int(month), int(day))
            return only, only
        if week:
            monday = datetime.date.fromisocalendar(year, int(week), 1)
            return (monday + 5 * DAY if weekend else monday), monday + 6 * DAY
        if month or quarter or half or season:
            months = 1 if month else 6 if half else 3
            if month:
                first_month = int(month)
            elif quarter:
                first_month = int(quarter) * 3 - 2
            else:
                first_month = int(half) * 6 - 5 if half else SEASON_MONTHS[season]
            begin = datetime.date(year, first_month, 1)
            return begin, months_later(begin, months) - DAY
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def months_later(day: datetime.date, by: int) -> datetime.date:
    """The day so many months later, or the last of that month where it has no such day.

    Raises ValueError where the calendar has no such year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
