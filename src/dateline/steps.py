"""What the steps of reading and linking cost, where somebody asks: `with costs() as ledger: …`.

Code marks its steps with `step("times")`; while nobody asks, a mark costs next to nothing. A step within a
step is counted by itself: the seconds of all steps add up to the whole. CPU-seconds of one thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

BETWEEN = "between the steps"
"""Where the seconds go that belong to no step."""


class Ledger:
    """CPU-seconds by step, in the order in which the steps were first met."""

    def __init__(self) -> None:
        """Begin to count now, outside all steps."""
        self.seconds: dict[str, float] = {}
        self._step = BETWEEN
        self._since = time.thread_time()

    def go(self, name: str) -> str:
        """Count what comes now for the step *name*; returns the step that was on."""
        now = time.thread_time()
        self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._since
        self.seconds.setdefault(name, 0.0)
        before, self._step, self._since = self._step, name, now
        return before

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count in what was counted elsewhere."""
        for name, more in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + more


_asked: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


@contextmanager
def costs() -> Iterator[Ledger]:
    """What the steps inside cost; the ledger is complete at the end of the block."""
    ledger = Ledger()
    token = _asked.set(ledger)
    try:
        yield ledger
    finally:
        _asked.reset(token)
        ledger.go(BETWEEN)


@contextmanager
def step(name: str) -> Iterator[None]:
    """What is done inside is the step *name*; also a decorator."""
    ledger = _asked.get()
    if ledger is None:
        yield
        return
    before = ledger.go(name)
    try:
        yield
    finally:
        ledger.go(before)
