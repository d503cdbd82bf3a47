"""What stands around an article and tells what it is: title, outlet, agency, authors, dateline, dates."""

from __future__ import annotations

from dateline.intake.agency import find_agency
from dateline.intake.authors import find_authors
from dateline.intake.cleaning import Cleaned
from dateline.intake.outlet import find_outlet
from dateline.intake.stated import stated_date
from dateline.intake.wire import Wire, place_alone, read_wire, wire_alone
from dateline.model import UNDATED, Masthead, Published, Span

WIRE_ABOVE = 4
"""Blocks above the first paragraph in which a dateline may stand on a line of its own."""


def read_masthead(text: str, page: Cleaned) -> Masthead:
    """The masthead of a page whose body and leftovers are told apart."""
    text = page.view or text
    wire = read_wire(text, [_worded(text, span) for span in page.body[:2]]) or _wire_above(text, page)
    place = None if wire is None else wire.place
    stated = stated_date(text, page.marks, page.bounds)
    title = None if page.headline is None else page.headline.span
    outlet = find_outlet(text, page)
    agency = find_agency(text, page, wire)
    authors = find_authors(text, page)
    return Masthead(
        title=None if title is None else " ".join(title.of(text).split()),
        title_span=title,
        outlet=None if outlet is None else outlet.name,
        outlet_span=None if outlet is None else outlet.span,
        agency=None if agency is None else agency.name,
        agency_span=None if agency is None else agency.span,
        authors=tuple(a.name for a in authors),
        author_spans=tuple(a.span for a in authors),
        dateline=None if place is None else place.of(text),
        dateline_span=place,
        published=_dated(stated.published, wire),
        modified=stated.modified,
    )


def _worded(text: str, span: Span) -> Span:
    """A paragraph from its first word on."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end)


def _wire_above(text: str, page: Cleaned) -> Wire | None:
    """The dateline on a line of its own above the first paragraph."""
    for mark in page.marks[max(0, page.bounds.start - WIRE_ABOVE) : page.bounds.start]:
        if mark.kind == "dateline":
            return wire_alone(text, mark.block.span)
    headline, start = page.bounds.headline, page.bounds.start
    for i in range(start - 1, max(start - WIRE_ABOVE, -1 if headline is None else headline), -1):
        mark = page.marks[i]
        found = place_alone(text, mark.block.span) if mark.kind in ("line", "furniture") else None
        if found is not None and (mark.block.text.startswith("DATELINE") or i == start - 1):
            return found if headline is not None else None
    return None


def _dated(published: Published, wire: Wire | None) -> Published:
    """The stated date, or that of a wire dateline with a full date."""
    if published is UNDATED and wire is not None and wire.date is not None:
        reason = "stated in the dateline"
        return Published(wire.date.date, "stated", evidence=(wire.date.span,), reason=reason)
    return published
