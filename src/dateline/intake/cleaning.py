"""Body and leftovers: the blocks between the boundaries, pruned by named rules; the rest with its reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.intake.blocks import split
from dateline.intake.boundaries import Bounds, find_bounds, is_item
from dateline.intake.boxes import find_boxes
from dateline.intake.bylines import has_given_name, medium_in, name_line
from dateline.intake.captions import is_agency_alone
from dateline.intake.headline import Headline, find_headline
from dateline.intake.lists import find_lists, is_sub_heading
from dateline.intake.marks import NOTICES, Mark, captions_below, mark_blocks
from dateline.intake.markup import plain_view
from dateline.intake.signature import Signature, find_signature
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.outlets import outlet_names
from dateline.knowledge.report_words import telling
from dateline.model import Leftover, Span

TEASER_WORDS = 25
"""Words: a line under a heading such as "Related" is no longer."""
LAST_TEASER_WORDS = 14
"""Words from which a whole sentence ends a list of teasers inside the body."""


QUOTE_WORDS = 8
QUOTE_MOST = 60
QUOTES_MOST = 4
QUOTED_AMONG = 400
"""Words of a pull quote; how many a report has (a text with more repeats itself); and the paragraphs beyond
which none is looked for."""
SUMMARY_WORDS = 6
"""Words from which a line between headline and article is a summary, one above it a banner."""
TITLE_WORDS = 9
TITLE_SHARE = 0.9
"""A line of so many words with this share of its longer words capitalised is a headline; sub-headings are
shorter. Of such lines on the development news pages nearly all lead to other stories."""
_QUOTE = re.compile('["“”«»„]')
_WORD = re.compile(r"[^\W\d_][\w'’]*")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page told apart: ``body`` and ``dropped`` cover every non-blank character of it, in order.

    ``view`` is the text without Markdown, of the same length, "" where it is not a text dump's.
    """

    body: tuple[Span, ...]
    dropped: tuple[Leftover, ...]
    marks: tuple[Mark, ...]
    bounds: Bounds
    headline: Headline | None
    signature: Signature | None = None
    view: str = ""


def clean(text: str) -> Cleaned:
    """Tell the body of *text* from its leftovers."""
    view = plain_view(text)
    marks = mark_blocks(view, split(text, view))
    headline = find_headline(marks, view)
    bounds = find_bounds(marks, None if headline is None else headline.block)
    reasons = _reasons(view, marks, bounds, headline)
    told = [(mark.block.whole, reason) for mark, reason in zip(marks, reasons, strict=True)]
    body = [span for span, reason in told if reason is None]
    dropped = [Leftover(span, reason) for span, reason in told if reason is not None]
    signature = find_signature(view, body[-1]) if body else None
    if signature is not None:
        last = body.pop()
        unsigned = text[last.start : signature.span.start].rstrip()
        if unsigned:
            body.append(Span(last.start, last.start + len(unsigned)))
        dropped.append(Leftover(signature.span, "credit"))
        dropped.sort(key=lambda leftover: leftover.span)
    return Cleaned(tuple(body), tuple(dropped), marks, bounds, headline, signature, view)


def _reasons(view: str, marks: Sequence[Mark], bounds: Bounds, headline: Headline | None) -> list[str | None]:
    """For each block why it is dropped, or None where it is body."""
    title = None if headline is None else plain_line(marks[headline.block].block.text)
    reasons: list[str | None] = []
    lists = find_lists(marks)
    for i, mark in enumerate(marks):
        if i < bounds.start:
            reasons.append(_before(view, marks, i, bounds, title))
        elif i >= bounds.end:
            reasons.append(None)
        else:
            reasons.append(None if i in lists or is_sub_heading(marks, i) else _inside(mark))
    _boxed(marks, bounds, reasons)
    _under_headings(marks, bounds, reasons)
    _headline_like(marks, bounds, reasons, lists)
    _pull_quotes(marks, bounds, reasons)
    _after(marks, bounds, reasons, title)
    return reasons


def _own_reason(mark: Mark) -> str | None:
    """The reason that a block's own look gives."""
    if mark.kind == "byline":
        return "byline"
    if mark.kind == "date":
        return "date line"
    if mark.kind == "dateline":
        return "dateline"
    if mark.kind == "caption":
        return "photo caption"
    if mark.furniture is not None:
        return mark.furniture.reason
    if is_agency_alone(mark.block.text):
        return "agency credit"
    name = mark.block.text.casefold()
    return "outlet’s name" if name in outlet_names().name_of else None


def _before(view: str, marks: Sequence[Mark], i: int, bounds: Bounds, title: str | None) -> str:
    mark = marks[i]
    plain = plain_line(mark.block.text)
    if title is not None and plain and (plain == title or (len(title) > 20 and plain.startswith(title))):
        return "headline"
    after_headline = bounds.headline is not None and i > bounds.headline
    if after_headline and captions_below(marks, i, bounds.start):
        return "photo caption"
    own = _own_reason(mark)
    if own is not None:
        return own
    if title is not None and len(title) > 15 and plain.endswith(title):
        return "breadcrumb"
    if after_headline and i > 0 and captions_below(marks, i - 1, bounds.start):
        return "photo caption"
    if medium_in(mark.block.text) is not None:
        return "outlet’s name"
    if after_headline and (named := name_line(mark.block, view)) and has_given_name(named.names[0]):
        return "byline"
    if mark.block.words >= SUMMARY_WORDS:
        return "summary" if after_headline else "site banner"
    return "before the article" if after_headline else "navigation"


def _inside(mark: Mark) -> str | None:
    if mark.kind in ("caption", "date", "dateline"):
        return _own_reason(mark)
    if mark.kind == "byline" and mark.byline is not None and mark.byline.names:
        return "byline"
    furniture = mark.furniture
    if furniture is None:
        return "agency credit" if mark.kind == "line" and is_agency_alone(mark.block.text) else None
    if furniture.effect == "section" or furniture.reason in NOTICES or not mark.block.ends:
        return furniture.reason
    return None


def _boxed(marks: Sequence[Mark], bounds: Bounds, reasons: list[str | None]) -> None:
    """Drop what stands in a box that ends where the article says it goes on, for the reason of its head."""
    boxes = find_boxes(marks)
    above: str | None = None
    for i in range(bounds.start, bounds.end):
        if i not in boxes:
            above = None
            continue
        furniture = marks[i].furniture
        above = above or (None if furniture is None else furniture.reason)
        reasons[i] = reasons[i] or above


def _under_headings(marks: Sequence[Mark], bounds: Bounds, reasons: list[str | None]) -> None:
    """Drop the headline-like lines that follow a heading of teasers inside the body."""
    under = False
    for i in range(bounds.start, bounds.end):
        mark = marks[i]
        if mark.furniture is not None and mark.furniture.effect in ("section", "resume"):
            under = mark.furniture.effect == "section"
        elif mark.block.words > TEASER_WORDS or (_is_told(mark) and not (under and _describes(marks, i))):
            under = False
        elif under and reasons[i] is None:
            reasons[i] = "teaser"


def _describes(marks: Sequence[Mark], i: int) -> bool:
    """Whether a short sentence describes the story whose title stands right above it."""
    block = marks[i].block
    if marks[i - 1].kind != "line" or marks[i - 1].block.ends or block.words > LAST_TEASER_WORDS:
        return False
    return not telling().search(block.text) and not _QUOTE.search(block.text)


def _headline_like(
    marks: Sequence[Mark], bounds: Bounds, reasons: list[str | None], lists: Collection[int]
) -> None:
    """Drop lines inside the body that are written as headlines of other stories are, no items of *lists*."""
    for i in range(bounds.start + 1, bounds.end):
        mark = marks[i]
        if i not in lists and reasons[i] is None and mark.kind == "line" and not mark.block.ends:
            if is_item(mark) and (is_item(marks[i - 1]) or is_item(marks[min(i + 1, len(marks) - 1)])):
                continue
            linked = reasons[i + 1 : i + 2] and _reads_more(marks[i + 1])
            if linked or is_title_case(mark.block.text, mark.block.words):
                reasons[i] = "teaser"


def _pull_quotes(marks: Sequence[Mark], bounds: Bounds, reasons: list[str | None]) -> None:
    """Drop a line that only repeats words of one paragraph of the body: a pull quote, a second summary."""
    inside = [i for i in range(bounds.start, bounds.end) if reasons[i] is None]
    if len(inside) > QUOTED_AMONG:
        return
    plain = {i: plain_line(marks[i].block.text) for i in inside}
    repeated = [
        i
        for i in inside
        if QUOTE_WORDS <= marks[i].block.words <= QUOTE_MOST
        and any(plain[i] in plain[j] and (len(plain[j]) > len(plain[i]) or j < i) for j in inside if j != i)
    ]
    if len(repeated) <= QUOTES_MOST:
        for i in repeated:
            reasons[i] = "pull quote"


def _reads_more(mark: Mark) -> bool:
    return mark.furniture is not None and mark.furniture.words in ("read more", "read more:")


def is_title_case(text: str, words: int) -> bool:
    """Whether a line of many words capitalises all but the small ones, as headlines and no sentences do."""
    if words < TITLE_WORDS or text.endswith(":") or text.count(",") > 1 or "%" in text:
        return False
    telling = [w for w in _WORD.findall(text) if len(w) > 3 or w.isupper()]
    return sum(1 for w in telling if w[:1].isupper()) >= TITLE_SHARE * len(telling)


def _is_told(mark: Mark) -> bool:
    """Whether a block is a sentence of the article rather than a headline of another."""
    if mark.block.ends and mark.block.text.rstrip("\"'”’)").endswith("."):
        return True
    return mark.block.ends and mark.block.words >= LAST_TEASER_WORDS


def _after(marks: Sequence[Mark], bounds: Bounds, reasons: list[str | None], title: str | None) -> None:
    """Reasons for what stands after the end: its own, or that of the heading above it."""
    above = "after the article"
    for i in range(bounds.end, len(marks)):
        mark = marks[i]
        own = _own_reason(mark)
        if mark.furniture is not None and mark.furniture.effect in ("section", "end"):
            above = mark.furniture.reason
        if title is not None and plain_line(mark.block.text) == title:
            own = "headline"
        reasons[i] = own or above
