"""The source of a page before it is parsed: what would cost a parser its wits is taken out.

Browsers bear with everything; the parsers here give up on elements nested some 250 deep and on ten megabytes
of script, and need a minute for a tag with a hundred thousand attributes. None of these shows on the page, so
they are taken out, and a page of usual size and depth comes back as it is.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_TAGS = 400_000
"""Tags in a page; the longest of newspaper pages have 20,000. So many take 400 MB of memory."""
MAX_DEPTH = 120
"""Elements inside elements, cells and items not counted; newspaper pages have up to 40."""
LONG_TAG = 8192
"""Characters: longer tags hold data for programs."""
MAX_ATTRIBUTES = 500
LONG_SCRIPT = 1 << 20
"""Characters: longer scripts hold the state of a program."""

_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,100},[\w+/=%-]{1000,}", re.A)
_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9]{{0,20}})\s[^<>]{{{LONG_TAG},}}+>")
_SCRIPT = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.I)
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>)|(-->)")
_HOLD_NOTHING = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
) | frozenset("p li td th tr thead tbody tfoot dt dd option optgroup html head body".split())
"""Elements that hold no others, or that the next one of their kind closes."""
_IN_LINE = frozenset("a abbr b big cite code em font i label mark q s small span strong sub sup tt u".split())


def readable_source(page: str) -> str:
    """*page* without what no reader sees and no parser bears; usually just as it is."""
    page = _DATA_ADDRESS.sub("data:,", page)
    page = _LONG_TAG.sub(_without_attributes, page)
    if len(page) > LONG_SCRIPT:
        page = _without_long_scripts(page)
    return _flattened(page)


def _without_attributes(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if len(tag[0].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES else tag[0]


def _without_long_scripts(page: str) -> str:
    kept: list[str] = []
    at, opened = 0, -1
    for tag in _SCRIPT.finditer(page):
        if not tag[1] and opened < 0:
            opened = tag.end()
        elif tag[1] and opened >= 0:
            if tag.start() - opened > LONG_SCRIPT:
                kept.append(page[at:opened])
                at = tag.start()
            opened = -1
    kept.append(page[at:])
    return "".join(kept)


def _flattened(page: str) -> str:
    """*page* without the tags of elements that stand deeper than `MAX_DEPTH`; blocks still end a line."""
    if page.count("<") <= MAX_DEPTH:
        return page
    kept: list[str] = []
    at = 0
    stack: list[tuple[str, bool]] = []  # name, and whether its tags are taken out
    opened: Counter[str] = Counter()
    skipping: str | None = None  # inside a comment or a script
    for match in _TAG.finditer(page):
        comment, closing, name, comment_end = match.groups()
        name = name.lower() if name else ""
        if skipping is not None:
            if (skipping == "!--" and comment_end) or (closing and name == skipping):
                skipping = None
            continue
        if comment:
            skipping = comment
        elif not closing and name in ("script", "style"):
            skipping = name
        elif comment_end or name in _HOLD_NOTHING:
            continue
        elif not closing:
            deep = len(stack) >= MAX_DEPTH
            stack.append((name, deep))
            opened[name] += 1
            if deep:
                _take_out(page, at, match.start(), name, kept)
                at = match.end()
        elif opened[name]:
            deep = False
            while stack:
                last, deep = stack.pop()
                opened[last] -= 1
                if last == name:
                    break
            if deep:
                _take_out(page, at, match.start(), name, kept)
                at = match.end()
    if not kept:
        return page
    kept.append(page[at:])
    return "".join(kept)


def _take_out(page: str, at: int, end: int, name: str, kept: list[str]) -> None:
    """Keep what stands before the tag of element *name*, which ends at *end*, and end the line once."""
    before = page[at:end]
    if before.strip() or not kept:
        kept += before, "" if name in _IN_LINE else "<br>"
    elif name not in _IN_LINE and not kept[-1]:
        kept[-1] = "<br>"
