"""Who published a report (outlet) and whose wire copy it is (agency), from the page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.intake.cleaning import Cleaned
from dateline.intake.wire import Wire
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.outlets import outlet_names
from dateline.model import Span

TITLE_VOTE = 6.0
COPYRIGHT_VOTE = 3.0
FURNITURE_VOTE = 2.5
LINE_VOTE = 1.5
DOMAIN_VOTE = 1.0
KNOWN = 1.5
"""A name in the table of outlets counts so much more."""
LONGEST_NAME = 6
"""Words: no outlet's name is longer."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:©\s*|\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d|present))?[\s,.]*)?"
    r"(?:by\s+)?(?P<name>[^.|,;:©]{2,60}(?:\.(?:com|net|org|co\.\w\w|am|ng|in)\b)?)",
    re.I,
)
_FURNITURE = re.compile(
    r"^(?:featured on|download the|get the|more from|read more (?:at|on)|subscribe to|sign up (?:for|to)|follow|about|"
    r"continue reading on|read the full (?:story|article) (?:at|on)|originally published (?:on|by|in)|"
    r"first published (?:on|by|in)|this (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published) (?:on|in|by)|"
    r"also on|join|support|welcome to|contact|advertise with|trending now on|top stories on|thank you for reading|most read on|"
    r"the latest from|latest from|watch|listen to|like)\s+"
    r"(?P<name>[A-Z][^|:!?]{1,40}?)"
    r"(?:\s+(?:app|newsletters?|homepage|online|on (?:twitter|facebook|instagram|telegram|whatsapp|google news|x)|today|now|"
    r"updates|alerts|here|via email|mobile app)\b.*|[!.:]*$)",
    re.I,
)
_HOMEPAGE = re.compile(
    r"^(?P<name>[A-Z][^|:!?]{1,40}?)\s+(?:homepage|home page|home|main menu|logo|staff|news service)$"
)
_NOT_A_NAME = re.compile(
    r"^(?:us|our|we|this|the author|author|me|him|her|them|it|all|you|your|twitter|facebook|instagram|youtube|linkedin|"
    r"telegram|whatsapp|google|google news|rss|newsletter|news|page|story|article|site|website|more|now|here|free|"
    r"rights reserved|all rights reserved|getty images?|ap|afp|reuters|shutterstock|the associated press|associated press|"
    r"photo|image|in the|a)\b",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:all rights? reserved.*|rights reserved.*|inc\.?|ltd\.?|llc\.?|limited|corp(?:oration)?\.?|plc|gmbh|pvt\.?.*|"
    r"holdings.*|media group|interactive|company|co\.)\s*$",
    re.I,
)
_CREDIT_LINE = re.compile(
    r"^[\W_]*(?:by\s+|from\s+|source\s*:?\s*|via\s+|credit\s*:?\s*)?(?P<name>[^|]{2,60}?)[\W_]*$", re.I
)
_ATTRIBUTED = re.compile(
    r"\b(?:told|according to|said|quoted|reported|reports|citing|cited|by the)\s+(?:the\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and where the page says it."""

    name: str
    span: Span


def find_outlet(text: str, page: Cleaned) -> Named | None:
    """The outlet that most of the page's furniture names, or None."""
    votes: dict[str, float] = {}
    first: dict[str, Named] = {}
    for named, vote in _outlets(text, page):
        key = _key(named.name)
        known = outlet_names().name_of.get(named.name.casefold()) or outlet_names().name_of.get(key)
        name = known or named.name
        key = _key(name)
        votes[key] = votes.get(key, 0.0) + vote * (KNOWN if known else 1.0)
        first.setdefault(key, Named(name, named.span))
    if not votes:
        return None
    best = max(votes, key=lambda k: (votes[k], -first[k].span.start))
    return first[best] if votes[best] >= COPYRIGHT_VOTE else None


def _key(name: str) -> str:
    plain = re.sub(r"[^\w]+", "", name.casefold().removeprefix("the ").removeprefix("www."))
    return re.sub(r"(?:com|net|org)$", "", plain) or plain


def _outlets(text: str, page: Cleaned) -> Iterator[tuple[Named, float]]:
    """Names of outlets in the page's furniture with what each place counts."""
    if page.headline is not None and page.headline.site is not None:
        yield from _named(text, page.headline.site, TITLE_VOTE)
    body = set(page.body)
    known = outlet_names()
    for i, mark in enumerate(page.marks):
        block = mark.block
        if block.span in body or block.words > 60:
            continue
        line = block.span.of(text)
        copyright_line = (
            _COPYRIGHT.search(line) if mark.kind != "caption" or line.lstrip().startswith("©") else None
        )
        if copyright_line is not None:
            yield from _named(text, _at(block.span, copyright_line, "name"), COPYRIGHT_VOTE)
        for pattern in (_FURNITURE, _HOMEPAGE):
            match = pattern.match(line)
            if match is not None:
                yield from _named(
                    text, _at(block.span, match, "name"), FURNITURE_VOTE, listed_only=pattern is _FURNITURE
                )
        if mark.kind == "caption":
            continue
        whole = known.name_of.get(line.strip(" /|-–—\t").casefold())
        if whole is not None:
            yield Named(whole, block.span), LINE_VOTE
        if block.words <= 25:
            for match in known.domain.finditer(line):
                if match[1].casefold() in known.name_of:
                    yield Named(match[1].casefold(), _at(block.span, match, 1)), DOMAIN_VOTE


def _at(block: Span, match: re.Match[str], group: str | int) -> Span:
    return Span(block.start + match.start(group), block.start + match.end(group))


def _named(text: str, span: Span, vote: float, *, listed_only: bool = False) -> Iterator[tuple[Named, float]]:
    """The name in *span* without a company's ending, if it can be one."""
    words = span.of(text)
    tail = _TAIL.search(words)
    while tail is not None and tail.start() > 1:
        words = words[: tail.start()]
        tail = _TAIL.search(words)
    words = words.strip(" \t,.|-–—/()[]\u00a0")
    if not words or len(words.split()) > LONGEST_NAME or _NOT_A_NAME.match(words) or words.isdigit():
        return
    start = span.start + span.of(text).index(words)
    found = Named(" ".join(words.split()), Span(start, start + len(words)))
    known = outlet_names().name_of.get(found.name.casefold())
    if known is None and listed_only:
        vote *= 0.5
    yield found, vote


def find_agency(text: str, page: Cleaned, wire: Wire | None) -> Named | None:
    """The agency that is credited: in the dateline, the byline, a line of its own, or behind the last sentence."""
    names = agency_names()
    if wire is not None and wire.agency is not None:
        return _agency_in(text, wire.agency)
    marks, bounds = page.marks, page.bounds
    first = max(0, (0 if bounds.headline is None else bounds.headline) - 3)
    for i in [*range(first, bounds.start), *range(bounds.end, min(len(marks), bounds.end + 5))]:
        mark = marks[i]
        block = mark.block
        if mark.kind == "caption" or block.words > 30:
            continue
        line = block.span.of(text)
        match = names.any_form.search(line)
        if match is None:
            continue
        own_line = _CREDIT_LINE.match(line)
        alone = own_line is not None and names.name_of.get(own_line["name"].strip().casefold()) is not None
        beside = mark.kind in ("byline", "date")
        credited = re.search(r"©|\(c\)|copyright|provided by|published by|source", line, re.I) is not None
        if alone or beside or (credited and mark.kind != "line"):
            found = _agency_in(text, block.span)
            if found is not None:
                return found
    if page.signature is not None:
        return _agency_in(text, page.signature.agency)
    return None


def _agency_in(text: str, span: Span) -> Named | None:
    """The first agency named in *span* that is not merely quoted there ("according to Reuters")."""
    names = agency_names()
    for match in names.any_form.finditer(text, span.start, span.end):
        if not _ATTRIBUTED.search(text[max(span.start, match.start() - 25) : match.start()]):
            return Named(names.name_of[match.group().casefold()], Span(match.start(), match.end()))
    return None
