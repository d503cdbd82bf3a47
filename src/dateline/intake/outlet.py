"""Who published a report, as the page's own furniture says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.intake.bylines import medium_in
from dateline.intake.cleaning import Cleaned
from dateline.intake.dates import DateFound, without_dates
from dateline.intake.marks import Mark
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import section_words
from dateline.knowledge.outlets import frames_for, not_outlets, outlet_key, outlet_names
from dateline.model import Span

# How much a name says by where it stands; set on the development pages together.
TITLE_VOTE = 6.0
COPYRIGHT_VOTE = 2.5
DATE_LINE_VOTE = 1.5
OWN_NAME_VOTE = 1.0
TOLD_VOTE = 1.5
TOP_VOTE = 0.5
LINE_VOTE = 1.5
OWN_NAME_VOTE = 1.0
TOLD_VOTE = 1.5
TOP_VOTE = 0.5
NAMED_VOTE = 1.0
DOMAIN_VOTE = 1.0
OTHER_DOMAIN_VOTE = 0.5
BODY_VOTE = 2.0
TOP_LINES = 3
"""Lines above the headline in which an agency's name is the site's own."""
KNOWN = 1.5
"""A name in the table of outlets counts so much more."""
ENOUGH = 1.5
"""Votes below which no outlet is named."""
LONGEST_NAME = 6
"""Words: no outlet's name is longer."""
FRAMED_NAME = 4
"""Words: nor is it longer in the furniture."""
TIMES_COUNTED = 2
"""How often the same name in the same kind of place counts."""
SHORTEST_PART = 3
"""Letters: a name this short or shorter lends its votes to no longer name that begins with it."""
_YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d|present))?[\s,.]*)?"
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:©\s*|\(c\)\s*)?{_YEARS}(?:by\s+)?"
    r"(?P<name>[^.|,;:©]{2,60}(?:\.(?:com|net|org|co\.\w\w|\w\w)\b)?)",
    re.I,
)
_COMPANY_END = re.compile(
    r"(?:(?<!\s)\s++)?(?:(?:all )?rights? reserved.*|public company limited.*|"
    r"inc\.?|ltd\.?|llc\.?|limited|corp(?:oration)?\.?|plc|gmbh|pvt\.?.*|pty\.?|"
    r"unless .*|holdings.*|media group|interactive|company|co\.)\s*$",
    re.I,
)
_NAME_ALONE = re.compile(
    r"(?:The\s+)?(?:[A-ZÀ-Þ][\w'’-]*|de|del|la|le|du)(?:\s+(?:[A-ZÀ-Þ][\w'’-]*|of|de|del|la|le|du)){1,3}"
)
_OWN_WORD = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]+(?:\.\w+)?")
_BODY_NAME = re.compile(r"(?P<name>[A-Z][\w-]+\.(?:com|net|org|info|\w\w))\s+[–—-]\s+[A-Z]", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and where the page says it."""

    name: str
    span: Span


def find_outlet(text: str, page: Cleaned) -> Named | None:
    """The outlet that most of the page's furniture names, or None."""
    votes: dict[str, float] = {}
    first: dict[str, Named] = {}
    listed_keys: set[str] = set()
    known = outlet_names().name_of
    agencies = agency_names().name_of
    seen: dict[tuple[str, float], int] = {}
    top = _own_top(page)
    for named, vote in _votes(text, page):
        times = seen[named.name, vote] = seen.get((named.name, vote), 0) + 1
        if times > TIMES_COUNTED:
            continue
        at_top = vote >= LINE_VOTE and named.span.start <= top
        if vote < COPYRIGHT_VOTE and named.name.casefold() in agencies and not at_top:
            continue  # whose copy it is, not whose page
        listed = known.get(named.name.casefold())
        if listed is None and vote >= TITLE_VOTE:
            listed = outlet_names().by_key.get(outlet_key(named.name))
        name = listed or named.name
        key = outlet_key(name)
        votes[key] = votes.get(key, 0.0) + vote * (KNOWN if listed else 1.0)
        shouted = key in first and " " in name and first[key].name.isupper() and not name.isupper()
        if key not in first or shouted:
            first[key] = Named(name, named.span)
        if listed:
            listed_keys.add(key)
    own = dict(votes)
    for key in sorted(own):
        for other in sorted(own):
            if len(key) >= SHORTEST_PART and other != key and other.startswith(key) and other in listed_keys:
                votes[other] += own[key]
    if not votes:
        return None
    best = max(votes, key=lambda k: (votes[k], -first[k].span.start, k))
    return first[best] if votes[best] >= ENOUGH else None


def _own_top(page: Cleaned) -> int:
    """Where the first lines of a page end, which name the site even where it is an agency's: -1 where the
    headline is the first line."""
    last = TOP_LINES if page.headline is None else min(TOP_LINES, page.headline.block)
    return page.marks[last - 1].block.span.start if 0 < last <= len(page.marks) else -1


def _votes(text: str, page: Cleaned) -> Iterator[tuple[Named, float]]:
    """Names of outlets on the page with what each place counts."""
    if page.headline is not None and page.headline.site is not None:
        yield from _named(text, page.headline.site, TITLE_VOTE)
    if page.marks and (page.headline is None or page.headline.block > 0):
        yield from _on_top(text, page.marks[0])
    for span in page.body[:1]:
        opening = _BODY_NAME.match(text, span.start, span.end)
        if opening is not None:
            yield from _named(text, Span(opening.start("name"), opening.end("name")), BODY_VOTE)
    body = set(page.body)
    for mark in page.marks:
        if mark.block.whole not in body and mark.block.short:
            yield from _in_line(text, mark)
            yield from _told_in_body(text, page, mark)


def _on_top(text: str, mark: Mark) -> Iterator[tuple[Named, float]]:
    """The page's first line where it is nothing but a name."""
    if mark.kind == "line" and not mark.block.ends and _NAME_ALONE.fullmatch(mark.block.text):
        yield from _named(text, mark.block.span, TOP_VOTE)


def _told_in_body(text: str, page: Cleaned, mark: Mark) -> Iterator[tuple[Named, float]]:
    """The name of a paper or channel on a line of its own that the article names too ("told Valley News")."""
    own = medium_in(mark.block.span.of(text))
    if own is not None and any(text.find(own.group(), s.start, s.end) >= 0 for s in page.body):
        yield from _named(text, _at(mark.block.span, own, 0), TOLD_VOTE)


def _in_line(text: str, mark: Mark) -> Iterator[tuple[Named, float]]:
    span = mark.block.span
    line = span.of(text)
    notice = _COPYRIGHT.search(line) if mark.kind != "caption" or line.startswith("©") else None
    if notice is not None:
        for named, vote in _named(text, _at(span, notice, "name"), COPYRIGHT_VOTE):
            if named.name.casefold() not in agency_names().name_of:  # whose copy it is, not whose page
                yield named, vote
    if mark.kind == "caption":
        return
    for frame in frames_for(line):
        match = frame.pattern.fullmatch(line)
        if match is not None:
            yield from _named(text, _at(span, match, "name"), frame.weight, most=FRAMED_NAME)
            break
    known = outlet_names()
    if known.name_of.get(line.strip(" /|-–—\t").casefold()) is not None:
        yield from _named(text, span, LINE_VOTE)
    else:
        listed = known.search(line)
        if listed is not None:
            yield Named(listed.group(), _at(span, listed, 0)), NAMED_VOTE
        elif (own := medium_in(line)) is not None and (
            own["the"] or own["last"].casefold() not in section_words()
        ):
            yield from _named(text, _at(span, own, 0), OWN_NAME_VOTE)
    for match in known.domain.finditer(line):
        domain = match[1].casefold()
        if domain in known.name_of:
            yield Named(domain, _at(span, match, 1)), DOMAIN_VOTE
        elif domain not in not_outlets("domain") and match[1].islower():
            yield Named(domain, _at(span, match, 1)), OTHER_DOMAIN_VOTE
    if mark.kind == "date" and mark.dates:
        yield from _beside_date(text, mark)


def _beside_date(text: str, mark: Mark) -> Iterator[tuple[Named, float]]:
    """A name in one word with a capital inside it, alone beside the date ("NewsLine October 6, 2018")."""
    at = mark.block.span.start
    own = [DateFound(Span(d.span.start - at, d.span.end - at), d.date, d.label) for d in mark.dates]
    rest = without_dates(mark.block.span.of(text), own).strip(" |,-–—")
    if _OWN_WORD.fullmatch(rest):
        start = text.index(rest, at)
        yield Named(rest, Span(start, start + len(rest))), DATE_LINE_VOTE


def _at(block: Span, match: re.Match[str], group: str | int) -> Span:
    return Span(block.start + match.start(group), block.start + match.end(group))


def _named(text: str, span: Span, vote: float, *, most: int = LONGEST_NAME) -> Iterator[tuple[Named, float]]:
    """The name in *span* without a company's ending, if it can be one."""
    words = span.of(text)
    tail = _COMPANY_END.search(words)
    while tail is not None and tail.start() > 1:
        words = words[: tail.start()]
        tail = _COMPANY_END.search(words)
    words = words.strip(" \t,.|-–—/()[]\u00a0")
    words = re.sub(r"\s(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?$", "", words)
    words = re.sub(r"(?:['’]s|(?<!\s)\s++(?:newsletters?|apps?|web ?site|homepage))$", "", words, flags=re.I)
    plain = " ".join(words.casefold().split())
    if not words or len(words.split()) > most or words.isdigit() or plain in not_outlets("word"):
        return
    if any(plain.startswith(phrase) for phrase in not_outlets("phrase")):
        return
    start = span.start + span.of(text).index(words)
    known = outlet_names()
    listed = known.written.match(words)
    if listed is not None and plain not in known.name_of:
        yield Named(listed.group(), Span(start, start + listed.end())), vote
    else:
        yield Named(" ".join(words.split()), Span(start, start + len(words))), vote
