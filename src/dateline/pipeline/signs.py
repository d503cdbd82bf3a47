"""Signs of life of a run of `read`, kept in the archive for those who look at it meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from dateline.archive import Archive, Run
from dateline.archive.runs import Doing
from dateline.errors import ArchiveError
from dateline.pipeline.record import Progress

EVERY = 1.0
"""Seconds between two signs of life: often enough to look at, seldom enough to cost nothing."""


@contextmanager
def signs_of_life(archive: Archive, progress: Progress) -> Iterator[Progress]:
    """A *progress* that also keeps in the archive how far the run is, and at last how it ended."""
    started = _now()
    run = Run(started, started, before=archive.last_read())
    archive.note_run(run)
    told = time.monotonic()

    def show(doing: str, done: int) -> None:
        nonlocal run, told
        step = doing != run.doing
        # Only the reading counts sources; the steps after it count something else.
        run = replace(run, doing=cast(Doing, doing), done=done if doing == "read" else run.done)
        if step or time.monotonic() - told >= EVERY:
            told = time.monotonic()
            with suppress(ArchiveError):  # a sign that cannot be kept ends no run
                archive.note_run(replace(run, seen=_now()))
        progress(doing, done)

    ended: Doing = "stopped"
    try:
        yield show
        ended = "done"
    finally:
        with suppress(ArchiveError):
            archive.note_run(replace(run, doing=ended, seen=_now()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
