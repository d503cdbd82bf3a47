"""An archive in a file of SQLite: what is kept, unless a server is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from dateline.archive.engine import NO_SENTENCE, Copied
from dateline.archive.opening import nameless_copy, open_file
from dateline.archive.troubles import told
from dateline.archive.words import searchable
from dateline.errors import ArchiveError


class SQLite:
    """The engine of an archive in a file; see `dateline.archive.engine.Engine`."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """Speak to the file at *path* through the connection *db*."""
        self.path = path
        self.db = db

    @classmethod
    def open(cls, path: Path, *, create: bool) -> SQLite:
        """The archive at *path*; raises as `open_file`."""
        return cls(path, open_file(path, create=create))

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a statement."""
        try:
            return self.db.execute(sql, values)
        except sqlite3.Error as error:
            raise told(self.path, error) from error

    read = run

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table."""
        listed, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        self._run_all(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)

    def _run_all(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        try:
            self.db.executemany(sql, rows)
        except sqlite3.Error as error:
            raise told(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:  # SQLite itself rolls back when the disk is full
                self.run("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise told(self.path, error) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer all that is asked inside from one state."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("ROLLBACK")

    def forbid_writing(self) -> None:
        """Write nothing from now on."""
        self.run("PRAGMA query_only = ON")

    def index_words(self, words: Sequence[tuple[str, int, str]]) -> None:
        """Fill the full-text index."""
        self._run_all(
            "INSERT INTO sentence_words (rowid, words) "
            "SELECT rowid, ? FROM sentences WHERE report = ? AND number = ?",
            [(searchable(text), report, number) for report, number, text in words],
        )

    def drop_words(self, report: str) -> None:
        """Take a report out of the full-text index."""
        self.run(
            "DELETE FROM sentence_words WHERE rowid IN (SELECT rowid FROM sentences WHERE report = ?)",
            (report,),
        )

    def matching(self, phrases: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """Ask the full-text index."""
        if not phrases:
            return NO_SENTENCE, ()
        asked = " ".join('"' + searchable(phrase.replace('"', "")) + '"' for phrase in phrases)
        return (
            "(SELECT rowid, bm25(sentence_words) AS rank FROM sentence_words WHERE sentence_words MATCH ?)",
            (asked,),
        )

    def before_lists(self) -> None:
        """Do nothing: the functions that lists need are part of the connection."""

    def check(self) -> list[str]:
        """What SQLite's integrity check finds."""
        try:
            found = [row[0] for row in self.db.execute("PRAGMA integrity_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def about(self) -> str:
        """The version of SQLite."""
        return f"SQLite {sqlite3.sqlite_version}"

    def size(self) -> int:
        """The bytes of all pages."""
        pages: int = self.run("PRAGMA page_count").fetchone()[0]
        size: int = self.run("PRAGMA page_size").fetchone()[0]
        return pages * size

    def vacuum(self) -> None:
        """Write the file anew; needs as much free room beside it, for a while, as it takes."""
        self.run("INSERT INTO sentence_words (sentence_words) VALUES ('optimize')")
        self.run("VACUUM")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def will_erase(self) -> None:
        """Overwrite what is deleted from now on."""
        self.run("PRAGMA secure_delete = ON")

    def scour(self) -> None:
        """Write the file anew and empty the log beside it; ArchiveError where another program holds it."""
        self.vacuum()
        if self.run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise ArchiveError(
                f"another program has {self.path} open, so the log beside it still holds what was deleted. "
                "Close that program, then run: dateline vacuum"
            )

    def backup(self, target: Path, copied: Copied) -> None:
        """Copy the file page by page while others go on using it."""
        try:
            with closing(sqlite3.connect(target)) as copy:
                self.db.backup(copy)
        except sqlite3.Error as error:
            raise told(target, error) from error

    def apart(self) -> SQLite:
        """A copy in a temporary file that SQLite deletes."""
        return SQLite(self.path, nameless_copy(self.db))

    def told(self, error: BaseException) -> ArchiveError | None:
        """What an error of SQLite means."""
        return told(self.path, error) if isinstance(error, sqlite3.Error) else None

    def close(self) -> None:
        """Close the file."""
        self.db.close()
