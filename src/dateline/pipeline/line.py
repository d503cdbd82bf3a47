"""The line of parts that wait to be read and kept: read by one process or several, kept in order.

Whoever reads, what is written and said is the same, since reports are kept in the order in which they came.
This process alone writes: a report at a time where it reads itself, else in batches.
"""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import Future, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from dateline.archive import Archive
from dateline.intake import report_id
from dateline.intake.formats import Part
from dateline.pipeline.keeping import Made, Outcome, Summary, not_made, read_one
from dateline.pipeline.record import Progress
from dateline.pipeline.worker import Orders
from dateline.pipeline.workers import Workers, usual_workers
from dateline.steps import Ledger, step

_log = logging.getLogger(__name__)
FEW = 24
"""Reports that this process reads itself where nobody says how many are to read: it takes a core as long to
start a process (3 s of CPU for the models) as to read some 24 reports of news length."""
AHEAD = 8
"""Parts that wait for each worker: enough that none is idle while the first in line takes long."""
MOST_BYTES = 1 << 26
"""Bytes of parts that may wait, so that memory is bounded whatever is read."""
LISTENING = 0.5
"""Seconds after which a wait looks up, since Windows lets no Ctrl-C through while it lasts."""


@dataclass(slots=True)
class _Waiting:
    """A part in line, with the sources begun when it came and, once it is read, what came of it."""

    report: str
    sources: int
    size: int
    part: Part | None
    outcome: Outcome | Future[Outcome] | None = None


class Line:
    """Parts on their way into the archive; a context manager, which leaves with all that came in kept."""

    def __init__(
        self,
        archive: Archive,
        stamp: str,
        summary: Summary,
        progress: Progress,
        *,
        workers: int | None = None,
        ledger: Ledger | None = None,
        made: Made = not_made,
    ) -> None:
        """A line into *archive*; without *workers*, as many as serve, with *ledger*, what steps cost.

        What *made* has the outcome of is not read.
        """
        self._archive = archive
        self._stamp = stamp
        self._summary = summary
        self._progress = progress
        self._count = workers or usual_workers()
        self._few = 1 if workers else FEW
        self._ledger = ledger
        self._made = made
        self._workers: Workers | None = None
        self._waiting: deque[_Waiting] = deque()
        self._reports: set[str] = set()
        self._bytes = 0
        self._seen = 0

    def __contains__(self, report: str) -> bool:
        return report in self._reports

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.settle()
            elif isinstance(error, KeyboardInterrupt):
                self._keep(self._ready())
        finally:
            if self._workers is not None:
                self._workers.close()

    def read(self, part: Part) -> None:
        """Have *part* read and kept."""
        self._seen += 1
        made = self._made(part)
        unread = part if made is None else None
        self._put(_Waiting(report_id(part.data), self._summary.sources, len(part.data), unread, made))

    def keep(self, outcome: Outcome) -> None:
        """Have kept what needs no reading."""
        self._put(_Waiting(outcome.packed.report, self._summary.sources, 0, None, outcome))

    def settle(self, report: str | None = None) -> None:
        """Wait until *report*, or all that came in, is kept."""
        while self._waiting and (report is None or report in self._reports):
            self._keep_first()

    def _put(self, one: _Waiting) -> None:
        self._waiting.append(one)
        self._reports.add(one.report)
        self._bytes += one.size
        if self._count == 1:
            self._keep_first()
        elif self._seen >= self._few:
            self._hand_out()

    def _hand_out(self) -> None:
        """Give the workers what they do not have yet, and wait where too much is in line."""
        if self._workers is None:
            self._workers = Workers(self._count, Orders(self._stamp, self._ledger is not None))
            self._summary.workers = self._count
        for one in self._waiting:
            if one.part is not None:
                one.outcome, one.part = self._workers.read(one.part), None
        self._keep(self._ready())
        while len(self._waiting) > AHEAD * self._count or self._bytes > MOST_BYTES:
            self._keep_first()

    def _keep_first(self) -> None:
        """Have the first in line read, and keep it with all behind it that are ready."""
        first = self._waiting[0]
        if first.part is not None:
            first.outcome, first.part = read_one(first.part, self._stamp), None
        while isinstance(first.outcome, Future) and not first.outcome.done():
            wait([first.outcome], timeout=LISTENING)
        self._keep(self._ready())

    def _ready(self) -> list[_Waiting]:
        """Those at the head of the line that are read, taken out of it."""
        ready = []
        while self._waiting:
            outcome = self._waiting[0].outcome
            if outcome is None or (isinstance(outcome, Future) and not outcome.done()):
                break
            ready.append(self._waiting.popleft())
        return ready

    def _keep(self, ready: list[_Waiting]) -> None:
        if not ready:
            return
        outcomes = [one.outcome.result() if isinstance(one.outcome, Future) else one.outcome for one in ready]
        kept = [outcome for outcome in outcomes if outcome is not None]
        with step("keep"):
            self._archive.keep_all(outcome.packed for outcome in kept)
        for one, outcome in zip(ready, kept, strict=True):
            self._bytes -= one.size
            self._reports.discard(one.report)
            self._summary.note(outcome)
            told = {"report": one.report, "status": outcome.status, "bytes": one.size}
            _log.info("report kept", extra=told)
            if self._ledger is not None:
                self._ledger.add(outcome.costs)
            self._progress("read", one.sources)
