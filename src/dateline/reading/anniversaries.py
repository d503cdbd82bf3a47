"""Days that publication lies between, counted in years from a day that the opening of a report names.

"Gathered on Saturday, twenty years after the massacre of July 1995" is told of the present. So it is only
where the sentence stands in the first lines, names a day such as "Saturday" or "this week" and no other
year, and has no clause before the number that may lead into the past ("said that he had").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.time_words import time_words
from dateline.model import Report, Span, TimeExpression
from dateline.model.days import DAY, bounds
from dateline.reading.times.forms import Form

LEAD = 600
"""Characters of the body in which years are counted up to the present."""
BETWEEN = 80
"""Characters between the number of years and the day they are counted from."""
ROUNDED_UP, ROUNDED_DOWN = 183 * DAY, 335 * DAY
"""How much too early "ten years after" may be told, and how much too late: it is not yet eleven."""
AROUND = 61 * DAY
"""How long before its beginning or after its end a third year may be told of."""
_YEARS = re.compile(r"P(\d{1,3})Y")
_COUNTED_FROM = re.compile(r"\s+(?:to the day\s+)?(?:after|since)\b", re.I)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SINCE = re.compile(r"\b[Ss]ince\s+$")
_HEDGE = re.compile(r"\b(?:than|over|nearly|almost|about|some|around|least|most|roughly|under)\b", re.I)
_HEDGED = re.compile(rf"{_HEDGE.pattern}\s+$", re.I)
_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")
_CLAUSE = re.compile(r"\b(?:had|who|whose|which|that|when|where|because)\b|[\"“”]", re.I)
_BARE_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_REACH = 30
"""Characters before an expression in which the words that govern it stand."""

_Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Counted:
    """The first and last day that publication can have had by years counted, with the words that count."""

    first: datetime.date
    last: datetime.date
    evidence: tuple[Span, ...]
    reason: str


def counted_years(report: Report, times: Sequence[TimeExpression]) -> Iterator[Counted]:
    """What the opening of *report* counts in years up to its own day."""
    if not report.body:
        return
    text, start = report.text, report.body[0].start
    lead = Span(start, min(report.body[-1].end, start + LEAD))
    near = [time.span for time in times if _is_near(time)]
    anchors = [(time.span, days) for time in times if lead.covers(time.span) and (days := _days(time))]
    for time in times:
        years = _YEARS.fullmatch(time.value) if lead.covers(time.span) else None
        if years is None or _before(text, time.span, _HEDGED) or _HEDGE.search(time.span.of(text)):
            continue
        if _COUNTED_FROM.match(text, time.span.end) is None:
            continue
        for span, (first, last) in _behind(time.span, anchors)[:1]:
            if _tells_of_now(text, lead, time.span, span, near):
                end = _later(last, int(years[1])) + ROUNDED_DOWN
                yield _counted(text, _later(first, int(years[1])) - ROUNDED_UP, end, time.span, span)
    since = [anchor for anchor in anchors if _before(text, anchor[0], _SINCE)]
    for match in _nth_year().finditer(text, lead.start, lead.end):
        number, words = int(time_words()[(match[1].casefold(),)]["ORD"]), Span(*match.span())
        found = _behind(words, anchors) if match["from"] else since
        for span, (first, last) in found if len(found) == 1 else ():
            if number > 1 and _tells_of_now(text, lead, words, span, near):
                begun = _later(first, number - 1) - AROUND
                yield _counted(text, begun, _later(last, number) + AROUND, words, span)


@cache
def _nth_year() -> re.Pattern[str]:
    """ "Enters its third year", with the words behind it that say from when it is counted, if any do."""
    ordinals = "|".join(sorted(words[0] for words, kinds in time_words().items() if "ORD" in kinds))
    enters = r"(?:enters?|entering|entered|begins?|began|now in|is in|are in)"
    from_when = r"(?P<from>\s+(?:of|since|after)\b)?"
    return re.compile(rf"\b{enters}\s+(?:its|the|a|their)\s+({ordinals})\s+year\b{from_when}", re.I)


def _days(time: TimeExpression) -> _Days | None:
    form = Form.parse(time.form)
    return bounds(form.value) if form.kind == "calendar" and _YEAR.match(form.value) else None


def _before(text: str, span: Span, governs: re.Pattern[str]) -> bool:
    return governs.search(text, max(0, span.start - _REACH), span.start) is not None


def _behind(span: Span, anchors: Sequence[tuple[Span, _Days]]) -> list[tuple[Span, _Days]]:
    return [(other, days) for other, days in anchors if 0 < other.start - span.end <= BETWEEN]


def _is_near(time: TimeExpression) -> bool:
    """Whether an expression names a day by the day of publication ("Saturday", "this week")."""
    form = Form.parse(time.form)
    if form.kind == "calendar":
        return form.anchor == "document" and _BARE_WEEKDAY.fullmatch(form.value) is not None
    return form.kind == "shift" and form.anchor == "document"


def _tells_of_now(text: str, lead: Span, counting: Span, anchor: Span, near: Sequence[Span]) -> bool:
    """Whether the sentence that counts names a near day and, as the anchor's, no year but the anchor's."""
    counts, names = _sentence(text, lead, counting), _sentence(text, lead, anchor)
    if not any(counts.covers(span) for span in near) or _CLAUSE.search(text, counts.start, counting.start):
        return False
    return all(
        anchor.covers(Span(*match.span()))
        for sentence in (counts, names)
        for match in _YEAR.finditer(text, sentence.start, sentence.end)
    )


def _sentence(text: str, lead: Span, span: Span) -> Span:
    starts = [m.end() for m in _STOP.finditer(text, lead.start, span.start)]
    stop = _STOP.search(text, span.end, lead.end)
    return Span(starts[-1] if starts else lead.start, stop.start() if stop else lead.end)


def _later(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; of a leap day the one before, of what no calendar has the last."""
    year = min(day.year + years, datetime.MAXYEAR - 1)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _counted(text: str, first: datetime.date, last: datetime.date, words: Span, anchor: Span) -> Counted:
    reason = f"“{words.of(text)}” is counted from “{anchor.of(text)}”"
    return Counted(first, last, (words, anchor), reason)
