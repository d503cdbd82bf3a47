"""What users said of blocks of a report's text: that they belong to the article, or that they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.model import Leftover, Report, Ruled, Span, trimmed

BY_HAND = "left out by hand"


@dataclass(frozen=True, slots=True)
class BlockRuling:
    """What a user said of a block, and the reason that was given for leaving it out."""

    ruled: Ruled
    reason: str = ""


def ruled(report: Report, rulings: Iterable[BlockRuling]) -> Report:
    """*report* with the blocks where users put them, in the order given; the rest stays what it was."""
    for ruling in rulings:
        block = ruling.ruled
        inside = list(_shown(report, block.span))
        if not inside:
            continue
        leftovers = [
            replace(leftover, span=span)
            for leftover in report.dropped
            for span in _outside(leftover.span, block.span, report.text)
        ]
        body = [span for held in report.body for span in _outside(held, block.span, report.text)]
        if block.body:
            body += inside
        else:
            leftovers += [Leftover(span, ruling.reason or BY_HAND) for span in inside]
        report = replace(
            report,
            body=tuple(sorted(body)),
            dropped=tuple(sorted(leftovers, key=lambda leftover: leftover.span)),
            ruled=(*(one for one in report.ruled if not one.span.overlaps(block.span)), block),
        )
    return report


def _shown(report: Report, ruled: Span) -> Iterator[Span]:
    """The stretches of blocks inside a ruling: blocks stay apart as they were."""
    for block in (*report.body, *(leftover.span for leftover in report.dropped)):
        start, end = max(block.start, ruled.start), min(block.end, ruled.end)
        if start < end and report.text[start:end].strip():
            yield trimmed(Span(start, end), report.text)


def _outside(block: Span, ruled: Span, text: str) -> Iterator[Span]:
    """What is left of a block beside a ruling."""
    if not block.overlaps(ruled):
        yield block
        return
    for start, end in ((block.start, min(block.end, ruled.start)), (max(block.start, ruled.end), block.end)):
        if start < end and text[start:end].strip():
            yield trimmed(Span(start, end), text)
