"""Body and leftovers of a rendered page: whole blocks, mended by how each looks, the rest with its reason.

What the page's structure gives is mended twice: a sub-heading or paragraph that stands between two blocks of
the body belongs to it, and a line that is furniture by its words ("Follow us on …", the headline, a byline
above the first paragraph) does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.intake.boundaries import Bounds
from dateline.intake.cleaning import Cleaned
from dateline.intake.headline import Headline
from dateline.intake.html_boxes import boxed
from dateline.intake.html_text import Line, Rendering
from dateline.intake.marks import Mark
from dateline.knowledge.furniture import plain_line
from dateline.model import Leftover, Span

WHOLE = 0.6
"""Share of a block's characters from which the whole block is the article's."""
GAP = 1
"""Blocks between two of the body that are taken for sub-headings; more of them are a box of links."""
PARAGRAPH = 15
"""Words: a block of prose this long inside the body belongs to it even where the structure hides it."""
OPENING = 6
"""Words of a line under a heading that may open a list ("This is what we know:")."""
SUB_HEADING = 2
"""The highest level of a heading within the article."""
STANDFIRST = 2
"""Blocks of the body above the line with the date or the authors that may be the standfirst."""
STANDFIRST_SHARE = 0.3
"""Share of the article's words that a standfirst has at most."""
MISSED = 1.0
"""Paragraphs left out, in words of those taken beside them, from which the structure was misread; none of the
development pages comes near."""
TITLE_PART = 15
"""Characters of a heading that show it to be the beginning of the page's title; the end may be the outlet."""
KINDS: dict[str, str] = {"byline": "byline", "date": "date line", "caption": "photo caption"}
"""Looks of a block that make it no article text above the first paragraph, with the reason."""


def tell_apart(
    rendering: Rendering, marks: Sequence[Mark], runs: Sequence[Span], titles: Sequence[str]
) -> Cleaned:
    """The body and the leftovers of a page.

    *runs* are the places of the article's words, *titles* what the page calls itself, *marks* one for each
    block of the rendering.
    """
    lines = {line.span.start: line for line in rendering.lines}
    taken = _taken(marks, runs)
    own_lines = [lines.get(mark.block.span.start) for mark in marks]
    _mend(marks, own_lines, taken)
    _take_siblings(rendering, marks, own_lines, taken)
    named = [_is_title(m, titles) for m in marks]
    reasons = _unwanted(marks, own_lines, named, taken)
    body_now = [bool(spans) and reason is None for spans, reason in zip(taken, reasons, strict=True)]
    for i, box in enumerate(boxed(rendering, marks, own_lines, body_now)):
        if box is not None and reasons[i] is None:
            taken[i] = []
            reasons[i] = box or None
    inside = [i for i in range(len(marks)) if taken[i] and reasons[i] is None]
    start, end = (inside[0], inside[-1] + 1) if inside else (len(marks), len(marks))
    body: list[Span] = []
    dropped: list[Leftover] = []
    for i, mark in enumerate(marks):
        keep = taken[i] if reasons[i] is None else []
        reason = reasons[i] or _reason(mark, own_lines[i], i, start, end, named[i])
        _share_out(rendering.text, mark.block.span, keep, reason, body, dropped)
    headline = _headline(marks, named, lines, start, end)
    bounds = Bounds(start, end, None if headline is None else headline.block)
    return Cleaned(tuple(body), tuple(dropped), tuple(marks), bounds, headline)


def _taken(marks: Sequence[Mark], runs: Sequence[Span]) -> list[list[Span]]:
    """For each block the stretches of it that are the article's: all of it, the runs found in it, or none."""
    taken: list[list[Span]] = []
    first = 0
    for mark in marks:
        span = mark.block.span
        while first < len(runs) and runs[first].end <= span.start:
            first += 1
        inside: list[Span] = []
        k = first
        while k < len(runs) and runs[k].start < span.end:
            start = max(runs[k].start, span.start, inside[-1].end if inside else 0)
            inside.append(Span(start, max(start, min(runs[k].end, span.end))))
            k += 1
        taken.append([span] if sum(map(len, inside)) >= WHOLE * len(span) else inside)
    return taken


def _mend(marks: Sequence[Mark], lines: Sequence[Line | None], taken: list[list[Span]]) -> None:
    """Take in the sub-headings, paragraphs and lists between blocks of the body."""
    whole = [i for i, mark in enumerate(marks) if taken[i] == [mark.block.span]]
    for before, after in pairwise([*whole, len(marks)]):
        between = range(before + 1, after)
        plain = [_is_plain(marks[i], lines[i]) for i in between]
        listed = True  # a list goes on from the block before it
        for i, is_plain in zip(between, plain, strict=True):
            line, mark = lines[i], marks[i]
            listed = listed and is_plain and line is not None and line.element == "li" and not line.linked
            if not is_plain or (after == len(marks) and not listed):
                continue
            long = mark.kind == "prose" and mark.block.words >= PARAGRAPH
            heads = line is not None and line.heading > 1 and i + 1 == after and _is_paragraph(marks[after])
            quoted = line is not None and line.quoted
            if (
                long
                or heads
                or quoted
                or (len(between) <= GAP and all(plain))
                or (listed and _opens(marks[before]))
            ):
                taken[i] = [mark.block.span]


def _is_plain(mark: Mark, line: Line | None) -> bool:
    return (line is None or line.region is None) and mark.kind in ("prose", "line")


def _take_siblings(
    rendering: Rendering, marks: Sequence[Mark], lines: Sequence[Line | None], taken: list[list[Span]]
) -> None:
    """Take in the paragraphs beside those of the body where the structure hid more of them than it showed."""
    around: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line is not None and marks[i].kind == "prose" and _is_plain(marks[i], line):
            around.setdefault(rendering.parents[line.node], []).append(i)
    if not around:
        return

    def words(blocks: Sequence[int], own: bool) -> int:
        return sum(marks[i].block.words for i in blocks if bool(taken[i]) is own)

    siblings = max(around.values(), key=lambda blocks: words(blocks, True))
    if words(siblings, False) > MISSED * words(siblings, True) > 0:
        for i in siblings:
            taken[i] = [marks[i].block.span]


def _is_paragraph(mark: Mark) -> bool:
    return mark.kind == "prose" or mark.block.words >= OPENING


def _opens(mark: Mark) -> bool:
    """Whether a block announces the list that follows it."""
    return mark.block.text.endswith(":")


def _unwanted(
    marks: Sequence[Mark],
    lines: Sequence[Line | None],
    named: Sequence[bool],
    taken: Sequence[list[Span]],
) -> list[str | None]:
    """Why a block of the body is none after all: the headline, furniture, or the masthead above the text."""
    reasons: list[str | None] = []
    begun = False
    for i, (mark, is_title, spans) in enumerate(zip(marks, named, taken, strict=True)):
        reason = None
        if not spans:
            reasons.append(None)
            continue
        if is_title:
            reason = "headline"
        elif mark.furniture is not None and not _heads(i, marks, lines, taken):
            reason = mark.furniture.reason
        elif not begun and mark.kind in KINDS:
            reason = KINDS[mark.kind]
        elif _is_dated(mark):
            reason = "date line"
        elif mark.kind == "prose":
            begun = True
        reasons.append(reason)
    _above_dates(marks, taken, reasons)
    return reasons


def _heads(i: int, marks: Sequence[Mark], lines: Sequence[Line | None], taken: Sequence[list[Span]]) -> bool:
    """Whether block *i* is the heading of a paragraph of the article ("Recommendations", "Timeline")."""
    line, below = lines[i], lines[i + 1] if i + 1 < len(lines) else None
    if line is None or line.heading < SUB_HEADING or below is None or below.linked:
        return False
    return bool(taken[i + 1]) and marks[i + 1].kind == "prose"


def _is_dated(mark: Mark) -> bool:
    """Whether a line tells when the page was published or changed, wherever it stands."""
    return mark.kind in ("date", "line") and bool(mark.dates) and bool(mark.dates[0].label)


def _above_dates(marks: Sequence[Mark], taken: Sequence[list[Span]], reasons: list[str | None]) -> None:
    """Drop the standfirst: what stands above the line with date or byline, at the top of the body."""
    inside = [i for i in range(len(marks)) if taken[i] and reasons[i] is None]
    if not inside:
        return
    reach = inside[:STANDFIRST]
    below = [j for j in range(inside[0], reach[-1]) if marks[j].kind in ("byline", "date")]
    above = [i for i in reach if below and i < below[-1]]
    words = sum(marks[i].block.words for i in inside)
    if above and sum(marks[i].block.words for i in above) <= STANDFIRST_SHARE * words:
        for i in above:
            reasons[i] = "summary"


def _reason(mark: Mark, line: Line | None, i: int, start: int, end: int, is_title: bool) -> str:
    """Why block *i* is left over: its own look, the part of the page it stands in, or where it stands."""
    if is_title:
        return "headline"
    if mark.furniture is not None:
        return mark.furniture.reason
    if mark.kind in ("byline", "date"):  # also within what is called a header
        return KINDS[mark.kind]
    place = "before the article" if i < start else "after the article" if i >= end else "inside the article"
    if start < i < end and line is not None and line.linked:
        place = "teaser"
    return (None if line is None else line.region) or KINDS.get(mark.kind) or place


def _is_title(mark: Mark, titles: Sequence[str]) -> bool:
    """Whether a block repeats the title of the page, with or without the outlet's name."""
    plain = plain_line(mark.block.text)
    if not plain:
        return False
    return any(
        plain == title
        or (len(plain) > TITLE_PART and title.startswith(plain))
        or (len(plain) > len(title) / 2 and title.endswith(plain))
        for title in map(plain_line, titles)
    )


def _headline(
    marks: Sequence[Mark], named: Sequence[bool], lines: dict[int, Line], start: int, end: int
) -> Headline | None:
    """The block that shows the headline: a heading that repeats the page's title, else the main one."""
    above = range(min(start, end))

    def heading(i: int) -> int:
        line = lines.get(marks[i].block.span.start)
        return line.heading if line is not None else 0

    repeated = [i for i in above if named[i]]
    main = [i for i in above if heading(i) == 1]
    for found in ([i for i in repeated if heading(i)], repeated, main):
        if found:
            return Headline(found[-1], marks[found[-1]].block.span)
    return None


def _share_out(
    text: str, block: Span, keep: Sequence[Span], reason: str, body: list[Span], dropped: list[Leftover]
) -> None:
    """Give every non-blank character of *block* to the body or to the leftovers."""
    at = block.start
    for span in [*keep, Span(block.end, block.end)]:
        between = text[at : span.start]
        if between.strip():
            start = at + len(between) - len(between.lstrip())
            dropped.append(Leftover(Span(start, at + len(between.rstrip())), reason))
        if span.start < span.end:
            body.append(span)
        at = span.end
