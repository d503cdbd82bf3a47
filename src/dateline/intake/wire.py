"""The dateline at the head of a wire report: place, day, agency ("BEIRUT, March 1 (AFP) – ")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.dates import DateFound, find_dates, months
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import not_places
from dateline.model import Span

REACH = 120
"""Characters from the beginning of a paragraph within which a dateline ends."""
_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]{2,}(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’./-]*){0,4}"
_TITLE = r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:[ /][A-ZÀ-ÖØ-Þ][\w'’.-]+){0,3}"
_REGION = r"(?:,\s+[A-ZÀ-ÖØ-Þ][\w'’.]*(?:[ -][A-ZÀ-ÖØ-Þ][\w'’.]*){0,3})"
_DAY = (
    rf"(?:,?\s+(?P<day>(?:\d{{1,2}}\s+)?(?i:{'|'.join(sorted(months(), key=lambda n: (-len(n), n)))})\b\.?"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?))"
)
_AGENCY = r"(?:,?\s*[(\[](?P<agency>[A-Za-z][\w .&/,'’-]{1,60})[)\]])"
_DASH = r"(?:\s*(?:–|—|--)\s*|\s+-\s*|:\s+)"
_OPENING = r"(?=[\"“‘'(\[]?[A-ZÀ-Þ\d])"
_IN_CAPITALS = re.compile(rf"(?P<place>{_UPPER}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}?{_DASH}{_OPENING}")
_AGENCY_ONLY = re.compile(rf"(?P<place>(?!))?{_AGENCY}{_DASH}{_OPENING}")
_WITH_AGENCY = re.compile(rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}{_DASH}?\s*{_OPENING}")
_WITH_DASH = re.compile(
    rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?){_DAY}?(?P<agency>(?!))?\s+(?:–|—)\s+{_OPENING}"
)


@dataclass(frozen=True, slots=True)
class Wire:
    """A dateline: the place as written, the agency in brackets, a full date where it holds one."""

    place: Span | None
    agency: Span | None = None
    date: DateFound | None = None


def read_wire(text: str, paragraphs: Sequence[Span]) -> Wire | None:
    """The dateline at the head of one of *paragraphs* (the first ones of the body), or None."""
    for paragraph in paragraphs:
        head = text[paragraph.start : min(paragraph.end, paragraph.start + REACH)]
        match = _AGENCY_ONLY.match(head)
        if match is not None and agency_names().search(match["agency"]):
            return _wire(text, match, paragraph.start)
        for pattern in (_IN_CAPITALS, _WITH_AGENCY, _WITH_DASH):
            match = pattern.match(head)
            if match is not None and _is_place(match["place"], match["agency"], pattern is _WITH_AGENCY):
                return _wire(text, match, paragraph.start)
    return None


def _is_place(place: str, agency: str | None, needs_agency: bool) -> bool:
    """Whether the words can be a place; words that open other lines ("UPDATE", "In") are none."""
    words = re.findall(r"[^\W\d_]+", place)
    if not words or any(w.casefold() in not_places() for w in words[:1]):
        return False
    return not needs_agency or (agency is not None and agency_names().search(agency) is not None)


def _wire(text: str, match: re.Match[str], at: int) -> Wire:
    place = None
    if match["place"] is not None:
        place = Span(at + match.start("place"), at + match.end("place"))
    agency = None
    if match["agency"] is not None and agency_names().search(match["agency"]):
        agency = Span(at + match.start("agency"), at + match.end("agency"))
    dates = find_dates(text, at, at + match.end())
    return Wire(place, agency, dates[0] if dates else None)
