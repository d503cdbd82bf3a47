"""How an archive file is opened: made where it may be, refused with a reason, brought up to this version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.archive.lists import add_functions
from dateline.archive.migrations import STEPS, bring_up
from dateline.archive.owned import make_owned
from dateline.archive.schema import APPLICATION_ID, SCHEMA_VERSION, statements
from dateline.archive.troubles import primary_code, told
from dateline.errors import ArchiveError, SchemaError

BUSY_SECONDS = 30
"""How long to wait for another process that is writing."""


def open_file(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the archive at *path*, which is made where there is none and *create* says so.

    An archive of an older version is brought up to this one. Raises ArchiveError where there is none or it
    cannot be used, SchemaError where it is of a version that this program does not read.
    """
    if not create and not path.is_file():
        raise ArchiveError(
            f"there is no archive at {path}. Read a folder first: dateline read FOLDER "
            "(or name another archive with --archive)"
        )
    if create:
        make_owned(path)
    try:
        db = _connection(path)
    except sqlite3.Error as error:
        raise told(path, error) from error
    try:
        _prepare(db, path, create)
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.Error):
            raise told(path, error) from error
        raise
    return db


def version_of_file(path: Path) -> int:
    """The version of the archive at *path*, which stays as it is; raises ArchiveError where it is none."""
    try:
        with closing(_connection(path)) as db:
            return _version(db, path)
    except sqlite3.Error as error:
        raise told(path, error) from error


def nameless_copy(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of an archive in a temporary file that SQLite deletes, for threads that take turns."""
    copy = nameless()
    db.backup(copy)
    return copy


def nameless() -> sqlite3.Connection:
    """A temporary file that SQLite deletes, for threads that take turns."""
    return _tried("", turns=True)


def make_tables(db: sqlite3.Connection) -> None:
    """Make an empty archive in an empty file; the caller holds a transaction."""
    for statement in statements():
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _connection(path: Path) -> sqlite3.Connection:
    db = _tried(str(path))
    try:
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        if (
            primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            or not path.is_file()
        ):
            raise
        return _read_only(path)
    return db


def _read_only(path: Path) -> sqlite3.Connection:
    """An archive in a folder in which nothing may be written: SQLite must not look for its side files."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise ArchiveError(
            f"the archive {path} was not closed and its folder may only be read. Copy it together with "
            f"{log.name} to a folder of yours and open it there"
        )
    return _tried(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _tried(name: str, *, uri: bool = False, turns: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(
        name, timeout=BUSY_SECONDS, isolation_level=None, uri=uri, check_same_thread=not turns
    )
    db.row_factory = sqlite3.Row
    add_functions(db)
    return db


def _prepare(db: sqlite3.Connection, path: Path, create: bool) -> None:
    if create and _is_empty(db):
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        if _is_empty(db):  # or else another process was faster
            make_tables(db)
        db.execute("COMMIT")
    version = _version(db, path)
    if version == SCHEMA_VERSION:
        return
    says = f"{path} has schema {version}, this program reads {SCHEMA_VERSION}: it was made by"
    if version > SCHEMA_VERSION:
        raise SchemaError(f"{says} a newer Dateline; update this one")
    if version not in STEPS:
        raise SchemaError(f"{says} an older Dateline; read your reports again into a new archive")
    try:
        db.execute("BEGIN IMMEDIATE")
        if _version(db, path) == version:
            bring_up(db, version)
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_READONLY:
            raise
        raise SchemaError(f"{says} an older Dateline, and it may only be read; open a copy of it") from error


def _is_empty(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _version(db: sqlite3.Connection, path: Path) -> int:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ArchiveError(f"{path} is not an archive of Dateline; name another with --archive")
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version
