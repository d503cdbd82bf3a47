"""Where a statement stands, as addresses: of its sentence in the report, and of the citation of that."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.model import Span


@dataclass(frozen=True, slots=True)
class Place:
    """The ``first`` to ``last`` sentence of a report; None where it has no sentences."""

    report: str
    first: int | None
    last: int | None

    def __str__(self) -> str:
        """The address where it is read."""
        return f"/report/{self.report}" + ("" if self.first is None else f"#s{self.first}")

    def citation(self, style: str = "") -> str:
        """The address of its citation in all styles, or of the file with one."""
        address = "/".join(filter(None, ("/cite", self.report, style)))
        if self.first is None:
            return address
        return f"{address}?s={self.first}" + ("" if self.first == self.last else f"-{self.last}")


class Sentences:
    """The numbers of sentences in the reports of one archive; what was looked up stays at hand."""

    def __init__(self, archive: Archive) -> None:
        """Look up in *archive*."""
        self._archive = archive
        self._starts: dict[str, tuple[list[int], list[int]]] = {}

    def number(self, report: str, start: int) -> int | None:
        """The number of the sentence of *report* in which, or after which, the character *start* stands."""
        if report not in self._starts:
            rows = self._archive.query(
                "SELECT start, number FROM sentences WHERE report = ? ORDER BY start", (report,)
            )
            found = [(row["start"], row["number"]) for row in rows]
            self._starts[report] = [s for s, _ in found], [n for _, n in found]
        starts, numbers = self._starts[report]
        at = bisect.bisect_right(starts, start) - 1
        return numbers[at] if at >= 0 else None

    def place(self, report: str, span: Span | None = None) -> Place:
        """The sentences over which *span* of *report* runs, or the whole of it."""
        if span is None:
            return Place(report, None, None)
        first = self.number(report, span.start)
        return Place(report, first, first if first is None else self.number(report, span.end - 1))
