"""Feeds (RSS 0.9 to 2.0, RDF, Atom) saved as files: each entry is a part with its title, address and day."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.intake.formats.parts import Part, fact, page_part, text_part
from dateline.model import FEED_ENTRY, Fact, Given

WHERE = "the feed"
_MARKUP = re.compile(r"<(?:/?[a-z][a-z0-9]*\b[^<>]*|!--(?:(?!<!--).)*?--)>", re.I)


def feed_parts(name: str, data: bytes) -> Iterator[Part]:
    """The entries of a feed, in its order."""
    import feedparser

    # Only a stream is parsed as what it holds: feedparser opens a string as an address or a path.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/xml"})
    outlet = fact(_plain(feed.feed.get("title")), WHERE)
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(f"{name}#{entry.get('link') or entry.get('id') or number}", entry, outlet)
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield Part(f"{name}#end", trouble=f"the feed is damaged ({_first_line(feed.bozo_exception)})")
    elif not feed.entries:
        yield Part(name, trouble="the feed has no entries")


def _entry(label: str, entry: Any, feed_title: Fact | None) -> Part:
    title = fact(_plain(entry.get("title")), FEED_ENTRY)
    source = entry.get("source")
    given = Given(
        title=title,
        outlet=fact(_plain(source.get("title")), FEED_ENTRY) if isinstance(source, dict) else None,
        authors=fact(_plain(entry.get("author")), FEED_ENTRY),
        address=fact(entry.get("link"), FEED_ENTRY),
        published=fact(entry.get("published") or entry.get("updated"), FEED_ENTRY),
    )
    if given.outlet is None:
        given = Given(title, feed_title, given.authors, given.address, given.published)
    contents = [str(c.get("value") or "") for c in entry.get("content", ())]
    content = max([*contents, str(entry.get("summary") or "")], key=len)
    if _MARKUP.search(content):
        return page_part(label, title, content, given)
    return text_part(label, title, content, given)


def _plain(text: Any) -> str:
    """*text* without markup."""
    return _MARKUP.sub(" ", text) if isinstance(text, str) else ""


def _first_line(error: object) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
