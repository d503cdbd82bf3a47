"""The authors of a report: from the byline above it, a name beside the date, or a signature at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.bylines import NAME, Byline, has_given_name, is_post, medium_in, name_line, trimmed_name
from dateline.intake.cleaning import Cleaned
from dateline.intake.marks import Mark
from dateline.model import Span

ABOVE = 6
"""Blocks above the headline that may hold the byline."""
DATED_ABOVE = 2
"""Blocks above the headline that may be a date line with a name behind a stroke."""
BELOW = 4
"""Blocks after the body that may."""
TOLD_BELOW = 12
"""Blocks after the body in which a line about the author stands."""
CONDUCTED = 3
"""Blocks before and behind the end of the body in which a line tells who led an interview."""
_CONDUCTED = re.compile(rf"\b[Ii]nterview (?:was )?(?:conducted|done|led) by (?P<name>{NAME})")
_TOLD = re.compile(rf"(?:Have a tip\?\s+)?(?P<about>About\s+)?(?P<name>{NAME})")
_BEHIND = re.compile(rf"\s*[|•·]\s*(?P<name>{NAME})\s*")
_POST = re.compile(
    r"\s*+(?:\([^()]{1,60}\)\s*+)?(?:,\s*+)?"
    r"(?:is|was|has been|covers|reports|writes|can be reached|may be reached|joined)\b",
)
BETWEEN = re.compile(r"(?:(?<!\s)\s++)?(?:[;&]\s*|,(?:\s++and\s+|\s*))|(?<!\s)\s++and\s+")
"""What stands between the names of authors in one field."""
BESIDE = 2
"""Blocks between a bare name and the date line or headline that vouches for it."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person who wrote the report, as named, and where."""

    name: str
    span: Span


def find_authors(text: str, page: Cleaned) -> tuple[Author, ...]:
    """The authors, in the order named; none where no line can be trusted."""
    said = _said(page) or _conducted(text, page)
    if said:
        return said
    beside = _beside(text, page)
    if beside:
        return beside
    return _after_date(text, page) or _signed(text, page) or _told_of(text, page)


def _conducted(text: str, page: Cleaned) -> tuple[Author, ...]:
    """From the line under an interview that tells who led it."""
    last = page.bounds.end
    for mark in page.marks[max(0, last - CONDUCTED) : last + CONDUCTED]:
        match = _CONDUCTED.search(text, mark.block.span.start, mark.block.span.end)
        name = None if match is None else trimmed_name(text, Span(match.start("name"), match.end("name")))
        if name is not None:
            name = Span(name.start, name.start + len(name.of(text).rstrip(".")))
            return (Author(" ".join(name.of(text).split()), name),)
    return ()


def _told_of(text: str, page: Cleaned) -> tuple[Author, ...]:
    """From a line under the article that tells who its author is ("Ann Lee is a reporter …")."""
    marks, end = page.marks, page.bounds.end
    for i in range(end, min(len(marks), end + TOLD_BELOW)):
        block = marks[i].block
        match = _TOLD.match(text, block.span.start, block.span.end)
        if match is None or marks[i].kind == "caption" or not block.short:
            continue
        rest = text[match.end() : block.span.end]
        if _POST.match(rest) or (not rest.strip() and (match["about"] or _post_follows(marks, i))):
            name = trimmed_name(text, Span(match.start("name"), match.end("name")))
            if name is not None:
                return (Author(" ".join(name.of(text).split()), name),)
    return ()


def _said(page: Cleaned) -> tuple[Author, ...]:
    """From lines that open with "By": the nearest above the body, else just below it."""
    marks, bounds = page.marks, page.bounds
    floor = max(0, (0 if bounds.headline is None else bounds.headline) - ABOVE)
    above = [m.byline for m in marks[floor : bounds.start] if m.byline is not None and m.byline.names]
    if above:
        below_headline = [
            m.byline
            for m in marks[(bounds.headline or 0) : bounds.start]
            if m.byline is not None and m.byline.names
        ]
        return _authors(*(below_headline or above[-1:]))
    inside = [m.byline for m in marks[bounds.start : bounds.end] if m.byline is not None and m.byline.names]
    below = [
        m.byline for m in marks[bounds.end : bounds.end + BELOW] if m.byline is not None and m.byline.names
    ]
    return _authors(*(inside[:1] or below[:1]))


def _beside(text: str, page: Cleaned) -> tuple[Author, ...]:
    """From a bare name between headline and body that a date line, a post or a handle vouches for."""
    marks, bounds = page.marks, page.bounds
    first = 0 if bounds.headline is None else bounds.headline + 1
    for i in range(first, bounds.start):
        mark = marks[i]
        if mark.kind not in ("line", "date", "byline"):
            continue
        found = name_line(mark.block, text)
        if found is None:
            continue
        near = range(max(first, i - BESIDE), min(bounds.start, i + BESIDE + 1))
        vouched = mark.kind == "date" or any(
            j != i and (marks[j].kind == "date" or is_post(marks[j].block)) for j in near
        )
        vouched = vouched or (i + 1 < bounds.start and medium_in(marks[i + 1].block.text) is not None)
        by_above = i > 0 and marks[i - 1].kind == "byline" and not (marks[i - 1].byline or found).names
        known = i == first and len(found.names) == 1 and _stands_as_byline(mark, found, i + 1 == bounds.start)
        if vouched or by_above or known:
            return _authors(found)
    return ()


def _after_date(text: str, page: Cleaned) -> tuple[Author, ...]:
    """From a name behind a stroke in the date line above the body ("9 August 2022 | Ann Lee")."""
    marks, bounds = page.marks, page.bounds
    first = 0 if bounds.headline is None else max(0, bounds.headline - DATED_ABOVE)
    for mark in marks[first : bounds.start]:
        if mark.kind != "date" or not mark.dates:
            continue
        match = _BEHIND.fullmatch(text, mark.dates[-1].span.end, mark.block.span.end)
        name = None if match is None else trimmed_name(text, Span(match.start("name"), match.end("name")))
        if name is not None:
            return (Author(" ".join(name.of(text).split()), name),)
    return ()


def _stands_as_byline(mark: Mark, found: Byline, above_body: bool) -> bool:
    """Whether a name right under the headline is a byline: a known given name, or capitals above the body."""
    return has_given_name(found.names[0]) or (above_body and mark.block.text.isupper())


def _signed(text: str, page: Cleaned) -> tuple[Author, ...]:
    """From a signature with an agency behind the last sentence ("… Ann Lee, AFP/")."""
    if page.signature is None or page.signature.name is None:
        return ()
    place = page.signature.name
    return (Author(" ".join(place.of(text).split()), place),)


def _post_follows(marks: Sequence[Mark], i: int) -> bool:
    return i + 1 < len(marks) and is_post(marks[i + 1].block)


def _authors(*bylines: Byline) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for byline in bylines:
        for name, span in zip(byline.names, byline.spans, strict=True):
            found.setdefault(name.casefold(), Author(name, span))
    return tuple(found.values())
