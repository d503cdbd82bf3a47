"""The dateline at the head of a wire report: place, day, agency ("BEIRUT, March 1 (AFP) – ")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.dates import DateFound, find_dates, months
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import job_words, not_places
from dateline.knowledge.countries import capitals, places
from dateline.knowledge.outlets import outlet_names
from dateline.model import Span

REACH = 120
"""Characters from the beginning of a paragraph within which a dateline ends."""
ALONE_WORDS = 10
"""Words of a dateline that stands on a line of its own."""
CREDIT_WORDS = 4
"""Words of an agency's name in brackets that no table has."""
_PARTICLES = r"(?:(?:al|da|de|del|do|dos|du|el|la|le|les|los|sur|the|of)[ -]){0,2}"
_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]{2,}(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’./-]*){0,4}"
_TITLE = rf"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:[ /]{_PARTICLES}[A-ZÀ-ÖØ-Þ][\w'’.-]+){{0,3}}"
_REGION = r"(?:,\s+[A-ZÀ-ÖØ-Þ][\w'’.]*(?:[ -][A-ZÀ-ÖØ-Þ][\w'’.]*){0,3})"
_DAY_ALONE = (
    rf"(?P<day>(?:\d{{1,2}}\s+)?(?i:{'|'.join(sorted(months(), key=lambda n: (-len(n), n)))})\b\.?"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?)"
)
_DAY = rf"(?:[,.]?\s+{_DAY_ALONE})"
_AGENCY = r"(?:[,.]?\s*[(\[](?P<agency>[A-Za-z][\w .&/,'’-]{1,60})[)\]])"
_DASH = r"(?:\s*(?:–|—|--)\s*+|(?:\s+|\.\s?)-\s*+|:\s++)"
_SLASHES = r"[,.]?\s*/(?P<agency>[A-Za-z][\w .&’'-]{1,40})/\.?\s*(?:[–—-]{1,2}\s*)?"
_OPENING = r"(?=[\"“‘'(\[]?[A-ZÀ-Þ\d])"
_IN_CAPITALS = re.compile(rf"(?P<place>{_UPPER}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}?{_DASH}{_OPENING}")
_IN_SLASHES = re.compile(rf"(?P<place>(?:{_UPPER}|{_TITLE}){_REGION}{{0,2}}?){_DAY}?{_SLASHES}{_OPENING}")
_AGENCY_ONLY = re.compile(rf"(?P<place>(?!))?(?:{_DAY_ALONE})?{_AGENCY}{_DASH}{_OPENING}")
"""An agency in brackets, behind the day or nothing ("Nov 12 (Reuters) - ")."""
_WITH_AGENCY = re.compile(rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}{_DASH}?\s*{_OPENING}")
_WITH_DAY = re.compile(
    rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?)(?:\s?\([A-Z/.]{{1,8}}\))?{_DAY}(?:,\s*(?P<agency>[A-Z]{{2,6}}))?{_DASH}{_OPENING}"
)
_WITH_DASH = re.compile(
    rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?){_DAY}?(?P<agency>(?!))?\s*(?:–|—)\s*{_OPENING}"
)
_KNOWN_PLACE = re.compile(rf"(?P<place>{_TITLE})(?P<day>(?!))?(?P<agency>(?!))?(?:\s*:|\s+-)\s+{_OPENING}")
_DASH_AT_END = r"\s*+(?:(?P<dash>[–—:-]{1,2})\s*)?$"
_CAPITALS_ALONE = re.compile(rf"(?P<place>{_UPPER}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}?{_DASH_AT_END}")
_TITLE_ALONE = re.compile(rf"(?P<place>{_TITLE}{_REGION}{{0,2}}?){_DAY}?{_AGENCY}?{_DASH_AT_END}")
_PLACE_ALONE = re.compile(
    rf"(?P<label>DATELINE:\s*)?(?P<place>(?P<town>{_UPPER}|{_TITLE}){_REGION}{{0,2}})[.,:]?"
)
_DASHES = ("–", "—", "--")
_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-?(?:TV|FM|AM))?")


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
        for pattern in (_IN_CAPITALS, _WITH_AGENCY, _IN_SLASHES, _WITH_DAY, _WITH_DASH, _KNOWN_PLACE):
            match = pattern.match(head)
            if match is None or not _is_place(match["place"]) or _speaks(text, match["place"]):
                continue
            if pattern in (_WITH_AGENCY, _IN_SLASHES) and agency_names().search(match["agency"]) is None:
                continue
            if pattern is _KNOWN_PLACE and not _is_known(match["place"]):
                continue
            return _wire(text, match, paragraph.start)
    return None


def wire_alone(text: str, line: Span) -> Wire | None:
    """The dateline that fills a line of its own ("NAIROBI (AFP) –"), or None.

    A bare name is none: a day, an agency or a dash at the end must show it to be more than a place.
    """
    words = line.of(text)
    if len(words) > REACH or len(words.split()) > ALONE_WORDS:
        return None
    match = _CAPITALS_ALONE.match(words)
    if match is not None and _is_place(match["place"]):
        credited = match["agency"] is not None and _is_credit(match["agency"])
        shown = credited or (match["agency"] is None and (match["day"] or match["dash"] in _DASHES))
    else:
        match = _TITLE_ALONE.match(words)
        if match is None or not _is_place(match["place"]):
            return None
        if match["dash"] not in _DASHES and not (match["dash"] == ":" and _is_known(match["place"])):
            return None
        credited = match["agency"] is not None and agency_names().search(match["agency"]) is not None
        shown = credited or match["day"] or _is_known(match["place"])
    return _wire(text, match, line.start) if shown else None


def place_alone(text: str, line: Span) -> Wire | None:
    """The dateline where a *line* holds nothing but a town that is known, or a label and any place."""
    match = _PLACE_ALONE.fullmatch(text, line.start, line.end)
    if match is None:
        return None
    town = match["town"].title() if match["town"].isupper() else match["town"]
    if match["label"] is None and not _is_known(town):
        return None
    return Wire(Span(match.start("place"), match.end("place")))


def _is_place(place: str) -> bool:
    """Whether the words can be a place; words that open other lines ("UPDATE", "In") are none."""
    words = re.findall(r"[^\W\d_]+", place)
    return bool(words) and words[0].casefold() not in not_places()


def _speaks(text: str, place: str) -> bool:
    """Whether the words open several lines before a colon, as a speaker's name does in a transcript."""
    return f"{place}:" in text and len(re.findall(rf"(?m)^\s*{re.escape(place)}:", text)) > 1


def _is_known(place: str) -> bool:
    """Whether a table has the place; needed where nothing but a colon or hyphen speaks for a dateline."""
    return place in capitals() or place in places()


def _is_credit(words: str) -> bool:
    """Whether the words in a dateline's brackets name an agency, known or not; an outlet is none."""
    if agency_names().search(words) is not None:
        return True
    parts = words.split()
    if not 1 <= len(parts) <= CREDIT_WORDS or not all(p[:1].isupper() or p in ("of", "and") for p in parts):
        return False
    if words.casefold() in outlet_names().name_of or _STATION.fullmatch(words):
        return False
    if len(parts) == 1 and not (words.isupper() and len(words) > 2):
        return False
    return not any(p.casefold().strip(".,") in job_words() or not p[0].isalpha() for p in parts)


def _wire(text: str, match: re.Match[str], at: int) -> Wire:
    place = None
    if match["place"] is not None:
        place = Span(at + match.start("place"), at + match.end("place"))
    agency = None
    if match["agency"] is not None and _is_credit(match["agency"]):
        agency = Span(at + match.start("agency"), at + match.end("agency"))
    dates = find_dates(text, at, at + match.end())
    return Wire(place, agency, dates[0] if dates else None)
