"""The engine of an archive on a PostgreSQL server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from dateline.archive.copying import copy_rows
from dateline.archive.engine import NO_SENTENCE, Copied, Engine
from dateline.archive.postgres import dialect, layout
from dateline.archive.postgres.connecting import Connections, connect
from dateline.archive.postgres.copying import nameless_copy, write_file
from dateline.archive.postgres.troubles import told
from dateline.archive.schema import APPLICATION_ID, DATES
from dateline.archive.whereabouts import Address
from dateline.archive.words import tokens
from dateline.errors import ArchiveError
from dateline.model.days import bounds

if TYPE_CHECKING:
    from dateline.archive.sqlite import SQLite

AT_ONCE = 1000
"""Rows of a long answer that are fetched at once."""
LONGEST_WORD = 500
"""Characters of a word that are kept for the search; the server's index takes no key of many thousands."""
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Postgres:
    """The engine of an archive on a server; see `dateline.archive.engine.Engine`."""

    def __init__(self, address: Address, db: layout.Connection) -> None:
        """Speak to the archive at *address* through the connection *db*."""
        self.address = address
        self.db = db
        self._numbers = count(1)

    @classmethod
    def open(cls, address: Address, *, create: bool, connections: Connections | None = None) -> Postgres:
        """The archive at *address*, which is made where there is none and *create* says so.

        It is spoken to through one of *connections*, where some are kept, else through a new one. Raises
        ArchiveError where there is none or the server cannot be used, SchemaError where it is of a version
        that this program does not read.
        """
        engine = cls(address, connections.take() if connections else connect(address))
        try:
            engine._prepare(create)
        except BaseException as error:
            engine.close()
            if isinstance(error, psycopg.Error):
                raise told(address, error) from error
            raise
        return engine

    @classmethod
    def write(cls, address: Address, source: Engine, copied: Copied) -> None:
        """Make an archive at *address* that holds all that *source* does, and nothing where that fails.

        Raises ArchiveError where something is there already.
        """
        engine = cls(address, connect(address))
        with closing(engine), engine.transaction():
            if layout.version_of(engine.db, address) is not None:
                raise ArchiveError(
                    f"there is an archive at {address} already; name another with ?schema=NAME at the end"
                )
            layout.make(engine.db, address)
            copy_rows(source, engine, copied)
            layout.number_on(engine.db, address)

    def _prepare(self, create: bool) -> None:
        version = layout.version_of(self.db, self.address)
        if version is not None and layout.readable(self.address, version):
            return
        if version is None and not create:
            raise ArchiveError(
                f"there is no archive at {self.address}. Read a folder first: dateline read FOLDER --archive "
                "ADDRESS (or name another archive)"
            )
        with self.transaction():
            version = layout.version_of(self.db, self.address)
            if version is None:
                layout.make(self.db, self.address)
            elif not layout.readable(self.address, version):
                layout.bring_up(self.db, self.address, version)

    def run(self, sql: str, values: Sequence[Any] = ()) -> psycopg.Cursor[dict[str, Any]]:
        """Run a statement; one that writes waits for its turn."""
        if sql.lstrip().startswith(_WRITES) and not self._within():
            with self.transaction():
                return self._run(sql, values)
        return self._run(sql, values)

    def _run(self, sql: str, values: Sequence[Any] = ()) -> psycopg.Cursor[dict[str, Any]]:
        try:
            return self.db.execute(dialect.asked(sql).encode(), values)
        except psycopg.Error as error:
            raise self._told(error) from error

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table in one go."""
        listed = ", ".join(f'"{name}"' for name in columns)
        try:
            with self.db.cursor().copy(f"COPY {table} ({listed}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as error:
            raise self._told(error) from error

    def read(self, sql: str, values: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a query, some at a time: the library would hold the whole answer."""
        try:
            with self.db.cursor(f"rows_{next(self._numbers)}", withhold=True) as cursor:
                cursor.execute(dialect.asked(sql).encode(), values)
                while some := cursor.fetchmany(AT_ONCE):
                    yield from some
        except psycopg.Error as error:
            raise self._told(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing; one writer of an archive waits for the other."""
        self._run("BEGIN")
        try:
            self._run(f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, hashtext(?))", (self.address.schema,))
            yield
            self._run("COMMIT")
        except BaseException as error:
            with suppress(psycopg.Error):  # a lost connection rolls back by itself
                self.db.execute("ROLLBACK")
            if isinstance(error, psycopg.Error):
                raise self._told(error) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer all that is asked inside from one state."""
        self._run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            with suppress(psycopg.Error):
                self.db.execute("ROLLBACK")

    def _within(self) -> bool:
        return self.db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE

    def forbid_writing(self) -> None:
        """Write nothing from now on."""
        self._run("SET default_transaction_read_only = on")

    def index_words(self, words: Sequence[tuple[str, int, str]]) -> None:
        """Keep the words of each sentence as a list."""
        found = tokens([text for _, _, text in words])
        lists = [(*at, _cut(some)) for (*at, _), some in zip(words, found, strict=True)]
        self.run(_INDEXED, (json.dumps(lists),))

    def drop_words(self, report: str) -> None:
        """Drop the lists of a report's sentences."""
        self.run(
            "DELETE FROM sentence_words WHERE rowid IN (SELECT rowid FROM sentences WHERE report = ?)",
            (report,),
        )

    def matching(self, phrases: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """Compare lists of words, and rank as SQLite's full-text index does."""
        asked = [_cut(words) for words in tokens(phrases) if words]
        if not asked:
            return NO_SENTENCE, ()
        return "(SELECT rowid, rank FROM matching(?))", (json.dumps(asked),)

    def before_lists(self) -> None:
        """Work out the days that dates name, count words, start the lists at 1, and look how tables fill."""
        dates = [row["date"] for row in self._run(_DATES) if row["date"] is not None]
        days = {date: bounds(date) for date in dates}
        self._run("DELETE FROM named_days")
        self.insert(
            "named_days",
            ("date", "first", "last"),
            [(date, *(day.isoformat() for day in found)) for date, found in days.items() if found],
        )
        self._run("DELETE FROM sentence_words_counted")
        self._run(
            "INSERT INTO sentence_words_counted "
            "SELECT count(*), coalesce(sum(cardinality(words)), 0) FROM sentence_words"
        )
        self._run(_START_AT_ONE, (self.address.schema,))
        self._run(f"ANALYZE {', '.join(layout.tables(self.db, self.address))}")

    def check(self) -> list[str]:
        """What reading every row of every table meets."""
        found = []
        for table in layout.tables(self.db, self.address):
            try:
                self._run(f"SELECT count(t.*::text) FROM {table} t").fetchone()
            except ArchiveError as error:
                found.append(f"{table}: {error}")
        return found

    def about(self) -> str:
        """The version of the server."""
        return f"PostgreSQL {self.db.info.parameter_status('server_version')}"

    def size(self) -> int:
        """The bytes of all tables with their indexes."""
        row = self._run(
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS n FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = to_regnamespace(?)",
            (layout.quoted(self.address.schema),),
        ).fetchone()
        assert row is not None
        return int(row["n"])

    def vacuum(self) -> None:
        """Write all tables anew; nobody can read a table while that is done."""
        said: list[psycopg.errors.Diagnostic] = []
        self.db.add_notice_handler(said.append)
        try:
            for table in layout.tables(self.db, self.address):
                self.db.execute(f"VACUUM (FULL, ANALYZE) {table}".encode())
        except psycopg.errors.LockNotAvailable as error:
            raise self._still_read() from error
        except psycopg.Error as error:
            raise self._told(error) from error
        finally:
            self.db.remove_notice_handler(said.append)
        if said:  # the server leaves out, with a warning, what another user owns
            raise ArchiveError(
                f"the tables of {self.address} were not written anew (PostgreSQL: "
                f"{said[0].message_primary}), so they may still hold what was deleted. Have their owner run: "
                "dateline vacuum"
            )

    def will_erase(self) -> None:
        """Do nothing: the server cannot overwrite; `scour` writes the tables anew."""

    def scour(self) -> None:
        """Write all tables anew; ArchiveError where another program still sees what was deleted."""
        row = self._run(_SNAPSHOTS).fetchone()
        self.vacuum()
        if row is not None and row["n"]:
            raise self._still_read()

    def _still_read(self) -> ArchiveError:
        return ArchiveError(
            f"another program is reading {self.address}, so its tables may still hold what was deleted. "
            "Close that program, then run: dateline vacuum"
        )

    def backup(self, target: Path, copied: Copied) -> None:
        """Write all tables into a file of SQLite."""
        with self._one_state():
            write_file(self, target, copied)

    def apart(self) -> SQLite:
        """A copy in a temporary file of SQLite."""
        with self._one_state():
            return nameless_copy(self)

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """A snapshot, unless one is taken already."""
        if self._within():
            yield
            return
        with self.snapshot():
            yield

    def told(self, error: BaseException) -> ArchiveError | None:
        """What an error of the server means."""
        return self._told(error) if isinstance(error, psycopg.Error) else None

    def _told(self, error: psycopg.Error) -> ArchiveError:
        return told(self.address, error, lost=self.db.closed)

    def close(self) -> None:
        """Let go of the connection, which goes back where it was taken from."""
        self.db.close()


def version_on_server(address: Address) -> int | None:
    """The version of the archive at *address*, None where there is none; it stays as it is."""
    with connect(address) as db:
        try:
            return layout.version_of(db, address)
        except psycopg.Error as error:
            raise told(address, error) from error


_INDEXED = """
INSERT INTO sentence_words (rowid, words)
SELECT s.rowid, ARRAY(SELECT jsonb_array_elements_text(list -> 2))
FROM jsonb_array_elements(?::jsonb) list
JOIN sentences s ON s.report = list ->> 0 AND s.number = (list ->> 1)::bigint
"""
_DATES = " UNION ".join(f'SELECT "{column}" AS date FROM {table}' for table, column in DATES)
_SNAPSHOTS = """
SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
"""
"""How many others see a state that may be older than what was deleted; the server keeps that for them."""
_START_AT_ONE = """
SELECT setval(pg_get_serial_sequence(quote_ident(table_name), 'number'), 1, FALSE)
FROM information_schema.columns
WHERE table_schema = ? AND column_name = 'number' AND is_identity = 'YES' AND table_name LIKE '%_list'
"""
"""Has the lists that number their rows begin anew, without locking out those who read them."""


def _cut(words: Iterable[str]) -> list[str]:
    return [word[:LONGEST_WORD] for word in words]
