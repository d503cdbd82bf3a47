"""An archive on a server written into a file of SQLite, which is an archive like any other."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive.opening import make_tables, nameless
from dateline.archive.postgres.dialect import has_rowid
from dateline.archive.schema import statements
from dateline.archive.sqlite import SQLite
from dateline.archive.troubles import told
from dateline.archive.words import searchable

if TYPE_CHECKING:
    from dateline.archive.postgres.engine import Postgres

_TABLE = re.compile(r"CREATE TABLE (\w+)")
_SENTENCES = """
SELECT s.rowid, r.text, s.start, s."end" FROM sentences s JOIN reports r ON r.id = s.report
ORDER BY s.report, s.number
"""


def write_file(archive: Postgres, target: Path) -> None:
    """Write all that an archive holds into the empty file *target*."""
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as db:
            copy_into(archive, db)
            db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise told(target, error) from error


def nameless_file() -> SQLite:
    """An empty file of SQLite that is gone when it is closed."""
    return SQLite(Path("a copy without a name"), nameless())


def copy_into(archive: Postgres, db: sqlite3.Connection) -> None:
    """Write all that an archive holds into an empty file of SQLite."""
    db.execute("BEGIN")
    make_tables(db)
    for statement in statements():
        if made := _TABLE.match(statement):
            _copy_table(archive, db, made[1], numbered=has_rowid(statement))
    sentences = archive.read(_SENTENCES)
    words = ((row["rowid"], searchable(row["text"][row["start"] : row["end"]])) for row in sentences)
    db.executemany("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", words)
    db.execute("COMMIT")


def _copy_table(archive: Postgres, db: sqlite3.Connection, table: str, *, numbered: bool) -> None:
    """Copy a table, with the numbers of its rows where these are no column."""
    columns = [str(row[1]) for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
    listed = ", ".join(f'"{name}"' for name in (["rowid", *columns] if numbered else columns))
    marks = ", ".join("?" * (len(columns) + numbered))
    rows = (tuple(row.values()) for row in archive.read(f"SELECT {listed} FROM {table}"))
    db.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)
