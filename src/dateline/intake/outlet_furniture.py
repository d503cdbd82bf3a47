"""What an outlet repeats on its pages, told apart from what it repeats in its reports.

Repetition alone proves nothing: newsrooms repeat background paragraphs, columnists their refrains, and both
their sub-headings. A sentence is furniture only if it speaks to the reader or tells of the report's author; a
line that is no sentence, only if it stands in a list, or was left out of most of the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.intake.blocks import split, word_count
from dateline.intake.marks import NOTICES, mark_blocks
from dateline.intake.outlet_lines import Lines, Repeated, line_hash
from dateline.intake.text import judge
from dateline.knowledge.reader_words import speaks_to_reader, tells_of_author
from dateline.model import Leftover, Report, Span

REASON = "repeated on other pages of this outlet"
EDGE_LINES = 2
"""Repeated lines side by side that are a list at the edge of the article; one alone may be a refrain."""
BOX_LINES = 3
"""Repeated lines side by side that are a list inside it; sub-headings do not follow each other."""
SENTENCE_WORDS = 15
"""Words from which a line is taken for a sentence though it lacks its closing mark."""
LONGEST = 1200
"""Characters: no notice or note on an author is longer."""
AT_HAND = 1 << 12
"""Lines of which it is remembered what they are: what is repeated comes again and again."""


def with_furniture(report: Report, lines: Lines) -> Report:
    """*report* without the blocks of its body that are furniture of its outlet.

    *lines* are those that the outlet repeats. The same report comes back where none of them is furniture.
    """
    repeated = [lines.get(line_hash(span.of(report.text))) for span in report.body]
    unwanted = _unwanted(report, repeated)
    if not any(unwanted):
        return report
    dropped = [
        Leftover(span, REASON, often.articles)
        for span, often, drop in zip(report.body, repeated, unwanted, strict=True)
        if drop and often is not None
    ]
    without = replace(
        report,
        body=tuple(span for span, drop in zip(report.body, unwanted, strict=True) if not drop),
        dropped=tuple(sorted((*report.dropped, *dropped), key=lambda leftover: leftover.span)),
    )
    if report.status == "read" or not without.body:
        status, reason = judge(report.text, without, report.language)
        return replace(without, status=status, reason=reason)
    return without


def _unwanted(report: Report, repeated: Sequence[Repeated | None]) -> list[bool]:
    """For each block of the body whether it is furniture."""
    unwanted = [False] * len(repeated)
    loose = [""] * len(repeated)
    for i, (span, often) in enumerate(zip(report.body, repeated, strict=True)):
        if often is None:
            continue
        line = " ".join(span.of(report.text).split())
        loose[i] = "" if _is_sentence(line) else line
        left_out = bool(loose[i]) and 2 * often.dropped > often.articles
        unwanted[i] = left_out or (len(line) <= LONGEST and _is_notice(line, report.masthead.authors))
    for run in _runs([drop or bool(line) for drop, line in zip(unwanted, loose, strict=True)]):
        lines = [line for line in loose[run.start : run.end] if line]
        edge = run.start == 0 or run.end == len(repeated)
        if len(lines) >= (EDGE_LINES if edge else BOX_LINES) and not _tells_figures(lines):
            unwanted[run.start : run.end] = [True] * len(run)
    return unwanted


def _tells_figures(lines: Sequence[str]) -> bool:
    """Whether a list is of dates or numbers, as background may be (a timeline, a toll by town)."""
    return 2 * sum(any(letter.isdigit() for letter in line) for line in lines) >= len(lines)


def _is_notice(line: str, authors: tuple[str, ...]) -> bool:
    return tells_of_author(line, authors) or _is_notice_of_anyone(line)


@lru_cache(maxsize=AT_HAND)
def _is_notice_of_anyone(line: str) -> bool:
    if speaks_to_reader(line):
        return True
    marks = mark_blocks(line, split(line))
    return any(mark.furniture is not None and mark.furniture.reason in NOTICES for mark in marks)


@lru_cache(maxsize=AT_HAND)
def _is_sentence(line: str) -> bool:
    """Whether a line reads as a sentence of a report; what only lacks its closing mark does too."""
    return word_count(line) >= SENTENCE_WORDS or any(block.ends for block in split(line))


def _runs(flags: Sequence[bool]) -> list[Span]:
    """The stretches of *flags* that are set, as spans of indices."""
    runs: list[Span] = []
    for i, flag in enumerate(flags):
        if flag and runs and runs[-1].end == i:
            runs[-1] = Span(runs[-1].start, i + 1)
        elif flag:
            runs.append(Span(i, i + 1))
    return runs
