"""What decided a value, in words a reader understands: "a bare weekday: the last Friday on or before …"."""

from __future__ import annotations

import calendar

from dateline.reading.times.forms import Form, Lean
from dateline.reading.times.values import granularity

_LEANS: dict[Lean, str] = {
    "back": "the last {} on or before WHENCE",
    "ahead": "the first {} on or after WHENCE",
    "near": "the {} nearest to WHENCE",
    "last": "the last {} before WHENCE",
    "next": "the first {} after WHENCE",
    "this": "the {} of the year or week of WHENCE",
    "past": "the last {} up to WHENCE, unless the next is near",
    "coming": "the first {} on or after WHENCE, unless the last is near",
}
WHENCE = "WHENCE"
"""Stands in a reason for what the value was counted from, until its words are known."""
_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_IN_FULL = {"day": "a full date", "month": "a month and its year"} | {
    grain: f"a {grain}" for grain in ("year", "decade", "century")
}
_LOOKS = {"back": "back", "past": "back", "ahead": "ahead", "coming": "ahead"}


def sort_of(form: Form) -> str:
    """What sort of expression a form is, as "a bare weekday" or "a length of time"."""
    if form.kind == "span":
        return "a length of time"
    if form.kind == "set":
        return "something that comes again"
    if form.kind == "reference":
        return "a vague time"
    if form.kind == "shift":
        return "a time of day" if form.unit == "day" and form.by == 0 and form.time else "a distance in time"
    if form.known:
        return "a day that goes by its date"
    grain = granularity(form.value) or "feast"
    if form.value.startswith(("easter", "nth-")) or form.value[0].islower():
        return "a feast"
    if not form.value.startswith("XXXX"):
        return _IN_FULL.get(grain, f"a {grain} of a year") if "|" not in form.value else "a date in figures"
    if "WXX" in form.value:
        return "a weekend" if grain == "weekend" else "a bare weekday" if form.by is None else "a weekday"
    if form.value.startswith("XXXX-XX"):
        return "a day of the month"
    return f"a {grain} without a year"


def name_of(pattern: str) -> str:
    """What a calendar pattern is called: "Friday", "7 May", "third quarter", "Easter"."""
    last = pattern.rpartition("-")[2]
    if pattern.endswith("WE"):
        return "weekend"
    if "WXX" in pattern:
        return calendar.day_name[int(last) - 1]
    if pattern[0].islower():
        return "feast day" if "-" in pattern else pattern.replace("_", " ").title()
    if "|" in pattern:
        return "such date"
    if last[0] == "Q" and last[1:] in "1234":
        return f"{_ORDINALS[int(last[1]) - 1]} quarter"
    if last[0] == "H":
        return f"{_ORDINALS[int(last[1]) - 1]} half"
    if last in _SEASONS:
        return _SEASONS[last]
    month = pattern[5:7]
    if month == "XX":
        return f"day {int(last)} of a month"
    name = calendar.month_name[int(month)]
    return f"{int(last)} {name}" if len(pattern) == 10 else name


def chosen(pattern: str, lean: Lean) -> str:
    """The reason for which one of those that fit a pattern was taken."""
    return _LEANS[lean].format(name_of(pattern))


def counted(by: int, unit: str) -> str:
    """The reason for a value that is a number of units from another."""
    if not by:
        return f"the {unit} of {WHENCE}"
    number = abs(by)
    return f"{number} {unit}{'s' if number > 1 else ''} {'after' if by > 0 else 'before'} {WHENCE}"


def full(form: Form, reason: str, whence: str) -> str:
    """The whole sentence: the sort of expression, the reason, and the word that gave its direction."""
    said = f"{sort_of(form)}: {reason.replace(WHENCE, whence)}"
    looks = _LOOKS.get(form.lean or "")
    return f"{said} (“{form.cue}” points {looks})" if form.cue and looks else said
