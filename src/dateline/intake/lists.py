"""Lists inside an article: what was agreed, who lost, what a quoted paper says.

Their items are short, capitalised and without closing marks, as menus and teasers are. What tells them
apart is the line above them, which ends in a colon, or the mark that each item begins with, and the article
around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.intake.agreements import find_agreement
from dateline.intake.marks import Mark

LONGEST = 15
"""Blocks of one list."""
INTRODUCED_WORDS = 2
"""Words from which a line that ends in a colon introduces a list; a single word is a label ("Tags:")."""
TOLD_REACH = 6
"""Blocks above the line with a colon one of which is a paragraph."""
BULLETED = 2
BULLETED_WORDS = 5
"""So many items in a row, each with a mark before it, are a list without a line above it, if half of them
have so many words (the mark's number or letter may be one): menus and lists of names are shorter."""
SUB_HEADS = frozenset(
    "business climate culture economy education environment finance food health media money politics "
    "property science security sport technology transport travel world".split()
)
"""Sections of sites that are as often sub-headings of a situation report or a party's programme."""
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+\S")
_BULLET = re.compile(r"(?:[•·▪◦●■►*–—-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\w")


def is_bulleted(mark: Mark) -> bool:
    """Whether a plain line or sentence begins with the mark of a list's item."""
    return mark.kind in ("line", "prose") and _BULLET.match(mark.block.text) is not None


def introduces(mark: Mark) -> bool:
    """Whether a block of the article ends in a colon, so that a list or quotation stands under it."""
    plain = mark.kind in ("line", "prose") and mark.furniture is None
    return plain and mark.block.text.endswith(":") and mark.block.words >= INTRODUCED_WORDS


def find_lists(marks: Sequence[Mark]) -> frozenset[int]:
    """The plain lines that are items of lists: introduced by a line with a colon under prose and followed by
    prose, in a row with marks before them, or numbered through between paragraphs; also the lines of an
    agreement's text."""
    found: set[int] = _numbered(marks) | set(find_agreement(marks))
    i = 0
    while i < len(marks):
        last = i + 1
        if introduces(marks[i]) and (i in found or _told_before(marks, i)):
            while last < len(marks) and last - i <= LONGEST and _may_be_item(marks[last]):
                last += 1
            if last < len(marks) and last - i > 1 and marks[last].kind == "prose":
                found.update(range(i, last))
        elif is_bulleted(marks[i]):
            while last < len(marks) and is_bulleted(marks[last]):
                last += 1
            told = sum(m.block.words >= BULLETED_WORDS for m in marks[i:last])
            if last - i >= BULLETED and told * 2 >= last - i:
                found.update(range(i, last))
        i = max(i + 1, last - 1)
    return frozenset(found)


def is_sub_heading(marks: Sequence[Mark], i: int) -> bool:
    """Whether a word of menus ("Health", "Food") stands alone between paragraphs."""
    if not 0 < i < len(marks) - 1 or marks[i].kind == "line" or not _may_be_item(marks[i]):
        return False
    return all(m.kind == "prose" or is_bulleted(m) for m in (marks[i - 1], marks[i + 1]))


def _numbered(marks: Sequence[Mark]) -> set[int]:
    """Sub-headings that count on from 1, each with a paragraph under it."""
    found: list[int] = []
    for i, mark in enumerate(marks[:-1]):
        match = _NUMBERED.match(mark.block.text) if mark.kind == "line" else None
        if match is None or not marks[i + 1].block.ends:
            continue
        if int(match[1]) == 1:
            found = found if len(found) >= BULLETED else []
        if int(match[1]) == len(found) + 1:
            found.append(i)
    return set(found) if len(found) >= BULLETED else set()


def _told_before(marks: Sequence[Mark], i: int) -> bool:
    above = marks[max(0, i - TOLD_REACH) : i]
    return marks[i].kind == "prose" or any(m.kind == "prose" or is_bulleted(m) for m in above)


def _may_be_item(mark: Mark) -> bool:
    """Whether a block is a line of its own, also one whose words stand in menus too ("Health")."""
    if mark.kind == "line":
        return True
    return mark.kind == "furniture" and mark.furniture is not None and mark.furniture.words in SUB_HEADS
