"""Boxes within the article of a page: what stands among its paragraphs and is told by the page's structure.

A page says by its elements what its words leave open: a list under "Related" ends where its element ends, a
line that is nothing but a link leads to another story, a heading outside the element that holds the
paragraphs is another's. Paragraphs themselves are dropped only where the page names what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.html_text import Line, Rendering
from dateline.intake.marks import Mark
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.pages import summary_headings

BOX = 0.25
"""Share of the article's words in paragraphs that a box under a heading of teasers may hold at most."""
REGION = 0.3
"""Share of the article's words that stand in parts of the page for something else; where it is more, the
names of the parts are not what they seem."""
ARTICLE = 0.9
"""Share of the words in paragraphs which the one element that holds the article has."""
LINK = 25
"""Words: a longer line that is one link is a paragraph."""
EDGE = 8
EDGES = 2
"""Words of a line before the first or after the last paragraph that is no part of the article, and how many
such lines there are; more of them are a list."""
QUOTE = 8
QUOTE_IN_QUOTATION = 4
QUOTE_MOST = 60
QUOTES = 4
QUOTE_AMONG = 400
"""Words of a pull quote that no part of the page names so, and of one in a block quotation; how many at most
(an article with more repeats itself); and the blocks of an article in which they are looked for."""
QUOTE_RUN = 3
QUOTE_SHARE = 0.8
"""Share of the runs of so many words that a pull quote has from one paragraph; "he said" may fall out."""
PARTS = frozenset({"li", "td", "th", "dt", "dd", "blockquote", "pre", "caption"})
"""Elements whose short lines are part of the article as lists, tables and quoted documents are."""
HELD = frozenset({"td", "th", "li", "blockquote", "caption"})
"""Elements that a figure holds for their own sake, not to tell of a picture."""
OPEN_REGION = "page header"
"""Also what sections of the article have; it says nothing against a line."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Tree:
    """For each block element: the first and last block in it (``last`` < ``first`` for none), its words."""

    parents: Sequence[int]
    first: list[int]
    last: list[int]
    words: list[int]


def boxed(
    rendering: Rendering, marks: Sequence[Mark], lines: Sequence[Line | None], body: Sequence[bool]
) -> list[str | None]:
    """For each block of the *body* the reason why it is no part of it, None where it is ("" by its place).

    *lines* are the lines of the rendering with which the blocks begin.
    """
    reasons: list[str | None] = [None] * len(marks)
    words = [
        mark.block.words if mark.kind == "prose" and own else 0 for mark, own in zip(marks, body, strict=True)
    ]
    total = sum(words)
    if not total:
        return reasons
    tree = _tree(rendering.parents, lines, words)
    _under_headings(tree, marks, lines, total, reasons)
    _by_region(marks, lines, body, reasons)
    _under_pictures(rendering, tree, marks, lines, reasons)
    _outside(tree, marks, lines, body, total, reasons)
    _links(marks, lines, body, reasons)
    _pull_quotes(marks, lines, body, reasons)
    _edges(marks, lines, body, reasons)
    return reasons


def _tree(parents: Sequence[int], lines: Sequence[Line | None], words: Sequence[int]) -> _Tree:
    first, last, held = [len(lines)] * len(parents), [-1] * len(parents), [0] * len(parents)
    for i, line in enumerate(lines):
        if line is not None:
            first[line.node] = min(first[line.node], i)
            last[line.node] = i
            held[line.node] += words[i]
    for node in range(len(parents) - 1, 0, -1):  # an element stands after the one it stands in
        above = parents[node]
        first[above] = min(first[above], first[node])
        last[above] = max(last[above], last[node])
        held[above] += held[node]
    return _Tree(parents, first, last, held)


def _under_headings(
    tree: _Tree, marks: Sequence[Mark], lines: Sequence[Line | None], total: int, reasons: list[str | None]
) -> None:
    """Drop what an element holds that opens with a heading of teasers, comments or the like."""
    for i, mark in enumerate(marks):
        line = lines[i]
        reason = _box_reason(mark)
        if line is None or reason is None or reasons[i] is not None:
            continue
        node, end = line.node, i
        while tree.first[node] == i and tree.words[node] <= BOX * total:
            end = tree.last[node]
            if node == 0:
                break
            node = tree.parents[node]
        if end > i:
            reasons[i : end + 1] = [reason] * (end + 1 - i)


def _box_reason(mark: Mark) -> str | None:
    """What a heading says of the box under it; None where it heads no box."""
    if mark.furniture is not None and mark.furniture.effect in ("section", "end"):
        return mark.furniture.reason
    return "summary" if plain_line(mark.block.text) in summary_headings() else None


def _by_region(
    marks: Sequence[Mark], lines: Sequence[Line | None], body: Sequence[bool], reasons: list[str | None]
) -> None:
    """Drop what stands in a part of the page that is named for something else."""
    inside = [i for i in range(len(marks)) if body[i] and reasons[i] is None]
    named: dict[str, list[int]] = {}
    for i in inside:
        line = lines[i]
        if line is None or line.region is None or line.region == OPEN_REGION:
            continue
        if line.region == "photo caption" and line.element in HELD:
            continue
        named.setdefault(line.region, []).append(i)
    total = sum(marks[i].block.words for i in inside)
    for region, blocks in named.items():
        if sum(marks[i].block.words for i in blocks) <= REGION * total:
            for i in blocks:
                reasons[i] = region


def _under_pictures(
    rendering: Rendering,
    tree: _Tree,
    marks: Sequence[Mark],
    lines: Sequence[Line | None],
    reasons: list[str | None],
) -> None:
    """Drop the short lines that share an element with a picture and with no paragraph."""
    for i, line in enumerate(lines):
        if line is None or reasons[i] is not None or line.heading or marks[i].kind != "line":
            continue
        if line.node in rendering.pictured and not tree.words[line.node] and not marks[i].block.ends:
            reasons[i] = "photo caption"


def _outside(
    tree: _Tree,
    marks: Sequence[Mark],
    lines: Sequence[Line | None],
    body: Sequence[bool],
    total: int,
    reasons: list[str | None],
) -> None:
    """Drop the short lines outside the one element that holds the paragraphs, but for their headings."""
    holder = max(
        (node for node in range(len(tree.parents)) if tree.words[node] >= ARTICLE * total), default=0
    )
    for i, line in enumerate(lines):
        if tree.first[holder] <= i <= tree.last[holder] or not body[i] or line is None or reasons[i]:
            continue
        heads = line.heading > 1 and i + 1 < len(marks) and body[i + 1] and marks[i + 1].kind == "prose"
        if marks[i].kind != "prose" and not heads:
            reasons[i] = ""


def _links(
    marks: Sequence[Mark], lines: Sequence[Line | None], body: Sequence[bool], reasons: list[str | None]
) -> None:
    """Drop the lines that are nothing but a link to another page."""
    for i, line in enumerate(lines):
        if not body[i] or reasons[i] is not None or line is None or line.heading or line.quoted:
            continue
        if line.linked and marks[i].block.words <= LINK and line.element not in ("td", "th"):
            reasons[i] = "teaser"


def _pull_quotes(
    marks: Sequence[Mark], lines: Sequence[Line | None], body: Sequence[bool], reasons: list[str | None]
) -> None:
    """Drop a block that shows words of one paragraph a second time."""
    inside = [i for i in range(len(marks)) if body[i] and reasons[i] is None]
    if len(inside) > QUOTE_AMONG:
        return
    words = {i: _WORD.findall(plain_line(marks[i].block.text)) for i in inside}
    runs = {i: set(_runs(words[i])) for i in inside}
    found = [
        i for i in inside if _least(lines[i]) <= len(words[i]) <= QUOTE_MOST and _repeats(i, words, runs)
    ]
    if len(found) <= QUOTES:
        for i in found:
            line = lines[i]
            if line is not None and line.element not in ("td", "th"):
                reasons[i] = "pull quote"


def _least(line: Line | None) -> int:
    return QUOTE_IN_QUOTATION if line is not None and line.quoted else QUOTE


def _repeats(i: int, words: dict[int, list[str]], runs: dict[int, set[tuple[str, ...]]]) -> bool:
    """Whether one other block, longer or before it, has nearly all words of block *i* in their order."""
    own = _runs(words[i])
    return any(
        sum(run in runs[j] for run in own) >= QUOTE_SHARE * len(own)
        for j in words
        if len(words[j]) > len(words[i]) or (words[j] == words[i] and j < i)
    )


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[k : k + QUOTE_RUN]) for k in range(len(words) - QUOTE_RUN + 1)]


def _edges(
    marks: Sequence[Mark], lines: Sequence[Line | None], body: Sequence[bool], reasons: list[str | None]
) -> None:
    """Drop the few short lines before the first and after the last paragraph, list or table."""
    inside = [i for i in range(len(marks)) if body[i] and reasons[i] is None]
    for order in (inside, inside[::-1]):
        edge: list[int] = []
        for i in order:
            line, block = lines[i], marks[i].block
            if marks[i].kind == "prose" or block.ends or block.words > EDGE:
                break
            if line is None or line.element in PARTS or line.heading > 1:
                break
            edge.append(i)
        if len(edge) <= EDGES:
            for i in edge:
                reasons[i] = ""
