"""What SQLite says when something goes wrong, in words that say what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.errors import ArchiveError

_PRIMARY = 0xFF
"""SQLite's extended codes hold the code they are a kind of in their last byte."""
DAMAGED = (
    "Copy the file somewhere safe, then put back a backup (docs/operations.md), or read your reports into a "
    "new archive: dateline read FOLDER --archive NEW"
)
"""What to do with an archive of which a part cannot be read."""
_WHAT = {
    sqlite3.SQLITE_FULL: "the disk is full. Nothing of the last step was written, what was kept before "
    "stays: make room and run the same command again",
    sqlite3.SQLITE_IOERR: "the disk did not write or read what it should. What was kept before stays: see "
    "whether the disk is full, over a quota or failing, then run the same command again",
    sqlite3.SQLITE_BUSY: "another process is writing to it and has not finished. Wait until it has, then "
    "run the same command again: what was read so far is kept",
    sqlite3.SQLITE_READONLY: "it may only be read. Change the permissions of the file and its folder, or "
    "copy it to a folder of yours",
    sqlite3.SQLITE_CANTOPEN: "the file or its folder cannot be opened. See whether the folder is there and "
    "whether you may write to it",
    sqlite3.SQLITE_CORRUPT: f"the file is damaged. {DAMAGED}",
    sqlite3.SQLITE_NOTADB: "it is no archive of Dateline, or its beginning is damaged. Name another with "
    "--archive, or put back a backup",
}


def primary_code(error: sqlite3.Error) -> int | None:
    """The kind of trouble, one of SQLite's primary codes; None where it is not SQLite's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY


def told(path: Path, error: sqlite3.Error) -> ArchiveError:
    """What happened to the archive at *path*, and what to do."""
    what = _WHAT.get(primary_code(error) or 0)
    says = f"{what} (SQLite: {error})" if what else str(error)
    return ArchiveError(f"the archive {path} cannot be used: {says}")
