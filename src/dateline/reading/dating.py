"""The day of publication, inferred from inside a report whose masthead does not state it.

Three kinds of evidence, from wide to narrow:

- *bounds*: a day told of as past, or the date of a photo caption, is not after publication; a copyright year
  or the day of capture is not before it; somebody named with an office is named while in it; years are
  counted up to it (`anniversaries`);
- a *pin*: a day told of as near, with its place in the calendar ("this Friday, December 18"): its year is the
  one within the bounds in which the weekday fits;
- *weekdays* without a date: news names no weekday that is long gone.

A pin gives a few days, bounds alone a span of years; without enough evidence the date stays unknown.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.knowledge.names import POSSESSIVE
from dateline.knowledge.offices import terms_of
from dateline.model import Published, Report, Span, TimeExpression
from dateline.model.days import DAY, bounds
from dateline.reading.anniversaries import counted_years
from dateline.reading.times import find_times
from dateline.reading.times.context import told_before
from dateline.reading.times.forms import Form

NEAR = 7
"""Days within which publication must be known for its basis to be "inferred"."""
FRESH = 3
"""A day told of as just past is at most so many days old (126 of 133 reports of the development part of
TempEval-3 and MEANTIME are at most 3 days younger than the last weekday they name)."""
WEEKDAY_AGE = 5
"""No weekday named as past is older than this (308 of 327 weekdays there)."""
LEAD = 600
"""Characters of the body in which a full date with its weekday is the day that the report is about."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,30}(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)\b", re.I
)
_AGO = re.compile(r"\b(an?|\d{1,2})\s*(mi(?:nute|n)s?|h(?:ou)?rs?|days?|weeks?|months?)\s+ago\b", re.I)
_HOURS = 24
_AGO_DAYS = {"da": (1, 1), "we": (7, 7), "mo": (28, 31)}
"""Fewest and most days of a unit by its first letters; pages round down, so one unit more may have passed."""
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:al-|[A-Z])[\w'’.-]+){0,2}")
_TITLE_BEFORE = re.compile(r"[\w'’ -]{0,60}$")
_FORMER = re.compile(r"\b(?:former|ex|then|late|onetime|one-time|predecessor|past)\b", re.I)
_GOVERNED = re.compile(r"\b(?:since|in|on|of|during|from|until)\s+$", re.I)
_LAST_DAY = datetime.date(9999, 12, 31)


_Photo = tuple[TimeExpression, datetime.date]
"""The date in a photo's caption, and the day it names."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Days that publication lies between, with the words that say so."""

    first: datetime.date
    last: datetime.date
    evidence: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Pin:
    """A day of the calendar told of as near: ``year`` where the text gives it, and how it is told of."""

    month: int
    day: int
    year: int | None
    weekday: int | None
    told: str  # "today", "this" (of the week of publication), "ahead", or "back"
    span: Span


def infer_published(report: Report, times: Sequence[TimeExpression]) -> Published:
    """What the masthead states, else what the report itself leaves possible, else unknown.

    A date is given only where one day is left; a span of at most `NEAR` days is "inferred" too; a wider one
    stands as the earliest and latest day of an "unknown" date.
    """
    stated = report.masthead.published
    if stated.date or stated.basis == "stated":
        return stated
    photos = list(_caption_days(report))
    window = _bounds(report, times, photos)
    pinned = _pinned(report, times, window, {day for _, day in photos})
    if pinned is None:
        if window.first == datetime.date.min or window.last == _LAST_DAY:
            return stated
        short = window.last - window.first <= NEAR * DAY
        return Published(
            None,
            "inferred" if short else "unknown",
            window.first,
            window.last,
            window.evidence[:MOST_EVIDENCE],
            window.reason,
        )
    near = pinned.last - pinned.first <= NEAR * DAY
    only = pinned.first if pinned.first == pinned.last else None
    return Published(
        only,
        "inferred" if near else "unknown",
        None if only else pinned.first,
        None if only else pinned.last,
        pinned.evidence[:MOST_EVIDENCE],
        pinned.reason,
    )


MOST_EVIDENCE = 8
"""Spans shown as evidence at most."""


# --- bounds


def _bounds(report: Report, times: Sequence[TimeExpression], photos: Sequence[_Photo]) -> _Window:
    """Between what the report cannot be older than, and what it cannot be younger than."""
    windows = [*_past_days(report.text, times), *_captions(photos), *_copyright(report)]
    if report.captured:
        windows.extend(_ago(report, report.captured))
        windows.append(_Window(datetime.date.min, report.captured, (), "the day it was captured"))
    window = _Window(datetime.date.min, _LAST_DAY, (), "")
    for one in sorted(windows, key=lambda w: (w.first, w.last), reverse=True):
        narrower = _narrowed(window, one)
        if narrower:
            window = narrower
    inside = window
    for term in _offices(report):
        narrower = _narrowed(inside, term)
        if narrower is None:
            return window  # two offices that were never held together: the text tells of history
        inside = narrower
    for counted in counted_years(report, times):
        by = _Window(counted.first, counted.last, counted.evidence, counted.reason)
        inside = _narrowed(inside, by) or inside
    return inside


def _narrowed(window: _Window, by: _Window) -> _Window | None:
    """What both windows leave, with the evidence of *by* where it says more; None where nothing is left."""
    first, last = max(window.first, by.first), min(window.last, by.last)
    if first > last:
        return None
    if first == window.first and last == window.last:
        return window
    reason = f"{window.reason}; {by.reason}" if window.reason else by.reason
    return _Window(first, last, window.evidence + by.evidence, reason)


def _past_days(text: str, times: Sequence[TimeExpression]) -> Iterator[_Window]:
    for time in times:
        form = Form.parse(time.form)
        days = bounds(form.value) if form.kind == "calendar" else None
        if days and _GOVERNED.search(text, max(0, time.span.start - 8), time.span.start):
            if told_before(text, time.span) != "back":
                continue
            yield _Window(days[0], _LAST_DAY, (time.span,), f"“{time.span.of(text)}” is told of as past")


def _captions(photos: Sequence[_Photo]) -> Iterator[_Window]:
    for time, day in photos:
        yield _Window(day, _LAST_DAY, (time.span,), f"a photo was taken on {day.isoformat()}")


def _caption_days(report: Report) -> Iterator[_Photo]:
    captions = [d.span for d in report.dropped if "caption" in d.reason]
    for time in find_times(report.text, captions):
        days = bounds(time.value)
        if days and days[0] == days[1]:
            yield time, days[0]


def _copyright(report: Report) -> Iterator[_Window]:
    for leftover in report.dropped:
        for match in _COPYRIGHT.finditer(report.text, leftover.span.start, leftover.span.end):
            last = datetime.date(int(match[1]), 12, 31)
            yield _Window(datetime.date.min, last, (Span(*match.span()),), f"the copyright is of {match[1]}")


def _ago(report: Report, captured: datetime.date) -> Iterator[_Window]:
    """What a date line above the body counts back from the day of capture ("Posted 3 hours ago")."""
    for leftover in report.dropped:
        if leftover.reason != "date line" or (report.body and leftover.span.start > report.body[0].start):
            continue
        match = _AGO.search(report.text, leftover.span.start, leftover.span.end)
        if match is not None:
            number, unit = int(match[1]) if match[1].isdigit() else 1, match[2][:2].casefold()
            if unit in _AGO_DAYS:
                fewest, most = (days * DAY for days in _AGO_DAYS[unit])
                first, last = captured - (number + 1) * most, captured - number * fewest
            else:  # minutes and hours
                first, last = captured - (1 + number // _HOURS) * DAY, captured
            span = Span(*match.span())
            yield _Window(first, last, (span,), f"“{span.of(report.text)}” on {captured.isoformat()}")


def _offices(report: Report) -> Iterator[_Window]:
    """The terms of those who are named with the title of an office they held."""
    seen: set[tuple[str, str]] = set()
    for paragraph in report.body:
        for match in _NAME.finditer(report.text, paragraph.start, paragraph.end):
            before = _TITLE_BEFORE.search(
                report.text, max(paragraph.start, match.start() - 60), match.start()
            )
            named = POSSESSIVE.sub("", match.group())
            found = _term(named, before.group() if before else "")
            if found and found[:2] not in seen:
                seen.add(found[:2])
                office, person, first, last, words = found
                end = match.start() + len(named)
                title = Span(max(paragraph.start, end - len(words)), end)
                yield _Window(first, last, (title,), f"{person} was {office}")


def _term(words: str, before: str) -> tuple[str, str, datetime.date, datetime.date, str] | None:
    """Office, person, its first and last day, and the words for both, where a name follows its title."""
    parts = words.split()
    for start in range(len(parts)):
        for size in range(len(parts) - start, 1, -1):
            name = " ".join(parts[start : start + size])
            title = (before + " ".join(parts[:start])).lower().rstrip()
            held = [t for t in terms_of(name) if _is_title(title, t.office)]
            if held and not _FORMER.search(title[-40:]):
                first, last = min(t.start for t in held), max(t.end or _LAST_DAY for t in held)
                return held[0].office, held[0].person, first, last, f"{held[0].office} {name}"
    return None


def _is_title(title: str, office: str) -> bool:
    office = office.replace("-", " ")
    title = title.replace("-", " ").replace("defence", "defense")
    return title.endswith(office) and title[: -len(office)][-5:] != "vice "


# --- the pinned day


def _pinned(
    report: Report, times: Sequence[TimeExpression], window: _Window, photos: set[datetime.date]
) -> _Window | None:
    """The days that a pin leaves within *window*, thinned by the weekdays named."""
    summary = find_times(report.text, [d.span for d in report.dropped if d.reason == "summary"])
    today = (pin for pin in _pins(report, summary) if pin.told == "today")  # "It is Friday, 3 May 2024."
    for pin in (*today, *_pins(report, times)):
        days = _candidates(pin, window, {photo.year for photo in photos})
        if len(days) > 1:
            days = [d for d in days if any(photo.year == d.year for photo in photos)]
        if len(days) != 1:
            continue
        day = days[0]
        if not _is_news(pin, day, report, photos):
            continue
        found = _around(day, pin.told)
        both = _narrowed(_Window(window.first, window.last, (), ""), _Window(*found, (), ""))
        if both is None:
            continue
        first, last = _by_weekdays(times, both.first, both.last, to_come=pin.told != "back")
        words = pin.span.of(report.text)
        reason = f"“{words}” is {day.isoformat()}"
        return _Window(first, last, (pin.span, *window.evidence), f"{reason}; {window.reason}".rstrip("; "))
    return None


def _pins(report: Report, times: Sequence[TimeExpression]) -> Iterator[_Pin]:
    weekday = None
    for time in times:
        beside, form = weekday, Form.parse(time.form)
        weekday = int(form.value[-1]) if form.anchor == "following" and "WXX" in form.value else None
        match = _PINNED.fullmatch(form.value) if form.kind == "calendar" else None
        if not match:
            continue
        words = time.span.of(report.text).lower()
        today = _TODAY.search(report.text, max(0, time.span.start - 12), time.span.start)
        if today and match[1] != "XXXX":
            told = "today"
        else:
            told = "this" if words.startswith("this ") else told_before(report.text, time.span) or "back"
        year = None if match[1] == "XXXX" else int(match[1])
        yield _Pin(
            int(match[2]), int(match[3]), year, form.weekday or beside, _TOLD.get(told, "back"), time.span
        )


_PINNED = re.compile(r"(XXXX|\d{4})-(\d\d)-(\d\d)")
_TOLD = {"this": "this", "ahead": "ahead", "today": "today"}
_TODAY = re.compile(r"\b(?:it is|it['’]s|today is)\s+$", re.I)


def _candidates(pin: _Pin, window: _Window, photo_years: set[int]) -> list[datetime.date]:
    """The days that a pin can be: of the years within the window, or of the photos, where it fits."""
    if pin.year:
        years = [pin.year]
    elif window.first == datetime.date.min or window.last == _LAST_DAY:
        years = sorted(photo_years)
    else:
        years = list(range(window.first.year, window.last.year + 1))
    out = []
    for year in years:
        try:
            day = datetime.date(year, pin.month, pin.day)
        except ValueError:
            continue
        around = _around(day, pin.told)
        inside = around[1] >= window.first and around[0] <= window.last
        if inside and (pin.weekday is None or day.isoweekday() == pin.weekday):
            out.append(day)
    return out


def _around(day: datetime.date, told: str) -> tuple[datetime.date, datetime.date]:
    """The days on which *day* is told of in this way."""
    if told == "today":
        return day, day
    if told == "this":
        return day - day.weekday() * DAY, day
    return (_later(day, 1 - NEAR), day) if told == "ahead" else (day, _later(day, FRESH))


def _later(day: datetime.date, days: int) -> datetime.date:
    """*day* so many days later, or the last or first day that there is."""
    try:
        return day + days * DAY
    except OverflowError:
        return datetime.date.max if days > 0 else datetime.date.min


def _is_news(pin: _Pin, day: datetime.date, report: Report, photos: set[datetime.date]) -> bool:
    """Whether a day is near publication: it is to come and its weekday is named, a photo shows it, or its
    weekday and date stand in brackets or at the head of the body."""
    if pin.told != "back":
        return pin.weekday is not None or pin.told == "today"
    if day in photos:
        return True
    bracketed = report.text[pin.span.start - 1 : pin.span.start] == "("
    return pin.weekday is not None and (bracketed or pin.span.start - report.body[0].start <= LEAD)


def _by_weekdays(
    times: Sequence[TimeExpression], first: datetime.date, last: datetime.date, to_come: bool
) -> tuple[datetime.date, datetime.date]:
    """The days of a short window on which the weekdays told of as past are fresh.

    Where they do not lie in a row, those next to the pinned day count; it ends the window if it is to come.
    """
    weekdays = set()
    for time in times:
        form = Form.parse(time.form)
        bare = form.kind == "calendar" and re.fullmatch(r"XXXX-WXX-[1-7]", form.value)
        if bare and form.lean in ("back", "past") and form.anchor == "document":
            weekdays.add(int(form.value[-1]))
    if last - first > NEAR * DAY or not weekdays:
        return first, last
    days = [first + n * DAY for n in range((last - first).days + 1)]
    fresh: list[datetime.date] = []
    for day in reversed(days) if to_come else days:
        ages = [(day.isoweekday() - weekday) % 7 for weekday in weekdays]
        if min(ages) <= FRESH and max(ages) <= WEEKDAY_AGE:
            fresh.append(day)
        elif fresh:
            break
    if not fresh:
        return first, last
    if len(fresh) == 1:  # a habit of newsrooms is no proof of a day
        fresh.append(min(_later(fresh[0], 1), last))
    return min(fresh), max(fresh)
