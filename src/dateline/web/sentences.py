"""Where a statement stands, as an address: the report, and the number of its sentence there."""

from __future__ import annotations

import bisect

from dateline.archive import Archive
from dateline.model import Span


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

    def address(self, report: str, span: Span) -> str:
        """The address of the sentence in which *span* of *report* begins."""
        number = self.number(report, span.start)
        return f"/report/{report}" + ("" if number is None else f"#s{number}")
