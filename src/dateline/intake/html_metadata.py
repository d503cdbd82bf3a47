"""What a page says about itself out of sight, decided: titles, authors, outlet, agency, days, address.

Everything here is as stated by the page (`html_facts`), with a note of where; nothing is guessed from the
article's text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dateline.intake.dates import EARLIEST_YEAR, LATEST_YEAR, find_dates
from dateline.intake.html_facts import (
    linked_facts,
    meta_facts,
    metas,
    microdata_facts,
    page_facts,
    time_facts,
)
from dateline.intake.html_linked_data import Entry, linked_data, strings, types_of
from dateline.intake.html_saved import SavedCopy, original_address, saved_copy
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import job_words, no_names
from dateline.knowledge.outlets import outlet_names
from dateline.model import PageFact

MOST_FACTS = 60
"""Facts of a page that are kept."""
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_IN_UTC = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+]00:?00)$")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12]\d|3[01])(?![\d])", re.I
)
_NOT_A_PERSON = re.compile(r"[\d@/]|\w\.\w{2,}")
_TAGLINE = re.compile(r"(?<!\s)\s++[|–—-]\s+")
_PLATFORMS = frozenset(
    {"blogger", "wordpress", "wordpress.com", "medium", "substack", "tumblr", "squarespace", "wix"}
)
_AND = re.compile(r"(?:(?<!\s)\s++)?(?:,\s++and\s+|[&;|]\s*)|(?<!\s)\s++and\s+")
_BY = re.compile(r"^(?:by|from)\b[\s:]+", re.I)
_NOT_TEXT = re.compile(
    r"(?:photo|picture|image|illustration|video|edit|translat|research)\w*\b.{0,20}\bby\b", re.I
)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that the page states, and where ("JSON-LD datePublished").

    ``weak`` where it may be the day of something else on the page, so that a date a reader sees outweighs it;
    ``utc`` where it is that of a moment in UTC, whose day at the outlet may be the one before or after.
    """

    date: datetime.date
    where: str
    weak: bool = False
    utc: bool = False


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; ``titles`` are all its names for the article, the most exact first.

    ``domain`` is that of the page's address, ``body`` the article as JSON-LD repeats it, perhaps with markup,
    ``facts`` all that was found, as written.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    domain: str = ""
    agency: str | None = None
    published: StatedDay | None = None
    modified: StatedDay | None = None
    language: str | None = None
    address: str | None = None
    captured: datetime.date | None = None
    body: str = ""
    facts: tuple[PageFact, ...] = ()


def read_metadata(tree: HtmlElement, page: str) -> PageMetadata:
    """The metadata in *tree*, which was parsed from *page*."""
    copy = saved_copy(tree, page)
    meta, own = [*meta_facts(metas(tree))], [*page_facts(tree)]
    titles = _values("title", [*meta, *own])
    addresses = [original_address(a) for a in _values("address", [*own, *meta])]
    entries = linked_data(tree, titles, [*addresses, *filter(None, [copy.address])])
    linked = [*linked_facts(entries)]
    facts = [*linked, *meta, *microdata_facts(tree, titles), *own, *time_facts(tree)]
    address = _address(tree, addresses, copy)
    domain = _domain(address)
    outlet = _outlet(facts, domain)
    published = _published(facts, address)
    modified = _first_day(f for f in facts if f.about == "modified")
    if modified is not None and published is not None and modified.date < published.date:
        modified = None  # the text was last touched before it went out
    return PageMetadata(
        titles=tuple(dict.fromkeys(f.value for f in facts if f.about == "title")),
        authors=_authors(facts, entries, outlet),
        outlet=outlet,
        domain=domain,
        agency=_agency(facts),
        published=published,
        modified=modified,
        language=_language(facts),
        address=address,
        captured=copy.captured,
        body=next((b for e in entries for b in strings(e.get("articleBody"))), ""),
        facts=tuple(dict.fromkeys([*_of_copy(copy), *facts]))[:MOST_FACTS],
    )


def _values(about: str, facts: Iterable[PageFact]) -> list[str]:
    return [fact.value for fact in facts if fact.about == about]


def _of_copy(copy: SavedCopy) -> Iterator[PageFact]:
    if copy.captured is not None:
        yield PageFact("captured", copy.captured.isoformat(), copy.where)
    if copy.address is not None:
        yield PageFact("address", copy.address, copy.where)


def _outlet(facts: Iterable[PageFact], domain: str) -> str | None:
    """The outlet as the page names it, a known one first; None where it names none but by its domain."""
    names = [_TAGLINE.split(name)[0].strip("@ ") for name in _values("outlet", facts)]
    names = [name for name in names if name and "//" not in name and name.casefold() not in _PLATFORMS]
    known = outlet_names().name_of
    for name in [*names, domain]:
        if name.casefold() in known:
            return known[name.casefold()]
    return names[0] if names and names[0] != domain.split(".")[0] else None


def _domain(address: str | None) -> str:
    """The domain of an address, or "" where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _authors(facts: Sequence[PageFact], entries: Iterable[Entry], outlet: str | None) -> tuple[str, ...]:
    """The first place that names persons: JSON-LD, meta elements, microdata."""
    bodies = {name for entry in entries for name in _organisations(entry.get("author"))}
    places = dict.fromkeys(f.where for f in facts if f.about == "author")
    for where in places:
        names = [f.value for f in facts if f.about == "author" and f.where == where and f.value not in bodies]
        people = list(dict.fromkeys(person for name in names for person in _people(name, outlet)))
        if people:
            return tuple(people)
    return ()


def _organisations(value: object) -> list[str]:
    """The names of the authors that are said to be organisations."""
    items = value if isinstance(value, list) else [value]
    return [
        name
        for item in items
        if isinstance(item, dict) and any(t.endswith("Organization") for t in types_of(item))
        for name in strings(item)
    ]


def _agency(facts: Iterable[PageFact]) -> str | None:
    """The agency that is named as author or source."""
    known = agency_names().name_of
    for fact in facts:
        if fact.about in ("author", "agency"):
            for part in re.split(r"[,;|(/]|(?<!\s)\s++and\s+", _BY.sub("", fact.value)):
                if part.strip(" )").casefold() in known:
                    return known[part.strip(" )").casefold()]
    return None


def _people(written: str, outlet: str | None) -> Iterator[str]:
    """The persons in what a page names as author; an outlet, an agency or an address is none."""
    plain = _BY.sub("", written)
    agencies, outlets = agency_names().name_of, outlet_names().name_of
    no_words = no_names() | job_words()
    parts = [part for piece in _AND.split(plain) if not _NOT_TEXT.match(piece) for part in _listed(piece)]
    for part in parts:
        name = part.strip(" ,.|-–—")
        low = name.casefold()
        words = low.split()
        if (
            not 2 <= len(words) <= 6
            or _NOT_A_PERSON.search(name)
            or any(w.strip(".,") in no_words for w in words)
        ):
            continue
        if low in agencies or low in outlets or (outlet is not None and low == outlet.casefold()):
            continue
        yield name.title() if name.isupper() else name


def _listed(piece: str) -> list[str]:
    """The names in "Ann Lee, Ben Ode"; a post or place behind one name ("Ann Lee, Cairo") falls away."""
    parts = [part.strip() for part in piece.split(",")]
    return [part for i, part in enumerate(parts) if i == 0 or " " in part]


def _published(facts: Iterable[PageFact], address: str | None) -> StatedDay | None:
    return _first_day(f for f in facts if f.about == "published") or _day_in_address(address)


def _first_day(facts: Iterable[PageFact]) -> StatedDay | None:
    for fact in facts:
        day = day_of(fact.value)
        if day is not None:
            weak = fact.where == "the page's time element"
            return StatedDay(day, fact.where, weak, _IN_UTC.search(fact.value) is not None)
    return None


def day_of(value: str) -> datetime.date | None:
    """The day in a metadata value: ISO 8601, seconds since 1970, or a date in words."""
    value = value.strip()
    match = _DAY.search(value)
    try:
        if match is not None:
            day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        elif _EPOCH.fullmatch(value):
            day = datetime.date(1970, 1, 1) + datetime.timedelta(seconds=int(value[:10]))
        else:
            found = find_dates(value[:100])
            return found[0].date if found else None
    except ValueError:
        return None
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def _day_in_address(address: str | None) -> StatedDay | None:
    match = _IN_ADDRESS.search(address or "")
    if match is None:
        return None
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    month = match[2].lower()
    try:
        number = int(month) if month.isdigit() else months.index(month) + 1
        return StatedDay(datetime.date(int(match[1]), number, int(match[3])), "the page's address", weak=True)
    except ValueError:
        return None


def _address(tree: HtmlElement, stated: Sequence[str], copy: SavedCopy) -> str | None:
    """Where the page belongs: as it says itself, whole, else as the program that saved it says."""
    base = next((b.get("href") or "" for b in tree.iter("base")), "") or copy.address or ""
    for address in stated:
        try:
            whole = urljoin(base, address)
            if urlsplit(whole).scheme in ("http", "https") and _domain(whole):
                return whole
        except ValueError:
            continue
    return copy.address or (base if _domain(base) else None)


def _language(facts: Sequence[PageFact]) -> str | None:
    """The language as the page says, its own attribute first."""
    by_trust = sorted(_by_kind(facts, "language"), key=lambda f: f.where != "language of the page")
    for fact in by_trust:
        match = re.match(r"([A-Za-z]{2})(?:[-_].*)?$", fact.value)
        if match is not None:
            return match[1].lower()
    return None


def _by_kind(facts: Iterable[PageFact], about: str) -> list[PageFact]:
    return [fact for fact in facts if fact.about == about]
