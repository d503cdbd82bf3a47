"""The masthead of a saved page: what it says about itself, with the places where a reader sees the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from dateline.intake.cleaning import Cleaned
from dateline.intake.html_metadata import PageMetadata, StatedDay
from dateline.intake.masthead import read_masthead
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.outlets import outlet_names
from dateline.model import Masthead, Published, Span

SAME_TITLE = 0.8
"""Share of words two titles have in common (F1) from which they are the same in two wordings."""
NEIGHBOURS = 1
"""Days between a moment in UTC and the day a reader sees on the page."""
BEFORE, AFTER = 6, 8
"""Blocks above the headline and below the body in which the page shows its date and authors."""
LONGEST_BLOCK = 40
"""Words: a longer block is no line of a masthead."""
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"(?<!\s)\s++[|•·»«–—-]\s+|:\s+")
BESIDE = 2
"""Parts of a page's title that begins with the outlet's name."""
_SUFFIX = re.compile(r"(?<!\s)\s++[|•·»–—-]\s+(?=[^|•·»–—]{2,40}$)")


def html_masthead(text: str, page: Cleaned, metadata: PageMetadata) -> Masthead:
    """The masthead of a page told apart: *metadata* first, then what the text shows."""
    shown = read_masthead(text, page)
    title, title_span = _title(text, page, metadata)
    authors, author_spans = shown.authors, shown.author_spans
    if metadata.authors:
        authors = metadata.authors
        author_spans = tuple(s for name in authors if (s := _shown(text, page, name)) is not None)
    outlet = _outlet(title or shown.title, metadata, shown.outlet, page)
    if outlet is not None and any(plain_line(name) == plain_line(outlet) for name in authors):
        authors, author_spans = (), ()  # "Our Reporters" are nobody
    agency = shown.agency or metadata.agency
    return replace(
        shown,
        title=title or shown.title,
        title_span=title_span if title else shown.title_span,
        outlet=outlet,
        outlet_span=shown.outlet_span if outlet == shown.outlet else _shown(text, page, outlet or ""),
        agency=agency,
        agency_span=shown.agency_span,
        authors=authors,
        author_spans=author_spans,
        published=_published(page, metadata, shown.published),
        modified=metadata.modified.date if metadata.modified else shown.modified,
    )


def _title(text: str, page: Cleaned, metadata: PageMetadata) -> tuple[str | None, Span | None]:
    """The title as the page shows it where it is one of those stated, else the most exact stated one."""
    stated = [_without_outlet(title, metadata.outlet) for title in metadata.titles]
    visible = None if page.headline is None else page.headline.span
    if visible is not None:
        words = " ".join(visible.of(text).split())
        plain = plain_line(words)
        if not stated or any(_alike(plain, plain_line(t)) or plain_line(t).startswith(plain) for t in stated):
            return words, visible
    return (stated[0], None) if stated else (None, None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A page's title without the outlet's name at its end."""
    cut = _SUFFIX.search(title)
    if cut is None:
        return title
    tail = plain_line(title[cut.end() :])
    named = tail in outlet_names().name_of or (outlet is not None and tail == plain_line(outlet))
    return title[: cut.start()] if named else title


def _outlet(title: str | None, metadata: PageMetadata, shown: str | None, page: Cleaned) -> str | None:
    """The outlet as the page names it out of sight, else the name that its domain vouches for."""
    beside = _beside_headline(title, metadata)
    if metadata.outlet is not None:
        return metadata.outlet
    labels = {_squeezed(label) for label in metadata.domain.split(".")[:-1]}
    for name in (beside, shown):
        if name is not None and (_squeezed(name) in labels or plain_line(name) in outlet_names().name_of):
            return name
    plain = plain_line(beside or "")
    if plain and any(plain_line(mark.block.text) == plain for mark in page.marks[: page.bounds.start]):
        return beside  # the page's head has the name too
    return metadata.domain or shown or beside


def _beside_headline(title: str | None, metadata: PageMetadata) -> str | None:
    """The name at the end or beginning of the page's title where the rest is the headline."""
    plain = plain_line(title or "")
    for stated in metadata.titles if plain else ():
        parts = _PARTS.split(stated)
        if len(parts) > 1 and plain_line(parts[0]) == plain:
            return parts[-1].strip()
        if len(parts) == BESIDE and plain_line(parts[1]) == plain:
            return parts[0].strip()
    return None


def _squeezed(name: str) -> str:
    """A name as a domain writes it: letters and figures, without accents and the first article."""
    letters = unicodedata.normalize("NFKD", name.casefold().removeprefix("the "))
    return "".join(letter for letter in letters if letter.isalnum())


def _alike(one: str, other: str) -> bool:
    a, b = set(_WORD.findall(one)), set(_WORD.findall(other))
    return bool(a and b) and 2 * len(a & b) >= SAME_TITLE * (len(a) + len(b))


def _published(page: Cleaned, metadata: PageMetadata, shown: Published) -> Published:
    """The stated day; where a reader sees the day before or after a moment in UTC, the day seen."""
    stated = metadata.published
    if stated is None or (stated.weak and shown.date is not None and shown.basis == "stated"):
        return shown
    seen = _days_seen(page, stated)
    evidence = [span for span, away in seen if away == 0]
    if evidence or not seen:
        return Published(
            stated.date, "stated", evidence=tuple(evidence[:1]), reason=f"stated in {stated.where}"
        )
    if shown.date is not None and abs((shown.date - stated.date).days) <= NEIGHBOURS:
        return replace(shown, reason=f"{shown.reason}; {stated.where} is within a day of it")
    return Published(stated.date, "stated", reason=f"stated in {stated.where}")


def _days_seen(page: Cleaned, stated: StatedDay) -> list[tuple[Span, int]]:
    """The dates shown around the article that are the stated one or its neighbours, with the days between."""
    found = []
    for i in _around(page):
        for date in page.marks[i].dates:
            away = (date.date - stated.date).days
            if abs(away) <= NEIGHBOURS and date.label != "modified":
                found.append((date.span, away))
    return found


def _around(page: Cleaned) -> list[int]:
    """The blocks between headline and body and just below the body."""
    start, end = page.bounds.start, page.bounds.end
    headline = start if page.bounds.headline is None else page.bounds.headline
    return [*range(max(0, headline - BEFORE), start), *range(end, min(len(page.marks), end + AFTER))]


def _shown(text: str, page: Cleaned, name: str) -> Span | None:
    """Where a name stands around the article."""
    if not name:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", re.I)
    for i in _around(page):
        block = page.marks[i].block
        match = (
            pattern.search(text, block.span.start, block.span.end) if block.words <= LONGEST_BLOCK else None
        )
        if match is not None:
            return Span(match.start(), match.end())
    return None
