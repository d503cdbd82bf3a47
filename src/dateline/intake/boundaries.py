"""Where the article begins and ends among the blocks of a page.

Two boundaries are found and everything outside them is left over: 98 of 100 lines of noise stand before or
after the body. The core is the run of blocks with the largest sum of scores (body text extraction: Finn,
Kushmerick and Smyth, 2001), where prose counts for its words and other lines count against. The boundaries
are then moved by what a reader would see: the headline before the body, the masthead under it, and the
headings (comments, related stories, copyright) that come only after an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.marks import Mark

PROSE_MOST = 60
"""Words of one prose block that count; a single huge block must not outweigh an article."""
LINE_COST = 6.0
"""What a line that is no prose counts against; bte's 8 and bte6's 15 on the development pages bracket it."""
FURNITURE_COST = 10.0
MASTHEAD_COST = 15.0
SECTION_COST = 40.0
END_COST = 70.0
CAPTION_COST = 4.0
END_AFTER_WORDS = 60
"""Words of prose after the headline from which a heading of comments ends the article."""
MASTHEAD_REACH = 3
"""Prose blocks that may stand between headline and byline or date line (standfirst, banners)."""
MASTHEAD_WORDS = 90
"""Words of prose that may stand there."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The body is ``marks[start:end]``; ``headline`` is the index of the headline's block, if one was found."""

    start: int
    end: int
    headline: int | None = None


def score(mark: Mark) -> float:
    """How much a block speaks for standing inside the article."""
    words = mark.block.words
    if mark.kind == "prose":
        return float(min(words, PROSE_MOST))
    if mark.furniture is not None:
        return -{"line": FURNITURE_COST, "section": SECTION_COST, "end": END_COST}[mark.furniture.effect]
    if mark.kind in ("date", "byline"):
        return -MASTHEAD_COST
    if mark.kind == "caption":
        return -CAPTION_COST
    if mark.block.ends and words >= 3:
        return words / 2
    if words > 2 * PROSE_MOST:
        return float(PROSE_MOST)
    return -LINE_COST


def best_run(scores: Sequence[float], start: int, end: int) -> tuple[int, int]:
    """The part of ``scores[start:end]`` with the largest sum (Kadane); empty where nothing is positive."""
    best, best_from, best_to = 0.0, start, start
    current, since = 0.0, start
    for i in range(start, end):
        if current <= 0:
            current, since = 0.0, i
        current += scores[i]
        if current > best:
            best, best_from, best_to = current, since, i + 1
    return best_from, best_to


def find_bounds(marks: Sequence[Mark], headline: int | None) -> Bounds:
    """The boundaries of the article, given where its headline stands."""
    scores = [score(m) for m in marks]
    floor = 0 if headline is None else headline + 1
    start, end = best_run(scores, floor, len(marks))
    if start == end and floor:
        start, end = best_run(scores, 0, len(marks))
    start = _after_masthead(marks, floor if floor <= start else start, start, end)
    end = _before_end(marks, start, end)
    while end > start and not _may_end(marks[end - 1]):
        end -= 1
    return Bounds(start, end, headline)


def _after_masthead(marks: Sequence[Mark], floor: int, start: int, end: int) -> int:
    """The first block after the last byline or date line that still belongs to the masthead."""
    prose_blocks = prose_words = 0
    for i in range(floor, end):
        mark = marks[i]
        if mark.kind in ("byline", "date") and (mark.furniture is None):
            start = max(start, i + 1)
        elif mark.kind == "prose":
            prose_blocks += 1
            prose_words += mark.block.words
            if prose_blocks > MASTHEAD_REACH or prose_words > MASTHEAD_WORDS:
                break
    while start < end and marks[start].kind in ("furniture", "caption", "byline", "date"):
        start += 1
    return start


def _before_end(marks: Sequence[Mark], start: int, end: int) -> int:
    words = 0
    for i in range(start, end):
        mark = marks[i]
        if mark.kind == "prose":
            words += mark.block.words
        elif words >= END_AFTER_WORDS and mark.furniture is not None and mark.furniture.effect == "end":
            return i
    return end


def _may_end(mark: Mark) -> bool:
    return mark.kind == "prose" or (mark.kind == "line" and mark.block.ends)
