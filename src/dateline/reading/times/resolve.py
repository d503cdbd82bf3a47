"""From a form to a TIMEX3 value: against the day of publication, and against the expression before."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.times.forms import Form, Lean
from dateline.reading.times.values import DAY, bounds, holiday, on_day, shift

_UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
    "quarter": "XXXX-QX", "decade": "XXX", "century": "XX", "millennium": "X", "fortnight": "XXXX-WXX",
}  # fmt: skip
"""What a shift is worth while its anchor is not known."""
_FINER = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value with what decided: the rule in words, and the value it was counted from."""

    value: str
    rule: str = ""
    anchor: str | None = None


def resolve(form: Form, document: datetime.date | None, previous: str | None) -> Resolved:
    """The value of *form*, *previous* being the value that a form "from=previous" is counted from."""
    if form.kind in ("span", "set", "reference"):
        return Resolved(form.value, "as said")
    if form.kind == "shift":
        found = _shifted(form, document, previous)
    else:
        found = _calendar(form, document, previous)
    if form.time and re.fullmatch(r"(?:\d{4}|XXXX)-(?:\d\d|XX|WXX)-(?:\d\d|XX|\d)", found.value):
        return Resolved(found.value + form.time, found.rule, found.anchor)
    return found


def _shifted(form: Form, document: datetime.date | None, previous: str | None) -> Resolved:
    assert form.by is not None
    unit, by = form.unit, form.by
    start, anchor = document, document.isoformat() if document else None
    if form.anchor == "previous" and previous:
        days = bounds(previous)
        if days is None:
            return Resolved(_UNKNOWN.get(unit, "XXXX"), "the expression before is not resolved")
        start, anchor = days[0], previous
        coarser = _granularity(previous)
        if unit == "year" and by and coarser in ("quarter", "month"):
            unit, by = coarser, by * (4 if coarser == "quarter" else 12)
    if start is None:
        return Resolved(_UNKNOWN.get(unit, "XXXX"), "no date to count from")
    day = shift(start, by, unit)
    if day is None:
        return Resolved(_UNKNOWN.get(unit, "XXXX"), "outside the calendar")
    whence = "the expression before" if anchor != (document and document.isoformat()) else "publication"
    return Resolved(
        on_day(day, unit), f"{by:+d} {unit} from {whence}" if by else f"the {unit} of {whence}", anchor
    )


def _granularity(value: str) -> str:
    if re.fullmatch(r"\d{4}-Q\d", value):
        return "quarter"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "month"
    return "year" if re.fullmatch(r"\d{4}", value) else "day"


def _calendar(form: Form, document: datetime.date | None, previous: str | None) -> Resolved:
    pattern = form.value
    if re.match(r"\d", pattern) and "|" not in pattern:
        return Resolved(pattern, "as written")
    start = document
    if form.anchor == "previous" and previous:
        days = bounds(previous)
        start = days[0] if days else None
    if start is None:
        return Resolved(_open(pattern), "no date to count from")
    anchor = start.isoformat()
    if form.unit == "year" and form.by is not None:
        return Resolved(
            _in_year(pattern, start.year + form.by), f"{form.by:+d} year from publication", anchor
        )
    lean = form.lean or "near"
    if pattern.startswith("XXXX-WXX"):
        return Resolved(_weekday(pattern, start, lean), _WORDS[lean], anchor)
    candidates = [pattern_value for pattern_value in _candidates(pattern, start)]
    if form.weekday:
        fitting = [c for c in candidates if _is_weekday(c, form.weekday)]
        if fitting:
            return Resolved(_chosen(fitting, start, "near"), "the nearest that is the weekday named", anchor)
    return Resolved(_chosen(candidates, start, lean), _WORDS[lean], anchor)


_WORDS: dict[Lean, str] = {
    "back": "the last one up to publication",
    "ahead": "the first one from publication on",
    "near": "the nearest to publication",
    "last": "the last one before",
    "next": "the first one after",
    "this": "the one of the same year or week",
}


def _open(pattern: str) -> str:
    """The underspecified value of a pattern that no date fills."""
    if "|" in pattern:
        return pattern[:4] + "-XX-XX"
    if pattern.startswith(("easter", "thanksgiving")):
        return "XXXX-XX-XX"
    return pattern


def _in_year(pattern: str, year: int) -> str:
    return holiday(pattern, year)


def _candidates(pattern: str, start: datetime.date) -> Iterator[str]:
    """The values that fill *pattern*, from the years around *start*."""
    if "|" in pattern:
        yield from pattern.split("|")
        return
    for year in range(max(1, start.year - 3), min(9998, start.year + 3) + 1):
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
    if lean == "back":
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
