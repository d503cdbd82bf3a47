"""Connections to the server of an archive: one for a command, some kept for who opens it again and again."""

from __future__ import annotations

import logging
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from dateline.archive.postgres.layout import Connection, quoted
from dateline.archive.postgres.texts import adapt
from dateline.archive.postgres.troubles import unreachable
from dateline.archive.whereabouts import Address

BUSY_SECONDS = 30
"""How long to wait for another process that is writing."""
CONNECT_SECONDS = 10
SILENT_SECONDS = 10
"""How long a server may leave unanswered that something reached it, before it counts as gone."""
MOST = 8
"""Connections that are kept; PostgreSQL gives a hundred to all its users."""
FREE_SECONDS = 2
"""How long to wait for one of those kept."""
_OPTIONS: dict[str, Any] = {
    "autocommit": True,
    "row_factory": dict_row,
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": SILENT_SECONDS * 1000,
    "application_name": "dateline",
}
# Whoever asks is told what goes wrong; else Python would print what the library logs of it.
logging.getLogger("psycopg.pool").addHandler(logging.NullHandler())


def connect(address: Address) -> Connection:
    """A new connection; ArchiveError where none can be had."""
    try:
        db = Connection.connect(address.target, **_OPTIONS)
    except psycopg.Error as error:
        raise unreachable(address, error) from error
    adapt(db)
    make_ready(db, address)
    return db


def make_ready(db: Connection, address: Address) -> None:
    """Have a connection speak to the archive at *address* and nothing be left of who had it before."""
    db.execute(
        f"CLOSE ALL; RESET ALL; SET search_path TO {quoted(address.schema)}, pg_catalog; "
        "SET client_encoding TO 'UTF8'; SET client_min_messages TO warning; SET jit TO off; "
        f"SET lock_timeout TO '{BUSY_SECONDS}s'".encode()
    )


class Connections:
    """Connections that go back when they are closed and are used again; one that broke meanwhile is not."""

    def __init__(self, address: Address) -> None:
        """Keep connections to *address*; none is made before it is asked for."""
        self._address = address
        self._kept = ConnectionPool(
            address.target,
            connection_class=Connection,
            kwargs=_OPTIONS,
            configure=adapt,
            check=lambda db: make_ready(db, address),
            min_size=0,
            max_size=MOST,
            timeout=FREE_SECONDS,
            reconnect_timeout=0,
            num_workers=1,
            close_returns=True,
            open=True,
        )

    def take(self) -> Connection:
        """A connection that works; ArchiveError where none can be had."""
        try:
            return self._kept.getconn()
        except PoolTimeout:  # all are in use, or the server takes no new one and says why
            return connect(self._address)

    def close(self) -> None:
        """Let go of all connections."""
        self._kept.close()
