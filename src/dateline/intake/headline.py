"""The headline: which block carries it, and its words without the site's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.boundaries import core_run, opens_paragraph
from dateline.intake.marks import Mark
from dateline.knowledge.furniture import plain_line
from dateline.model import Span

LONGEST = 40
"""Words: no headline is longer."""
LONGEST_SENTENCE = 25
"""Words: a longer whole sentence is a summary or a paragraph."""
OFTEN = 3
"""A line that stands on the page more often is a label, not the headline."""
SUFFIX_WORDS = 7
"""Words that a site's name after the last stroke or dash of a page title may have."""
STEM = 5
"""Letters of a word that are compared with the article's words ("agree", "agreed")."""
TOLD_WORDS = 80
TOLD_COST = 4.0
"""So much is taken from a line with this much of the article already above it: a sub-heading, a pull quote."""
_SUFFIX = re.compile(r"\s+[|•·»:–—-]\s+|\s*\|\s*|\s+[–—]\s+")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's words (``span``) and the block they stand in; ``site`` is the name cut off, if any."""

    block: int
    span: Span
    site: Span | None = None


def find_headline(marks: Sequence[Mark], text: str) -> Headline | None:
    """The headline of the page's article, or None.

    A line that is repeated (page title, breadcrumb, heading) is preferred, then the line before the body
    whose words recur in it; a banner about something else loses on both.
    """
    if not marks:
        return None
    start, end = core_run(marks)
    if start == end:
        return None
    vocabulary = _vocabulary(marks[start:end])
    heart = _heart(marks, start, end)
    candidates = [i for i in range(heart) if _may_be(marks[i])]
    if not candidates:
        return None
    plain = {i: plain_line(marks[i].block.text) for i in candidates}
    repeats = Counter(plain_line(m.block.text) for m in marks if m.block.words <= LONGEST)
    page_title = candidates[0]
    best: tuple[float, int] | None = None
    told = _words_told(marks, start, heart)
    for i in candidates:
        points = _points(i, marks, plain, repeats, vocabulary, start, page_title)
        points -= TOLD_COST * min(1.0, told[i] / TOLD_WORDS)
        if best is None or points >= best[0]:
            best = (points, i)
    if best is None or best[0] <= 0:
        return None
    chosen = best[1]
    same = [i for i in candidates if plain[i] == plain[chosen]]
    return _without_site(marks, text, same[-1], candidates, plain)


def _heart(marks: Sequence[Mark], start: int, end: int) -> int:
    """Where the article is surely under way: the run's first third of words is passed."""
    words = sum(m.block.words for m in marks[start:end] if m.kind == "prose")
    seen = 0
    for i in range(start, end):
        if marks[i].kind == "prose":
            seen += marks[i].block.words
            if seen * 3 > words:
                return i
    return end


def _words_told(marks: Sequence[Mark], start: int, heart: int) -> list[int]:
    """For each block before the heart how many words of the core's prose stand before it."""
    told, words = [], 0
    for i in range(heart):
        told.append(words)
        if i >= start and (marks[i].kind == "prose" or opens_paragraph(marks[i])):
            words += marks[i].block.words
    return told


def _may_be(mark: Mark) -> bool:
    words = mark.block.words
    if mark.kind not in ("line", "prose") or not 2 <= words <= LONGEST:
        return False
    if mark.kind == "prose" and words > LONGEST_SENTENCE:
        return False
    return bool(re.search(r"[^\W\d_]{2}", mark.block.text))


def _points(
    i: int,
    marks: Sequence[Mark],
    plain: dict[int, str],
    repeats: Counter[str],
    vocabulary: Counter[str],
    start: int,
    page_title: int,
) -> float:
    block = marks[i].block
    words = [w.casefold()[:STEM] for w in _WORD.findall(block.text)]
    recur = sum(1 for w in words if vocabulary[w]) / len(words) if words else 0.0
    points = 3.0 * recur
    if 1 < repeats[plain[i]] <= OFTEN and block.words >= 3:
        points += 2.0
    if i != page_title and block.words >= 3 and _begins(plain[page_title], plain[i]):
        points += 3.0
    if block.words >= 4 and any(
        j < i and len(p) > len(plain[i]) and p.endswith(plain[i]) for j, p in plain.items()
    ):
        points += 2.0
    if i == page_title:
        points += 1.0
    if marks[i].kind == "prose" or block.text.endswith((".", ";")):
        points -= 1.5
    if block.words < 4:
        points -= 1.5
    if block.words > 14:
        points -= 0.5
    if block.words > 22:
        points -= 0.5
    distance = abs(start - i)
    points -= min(distance, 40) * 0.02
    return points


def _begins(long: str, short: str) -> bool:
    """Whether the page title is *short* with a site's name after it."""
    return len(long) > len(short) and long.startswith(short) and not long[len(short)].isalnum()


def _without_site(
    marks: Sequence[Mark], text: str, i: int, candidates: Sequence[int], plain: dict[int, str]
) -> Headline:
    """The headline in block *i* without a site's name after (or before) it."""
    span = marks[i].block.span
    line = span.of(text)
    cuts = list(_SUFFIX.finditer(line))
    for cut in reversed(cuts):
        tail = line[cut.end() :]
        if (
            i == 0
            and len(tail.split()) <= SUFFIX_WORDS
            and len(line[: cut.start()].split()) > len(tail.split())
        ):
            return Headline(
                i, Span(span.start, span.start + cut.start()), Span(span.start + cut.end(), span.end)
            )
        break
    return Headline(i, span)


def _vocabulary(marks: Sequence[Mark]) -> Counter[str]:
    return Counter(
        w.casefold()[:STEM] for m in marks if m.kind == "prose" for w in _WORD.findall(m.block.text)
    )
