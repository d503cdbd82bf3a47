"""From a form to a TIMEX3 value: against the day of publication, and against the expressions around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dateline.model.days import DAY, bounds
from dateline.reading.times.explain import WHENCE, chosen, counted
from dateline.reading.times.forms import Form, Lean
from dateline.reading.times.values import granularity, holidays, on_day, shift

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
NO_DATE = "no date to count from"
OUTSIDE = "outside the calendar"

Source = Literal["", "document", "previous", "following", "period"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value with what decided: the reason in words, and the value it was counted from.

    ``source`` says which of the `Anchors` that was, "" where it was counted from none.
    """

    value: str
    reason: str = ""
    anchor: str | None = None
    source: Source = ""


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
        found = Resolved(_open(form.value) or _UNKNOWN[form.unit], OUTSIDE)
    if form.kind == "calendar" and form.unit in ("week", "weekend") and form.by is None:
        days = bounds(found.value)
        value = on_day(days[0], form.unit) if days else _UNKNOWN[form.unit]
        return replace(found, value=value, reason=f"the {form.unit} of {found.reason}")
    if form.time and _DAY_VALUE.fullmatch(found.value):
        return replace(found, value=found.value + form.time)
    return found


def _start(form: Form, anchors: Anchors) -> tuple[datetime.date | None, str | None, Source]:
    """The day that *form* is counted from, the value that day is of, and which anchor it is."""
    other = anchors.of(form)
    if other and form.kind == "shift" and form.time and not _DAY_VALUE.match(other):
        other = None  # a time of day belongs to a day, and no year or month is one
    if other:
        days = bounds(other)
        return (days[0] if days else None), other, form.anchor
    if anchors.document is None:
        return None, None, ""
    return anchors.document, anchors.document.isoformat(), "document"


def _shifted(form: Form, anchors: Anchors) -> Resolved:
    assert form.by is not None
    unit, by = form.unit, form.by
    start, anchor, source = _start(form, anchors)
    grain = form.grain or unit
    if source not in ("", "document"):
        finer = _granularity(anchor or "")
        if not form.grain and unit == "year" and by and finer in ("quarter", "month"):
            unit, by = finer, by * (4 if finer == "quarter" else 12)
            grain = finer
    elif form.anchor == "period" and unit == "quarter":
        by -= 1  # with no period named, "the quarter" is the last one that is over
    if start is None:
        return Resolved(_UNKNOWN.get(grain, "XXXX"), NO_DATE)
    day = shift(start, by, unit)
    if day is None:
        return Resolved(_UNKNOWN.get(grain, "XXXX"), OUTSIDE)
    return Resolved(on_day(day, grain), counted(by, unit), anchor, source)


def _granularity(value: str) -> str:
    grain = granularity(value) if bounds(value) else ""
    return grain if grain in ("quarter", "month", "year") else "day"


def _calendar(form: Form, anchors: Anchors) -> Resolved:
    pattern, document = form.value, anchors.document
    if form.known and (document is None or document.isoformat() >= form.known):
        return Resolved(form.known, "known by it")
    if pattern.endswith("-QX"):
        other = anchors.of(form)
        quarter = other[4:] if other and QUARTER.fullmatch(other) else ""
        return Resolved(
            pattern[:4] + quarter, f"the year named, in the quarter of {WHENCE}", other, form.anchor
        )
    if pattern.startswith("XXXX-XX-"):
        return _day_of_month(form, anchors)
    if pattern[0].isdigit() and "|" not in pattern:
        return Resolved(pattern, "as written")
    start, anchor, source = _start(form, anchors)
    if start is None:
        return Resolved(_open(pattern), NO_DATE)
    if form.unit == "year" and form.by is not None:
        value = next(iter(holidays(pattern, start.year + form.by)), _open(pattern))
        return Resolved(value, counted(form.by, "year"), anchor, source)
    lean = form.lean or "near"
    if pattern.startswith("XXXX-WXX"):
        if form.by is not None:
            monday = start + (7 * form.by - start.weekday()) * DAY
            value = (monday + (int(pattern[-1]) - 1) * DAY).isoformat()
            return Resolved(value, f"{chosen(pattern, 'this')}, {counted(form.by, 'week')}", anchor, source)
        return Resolved(_weekday(pattern, start, lean), chosen(pattern, lean), anchor, source)
    around = MOST_YEARS if form.weekday or pattern.endswith("02-29") else 1
    candidates = list(_candidates(pattern, start, around))
    if not candidates:
        return Resolved(_open(pattern), OUTSIDE)
    fitting = [c for c in candidates if form.weekday and _is_weekday(c, form.weekday)]
    if fitting:
        reason = f"the one nearest to {WHENCE} that is the weekday named"
        return Resolved(_chosen(fitting, start, "near"), reason, anchor, source)
    found = Resolved(_chosen(candidates, start, lean), chosen(pattern, lean), anchor, source)
    days = bounds(found.value)
    if form.by is None or days is None:
        return found
    day = shift(days[0], form.by, form.unit)
    if day is None:
        return Resolved(_UNKNOWN["day"], OUTSIDE)
    reason = counted(form.by, form.unit).replace(WHENCE, found.reason)
    return replace(found, value=day.isoformat(), reason=reason)


def _day_of_month(form: Form, anchors: Anchors) -> Resolved:
    """The value of "the 15th": of the month told of, or, where the sentence looks ahead, of that to come."""
    day, other, document = form.value[7:], anchors.of(form), anchors.document
    days = bounds(other) if other else None
    near = days is not None and days[1] - days[0] < (32 if form.lean else 7) * DAY
    if form.lean and document is not None and (form.lean == "ahead" or not near):
        months = (on_day(shift(document, by, "month") or document, "month") for by in (-1, 0, 1))
        fitting = [month + day for month in months if bounds(month + day)]
        if fitting:
            value = _chosen(fitting, document, form.lean)
            return Resolved(value, chosen(form.value, form.lean), document.isoformat(), "document")
    month = other[:7] if other and _DAY_VALUE.match(other) else "XXXX-XX"
    month = days[0].isoformat()[:7] if days and near else month
    return Resolved(month + day, f"of the month of {WHENCE}", other, form.anchor if other else "")


def _open(pattern: str) -> str:
    """The underspecified value of a pattern that no date fills."""
    if "|" in pattern:
        return pattern[:4] + "-XX-XX"
    return "XXXX-XX-XX" if pattern[:1].islower() else pattern


def _candidates(pattern: str, start: datetime.date, around: int) -> Iterator[str]:
    """The values that fill *pattern*, from the years around *start*."""
    if "|" in pattern:
        yield from pattern.split("|")
        return
    for year in range(max(1, start.year - around), min(9998, start.year + around) + 1):
        yield from (value for value in holidays(pattern, year) if bounds(value))


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
    if lean == "coming":
        over = next((s for s in reversed(spans) if s[0][1] < start), None)
        lean = "near" if over and start - over[0][1] <= SOON else "ahead"
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
