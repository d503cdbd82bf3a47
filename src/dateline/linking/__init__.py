"""What belongs together across reports; pure, and the same in whatever order reports come.

`sketch` boils one reading down to the evidence that linking weighs; `link` ties a set of sketches together:
identities of actors, duplicates, events, dates for undated reports, stories.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Links, Reading, Report

__all__ = ["Sketch", "link", "sketch"]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The evidence of one report that linking weighs."""

    report: str


def sketch(report: Report, reading: Reading) -> Sketch:
    """The evidence in one reading, small enough that those of a whole archive fit in memory."""
    return Sketch(report.id)


def link(sketches: Iterable[Sketch]) -> Links:
    """What belongs together among the reports sketched; the order of *sketches* does not matter."""
    return Links()
