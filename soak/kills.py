"""`kill -9` at random moments of a run, now and then of one with several processes.

A run in one process is killed by a timer of its own, in the time that it has computed: a moment is as likely
however busy the machine is. One with workers, which computes elsewhere, is killed from outside.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from dateline.archive import Archive
from dateline.errors import ArchiveError
from soak.faults import exported, in_child, nothing_lost, workplace

REPORTS = 12
SEVERAL = 10
"""Every so manieth run is one with two workers, which take seconds to start."""
STARTING = 6.0
"""Seconds that workers take to start, and more."""


def run(count: int) -> str:
    """Kill *count* runs."""
    chance = random.Random(1)
    when: Counter[str] = Counter()
    with workplace(REPORTS) as (place, folder):
        whole = exported(place / "whole.dateline", folder, workers=1)
        begun, computed = time.monotonic(), time.process_time()
        exported(place / "again.dateline", folder, workers=1)  # the first run also loaded the models
        lasts, computes = time.monotonic() - begun, time.process_time() - computed
        for number in range(count):
            path = place / f"{number}.dateline"
            if number % SEVERAL == SEVERAL - 1:
                process = in_child(exported_by_two, path, folder)
                time.sleep(chance.uniform(0, lasts + STARTING))
                assert process.pid is not None
                os.kill(process.pid, signal.SIGKILL)
            else:
                process = in_child(dies_after, chance.uniform(0, computes), path, folder)
            process.join()
            assert process.exitcode in (0, -signal.SIGKILL, -signal.SIGPROF), process.exitcode
            when[_stage(path) if process.exitcode else "after it was done"] += 1
            nothing_lost(path, folder, whole)
    told = ", ".join(f"{times} {stage}" for stage, times in sorted(when.items()))
    return f"{count} runs killed, {told}; nothing lost"


def dies_after(seconds: float, path: Path, folder: Path) -> None:
    """Read *folder* in a process that the system ends once it has computed for so many *seconds*."""
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-3))
    exported(path, folder, workers=1)
    signal.setitimer(signal.ITIMER_PROF, 0)


def exported_by_two(path: Path, folder: Path) -> None:
    """Read *folder* with two workers."""
    exported(path, folder, workers=2)


def _stage(path: Path) -> str:
    """How far the run had come that left this archive behind."""
    if not path.exists():
        return "before there was an archive"
    try:
        with Archive(path) as archive:
            kept, linked = len(archive.report_ids()), archive.note("record") is not None
    except ArchiveError:
        return "while the archive was made"
    if not kept:
        return "before a report was kept"
    if kept < REPORTS:
        return "while reports were read"
    return "once the record was made" if linked else "while the record was made"
