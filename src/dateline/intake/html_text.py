"""The rendering of a page: its visible text as lines, each with the part of the page it stands in.

A web page has no text of its own to point into, so one is made, always in the same way: the block elements in
the order of the document, white space set as a browser sets it, a blank line between paragraphs. Spans are
into this rendering. Whoever changes what it gives for any page raises `HTML_RENDERING_VERSION`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from dateline.knowledge.pages import region_of
from dateline.model import Span

HTML_RENDERING_VERSION = 3

_UNSEEN = frozenset(
    "head script style template noscript iframe object embed applet svg canvas audio video map datalist"
    " textarea title meta link base".split()
)
_PARAGRAPHS = frozenset(
    "address article aside blockquote body center details dialog div dl fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr legend main menu nav ol p pre section summary table ul".split()
)
_LINES = frozenset("br caption dd dt li optgroup option tr select button label tbody thead tfoot".split())
_SEAMS = frozenset({"span", "a", "time", "button", "label", "small"})
"""Elements in line that pages set apart by style alone ("Ann Lee" and "May 4" side by side)."""
_CELLS = frozenset({"td", "th"})
_PICTURES = frozenset({"img", "amp-img"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_HIDDEN_BY_SAVING = "sf-hidden"
"""The class by which SingleFile marks what its page did not show when it was saved."""
_FLOATING = re.compile(r"\bfloat\s*:\s*(?:left|right)\b", re.I)
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_WORD = re.compile(r"\w")
NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|a|b|i|em|strong|span)\b[^<>]*>", re.I)
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rendering.

    ``element`` is the block element it stands in, ``region`` what the innermost part of the page that says so
    is for ("navigation"), ``heading`` 1 to 6 in a heading and else 0. ``node`` is the number of the block
    element among the `Rendering.parents`; ``linked`` tells that all of the line leads to another page,
    ``quoted`` that it stands in a block quotation, as posts of social media do.
    """

    span: Span
    element: str
    region: str | None = None
    heading: int = 0
    node: int = 0
    linked: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """The visible text of a page and its lines in order, which hold every non-blank character of it.

    ``parents`` has, for each block element in the order of the document, the number of the one it stands in
    (the first, number 0, stands in itself); ``pictured`` are those that hold a picture of their own.
    """

    text: str
    lines: tuple[Line, ...] = ()
    parents: tuple[int, ...] = (0,)
    pictured: frozenset[int] = frozenset()


def parse(page: str) -> HtmlElement | None:
    """The tree of a page, or None where there is no element in it."""
    clean = _NOT_ALLOWED.sub(" ", page)
    # Huge: a run of text over 10 MB is then told by its size, not lost; depth is `html_source`'s care.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        tree = etree.fromstring(clean.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a run of text stands; ``pre`` where its own line ends count, ``linked`` in a link, and so on."""

    element: str = "body"
    region: str | None = None
    heading: int = 0
    pre: bool = False
    node: int = 0
    linked: bool = False
    quoted: bool = False


def render(tree: HtmlElement, *, hidden: bool = False) -> Rendering:
    """The rendering of a page; with *hidden*, elements that a style hides are shown too."""
    writer = _Writer()
    open_places: list[_Place] = []
    parents = [0]
    pictured: set[int] = set()
    place = _Place()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            writer.edge(tag)
            place = open_places.pop()
            writer.write(element.tail, place)
            continue
        open_places.append(place)
        if tag in _UNSEEN or (not hidden and _is_hidden(element)):
            walk.skip_subtree()
            continue
        writer.edge(tag)
        place = _inside(tag, element, place, len(parents))
        if place.node == len(parents):
            parents.append(open_places[-1].node)
        if tag in _PICTURES:
            pictured.add(place.node)
        writer.write(element.text, place)
    writer.break_line(2)
    return Rendering("".join(writer.pieces), tuple(writer.lines), tuple(parents), frozenset(pictured))


def _inside(tag: str, element: HtmlElement, place: _Place, number: int) -> _Place:
    """Where the text of *element* stands, which itself stands at *place*; *number* is the next free one."""
    region = place.region
    if tag not in ("html", "body"):  # their classes are those of the whole page
        if tag == "blockquote" and region == "share links":
            region = None  # a post that the article quotes
        region = region_of(tag, f"{element.get('class', '')} {element.get('id', '')}") or region
    block = tag in _PARAGRAPHS or tag in _LINES or tag in _CELLS
    if block and region is None and _floats(tag, element):
        region = "beside the article"
    return _Place(
        tag if block else place.element,
        region,
        int(tag[1]) if tag in _HEADINGS else place.heading,
        place.pre or tag == "pre",
        number if block else place.node,
        place.linked or (tag == "a" and _leads_away(element)),
        place.quoted or tag == "blockquote",
    )


def _floats(tag: str, element: HtmlElement) -> bool:
    """Whether the article's text flows around the element."""
    if tag == "table" and (element.get("align") or "").lower() in ("left", "right"):
        return True
    style = element.get("style")
    return tag in ("table", "div") and style is not None and _FLOATING.search(style) is not None


def _leads_away(link: HtmlElement) -> bool:
    address = link.get("href")
    return address is not None and not address.startswith("#")


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (style is not None and _HIDING.search(style) is not None)
        or _HIDDEN_BY_SAVING in (element.get("class") or "").split()
    )


def with_article(rendering: Rendering, article: str) -> tuple[Rendering, tuple[Span, ...]]:
    """The rendering with the paragraphs of *article* after it, and their places.

    *article* is a text out of sight, for a page whose article a program would have put in.
    """
    tree = parse(article) if _TAG.search(article) else None
    plain = article if tree is None else render(tree).text
    text, lines, places = rendering.text, list(rendering.lines), []
    for paragraph in plain.splitlines():
        words = _SPACES.sub(" ", NO_WIDTH.sub("", paragraph)).strip(" ")
        if words:
            start = len(text) + 2 if text else 0
            text += ("\n\n" if text else "") + words
            places.append(Span(start, len(text)))
            lines.append(Line(places[-1], "script"))
    return replace(rendering, text=text, lines=tuple(lines)), tuple(places)


def _is_seam(before: str, after: str) -> bool:
    """Whether two words meet where one element ends and another begins; a drop cap goes on in lower case."""
    return (before.islower() and (after.isupper() or after.isdigit())) or (
        before.isdigit() and after.isupper()
    )


@dataclass(slots=True)
class _Writer:
    """Collects runs of text into lines."""

    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    length: int = 0
    gap: int = 0
    run: list[str] = field(default_factory=list)
    at: _Place | None = None
    linked: bool = False
    unlinked: bool = False
    seam: bool = False

    def edge(self, tag: str) -> None:
        """The beginning or the end of an element, which may end a line."""
        if tag in _PARAGRAPHS:
            self.break_line(2)
        elif tag in _LINES:
            self.break_line(1)
        elif tag in _CELLS:
            self.run.append(" ")
        elif tag in _SEAMS:
            self.seam = True

    def write(self, text: str | None, place: _Place) -> None:
        """Add a run of text that stands at *place*."""
        if not text:
            return
        for number, line in enumerate(text.split("\n") if place.pre else [text]):
            if number:
                self.break_line(1)
            if not line.isspace():
                self.at = self.at or place
                self.linked = self.linked or place.linked
                self.unlinked = self.unlinked or (not place.linked and _WORD.search(line) is not None)
            if self.seam and self.run and line and _is_seam(self.run[-1][-1:], line[0]):
                self.run.append(" ")
            self.seam = False
            self.run.append(line)

    def break_line(self, gap: int) -> None:
        """End the line; *gap* line breaks at least stand before the next one."""
        if self.run:
            line = _SPACES.sub(" ", NO_WIDTH.sub("", "".join(self.run))).strip(" ")
            self.run.clear()
            if line:
                self._add(line, self.at or _Place())
        self.at, self.linked, self.unlinked = None, False, False
        self.gap = max(self.gap, gap)

    def _add(self, line: str, at: _Place) -> None:
        if self.lines:
            self.pieces.append("\n" * self.gap)
            self.length += self.gap
        span = Span(self.length, self.length + len(line))
        linked = self.linked and not self.unlinked
        self.lines.append(Line(span, at.element, at.region, at.heading, at.node, linked, at.quoted))
        self.pieces.append(line)
        self.length += len(line)
        self.gap = 0
