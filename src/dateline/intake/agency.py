"""Whose wire copy a report is, as dateline, byline or credit say; "according to" an agency is no credit."""

from __future__ import annotations

import re

from dateline.intake.cleaning import Cleaned
from dateline.intake.marks import Mark, captions_below
from dateline.intake.outlet import Named
from dateline.intake.wire import Wire
from dateline.knowledge.agencies import agency_names
from dateline.model import Span

ABOVE = 3
"""Blocks above the headline that may name the agency."""
BELOW = 5
"""Blocks after the body that may."""
SOURCE_WORDS = 5
"""Words of a line "Source: …" that names whose copy the report is; a longer one names several sources."""
LONGEST = 30
"""Words: a credit is no longer."""
SHORT_FORM = 5
"""Letters: a shorter name in small letters ("ap") is something else."""
_CREDIT = re.compile(r"©|\(c\)|copyright|provided by|published by|\bsource\b", re.I)
_ALONE = re.compile(
    r"[\W_]*+(?:by\s++|from\s++|source\s*+:?\s*+|via\s++|credit\s*+:?\s*+)?(?P<name>[^|]{2,60}?)[\W_]*+", re.I
)
_OPENS = re.compile(r"(?:by|source|from|via|agency|courtesy|byline|author|wire)\s*[:|]\s*\S|by\s+[A-Z]", re.I)
"""How lines begin that name whose copy a report is ("By: PTI | Delhi", "Source: Interfax")."""
_QUOTED = re.compile(
    r"\b(?:told|according to|said|quoted|reported|reports|citing|cited|by the)\s+(?:the\s+)?$", re.I
)


def find_agency(text: str, page: Cleaned, wire: Wire | None) -> Named | None:
    """The agency credited in the dateline, the byline, a line of its own, or behind the last sentence."""
    if wire is not None and wire.agency is not None:
        as_written = Named(" ".join(wire.agency.of(text).split()), wire.agency)
        return _first_named(text, wire.agency) or as_written
    marks, bounds = page.marks, page.bounds
    top = max(0, (0 if bounds.headline is None else bounds.headline) - ABOVE)
    for i in [*range(top, bounds.start), *range(bounds.end, min(len(marks), bounds.end + BELOW))]:
        below_headline = bounds.headline is not None and i > bounds.headline
        if below_headline and captions_below(marks, i, bounds.start):
            continue
        if _may_credit(text, marks[i]):
            found = _first_named(text, marks[i].block.span) or _alone(text, marks[i].block.span)
            if found is not None:
                return found
    if page.signature is not None:
        return _first_named(text, page.signature.agency)
    return _source_inside(text, page)


def _source_inside(text: str, page: Cleaned) -> Named | None:
    """The agency in a line "Source: …" between the paragraphs, as some sites set it."""
    for mark in page.marks[page.bounds.start : page.bounds.end]:
        if (
            mark.furniture is not None
            and mark.furniture.reason == "credit"
            and mark.block.words <= SOURCE_WORDS
        ):
            found = _first_named(text, mark.block.span)
            if found is not None and _OPENS.match(mark.block.text) is not None:
                return found
    return None


def _may_credit(text: str, mark: Mark) -> bool:
    """Whether a line outside the body is one that credits an agency."""
    if mark.kind == "caption" or mark.block.words > LONGEST or not mark.block.short:
        return False
    line = mark.block.span.of(text)
    if _alone(text, mark.block.span) is not None:
        return True
    if agency_names().search(line) is None:
        return False
    if mark.kind == "line" and _OPENS.match(line) is not None:
        return True
    return mark.kind in ("byline", "date") or (mark.kind != "line" and _CREDIT.search(line) is not None)


def _alone(text: str, span: Span) -> Named | None:
    """The agency where a line holds nothing but its name, in whatever case."""
    match = _ALONE.fullmatch(span.of(text))
    if match is None:
        return None
    words = match["name"].strip()
    name = agency_names().name_of.get(words.casefold())
    if name is None or (words.islower() and len(words) < SHORT_FORM):
        return None
    return Named(name, Span(span.start + match.start("name"), span.start + match.end("name")))


def _first_named(text: str, span: Span) -> Named | None:
    """The first agency named in *span* that is not merely quoted there."""
    names = agency_names()
    for match in names.any_form.finditer(text, span.start, span.end):
        if not _QUOTED.search(text[max(span.start, match.start() - 25) : match.start()]):
            return Named(names.name_of[match.group().casefold()], Span(match.start(), match.end()))
    return None
