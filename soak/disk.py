"""A full disk at random moments: the archive cannot grow, or the system refuses to write on."""

from __future__ import annotations

import random
from pathlib import Path

from dateline.errors import ArchiveError
from dateline.export import json_export
from dateline.pipeline import read
from soak.faults import FaultyArchive, exported, in_child, nothing_lost, workplace

REPORTS = 12
STOPPED = 41
"""The exit code of a process that was told of the full disk in words."""


def run(count: int) -> str:
    """Fill the disk *count* times, in turns in each of the two ways."""
    chance = random.Random(2)
    told = 0
    with workplace(REPORTS) as (place, folder):
        whole = exported(place / "whole.dateline", folder, workers=1)
        size = (place / "whole.dateline").stat().st_size
        with FaultyArchive(place / "count.dateline") as counting:
            read(counting, [str(folder)], workers=1)
            statements = counting.statements
        for number in range(count):
            path = place / f"{number}.dateline"
            if number % 2:
                process = in_child(_limited, path, folder, chance.randrange(size // 20, size))
                process.join()
                assert process.exitcode in (0, STOPPED), f"exit code {process.exitcode}"
                told += process.exitcode == STOPPED
            else:
                told += _full(path, folder, chance.randrange(1, statements))
            nothing_lost(path, folder, whole)
    return f"{count} runs, {told} of them stopped with a message; nothing lost"


def _full(path: Path, folder: Path, at: int) -> bool:
    """Read while the archive cannot grow from the statement number *at* on; whether that stopped it."""
    try:
        with FaultyArchive(path, at, FaultyArchive.fill_disk) as archive:
            read(archive, [str(folder)], workers=1)
            b"".join(json_export(archive))
    except ArchiveError as error:
        assert "the disk is full" in str(error), str(error)
        return True
    return False


def _limited(path: Path, folder: Path, most: int) -> None:
    """Read while no file may become larger than *most* bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        exported(path, folder, workers=1)
    except ArchiveError as error:
        raise SystemExit(STOPPED if "the disk" in str(error) else 1) from error
