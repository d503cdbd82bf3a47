"""From a form to a TIMEX3 value: against the day of publication, and against the expression before."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.times.forms import Form, Lean
from dateline.reading.times.values import DAY, bounds, holiday, on_day, shift

_DAY_VALUE = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX|WXX)-(?:\d\d|XX|\d)")
MOST_YEARS = 4
"""How far off the year of a date is looked for whose weekday is named, or that is a leap day."""
QUARTER = re.compile(r"\d{4}-Q[1-4]")
_UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
    "quarter": "XXXX-QX", "decade": "XXX", "century": "XX", "millennium": "X", "fortnight": "XXXX-WXX",
}  # fmt: skip
"""What a shift is worth while its anchor is not known."""
SOON = 75 * DAY
"""How near a month must be to be still to come though the sentence tells of the past (development part of
TempEval-3 and MEANTIME: 78 of 86 bare months right with 60 to 105 days, 74 with none)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value with what decided: the rule in words, and the value it was counted from."""

    value: str
    rule: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a value may be counted from: the document's day, the values around it, the quarter in focus."""

    document: datetime.date | None = None
    previous: str | None = None
    following: str | None = None
    period: str | None = None

    def of(self, form: Form) -> str | None:
        """The value that *form* is counted from, where that is not the document."""
        named = {"previous": self.previous, "following": self.following, "period": self.period}
        return named.get(form.anchor)


def resolve(form: Form, anchors: Anchors) -> Resolved:
    """The value of *form*, counted from what it says it is counted from."""
    if form.kind in ("span", "set", "reference"):
        return Resolved(form.value, "as said")
    try:
        found = _shifted(form, anchors) if form.kind == "shift" else _calendar(form, anchors)
    except OverflowError:  # the first or last week of all that the calendar has
        found = Resolved(_open(form.value) or _UNKNOWN[form.unit], "outside the calendar")
    if form.kind == "calendar" and form.unit in ("week", "weekend"):
        days = bounds(found.value)
        value = on_day(days[0], form.unit) if days else _UNKNOWN[form.unit]
        return Resolved(value, f"the {form.unit} of {found.rule}", found.anchor)
    if form.time and _DAY_VALUE.fullmatch(found.value):
        return Resolved(found.value + form.time, found.rule, found.anchor)
    return found


def _shifted(form: Form, anchors: Anchors) -> Resolved:
    assert form.by is not None
    unit, by, document = form.unit, form.by, anchors.document
    other, whence = anchors.of(form), "publication"
    if other and form.time and not _DAY_VALUE.match(other):
        other = None  # a time of day belongs to a day, and no year or month is one
    start, anchor = document, document.isoformat() if document else None
    if other:
        days, whence = (
            bounds(other),
            "the period told of" if form.anchor == "period" else "the expression before",
        )
        start, anchor = days and days[0], other
        finer = _granularity(other)
        if unit == "year" and by and finer in ("quarter", "month"):
            unit, by = finer, by * (4 if finer == "quarter" else 12)
    elif form.anchor == "period" and unit == "quarter":
        by -= 1  # with no period named, "the quarter" is the last one that is over
    if start is None:
        return Resolved(_UNKNOWN.get(unit, "XXXX"), "no date to count from")
    day = shift(start, by, unit)
    if day is None:
        return Resolved(_UNKNOWN.get(unit, "XXXX"), "outside the calendar")
    return Resolved(
        on_day(day, unit), f"{by:+d} {unit} from {whence}" if by else f"the {unit} of {whence}", anchor
    )


def _granularity(value: str) -> str:
    if QUARTER.fullmatch(value):
        return "quarter"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "month"
    return "year" if re.fullmatch(r"\d{4}", value) else "day"


def _calendar(form: Form, anchors: Anchors) -> Resolved:
    pattern, other = form.value, anchors.of(form)
    if pattern.endswith("-QX"):
        quarter = other[4:] if other and _granularity(other) == "quarter" else ""
        return Resolved(pattern[:4] + quarter, "the year named, in the quarter told of", other)
    if pattern.startswith("XXXX-XX-"):
        month = other[:7] if other and _DAY_VALUE.match(other) else "XXXX-XX"
        days = bounds(other) if other else None
        month = days[0].isoformat()[:7] if days and days[1] - days[0] < 7 * DAY else month
        return Resolved(month + pattern[7:], "the month of the day beside it", other)
    if pattern[0].isdigit() and "|" not in pattern:
        return Resolved(pattern, "as written")
    start, whence = anchors.document, "publication"
    if other:
        days, whence = (
            bounds(other),
            f"the expression {'after' if form.anchor == 'following' else 'before'} it",
        )
        start = days and days[0]
    if start is None:
        return Resolved(_open(pattern), "no date to count from")
    anchor = start.isoformat()
    if form.unit == "year" and form.by is not None:
        return Resolved(holiday(pattern, start.year + form.by), f"{form.by:+d} year from {whence}", anchor)
    lean = form.lean or "near"
    if pattern.startswith("XXXX-WXX"):
        return Resolved(_weekday(pattern, start, lean), _WORDS[lean].format(whence), anchor)
    around = MOST_YEARS if form.weekday or pattern.endswith("02-29") else 1
    candidates = list(_candidates(pattern, start, around))
    if not candidates:
        return Resolved(_open(pattern), "outside the calendar")
    if form.weekday:
        fitting = [c for c in candidates if _is_weekday(c, form.weekday)]
        if fitting:
            return Resolved(_chosen(fitting, start, "near"), "the nearest that is the weekday named", anchor)
    return Resolved(_chosen(candidates, start, lean), _WORDS[lean].format(whence), anchor)


_WORDS: dict[Lean, str] = {
    "back": "the last one up to {}",
    "ahead": "the first one from {} on",
    "near": "the nearest to {}",
    "last": "the last one before {}",
    "next": "the first one after {}",
    "this": "the one of the year or week of {}",
    "past": "the last one up to {}, unless the next is near",
}


def _open(pattern: str) -> str:
    """The underspecified value of a pattern that no date fills."""
    if "|" in pattern:
        return pattern[:4] + "-XX-XX"
    if pattern.startswith(("easter", "thanksgiving")):
        return "XXXX-XX-XX"
    return pattern


def _candidates(pattern: str, start: datetime.date, around: int) -> Iterator[str]:
    """The values that fill *pattern*, from the years around *start*."""
    if "|" in pattern:
        yield from pattern.split("|")
        return
    for year in range(max(1, start.year - around), min(9998, start.year + around) + 1):
        value = holiday(pattern, year)
        if bounds(value):
            yield value


def _is_weekday(value: str, weekday: int) -> bool:
    days = bounds(value)
    return days is not None and days[0].isoweekday() == weekday


def _weekday(pattern: str, start: datetime.date, lean: Lean) -> str:
    if pattern.endswith("WE"):
        saturday = start - ((start.weekday() - 5) % 7) * DAY
        if lean in ("ahead", "next") and saturday + DAY < start:
            saturday += 7 * DAY
        return on_day(saturday, "weekend")
    weekday = int(pattern[-1])
    back = (start.isoweekday() - weekday) % 7
    if lean == "back":
        return (start - back * DAY).isoformat()
    if lean == "last":
        return (start - (back or 7) * DAY).isoformat()
    if lean == "next":
        return (start + (7 - back) * DAY).isoformat()
    if lean == "near":
        return (start - back * DAY if back <= 3 else start + (7 - back) * DAY).isoformat()
    return (start + (-back) % 7 * DAY).isoformat()


def _chosen(values: list[str], start: datetime.date, lean: Lean) -> str:
    """The one of *values* that *lean* points at, seen from *start*."""
    spans = [(bounds(value) or (start, start), value) for value in values]
    if lean == "past":
        soon = next((s for s in spans if s[0][0] > start), None)
        if soon and soon[0][0] - start <= SOON:
            return soon[1]
    if lean in ("back", "past"):
        fitting = [s for s in spans if s[0][0] <= start]
        return fitting[-1][1] if fitting else values[0]
    if lean == "last":
        fitting = [s for s in spans if s[0][1] < start]
        return fitting[-1][1] if fitting else values[0]
    if lean == "ahead":
        return next((v for (_, end), v in spans if end >= start), values[-1])
    if lean == "next":
        return next((v for (begin, _), v in spans if begin > start), values[-1])
    if lean == "this":
        return next((v for (begin, _), v in spans if begin.year == start.year), values[-1])
    return min(spans, key=lambda s: (max(s[0][0] - start, start - s[0][1], 0 * DAY), s[0][0] > start))[1]
