"""Full calendar dates as mastheads write them, with what stands beside them (label, time of day)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.knowledge.time_words import time_words
from dateline.model import Span

Label = Literal["published", "modified", ""]

EARLIEST_YEAR = 1980
LATEST_YEAR = 2100
"""A masthead of a saved web page or a wire text names no year outside these."""
BUDDHIST = 543
"""Years that the Buddhist era is ahead: pages of Thailand write 2557 for 2014."""
LONGEST_DAY_LINE = 60
"""Characters of a line that holds a day without a year."""
LABEL_REACH = 40
"""Characters before a date in which a label such as "Last Modified:" is looked for."""

_PUBLISHED = re.compile(
    r"\b(?:first\s+published|originally\s+published|published(?:\s+(?:on|at))?|publication\s+date|publish\s+date|"
    r"posted(?:\s+on)?|date\s+posted|post\s+date|issued(?:\s+on)?|created(?:\s+on)?|released(?:\s+on)?|pub\s*date|"
    r"date\s+published|uploaded(?:\s+on)?|filed|(?<!-)dated?)\b[\s:,|–—-]*(?:on\b|at\b|by\b|:)?",
    re.I,
)
_MODIFIED = re.compile(
    r"\b(?:last\s+(?:updated|modified|update|edited|revised)|updated(?:\s+(?:on|at))?|update|modified(?:\s+on)?|"
    r"edited(?:\s+on)?|revised(?:\s+on)?|load-date|corrected(?:\s+on)?|reviewed(?:\s+on)?)\b",
    re.I,
)
_TIME_OF_DAY = re.compile(
    r"(?:\bat\s+|@\s*|[/|,·•-]\s*)?(?:\b|(?<=T))T?\d{1,2}(?:[:.]\d\d){1,2}(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?)?|"
    r"\b\d{1,2}\s*(?:[ap]\.?m\b\.?)|\b\d{4}\s?(?:hrs|GMT)\b|"
    r"\b(?:GMT|UTC|BST|[ECMP][SD]?T|IST|PKT|AEDT|AEST|CET|CEST|EET|EEST|MSK|AMT|HST|AKST|SGT|HKT|JST|KST|WAT|WIB|EAT|"
    r"SAST|GST|AST|NZDT|NZST|local\s+time)\b(?:\s*[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b|(?<=\d)Z\b",
    re.I,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = (
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|r|urday)?\.?,?\s+(?:the\s+)?)?"
)
_MONTH_FIRST_ZONE = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|HST|AKST)\b|\b(?:a|p)\.m\.")
_DAY_FIRST_ZONE = re.compile(r"\b(?:GMT|BST|IST|PKT|AE[SD]T|CES?T|EES?T|MSK|WAT|EAT|SAST)\b")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A full date in a text: its place, the day, the label before it ("" where there is none)."""

    span: Span
    date: datetime.date
    label: Label


@cache
def months() -> dict[str, int]:
    """Month names and their short forms, in lower case, with their numbers."""
    return {
        words[0]: int(number)
        for words, kinds in time_words().items()
        if len(words) == 1 and (number := kinds.get("MONTH") or kinds.get("MONABBR"))
    }


@cache
def _full_date() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=lambda n: (-len(n), n)))
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    year = r"(?:19[89]\d|20\d\d)"
    written = rf"(?:{year}|25[2-9]\d|26[0-4]\d)"  # also of the Buddhist era
    return re.compile(
        rf"(?<![\w/.])(?<!\w-){_WEEKDAY}(?:"
        rf"(?P<iy>{year})(?P<isep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=isep)(?P<id>{day})(?![\d/])"
        rf"|(?P<mon>{names})\b\.?,?\s+(?P<md>{day})(?:st|nd|rd|th)?\b(?:\s*+,)?\s++(?P<my>{written})"
        rf"|(?P<dd>{day})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+(?P<dmon>{names})\b\.?[\s,'’-]+(?P<dy>{written})"
        rf"|(?P<umon>{names})\s+(?P<ud>{day})\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,5}}\s+)?(?P<uy>{year})"
        rf"|(?P<n1>{day})(?P<nsep>[/.-])\s?(?P<n2>{day})(?P=nsep)\s?(?P<ny>{year}|\d\d(?!\d))(?![/.-]?\d)"
        rf")(?!\d(?!\d?[:.]\d\d))",  # pages run the year into the time of day: "May 4, 20226:52 PM"
        re.I,
    )


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day and month without a year that fill a line; ``weekday`` from 0 (Monday), None if not named."""

    span: Span
    day: int
    month: int
    weekday: int | None
    label: Label

    def in_year(self, year: int) -> datetime.date | None:
        """The day in *year*, if there is one and it falls on the weekday named."""
        try:
            date = datetime.date(year, self.month, self.day)
        except ValueError:
            return None
        return date if self.weekday in (None, date.weekday()) else None


@cache
def _day_of_year() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=lambda n: (-len(n), n)))
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    return re.compile(
        rf"(?<![\w/.-]){_WEEKDAY}(?:(?P<mon>{names})\b\.?\s+(?P<md>{day})(?:st|nd|rd|th)?"
        rf"|(?P<dd>{day})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dmon>{names})\b\.?)(?![\w/])",
        re.I,
    )


def find_day(text: str, line: Span) -> DayFound | None:
    """The day without a year in a *line* that holds nothing else but a label and a time of day."""
    words = line.of(text)
    if len(words) > LONGEST_DAY_LINE:
        return None
    match = _day_of_year().search(words)
    if match is None:
        return None
    rest = without_dates(words, [DateFound(Span(match.start(), match.end()), datetime.date.min, "")])
    if re.search(r"\w", rest):
        return None
    month = months()[(match["mon"] or match["dmon"]).casefold()]
    weekday = None
    if match["weekday"]:
        weekday = next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(match["weekday"].casefold()))
    span = Span(line.start + match.start(), line.start + match.end())
    return DayFound(span, int(match["md"] or match["dd"]), month, weekday, _label(words, 0, match.start()))


def find_dates(
    text: str, start: int = 0, end: int | None = None, *, day_first: bool | None = None
) -> list[DateFound]:
    """The full dates in ``text[start:end]``.

    ``03/04/2019`` is read by *day_first*, by a weekday or time zone beside it, or left out.
    """
    stop = len(text) if end is None else end
    found = []
    for match in _full_date().finditer(text, start, stop):
        date = _date(match, text, day_first)
        if date is not None:
            found.append(
                DateFound(Span(match.start(), match.end()), date, _label(text, start, match.start()))
            )
    return found


def day_comes_first(text: str, lines: Iterable[Span]) -> bool | None:
    """Whether the page writes the day before the month in figures: told by its own unmistakable dates."""
    votes = [0, 0]
    written: set[datetime.date] = set()
    open_ones: list[tuple[int, int, int]] = []
    for span in lines:
        for match in _full_date().finditer(text, span.start, span.end):
            if match["n1"] is None:
                date = _date(match, text, None)
                if date is not None:
                    written.add(date)
                continue
            first, second, year = int(match["n1"]), int(match["n2"]), _year(match["ny"])
            if first > 12 >= second:
                votes[0] += 1
            elif second > 12 >= first:
                votes[1] += 1
            elif first <= 12 and second <= 12:
                open_ones.append((first, second, year))
    if votes[0] == votes[1]:
        for first, second, year in open_ones:
            votes[0] += datetime.date(year, second, first) in written
            votes[1] += datetime.date(year, first, second) in written
    return None if votes[0] == votes[1] else votes[0] > votes[1]


def without_dates(line: str, dates: Sequence[DateFound]) -> str:
    """What is left of a line that starts at 0 without its dates, times of day and labels."""
    pieces, at = [], 0
    for found in dates:
        pieces.append(line[at : found.span.start])
        at = found.span.end
    pieces.append(line[at:])
    left = _TIME_OF_DAY.sub(" ", " ".join(pieces))
    return " ".join(_MODIFIED.sub(" ", _PUBLISHED.sub(" ", left)).split())


def is_labelled(line: str) -> bool:
    """Whether a line opens with a label such as "Updated" or "Posted"."""
    return _PUBLISHED.match(line) is not None or _MODIFIED.match(line) is not None


def label_of(line: str) -> Label:
    """What a line that opens with a label such as "Updated" says of the date under it; "" for another."""
    if _MODIFIED.match(line) is not None:
        return "modified"
    return "published" if _PUBLISHED.match(line) is not None else ""


def _label(text: str, floor: int, at: int) -> Label:
    """The label that stands last before a date, if no other date stands between."""
    before = text[max(floor, at - LABEL_REACH) : at]
    published = max((m.end() for m in _PUBLISHED.finditer(before)), default=-1)
    modified = max((m.end() for m in _MODIFIED.finditer(before)), default=-1)
    nearest = max(published, modified)
    if nearest < 0 or len(before[nearest:].split()) > 4:
        return ""
    return "published" if published > modified else "modified"


def _year(cell: str) -> int:
    year = int(cell)
    if year < 100:
        return 2000 + year if year < 70 else 1900 + year
    return year - BUDDHIST if year > LATEST_YEAR else year


def _date(match: re.Match[str], text: str, day_first: bool | None) -> datetime.date | None:
    try:
        if match["iy"]:
            date = datetime.date(int(match["iy"]), int(match["im"]), int(match["id"]))
        elif match["mon"]:
            date = datetime.date(_year(match["my"]), months()[match["mon"].casefold()], int(match["md"]))
        elif match["dmon"]:
            date = datetime.date(_year(match["dy"]), months()[match["dmon"].casefold()], int(match["dd"]))
        elif match["umon"]:
            date = datetime.date(int(match["uy"]), months()[match["umon"].casefold()], int(match["ud"]))
        else:
            return _numeric(match, text, day_first)
    except ValueError:
        return None
    return date if EARLIEST_YEAR <= date.year <= LATEST_YEAR else None


def _numeric(match: re.Match[str], text: str, day_first: bool | None) -> datetime.date | None:
    first, second, year = int(match["n1"]), int(match["n2"]), _year(match["ny"])
    options: list[datetime.date | None] = []
    for day, month in ((first, second), (second, first)):
        try:
            options.append(datetime.date(year, month, day))
        except ValueError:
            options.append(None)
    by_day, by_month = options
    if by_day is None or by_month is None or by_day == by_month:
        return by_day or by_month
    if match["weekday"]:
        wanted = [
            d for d in (by_day, by_month) if _WEEKDAYS[d.weekday()].startswith(match["weekday"].casefold())
        ]
        if len(wanted) == 1:
            return wanted[0]
    if day_first is None:
        beside = text[match.end() : match.end() + 30].split("\n", 1)[0]
        if _MONTH_FIRST_ZONE.search(beside):
            day_first = False
        elif _DAY_FIRST_ZONE.search(beside):
            day_first = True
    if day_first is None and match["nsep"] == ".":
        day_first = True  # with full stops the month stands first in hardly any country
    if day_first is None:
        return None
    return by_day if day_first else by_month
