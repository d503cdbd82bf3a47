"""Hard-wrapped paragraphs: lines broken at a width, as in mail and old wire copy, joined again.

A line goes on in the next where it stops in the middle of a sentence: the next begins in lower case, or the
last word calls for another ("of the"). Such joints are sure and tell the width of the lines around them; by
it the other joints are known, as a line was broken only where the next word had no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.knowledge.report_words import open_words
from dateline.model import Span

WIDEST = 132
"""Characters: mail and wire texts are wrapped at 60 to 100, terminals at 132; longer lines are paragraphs."""
LEAST = 40
"""Characters from which a line counts in telling whether a text is hard-wrapped."""
GOES_ON = 25
GOES_ON_WORDS = 4
"""Characters and words from which a line that stops in mid-sentence goes on in the next; menus have fewer."""
JOINTS = 2
SHARE = 0.4
"""A text is hard-wrapped with so many sure joints, if they are this share of all pairs of touching lines."""
SHARE_HERE = 0.3
"""The same for lines between two blank ones, with at least one sure joint."""
FILLED = 0.8
FILLED_WHOLE = 0.97
"""Share of the width that a line must fill, with the next one's first word: the second where it ends as a
sentence does, so that it may be a paragraph's last."""
WIDER = 0.1
"""Share of the lines before sure joints that may be wider than the width of a text: lines that are none."""
_ENDS_LINE = re.compile('[.!?…:;。！？؟।"”»)\\]]$')
_LAST_WORD = re.compile(r"(?<![\w'’-])([a-z]{1,6})$")
_DATE_LINE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s[\w ,.]{4,25}\b(?:19|20)\d\d\b.{0,25}$")
_LABELLED = re.compile(
    r"[A-Z][A-Za-z-]{2,15}:\s|(?:by|date|posted|published|source|text|updated|writer)\s?:|"
    r"(?:written |posted )?[Bb][Yy]\s+(?:[A-Z][\w.'’-]++\s*+){1,4}$"
)
"""Lines of a masthead that no paragraph runs into."""
_ITEM = re.compile(r"[•·▪◦●■►*–—-]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines with no blank one between; whether the first surely goes on in the second."""

    first: Span
    second: Span
    sure: bool


def joined(view: str, lines: Sequence[tuple[Span, Span]]) -> list[Span]:
    """The paragraphs in *lines*, each of which comes as its whole and as its words in *view*."""
    if not lines:
        return []
    pairs = [
        _Pair(a, b, _goes_on(view, a, b)) if _touch(view, a, b) else None
        for (_, a), (_, b) in pairwise(lines)
    ]
    wide = [p for p in pairs if p is not None and LEAST <= len(p.first) <= WIDEST]
    sure = sum(p.sure for p in wide)
    everywhere = _width(wide) if sure >= JOINTS and sure >= SHARE * len(wide) else None
    joint = [False] * len(pairs)
    for run in _runs(pairs):
        width = _width_of(run) or everywhere
        for at, pair in run:
            joint[at] = pair.sure or (width is not None and _fills(view, pair, width))
    paragraphs = [lines[0][0]]
    for (whole, _), goes_on in zip(lines[1:], joint, strict=True):
        if goes_on:
            paragraphs[-1] = Span(paragraphs[-1].start, whole.end)
        else:
            paragraphs.append(whole)
    return paragraphs


def _runs(pairs: Sequence[_Pair | None]) -> Iterator[list[tuple[int, _Pair]]]:
    """Pairs in a row with no blank line between them, each with its place."""
    run: list[tuple[int, _Pair]] = []
    for at, pair in enumerate(pairs):
        if pair is not None:
            run.append((at, pair))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _width_of(run: Sequence[tuple[int, _Pair]]) -> int | None:
    """The width of lines between two blank ones, where their own joints tell that they are wrapped."""
    pairs = [pair for _, pair in run]
    sure = sum(p.sure for p in pairs)
    widest = max(max(len(p.first), len(p.second)) for p in pairs)
    return _width(pairs) if sure and sure >= SHARE_HERE * len(pairs) and widest <= WIDEST else None


def _width(pairs: Sequence[_Pair]) -> int:
    """The width to which the lines before sure joints were filled."""
    lengths = sorted(len(p.first) for p in pairs if p.sure)
    return lengths[-1 - int(WIDER * len(lengths))]


def _touch(view: str, first: Span, second: Span) -> bool:
    """Whether two lines follow each other with words in both and no blank one between."""
    if view[first.start].isspace() or view[second.start].isspace():
        return False
    return view.count("\n", first.end, second.start) <= 1 and view.count("\r", first.end, second.start) <= 1


def _goes_on(view: str, first: Span, second: Span) -> bool:
    """Whether the first line stops in the middle of a sentence that the second goes on with."""
    if not GOES_ON <= len(first) <= WIDEST or _ENDS_LINE.search(view[first.end - 1]):
        return False
    if first.of(view).count(" ") < GOES_ON_WORDS - 1 or _stands_alone(view, second):
        return False
    if view[second.start].islower():
        return True
    last = _LAST_WORD.search(view, max(first.start, first.end - 8), first.end)
    return last is not None and last[1] in open_words()


def _fills(view: str, pair: _Pair, width: int) -> bool:
    """Whether the second line's first word had no room left in the first, within *width* characters."""
    if (
        len(pair.first) > WIDEST
        or _DATE_LINE.match(view, pair.first.start, pair.first.end)
        or _stands_alone(view, pair.second)
    ):
        return False
    if view[pair.second.start].islower() and not _ENDS_LINE.search(view[pair.first.end - 1]):
        return True
    word = view.find(" ", pair.second.start, pair.second.end)
    needed = len(pair.first) + 1 + (len(pair.second) if word < 0 else word - pair.second.start)
    ends = _ENDS_LINE.search(view[pair.first.end - 1]) and not view[pair.second.start].islower()
    return needed > width * (FILLED_WHOLE if ends else FILLED)


def _stands_alone(view: str, line: Span) -> bool:
    """Whether a line is one of a masthead, an item with its mark, or a single word of a menu."""
    if any(form.match(view, line.start, line.end) for form in (_DATE_LINE, _LABELLED, _ITEM)):
        return True
    return " " not in line.of(view) and not _ENDS_LINE.search(view[line.end - 1])
