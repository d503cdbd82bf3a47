"""Where the article begins and ends among the blocks of a page.

Two boundaries are found and everything outside them is left over: 98 of 100 lines of noise stand before or
after the body. The core is the run of blocks with the largest sum of scores (body text extraction: Finn,
Kushmerick and Smyth, 2001), where prose counts for its words and other lines count against. The boundaries
are then moved by what a reader would see: the headline before the body and the masthead under it; headings
that come only after an article (comments); and the break of topic, since teasers are whole sentences too but
share few words with the story they follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.agreements import find_agreement
from dateline.intake.boxes import find_boxes
from dateline.intake.lists import find_lists, introduces, is_bulleted
from dateline.intake.marks import Mark, is_time_alone
from dateline.intake.topic import (
    ON_TOPIC,
    RUNNING_ON,
    SURELY_ON_TOPIC,
    UNTOLD_WEIGHT,
    fullness,
    share_told,
    stems,
    tells_on,
    topic_weight,
    vocabulary,
)
from dateline.intake.wire import read_wire
from dateline.knowledge.furniture import plain_line
from dateline.model import Span

PROSE_MOST = 60
"""Words of one prose block that count; a single huge block must not outweigh an article."""
LINE_COST = 6.0
"""What a line that is no prose counts against; bte's 8 and bte6's 15 on the development pages bracket it."""
FURNITURE_COST = 10.0
MASTHEAD_COST = 15.0
INLINE_COST = 3.0
"""A single line such as "Read also: …", which many sites set between paragraphs."""
SECTION_COST = 40.0
END_COST = 70.0
CAPTION_COST = 4.0
END_AFTER_WORDS = 60
"""Words of prose after the headline from which a heading of comments ends the article."""
SIDEBAR_WORDS = 60
SIDEBAR_TIMES = 4
"""Less than this before a heading of comments, and this many times more behind it: the heading stands in a
sidebar above the article."""
MASTHEAD_REACH = 3
"""Prose blocks that may stand between headline and byline or date line (standfirst, banners)."""
MASTHEAD_WORDS = 90
"""Words of prose that may stand there."""
SUMMARY_MOST = 60
"""Words that may stand above the paragraph with an agency's dateline as a summary."""
INTRODUCED_WORDS = 6
"""Words of a line with a colon from which it opens an article whose first block it introduces."""
OPENING_WORDS = 12
"""Words from which a line without a closing mark may be the first paragraph."""
LIST_ITEMS = 5
ITEM_LEAST = 4
ITEM_MOST = 25
"""So many lines in a row, each with a number and of so many words, are a list of the article, not a menu."""
LABEL_WORDS = 3
"""Words: so short a line without a closing mark does not open an article."""
CUT_OFF_WORDS = 30
"""Words of on-topic prose between the headline and the core that are taken for the article's beginning."""
CUT_OFF_REACH = 10
CUT_OFF_BLOCKS = 40
"""Blocks of teasers that may stand between two parts of the article; blocks of any kind."""
QUOTE_WORDS = 6
QUOTE_REACH = 12
"""Words of a pull quote, and blocks above it in which its words stand."""
ROW = 4
"""Paragraphs in a row that are looked at together behind a box; two of them must tell on."""
CREDIT_REACH = 12
"""Blocks behind the end within which a closing credit stands."""
PLAIN_LINE_WORDS = 10
"""Words of a line that may be a verse or an item; headlines of other stories are as long or longer."""
SMALL_BOX = 3
BOX_LINES = 8
"""Lines of a box inside an article; behind a small one a single paragraph that tells on is enough."""
PARAGRAPH_WORDS = 20
"""Words from which a plain line without a closing mark is taken for a paragraph that lost it."""
TOPIC_AFTER = 0.5
"""Share of the core's words after which a break of topic can end the article."""
TOPIC_WORDS = 50
"""Words of article that are needed to know its topic."""
REPEATED_AFTER = 0.6
"""Share of the core's words after which the headline's repetition ends the article."""
_COSTS = {"line": FURNITURE_COST, "section": SECTION_COST, "end": END_COST, "resume": 0.0}
_NOT_FIRST = ("furniture", "caption", "byline", "date", "dateline")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The body is ``marks[start:end]``; ``headline`` is the index of the headline's block, if any."""

    start: int
    end: int
    headline: int | None = None


def score(mark: Mark) -> float:
    """How much a block speaks for standing inside the article."""
    words = mark.block.words
    if not words:  # a rule of dashes or stars, the sign of a quoted line
        return 0.0
    if mark.kind == "prose":
        return float(min(words, PROSE_MOST))
    if mark.furniture is not None:
        if mark.furniture.effect == "line" and mark.furniture.reason == "teaser":
            return -INLINE_COST
        return -_COSTS[mark.furniture.effect]
    if mark.kind in ("date", "byline"):
        return -LINE_COST if is_time_alone(mark) else -MASTHEAD_COST
    if mark.kind == "caption":
        return -CAPTION_COST
    if mark.kind == "dateline":
        return 0.0
    if mark.block.ends and words >= 3:
        return words / 2
    if words >= PARAGRAPH_WORDS and opens_paragraph(mark):
        return min(words, PROSE_MOST) / 2
    return -LINE_COST


def scores_of(marks: Sequence[Mark]) -> list[float]:
    """The score of each block; a box after which the article goes on costs nothing, nor does a list in it."""
    boxes, lists = find_boxes(marks), find_lists(marks)
    return [
        0.0 if i in boxes else max(score(mark), 0.0) if i in lists else score(mark)
        for i, mark in enumerate(marks)
    ]


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


def core_run(marks: Sequence[Mark], floor: int = 0) -> tuple[int, int]:
    """The run that holds most of the article, from block *floor* on and before any heading of comments."""
    scores = scores_of(marks)
    start, end = best_run(scores, floor, _comments_from(marks, floor))
    inside = sum(scores[start:end])
    if inside < SIDEBAR_WORDS:
        further = best_run(scores, floor, len(marks))
        if sum(scores[further[0] : further[1]]) > SIDEBAR_TIMES * inside:
            return further
    return start, end


def find_bounds(marks: Sequence[Mark], headline: int | None) -> Bounds:
    """The boundaries of the article, given where its headline stands."""
    floor = 0 if headline is None else headline + 1
    start, end = core_run(marks, floor)
    if start == end and floor:
        start, end = core_run(marks)
        floor = start
    if headline is not None:
        start = _from_headline(marks, floor, start, end)
    further = _past_teasers(marks, start, end)
    start = _opening(marks, min(floor, start), start, end)
    if headline is not None:
        end = _before_repeated(marks, headline, start, end)
    end = _topic_end(marks, start, end)
    end = max(further, _past_teasers(marks, start, end, weighed=True), end)
    end = _to_furniture(marks, start, _before_credit(marks, start, end))
    while end > start and not _may_end(marks[end - 1]):
        end -= 1
    if end > start:
        end = _with_list(marks, end)
    start = _from_dateline(marks, start, end)
    start = _from_introduction(marks, floor, start)
    agreement = find_agreement(marks)
    if agreement and agreement.start < end and start < agreement.stop:
        start, end = min(start, max(floor, agreement.start)), max(end, agreement.stop)
    return Bounds(start, end, headline)


def _from_dateline(marks: Sequence[Mark], start: int, end: int) -> int:
    """The paragraph that opens with an agency's dateline, where a summary stands above it."""
    words = 0
    for i in range(start, min(end, start + MASTHEAD_REACH)):
        mark = marks[i]
        if mark.kind not in ("prose", "line") or words > SUMMARY_MOST:
            break
        wire = read_wire(mark.block.text, (Span(0, len(mark.block.text)),))
        if wire is not None and mark.kind == "prose":
            return i if wire.agency is not None else start
        words += mark.block.words
    return start


def _from_introduction(marks: Sequence[Mark], floor: int, start: int) -> int:
    """The line with a colon that introduces the article's first block or the list above it."""
    first = start
    while first > floor and is_bulleted(marks[first - 1]):
        first -= 1
    above = marks[first - 1] if first > floor else None
    if above is not None and introduces(above) and above.block.words >= INTRODUCED_WORDS:
        return first - 1
    return start


def _before_credit(marks: Sequence[Mark], start: int, end: int) -> int:
    """The end of the paragraphs that stand right above the report's closing credit ("… contributed to this
    report"), behind at most one box."""
    if end == start:
        return end
    for i in range(end, min(len(marks), end + CREDIT_REACH)):
        furniture = marks[i].furniture
        if furniture is None or furniture.reason != "credit":
            continue
        first = i
        while first > end and marks[first - 1].kind == "prose":
            first -= 1
        return i if first < i and _is_one_box(marks, end, first) else end
    return end


def _to_furniture(marks: Sequence[Mark], start: int, end: int) -> int:
    """The end of what follows with nothing between that ends an article: plain short lines and paragraphs
    up to the first piece of furniture, as behind a poem, a letter or a list in a clean copy."""
    last = end
    line_words = 0
    known = vocabulary(m.block.text for m in marks[start:end] if m.kind == "prose")
    for i in range(end, len(marks)):
        mark = marks[i]
        if mark.kind == "prose":
            told = share_told(stems(mark.block.text), known) >= RUNNING_ON * fullness(known)
            if line_words > mark.block.words or not told:
                break
            last, line_words = i + 1, 0
        elif mark.kind == "line" and mark.block.words < PLAIN_LINE_WORDS:
            line_words += mark.block.words
        elif mark.kind != "line" or not introduces(mark):
            break
    return last if end > start else end


def _with_list(marks: Sequence[Mark], end: int) -> int:
    """The end after a list of figures or dates (tolls by town, a timeline) behind the last paragraph."""
    first = end
    if introduces(marks[first - 1]) or (first < len(marks) and introduces(marks[first])):
        last = first = first + (not introduces(marks[first - 1]))
        while last < len(marks) and is_bulleted(marks[last]):
            last += 1
        if last > first:
            return last
        first = end
    if first < len(marks) and marks[first].kind == "line" and not is_item(marks[first]):
        first += 1
    last = first
    while last < len(marks) and is_item(marks[last]):
        last += 1
    return last if last - first >= LIST_ITEMS else end


def is_item(mark: Mark) -> bool:
    """Whether a line can be an item of a list of figures or dates."""
    words = mark.block.words
    return (
        mark.kind == "line" and ITEM_LEAST <= words <= ITEM_MOST and any(c.isdigit() for c in mark.block.text)
    )


def _comments_from(marks: Sequence[Mark], floor: int) -> int:
    """The first heading of comments that has enough prose of an article above it, or the end of the page."""
    words = 0
    for i in range(floor, len(marks)):
        mark = marks[i]
        if mark.kind == "prose":
            words += mark.block.words
        elif words >= END_AFTER_WORDS and mark.furniture is not None and mark.furniture.effect == "end":
            return i
    return len(marks)


def _before_repeated(marks: Sequence[Mark], headline: int, start: int, end: int) -> int:
    """Before the headline's repetition, which opens a preview, a share box or a list behind the article."""
    title = plain_line(marks[headline].block.text)
    total = sum(m.block.words for m in marks[start:end] if m.kind == "prose")
    words = 0
    for i in range(start, end):
        mark = marks[i]
        if mark.kind == "prose":
            words += mark.block.words
        elif words >= max(TOPIC_WORDS, total * REPEATED_AFTER) and plain_line(mark.block.text) == title:
            return i
    return end


def _from_headline(marks: Sequence[Mark], floor: int, start: int, end: int) -> int:
    """The first of several paragraphs of the article that a list of teasers cut off from its core."""
    known = vocabulary(m.block.text for m in marks[start:end] if m.kind == "prose")
    found, words = start, 0
    for i in range(start - 1, floor - 1, -1):
        mark = marks[i]
        if mark.kind != "prose" or mark.block.words < OPENING_WORDS:
            continue
        if share_told(stems(mark.block.text), known) >= ON_TOPIC:
            found, words = i, words + mark.block.words
    return found if words >= CUT_OFF_WORDS else start


def _past_teasers(marks: Sequence[Mark], start: int, end: int, *, weighed: bool = False) -> int:
    """The end of several paragraphs that teasers cut off from the core; *start* where there are none.

    Where the topic of what follows was *weighed* already, only paragraphs that tell on are taken.
    """
    known = vocabulary(m.block.text for m in marks[start:end] if m.kind == "prose")
    limit = _comments_from(marks, start)
    found, words, last = end, 0, end
    for i in range(end, limit):
        mark = marks[i]
        between = _said_between(marks, last, i)
        if between > CUT_OFF_REACH or i - last > CUT_OFF_BLOCKS:
            break
        if mark.kind != "prose" or mark.block.words < OPENING_WORDS:
            continue
        row = _row(marks, i)
        joint = vocabulary(m.block.text for m in row)
        if not weighed and share_told(stems(mark.block.text), known) >= SURELY_ON_TOPIC:
            found, words, last = max(found, i + 1), words + mark.block.words, i
        elif (
            len(row) > 1
            and sum(tells_on(m.block.text) for m in row) >= 2
            and _is_one_box(marks, last, i)
            and share_told(joint, known) >= RUNNING_ON * fullness(known)
        ):
            found, words = i + len(row), words + sum(m.block.words for m in row)
            last = found - 1
        elif (
            between <= SMALL_BOX
            and tells_on(mark.block.text)
            and _is_one_box(marks, last, i)
            and share_told(stems(mark.block.text), known) >= RUNNING_ON * fullness(known)
        ):
            found, words, last = i + 1, words + CUT_OFF_WORDS, i
    if words < CUT_OFF_WORDS:
        return start
    while found < limit and marks[found].kind == "prose":
        found += 1
    return found


def _row(marks: Sequence[Mark], i: int) -> Sequence[Mark]:
    """The paragraphs in a row from block *i* on, at most `ROW`."""
    last = i
    while last < len(marks) and last - i < ROW and marks[last].kind == "prose":
        last += 1
    return marks[i:last]


def _said_between(marks: Sequence[Mark], last: int, i: int) -> int:
    """How many blocks between two say something of their own: share links, numbers and pictures do not."""
    return sum(m.kind not in ("furniture", "caption") or _heads(m) for m in marks[last:i])


def _heads(mark: Mark) -> bool:
    return mark.furniture is not None and mark.furniture.effect == "section"


def _is_one_box(marks: Sequence[Mark], last: int, i: int) -> bool:
    """Whether blocks can be one box inside the article; behind an article several lists follow each other."""
    return sum(map(_heads, marks[last:i])) <= 1 and _said_between(marks, last, i) <= BOX_LINES


def _opening(marks: Sequence[Mark], floor: int, start: int, end: int) -> int:
    """The block of the first paragraph: behind the byline and date line, where the masthead has them."""
    prose_blocks = prose_words = 0
    masthead = floor
    for i in range(floor, end):
        mark = marks[i]
        if mark.kind in ("byline", "date", "dateline") and mark.furniture is None:
            if prose_blocks and masthead > floor and mark.kind == "date" and not mark.dates:
                break  # "Updated at 21.10" under an entry of a running report
            masthead = i + 1
        elif mark.kind == "prose":
            prose_blocks += 1
            prose_words += mark.block.words
            if prose_blocks > MASTHEAD_REACH or prose_words > MASTHEAD_WORDS:
                break
    start = max(start, masthead)
    if masthead > floor:
        start = _first_paragraph(marks, masthead, start)
    elif floor and start < end and marks[start].kind == "line" and opens_paragraph(marks[start]):
        start += not marks[start].block.ends
    while start < end and (marks[start].kind in _NOT_FIRST or _is_label(marks[start])):
        start += 1
    return start


def _is_label(mark: Mark) -> bool:
    """Whether a line is too short to open an article (a section's or a site's name)."""
    return mark.kind == "line" and not mark.block.ends and mark.block.words <= LABEL_WORDS


def _first_paragraph(marks: Sequence[Mark], masthead: int, start: int) -> int:
    """A first paragraph that lacks its closing mark, between the masthead and the core."""
    teasers = False
    for i in range(masthead, start):
        mark = marks[i]
        if mark.furniture is not None and mark.furniture.effect in ("section", "end"):
            teasers = True
        elif not teasers and (mark.kind == "prose" or (mark.kind == "line" and opens_paragraph(mark))):
            return i
    return start


def opens_paragraph(mark: Mark) -> bool:
    """Whether a line without a closing mark is long and plain enough for a paragraph."""
    words = mark.block.text.split()
    lower = sum(1 for w in words if w[:1].islower())
    return mark.block.words >= OPENING_WORDS and lower * 2 > len(words)


def _topic_end(marks: Sequence[Mark], start: int, end: int) -> int:
    """The end of the run once its later prose is weighed by how much the article has spoken of it before."""
    total = sum(m.block.words for m in marks[start:end] if m.kind == "prose")
    known: set[str] = set()
    words = 0
    best, best_to, current = 0.0, start, 0.0
    broken = False
    scores = scores_of(marks)
    boxes = find_boxes(marks) | find_lists(marks)
    for i in range(start, end):
        mark = marks[i]
        value = scores[i]
        broken = broken or (
            words >= TOPIC_AFTER * total
            and mark.kind not in ("prose", "caption")
            and not mark.block.ends
            and not is_time_alone(mark)
            and i not in boxes
            and not _is_sub_heading(marks, i)
            and not _repeats(marks, i)
        )
        if mark.kind == "prose":
            own = stems(mark.block.text)
            if broken and words >= TOPIC_WORDS:
                weight = topic_weight(own, known)
                if i > 0 and marks[i - 1].kind == "prose" and tells_on(mark.block.text):
                    weight = max(weight, UNTOLD_WEIGHT)
                value *= weight
            known |= own
            words += mark.block.words
        current += value
        if current >= best:
            best, best_to = current, i + 1
    return best_to


def _is_sub_heading(marks: Sequence[Mark], i: int) -> bool:
    """Whether a line stands over two paragraphs and under one; in a list of teasers lines take turns."""
    if marks[i].kind != "line" or not 0 < i < len(marks) - 2:
        return False
    if marks[i - 1].kind != "prose" or marks[i + 1].kind != "prose":
        return False
    below = marks[i + 2]
    return below.kind == "prose" or (below.kind == "line" and below.block.ends) or _repeats(marks, i + 2)


def _repeats(marks: Sequence[Mark], i: int) -> bool:
    """Whether a line is a pull quote: words of a paragraph shortly before it."""
    if marks[i].kind != "line" or marks[i].block.words < QUOTE_WORDS:
        return False
    plain = plain_line(marks[i].block.text)
    above = marks[max(0, i - QUOTE_REACH) : i]
    return any(m.kind == "prose" and plain in plain_line(m.block.text) for m in above)


def _may_end(mark: Mark) -> bool:
    if mark.kind == "line":
        return mark.block.ends or (mark.block.words >= PARAGRAPH_WORDS and opens_paragraph(mark))
    return mark.kind == "prose"
