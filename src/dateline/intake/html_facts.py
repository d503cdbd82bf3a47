"""What a page says about itself out of sight, fact by fact, each with the place where it is said.

JSON-LD, meta elements (OpenGraph, Dublin Core and the names that news systems use), microdata, time elements
and the title element are read as they stand; `html_metadata` decides which of them to follow.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from dateline.intake.html_linked_data import Entry, strings, types_of
from dateline.intake.html_saved import is_canonical
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.pages import meta_names, region_of
from dateline.model import PageFact

LONGEST = 300
"""Characters: a longer value names no person, day or outlet."""
LINKED: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "author": ("author", "creator"),
    "outlet": ("publisher",),
    "agency": ("sourceOrganization", "provider"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "language": ("inLanguage",),
}
"""Keys of JSON-LD entries for each kind of fact, in the order of trust."""
_PARSELY: dict[str, str] = {"title": "title", "authors": "author", "pub_date": "published", "link": "address"}
_MICRODATA: dict[str, str] = {
    "headline": "title",
    "author": "author",
    "datepublished": "published",
    "datemodified": "modified",
}
_OF_PUBLICATION = re.compile(r"publish|entry-date|posted", re.I)
_ASIDE = frozenset({"teaser", "navigation", "beside the article", "comment box", "page footer"})
ANCESTORS = 12
"""Elements around a time element that are asked whether it is a teaser's."""


def metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by their names in lower case; those of an item are microdata."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and content and (attribute != "itemprop" or _item(meta) is None):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def linked_facts(entries: Iterable[Entry]) -> Iterator[PageFact]:
    """The facts in JSON-LD entries; a name is a title only where there is no headline."""
    for entry in entries:
        for about, keys in LINKED.items():
            for key in keys:
                page = any(kind.endswith("Page") for kind in types_of(entry))
                if key != "name" or not (page or "headline" in entry):
                    yield from _facts(about, strings(entry.get(key)), f"JSON-LD {key}")


def meta_facts(found: Mapping[str, Sequence[str]]) -> Iterator[PageFact]:
    """The facts in meta elements, for each kind in the order of trust."""
    yield from _parsely(found)
    for about in ("title", "author", "outlet", "published", "modified", "address", "language"):
        for name in meta_names(about):
            yield from _facts(about, found.get(name, ()), f"meta element “{name}”")


def _parsely(found: Mapping[str, Sequence[str]]) -> Iterator[PageFact]:
    """The facts in a “parsely-page” element, which holds an object."""
    for content in found.get("parsely-page", ()):
        try:
            data = json.loads(html.unescape(content))
        except (ValueError, RecursionError):
            continue
        for key, about in _PARSELY.items():
            values = strings(data.get(key)) if isinstance(data, dict) else []
            yield from _facts(about, values, "meta element “parsely-page”")


def page_facts(tree: HtmlElement) -> Iterator[PageFact]:
    """The title, address and language in the page's own elements."""
    for title in list(tree.iter("title"))[:1]:
        yield from _facts("title", ["".join(title.itertext())], "title element")
    for link in tree.iter("link"):
        if is_canonical(link):
            yield from _facts("address", [link.get("href")], "link element “canonical”")
    yield from _facts("language", [tree.get("lang")], "language of the page")


def microdata_facts(tree: HtmlElement, titles: Sequence[str]) -> Iterator[PageFact]:
    """The facts in microdata: of the item whose headline is one of *titles*, else of the first article."""
    items: dict[HtmlElement | None, list[tuple[str, str]]] = {}
    for element in tree.iter():
        name = element.get("itemprop") if isinstance(element.tag, str) else None
        item = _item(element) if name else None
        value = _value(element) if name and (item is not None or element.tag != "meta") else ""
        if name and value:
            items.setdefault(item, []).append((name.strip().lower(), value))
    names = {plain_line(title) for title in titles}
    articles = [item for item in items.values() if any(name in _MICRODATA for name, _ in item)]
    own = [i for i in articles if any(n == "headline" and plain_line(value) in names for n, value in i)]
    for item in (own or articles)[:1]:
        for name, about in _MICRODATA.items():
            yield from _facts(about, [value for n, value in item if n == name], f"microdata {name}")


def _item(element: HtmlElement) -> HtmlElement | None:
    return next((a for a in element.iterancestors() if a.get("itemscope") is not None), None)


def _value(element: HtmlElement) -> str:
    """The value of a microdata property: that of its attribute, else its words, "" where they are many."""
    stated = element.get("datetime") or element.get("content")
    if stated:
        return str(stated)
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > LONGEST:
            return ""
    return " ".join("".join(pieces).split())


def time_facts(tree: HtmlElement) -> Iterator[PageFact]:
    """The days of the time elements: those named as the publication's, then those under the main heading.

    Those of teasers and comments are left out where the page tells them by its parts.
    """
    marked: list[str] = []
    above: list[str] = []
    below: list[str] = []
    headed = False
    for element in tree.iter("h1", "time", "abbr"):
        if element.tag == "h1":
            headed = True
            continue
        value = element.get("datetime") if element.tag == "time" else element.get("title")
        of_publication = element.get("pubdate") is not None or (
            _OF_PUBLICATION.search(element.get("class") or "") is not None
        )
        if not value or (element.tag == "abbr" and not of_publication) or _is_aside(element):
            continue
        (marked if of_publication else below if headed else above).append(value)
    return _facts("published", marked or below or above[::-1], "the page's time element")


def _is_aside(element: HtmlElement) -> bool:
    for depth, around in enumerate(element.iterancestors()):
        if depth >= ANCESTORS or around.tag in ("body", "html"):
            break
        if region_of(str(around.tag), f"{around.get('class', '')} {around.get('id', '')}") in _ASIDE:
            return True
    return False


def _facts(about: str, values: Iterable[str | None], where: str) -> Iterator[PageFact]:
    for value in values:
        plain = " ".join(html.unescape(value).split()) if value else ""
        if plain and len(plain) <= LONGEST:
            yield PageFact(about, plain, where)
