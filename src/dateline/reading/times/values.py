"""TIMEX3 values: written from days, and shifted (`dateline.model.days` reads them back)."""

from __future__ import annotations

import calendar
import datetime
import re

from dateline.knowledge.time_words import feast_days
from dateline.model.days import DAY, months_later

_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "M", "year": "Y", "decade": "Y", "century": "Y", "millennium": "Y", "fortnight": "W",
}  # fmt: skip
_FACTOR = {"quarter": 3, "decade": 10, "century": 100, "millennium": 1000, "fortnight": 2}
_PARTS = {"Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "W": (7, "D"), "D": (24, "TH")}
_VAGUE = {"decade": "PXY", "century": "PXC"}


def on_day(day: datetime.date, unit: str) -> str:
    """The value of the *unit* that *day* lies in, as `2013-W09` for a week."""
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04}-{day.month:02}"
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "year":
        return f"{day.year:04}"
    if unit == "decade":
        return f"{day.year // 10:03}"
    if unit == "century":
        return f"{day.year // 100:02}"
    if unit == "millennium":
        return f"{day.year // 1000}"
    return day.isoformat()


def shift(day: datetime.date, by: int, unit: str) -> datetime.date | None:
    """The day so many units later; None where the calendar has none."""
    try:
        if unit == "fortnight":
            return day + 14 * by * DAY
        if unit in ("week", "weekend"):
            return day + 7 * by * DAY
        if unit in ("month", "quarter"):
            return months_later(day, by * (3 if unit == "quarter" else 1))
        if unit in ("year", "decade", "century", "millennium"):
            return months_later(
                day, 12 * by * {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[unit]
            )
        return day + by * DAY
    except (OverflowError, ValueError):
        return None


def length(amount: str, unit: str) -> str:
    """The TIMEX3 duration of so many units; *amount* is a decimal number, or "X" where it is vague."""
    code, factor = _CODES[unit], _FACTOR.get(unit, 1)
    if amount == "X":
        return _VAGUE.get(unit) or ("PTX" + code[1] if code[0] == "T" else "PX" + code)
    value = float(amount) * factor
    whole = int(value)
    rest = round((value - whole) * _PARTS[code][0], 4) if code in _PARTS else 0
    out: list[tuple[int, str]] = [(whole, code)] if whole or not rest else []
    if value != whole:
        if code not in _PARTS or rest != int(rest):
            number = f"{value:.4f}".rstrip("0").rstrip(".")
            return f"PT{number}{code[1]}" if code[0] == "T" else f"P{number}{code}"
        out.append((int(rest), _PARTS[code][1]))
    days = "".join(f"{n}{c}" for n, c in out if c[0] != "T")
    times = "".join(f"{n}{c[1]}" for n, c in out if c[0] == "T")
    return "P" + days + ("T" + times if times else "")


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


def holidays(name: str, year: int) -> tuple[str, ...]:
    """The values that a holiday of the word list has in *year*; none where no table lists it.

    "XXXX-12-25" is a day of the calendar, "easter-2" one counted from Easter, "nth-4-4-11" the fourth
    Thursday (weekday 4) of November; other names are feasts of ``movable_days.tsv``, of which a year may hold
    two.
    """
    if name.startswith("easter"):
        return ((easter(year) + int(name[6:]) * DAY).isoformat(),)
    if name.startswith("nth-"):
        number, weekday, month = map(int, name[4:].split("-"))
        first = datetime.date(year, month, 1)
        return ((first + ((weekday - first.isoweekday()) % 7 + 7 * (number - 1)) * DAY).isoformat(),)
    if name[0].islower():
        days = feast_days().get(name.replace("_", " "), {}).get(year, ())
        return tuple(first if first == last else f"{first}/{last}" for first, last in days)
    return (name.replace("XXXX", f"{year:04}"),)


_GRAINS = (
    (re.compile(r".+T.+"), "time"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}-WE"), "weekend"),
    (re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)"), "day"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}"), "week"),
    (re.compile(r"[\dX]{4}-[\dX]{2}"), "month"),
    (re.compile(r"[\dX]{4}-Q[\dX]"), "quarter"),
    (re.compile(r"[\dX]{4}-H[\dX]"), "half-year"),
    (re.compile(r"[\dX]{4}-(?:SP|SU|FA|WI)"), "season"),
    (re.compile(r"[\dX]{4}"), "year"),
    (re.compile(r"[\dX]{3}"), "decade"),
    (re.compile(r"[\dX]{2}"), "century"),
    (re.compile(r".+/.+"), "interval"),
)


def granularity(value: str) -> str:
    """How fine the TIMEX3 value of a date is: "time", "day", "week" and so on up to "century"."""
    return next((grain for pattern, grain in _GRAINS if pattern.fullmatch(value)), "")


_MONTH_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")


def is_pattern(value: str) -> bool:
    """Whether a calendar pattern can be a date at all: "XXXX-02-30" and "XXXX-13" cannot."""
    for one in value.split("|"):
        match = _MONTH_DAY.fullmatch(one)
        if match:
            month, day = int(match[1]), int(match[2] or 1)
            if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]:
                return False
    return True
