"""Where a report quotes: quotation marks of every style, paired over its paragraphs.

Marks are paired within a paragraph. A quotation that opens and finds no closing mark runs to the end of its
paragraph if the next one opens with the same mark (the printers' rule for a speech of several paragraphs);
otherwise that one mark is passed over and everything else still pairs. Single marks count as quotation marks
only where they cannot be apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Span

_CLOSERS = {
    "“": '”“"',
    "”": "”",  # some houses open and close with the same curly mark
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    '"': '"”',
    "'": "'",
    "''": "''",
    "``": "''",
}
"""Opening mark → the marks that may close it."""
_MARK = re.compile(r"''|``|[“”„‟«»‹›‘‚「」\"]|(?<!\w)['’]|['’](?!\w)")
_OPENS_AFTER = frozenset(" \t\u00a0\u2009\u202f([{—–-/:…,")
_MOST_MARKS = 40
"""Marks that are looked at in search of the closing one; an opening mark without one by then is a stray."""
SINGLE = frozenset("‘’‚'‹›")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: ``span`` with the marks, ``runs_on`` if the next paragraph goes on."""

    span: Span
    paragraph: int
    mark: str
    runs_on: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations of *text*, in order; none reaches over the end of its paragraph."""
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found += _in_paragraph(text, paragraph, number, following)
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, number: int, following: Span | None) -> Iterator[Quotation]:
    marks = [(m.group(), m.start()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    at = 0
    while at < len(marks):
        mark, start = marks[at]
        if not _may_open(text, mark, start, paragraph):
            at += 1
            continue
        close = _closing(text, marks, at, paragraph)
        if close is not None:
            other, end = marks[close]
            yield Quotation(Span(start, end + len(other)), number, mark)
            at = close + 1
            continue
        if following is not None and mark not in SINGLE and _goes_on(text, mark, following):
            yield Quotation(Span(start, _trimmed(text, start, paragraph.end)), number, mark, runs_on=True)
            return
        at += 1


def _may_open(text: str, mark: str, start: int, paragraph: Span) -> bool:
    after = start + len(mark)
    if mark not in _CLOSERS or after >= paragraph.end or text[after].isspace():
        return False
    if start == paragraph.start or mark in "“„«「``":
        return True
    return text[start - 1] in _OPENS_AFTER or text[start - 1] in "“‘\"'"


def _closing(text: str, marks: Sequence[tuple[str, int]], at: int, paragraph: Span) -> int | None:
    mark, start = marks[at]
    closers = _CLOSERS[mark]
    fallback = None
    for index in range(at + 1, min(len(marks), at + 1 + _MOST_MARKS)):
        other, place = marks[index]
        if other not in closers or (len(other) == 1 and len(mark) == 2):
            continue
        if place == start + len(mark):
            continue
        after = place + len(other)
        follows = text[after] if after < paragraph.end else " "
        before = text[place - 1]
        if mark in SINGLE:
            if follows.isalnum() or before.isspace():
                continue
            # "the leaders' talks": a plural's apostrophe, unless nothing better closes the quotation.
            if before == "s" and follows == " " and fallback is None:
                fallback = index
                continue
            return index
        if other in '"“' and (before.isspace() or before in "([") and follows.isalnum():
            # an opening mark again: the first one was never closed
            return None
        return index
    return fallback


def _goes_on(text: str, mark: str, following: Span) -> bool:
    return text.startswith(mark, following.start)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
