"""The day of publication as the page states it: in the masthead, or after a label such as "Published"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.intake.boundaries import Bounds
from dateline.intake.dates import DateFound, find_day, label_of
from dateline.intake.marks import Mark
from dateline.model import UNDATED, Published, Span

ABOVE = 4
"""Blocks above the headline that still belong to its masthead."""
BELOW = 8
"""Blocks after the body in which a labelled date is the article's."""

_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*|\(c\)\s*)?(?:(?:19|20)\d\d\s*[-–]\s*)?(?P<notice>(?:19|20)\d\d)\b"
    r"|/(?P<link>(?:19|20)\d\d)/",
    re.I,
)
_YEAR_ELSEWHERE = "the day is stated in the masthead, the year elsewhere on the page"
_REASON = {
    "published": "stated after a label such as “Published”",
    "": "stated in the masthead",
    "modified": "only the day of the last change is stated; it stands in for the day of publication",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """The stated day of publication and, where the page tells, that of the last change."""

    published: Published = UNDATED
    modified: datetime.date | None = None


def stated_date(text: str, marks: Sequence[Mark], bounds: Bounds) -> Stated:
    """What the page states; a date in a caption, a teaser or the article's own sentences is not taken."""
    found: list[tuple[float, DateFound]] = []
    modified: datetime.date | None = None
    for i in _zone(marks, bounds):
        mark = marks[i]
        if mark.kind not in ("date", "byline", "furniture", "line"):
            continue
        for date in _labelled_above(marks, i):
            if date.label == "modified" and modified is None:
                modified = date.date
            points = _points(mark, i, bounds, date)
            if points:
                found.append((points, date))
    if not found:
        return Stated(_without_year(text, marks, bounds))
    best = max(found, key=lambda f: (f[0], -f[1].span.start))[1]
    published = Published(best.date, "stated", evidence=(best.span,), reason=_REASON[best.label])
    return Stated(published, modified)


def _labelled_above(marks: Sequence[Mark], i: int) -> tuple[DateFound, ...]:
    """The dates of block *i*, the first one with the label that stands on the line above ("Updated")."""
    dates = marks[i].dates
    above = marks[i - 1] if i else None
    if not dates or dates[0].label or above is None or above.kind != "date" or above.dates:
        return dates
    return (replace(dates[0], label=label_of(above.block.text)), *dates[1:])


def _without_year(text: str, marks: Sequence[Mark], bounds: Bounds) -> Published:
    """A day and month in the masthead, with the one year that the page names elsewhere ("© 2019", a link)."""
    first = max(0, (0 if bounds.headline is None else bounds.headline) - ABOVE)
    years: dict[int, Span] | None = None
    for mark in marks[first : bounds.start]:
        day = find_day(text, mark.block.span) if mark.kind == "date" and not mark.dates else None
        if day is None:
            continue
        if years is None:  # each year once, at the first place that names it
            years = {}
            for year, span in _years(text, marks, bounds):
                years.setdefault(year, span)
        fits = {date: span for year, span in years.items() if (date := day.in_year(year)) is not None}
        if len(fits) == 1:
            date, span = next(iter(fits.items()))
            return Published(date, "stated", evidence=(day.span, span), reason=_YEAR_ELSEWHERE)
    return UNDATED


def _years(text: str, marks: Sequence[Mark], bounds: Bounds) -> Iterator[tuple[int, Span]]:
    """The years in copyright notices, links and full dates outside the body."""
    for i, mark in enumerate(marks):
        if bounds.start <= i < bounds.end or not mark.block.short:
            continue
        for date in mark.dates:
            yield date.date.year, date.span
        for match in _YEAR.finditer(text, mark.block.span.start, mark.block.span.end):
            group = "notice" if match["notice"] else "link"
            yield int(match[group]), Span(match.start(group), match.end(group))


def _zone(marks: Sequence[Mark], bounds: Bounds) -> range:
    first = max(0, (0 if bounds.headline is None else bounds.headline) - ABOVE)
    return range(first, min(len(marks), bounds.end + BELOW))


def _points(mark: Mark, i: int, bounds: Bounds, date: DateFound) -> float:
    """How surely a date in block *i* is the day of publication; 0 where it is not."""
    masthead = i < bounds.start
    below_headline = bounds.headline is None or i > bounds.headline
    if date.label == "modified":
        if mark.kind not in ("date", "byline"):
            return 0.0
        return 3.5 if masthead and below_headline else 2.0
    if date.label == "published":
        if mark.kind == "line" and mark.block.words > 12:
            return 0.0
        return 6.0 if masthead and below_headline else 5.0
    if not masthead or mark.kind not in ("date", "byline"):
        return 0.0
    return 5.5 if below_headline else 3.0
