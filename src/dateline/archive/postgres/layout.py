"""The tables of an archive in a schema: made where they may be, refused with a reason, brought up to date."""

from __future__ import annotations

from typing import Any

import psycopg

from dateline.archive.migrations import BEHIND, CARRIED, MAKES, STEPS
from dateline.archive.postgres import dialect
from dateline.archive.postgres.functions import functions
from dateline.archive.schema import SCHEMA_VERSION, statements
from dateline.archive.whereabouts import Address
from dateline.errors import ArchiveError, SchemaError

Connection = psycopg.Connection[dict[str, Any]]

_VERSION = "archive_version"
"""The table that says that a schema is an archive, and of which version."""


def version_of(db: Connection, address: Address) -> int | None:
    """The version of the archive; None where there is nothing, ArchiveError where something else is."""
    there = {name for name, _ in _held(db, address)}
    if _VERSION in there:
        row = db.execute(f"SELECT version FROM {_VERSION}").fetchone()
        assert row is not None
        return int(str(row["version"]))
    if there:
        raise ArchiveError(
            f"the schema {address.schema} at {address} is not an archive of Dateline; name another with "
            "?schema=NAME"
        )
    return None


def make(db: Connection, address: Address) -> None:
    """Make an empty archive; the caller holds a transaction and the turn to write.

    Raises ArchiveError where the database cannot hold every character.
    """
    encoding = db.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise ArchiveError(
            f"the database of {address} is encoded in {encoding}, which does not hold every text; "
            "have one made with createdb --encoding UTF8 --template template0"
        )
    known = db.execute("SELECT to_regnamespace(%s) AS there", (quoted(address.schema),)).fetchone()
    if known is None or known["there"] is None:  # one that is there may be filled by who may make none
        db.execute(f"CREATE SCHEMA {quoted(address.schema)}")
    _make_functions(db)
    for statement in statements():
        db.execute(dialect.layout(statement))
    db.execute(f"CREATE TABLE {_VERSION} AS SELECT {SCHEMA_VERSION}::bigint AS version")


def readable(address: Address, version: int) -> bool:
    """Whether an archive is of this version; SchemaError where it is one that cannot be brought up."""
    says = f"{address} has schema {version}, this program reads {SCHEMA_VERSION}: it was made by"
    if version > SCHEMA_VERSION:
        raise SchemaError(f"{says} a newer Dateline; update this one")
    if version < SCHEMA_VERSION and version not in STEPS:
        raise SchemaError(f"{says} an older Dateline; read your reports again into a new archive")
    return version == SCHEMA_VERSION


def bring_up(db: Connection, address: Address, version: int) -> None:
    """Bring the tables of *version* up to this one, as `dateline.archive.migrations` does with a file."""
    for step in range(version, SCHEMA_VERSION):
        for statement in STEPS[step]:
            db.execute(dialect.typed(statement))
    there = set()
    for name, kind in _held(db, address):
        if kind == "v":
            db.execute(f"DROP VIEW IF EXISTS {name} CASCADE")
        elif name in CARRIED | {_VERSION}:
            there.add(name)
        else:
            db.execute(f"DROP TABLE {name} CASCADE")
    _drop_functions(db, address)
    _make_functions(db)
    for statement in statements():
        made = MAKES.match(statement)
        assert made is not None, statement
        if (made[1] or made[2] or made[3]) not in there:
            db.execute(dialect.layout(statement))
    db.execute("DELETE FROM about WHERE key IN ('record', %s)", (BEHIND,))
    db.execute("INSERT INTO about VALUES (%s, %s)", (BEHIND, str(version)))
    db.execute(f"UPDATE {_VERSION} SET version = %s", (SCHEMA_VERSION,))


def tables(db: Connection, address: Address) -> list[str]:
    """The names of all tables, in order."""
    return sorted(name for name, kind in _held(db, address) if kind == "r")


def number_on(db: Connection, address: Address) -> None:
    """Have the server number new rows after those that were written with the numbers they had elsewhere."""
    columns = db.execute(
        "SELECT table_name AS name, column_name AS number FROM information_schema.columns "
        "WHERE table_schema = %s AND is_identity = 'YES'",
        (address.schema,),
    )
    for row in columns.fetchall():
        sequence = f"pg_get_serial_sequence('{row['name']}', '{row['number']}')"
        db.execute(f"SELECT setval({sequence}, max({row['number']})) FROM {row['name']}".encode())


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _held(db: Connection, address: Address) -> list[tuple[str, str]]:
    rows = db.execute(
        "SELECT relname::text AS name, relkind::text AS kind FROM pg_class WHERE relkind IN ('r', 'v') "
        "AND relnamespace = to_regnamespace(%s)",
        (quoted(address.schema),),
    )
    return [(str(row["name"]), str(row["kind"])) for row in rows]


def _make_functions(db: Connection) -> None:
    db.execute(functions().encode())


def _drop_functions(db: Connection, address: Address) -> None:
    rows = db.execute(
        "SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = to_regnamespace(%s) "
        "ORDER BY prokind",
        (quoted(address.schema),),
    )
    for row in rows.fetchall():
        db.execute(f"DROP ROUTINE IF EXISTS {row['name']} CASCADE")
    db.execute("DROP DOMAIN IF EXISTS plain CASCADE")
