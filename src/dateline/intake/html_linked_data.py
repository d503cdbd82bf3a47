"""JSON-LD on a page: the entries about the page's own article.

Pages carry entries for their teasers too, refer from one entry to another, and write JSON that is none; of
several articles those are taken whose address or headline is the page's.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.knowledge.furniture import plain_line

Entry = dict[str, Any]

MOST_ENTRIES = 2000
"""Objects of a page that are looked at."""
DEEPEST = 6
"""Lists and objects inside one another in a value; what is deeper is left."""
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_PAGE = re.compile(r"WebPage$")
_OTHER = re.compile(r"(?:CreativeWork|VideoObject)$")
_NOT_ARTICLE = frozenset({"JobPosting"})
_STRAY = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|[\x00-\x1f]")
_TRAILING = re.compile(r",\s*(?=[}\]])")
_STRING_OF = r'"{key}"\s*+:\s*+"((?:[^"\\]|\\.){{1,300}})"'


def linked_data(tree: HtmlElement, titles: Sequence[str], addresses: Iterable[str]) -> list[Entry]:
    """The entries about the page's article, then those about the page, references put in their place.

    *titles* and *addresses* are what the page calls itself elsewhere. An unreadable script gives its dates.
    """
    found: list[Entry] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found += _read(_STRAY.sub(" ", script.text or ""))
    found = _resolved(found[:MOST_ENTRIES])
    own = {_plain_address(address) for address in addresses} - {""}
    names = [plain for title in titles if (plain := plain_line(title))]
    articles = [e for e in found if any(_is_article(t) for t in types_of(e))]
    points = [_points(e, own, names) for e in articles]
    best = max(points, default=0)
    kept = [e for e, p in zip(articles, points, strict=True) if p == best]
    if not best and len({str(e.get("headline")) for e in kept}) > 1:
        kept = []  # several articles, and nothing tells which is the page's
    pages = [e for e in found if any(_PAGE.search(t) for t in types_of(e))]
    others = [e for e in found if any(_OTHER.search(t) for t in types_of(e)) and _points(e, own, names)]
    return kept + pages + others


def types_of(entry: Entry) -> list[str]:
    """What an entry says it is ("NewsArticle")."""
    kind = entry.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind)]


def strings(value: Any, depth: int = 0) -> list[str]:
    """The names in a JSON-LD value: a string, a number, an object with a name, or a list of these."""
    if depth > DEEPEST or isinstance(value, bool):
        return []
    if isinstance(value, str | int):
        return [str(value)]
    if isinstance(value, dict):
        return strings(value.get("name", value.get("@value")), depth + 1)
    if isinstance(value, list):
        return [name for item in value for name in strings(item, depth + 1)]
    return []


def _is_article(kind: str) -> bool:
    return _ARTICLE.search(kind) is not None and kind not in _NOT_ARTICLE


def _read(source: str) -> list[Entry]:
    """The objects in a script, however its JSON is written."""
    for written in (source, _TRAILING.sub("", html.unescape(source)).strip().rstrip(";")):
        try:
            return _entries(json.loads(written))
        except (ValueError, RecursionError):
            continue
    return _rescued(source)


def _entries(data: Any) -> list[Entry]:
    """Every object in *data*, outer ones first; what an entry only mentions is left aside."""
    found: list[Entry] = []
    waiting = [data]
    while waiting and len(found) < MOST_ENTRIES:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item[::-1]
        elif isinstance(item, dict):
            found.append(item)
            waiting += [item[k] for k in ("mainEntityOfPage", "mainEntity", "@graph") if k in item]
    return found


def _rescued(source: str) -> list[Entry]:
    """What can be read of a JSON-LD script that is not JSON."""
    if not re.search(r'"@type"\s*+:\s*+(?:\[\s*+)?"\w*(?:Article|BlogPosting)"', source):
        return []
    entry: Entry = {"@type": "NewsArticle"}
    for key in ("headline", "datePublished", "dateModified", "url"):
        match = re.search(_STRING_OF.format(key=key), source)
        if match is not None:
            entry[key] = match[1]
    return [entry]


def _resolved(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with what they refer to by ``@id`` (author, publisher) in its place."""
    by_id = {e["@id"]: e for e in entries if isinstance(e.get("@id"), str) and "name" in e}

    def meant(value: Any) -> Any:
        if isinstance(value, list):
            return [meant(item) if isinstance(item, dict) else item for item in value[:MOST_ENTRIES]]
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return by_id.get(value["@id"], value)
        return value

    keys = ("author", "creator", "publisher", "provider", "sourceOrganization")
    return [{**e, **{k: meant(e[k]) for k in keys if isinstance(e.get(k), dict | list)}} for e in entries]


def _points(entry: Entry, own: set[str], names: Sequence[str]) -> int:
    """How sure it is that an entry is about the page: 2 by its address, 1 by its headline, else 0."""
    page = entry.get("mainEntityOfPage")
    said = [entry.get("url"), entry.get("@id"), page, page.get("@id") if isinstance(page, dict) else None]
    if any(isinstance(address, str) and _plain_address(address) in own for address in said):
        return 2
    for headline in strings(entry.get("headline", entry.get("name"))):
        plain = plain_line(html.unescape(headline))
        if plain and any(plain in name or name in plain for name in names):
            return 1
    return 0


def _plain_address(address: str) -> str:
    """An address without what may differ between two ways to write it."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.rstrip("/").removesuffix("/amp")
    return f"{host}{path}" if host and path else ""
