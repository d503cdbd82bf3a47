"""What a page says about itself out of sight: JSON-LD, OpenGraph, meta elements, microdata, its address.

Everything here is as stated by the page, with a note of where; nothing is guessed from the article's text.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.intake.dates import EARLIEST_YEAR, LATEST_YEAR, find_dates
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import job_words, no_names
from dateline.knowledge.outlets import outlet_names
from dateline.knowledge.pages import meta_names

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|ClaimReview)$")
_PAGE = re.compile(r"(?:WebPage|CreativeWork|VideoObject)$")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12]\d|3[01])(?![\d])", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.I)
_SAVED_ON = re.compile(r"^\s*saved date:\s*\w{3} (\w{3} \d\d) (\d{4})", re.M)
_STRAY = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|[\x00-\x1f]")
_STRING_OF = r'"{key}"\s*:\s*"((?:[^"\\]|\\.){{1,300}})"'
_NOT_A_PERSON = re.compile(r"[\d@/]|\w\.\w{2,}")
_TAGLINE = re.compile(r"\s+[|–—-]\s+")
_PLATFORMS = frozenset(
    {"blogger", "wordpress", "wordpress.com", "medium", "substack", "tumblr", "squarespace", "wix"}
)
_AND = re.compile(r"\s*(?:,\s+and\s+|\s+and\s+|\s*&\s*|\s*[;|]\s*)\s*")
_BY = re.compile(r"^(?:by|from)\b[\s:]+", re.I)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that the page states, and where ("JSON-LD datePublished").

    ``weak`` where it may be the day of something else on the page, so that a date a reader sees outweighs it.
    """

    date: datetime.date
    where: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; ``titles`` are all its names for the article, the most exact first.

    ``body`` is the article as JSON-LD repeats it, perhaps with markup.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    published: StatedDay | None = None
    modified: StatedDay | None = None
    language: str | None = None
    address: str | None = None
    captured: datetime.date | None = None
    body: str = ""


def read_metadata(tree: HtmlElement, page: str) -> PageMetadata:
    """The metadata in *tree*, which was parsed from *page*."""
    entries = _linked_data(tree)
    metas = _metas(tree)
    props = _microdata(tree)
    address = _address(tree, metas, page)
    outlet = _outlet(entries, metas, address)
    return PageMetadata(
        titles=_titles(tree, entries, metas, props),
        authors=_authors(entries, metas, props, outlet),
        outlet=outlet,
        agency=_agency(entries, metas),
        published=_published(tree, entries, metas, props, address),
        modified=_first_day(_stated(entries, "dateModified", metas, meta_names("modified"), props)),
        language=_language(tree, entries, metas),
        address=address,
        captured=_captured(page),
        body=next((b for e in entries for b in _strings(e.get("articleBody"))), ""),
    )


def _linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD entries about an article, then those about a page; an unreadable script gives its dates."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = _STRAY.sub(" ", script.text or "")
        try:
            found += _entries(json.loads(source))
        except (ValueError, RecursionError):
            found += _rescued(source)
    articles = [e for e in found if any(_ARTICLE.search(t) for t in _types(e))]
    pages = [e for e in found if any(_PAGE.search(t) for t in _types(e))]
    return articles + pages


def _entries(data: Any) -> list[dict[str, Any]]:
    """Every object in *data*, outer ones first; what an entry only mentions is left aside."""
    found: list[dict[str, Any]] = []
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item + waiting
        elif isinstance(item, dict):
            found.append(item)
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
    return found


def _rescued(source: str) -> list[dict[str, Any]]:
    """What can be read of a JSON-LD script that is not JSON."""
    if not re.search(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|BlogPosting)"', source):
        return []
    entry: dict[str, Any] = {"@type": "NewsArticle"}
    for key in ("headline", "datePublished", "dateModified"):
        match = re.search(_STRING_OF.format(key=key), source)
        if match is not None:
            entry[key] = match[1]
    return [entry]


def _types(entry: dict[str, Any]) -> list[str]:
    kind = entry.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind)]


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by their names in lower case."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """The values of microdata properties outside meta elements, by their names in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter():
        name = element.get("itemprop") if isinstance(element.tag, str) and element.tag != "meta" else None
        if name:
            value = (
                element.get("datetime")
                or element.get("content")
                or " ".join("".join(element.itertext()).split())
            )
            if value and len(value) < 300:
                found.setdefault(name.strip().lower(), []).append(value)
    return found


def _strings(value: Any) -> list[str]:
    """The names in a JSON-LD value: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _strings(value.get("name"))
    if isinstance(value, list):
        return [name for item in value for name in _strings(item)]
    return []


def _titles(
    tree: HtmlElement,
    entries: Iterable[dict[str, Any]],
    metas: dict[str, list[str]],
    props: dict[str, list[str]],
) -> tuple[str, ...]:
    found = [title for entry in entries for title in _strings(entry.get("headline"))]
    found += [title for name in meta_names("title") for title in metas.get(name, [])]
    found += props.get("headline", [])[:1]
    found += ["".join(title.itertext()) for title in tree.iter("title")][:1]
    clean = (" ".join(_unescaped(title).split()) for title in found)
    return tuple(dict.fromkeys(title for title in clean if title))


def _unescaped(text: str) -> str:
    """*text* without the entities that pages leave in JSON-LD strings."""
    return html.unescape(text) if "&" in text else text


def _outlet(
    entries: Iterable[dict[str, Any]], metas: dict[str, list[str]], address: str | None
) -> str | None:
    """The outlet as the page names it, a known one first; else its domain."""
    stated = [name for entry in entries for name in _strings(entry.get("publisher"))]
    stated += [name for meta in meta_names("outlet") for name in metas.get(meta, [])]
    names = [_TAGLINE.split(" ".join(_unescaped(name).split()))[0].strip("@ ") for name in stated]
    names = [name for name in names if name and "//" not in name and name.casefold() not in _PLATFORMS]
    domain = _domain(address)
    known = outlet_names().name_of
    for name in [*names, domain]:
        if name.casefold() in known:
            return known[name.casefold()]
    if names and names[0] != domain.split(".")[0]:
        return names[0]
    return domain or None


def _domain(address: str | None) -> str:
    """The domain of an address, or "" where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _authors(
    entries: Iterable[dict[str, Any]],
    metas: dict[str, list[str]],
    props: dict[str, list[str]],
    outlet: str | None,
) -> tuple[str, ...]:
    """The first place that names persons: JSON-LD, meta elements, microdata."""
    stated = [[name for entry in entries for name in _persons(entry.get("author"))]]
    stated += [metas.get(name, []) for name in meta_names("author")]
    stated += [props.get("author", [])]
    for names in stated:
        people = list(dict.fromkeys(person for name in names for person in _people(name, outlet)))
        if people:
            return tuple(people)
    return ()


def _agency(entries: Iterable[dict[str, Any]], metas: dict[str, list[str]]) -> str | None:
    """The agency that is named as author or source."""
    stated = [
        name
        for e in entries
        for key in ("author", "sourceOrganization", "provider")
        for name in _strings(e.get(key))
    ]
    stated += [name for meta in meta_names("author") for name in metas.get(meta, [])]
    known = agency_names().name_of
    for name in stated:
        for part in re.split(r"[,;|(/]|\s+and\s+", _BY.sub("", _unescaped(name))):
            if part.strip(" )").casefold() in known:
                return known[part.strip(" )").casefold()]
    return None


def _persons(value: Any) -> list[str]:
    """The names of the authors that are not said to be organisations."""
    items = value if isinstance(value, list) else [value]
    return [
        name
        for item in items
        if not (isinstance(item, dict) and any(t.endswith("Organization") for t in _types(item)))
        for name in _strings(item)
    ]


def _people(written: str, outlet: str | None) -> Iterator[str]:
    """The persons in what a page names as author; an outlet, an agency or an address is none."""
    plain = _BY.sub("", " ".join(_unescaped(written).split()))
    agencies, outlets = agency_names().name_of, outlet_names().name_of
    no_words = no_names() | job_words()
    parts = [part for piece in _AND.split(plain) for part in _listed(piece)]
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


def _published(
    tree: HtmlElement,
    entries: list[dict[str, Any]],
    metas: dict[str, list[str]],
    props: dict[str, list[str]],
    address: str | None,
) -> StatedDay | None:
    stated = _first_day(_stated(entries, "datePublished", metas, meta_names("published"), props))
    return stated or _time_element(tree) or _day_in_address(address)


def _stated(
    entries: Iterable[dict[str, Any]],
    key: str,
    metas: dict[str, list[str]],
    names: Iterable[str],
    props: dict[str, list[str]],
) -> Iterator[tuple[str, str]]:
    """What is stated for a date, and where, in the order of trust."""
    for entry in entries:
        for value in _strings(entry.get(key)):
            yield value, f"JSON-LD {key}"
    for name in names:
        for value in metas.get(name, []):
            yield value, f"meta element “{name}”"
    for value in props.get(key.lower(), []):
        yield value, f"microdata {key}"


def _first_day(stated: Iterable[tuple[str, str]]) -> StatedDay | None:
    for value, where in stated:
        day = day_of(value)
        if day is not None:
            return StatedDay(day, where)
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


def _time_element(tree: HtmlElement) -> StatedDay | None:
    """The first time element that says it is the publication's, else the first in the article's head."""
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [
        t
        for t in times
        if t.get("pubdate") is not None or re.search(r"publish|entry-date|posted", t.get("class") or "")
    ]
    for time in marked or times[:1]:
        day = day_of(time.get("datetime"))
        if day is not None:
            return StatedDay(day, "the page's time element", weak=True)
    return None


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


def _address(tree: HtmlElement, metas: dict[str, list[str]], page: str) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    for name in meta_names("address"):
        for value in metas.get(name, []):
            return value
    match = _SAVED_FROM.search(page[:5000])
    return match[1] if match is not None else None


def _language(
    tree: HtmlElement, entries: Iterable[dict[str, Any]], metas: dict[str, list[str]]
) -> str | None:
    stated = [tree.get("lang") or ""]
    stated += [name for entry in entries for name in _strings(entry.get("inLanguage"))]
    stated += [*metas.get("content-language", []), *metas.get("og:locale", [])]
    for name in stated:
        match = re.match(r"([A-Za-z]{2})(?:[-_].*)?$", name.strip())
        if match is not None:
            return match[1].lower()
    return None


def _captured(page: str) -> datetime.date | None:
    """The day a page was saved, where the browser's extension wrote it down (SingleFile)."""
    match = _SAVED_ON.search(page[:5000])
    found = find_dates(f"{match[1]}, {match[2]}") if match is not None else []
    return found[0].date if found else None
