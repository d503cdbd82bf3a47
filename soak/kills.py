"""`kill -9` at random moments of a run, now and then of one with several processes."""

from __future__ import annotations

import os
import random
import signal
import time

from soak.faults import exported, in_child, nothing_lost, workplace

REPORTS = 12
SEVERAL = 10
"""Every so manieth run is one with two workers, which take seconds to start."""
STARTING = 6.0
"""Seconds that workers take to start, and more."""


def run(count: int) -> str:
    """Kill *count* runs."""
    chance = random.Random(1)
    killed = 0
    with workplace(REPORTS) as (place, folder):
        whole = exported(place / "whole.dateline", folder, workers=1)
        begin = time.monotonic()  # of a second run: the first one also loads the models
        exported(place / "again.dateline", folder, workers=1)
        lasts = time.monotonic() - begin
        for number in range(count):
            path = place / f"{number}.dateline"
            several = number % SEVERAL == SEVERAL - 1
            process = in_child(_read, path, folder, 2 if several else 1)
            time.sleep(chance.uniform(0, lasts + (STARTING if several else 0)))
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            killed += process.exitcode == -signal.SIGKILL
            nothing_lost(path, folder, whole)
    return f"{count} runs, {killed} of them killed before they were done; nothing lost"


def _read(path: object, folder: object, workers: int) -> None:
    exported(path, folder, workers=workers)  # type: ignore[arg-type]
