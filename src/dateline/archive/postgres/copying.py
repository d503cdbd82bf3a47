"""An archive on a server written into a file of SQLite, which is an archive like any other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.archive.copying import copy_rows
from dateline.archive.engine import Copied, Engine
from dateline.archive.opening import make_tables, nameless
from dateline.archive.sqlite import SQLite
from dateline.archive.troubles import told


def write_file(archive: Engine, target: Path, copied: Copied) -> None:
    """Write all that an archive holds into the empty file *target*."""
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as db:
            _copy_into(archive, SQLite(target, db), copied)
            db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise told(target, error) from error


def nameless_copy(archive: Engine) -> SQLite:
    """All that an archive holds in a file of SQLite without a name, gone when it is closed."""
    copy = SQLite(Path("a copy without a name"), nameless())
    try:
        _copy_into(archive, copy, lambda gone, whole: None)
    except BaseException:
        copy.close()
        raise
    return copy


def _copy_into(archive: Engine, copy: SQLite, copied: Copied) -> None:
    with copy.transaction():
        make_tables(copy.db)
        copy_rows(archive, copy, copied)
