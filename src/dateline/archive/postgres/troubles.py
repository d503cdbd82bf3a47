"""What PostgreSQL says when something goes wrong, in words that say what to do."""

from __future__ import annotations

import psycopg

from dateline.archive.whereabouts import Address
from dateline.errors import ArchiveError

LOST = (
    "the connection to the server was lost. Nothing of the last step was written, what was kept before "
    "stays: see that the server runs, then run the same command again"
)
_WHAT = {
    "3D000": "the server has no such database. Have one made (createdb), or name another",
    "28": "the server does not let you in. See the user in the address, and give the password in "
    "PGPASSWORD or ~/.pgpass",
    "42501": "you may not do that there. Ask whoever runs the server for the right to make and use a schema",
    "25006": "it may only be read: the server, or your user, takes no writing",
    "53100": "the server's disk is full. Nothing of the last step was written, what was kept before stays: "
    "make room and run the same command again",
    "53300": "the server has too many connections. Wait until others have closed theirs, then try again",
    "53": "the server is short of memory or room. What was kept before stays: run the same command later",
    "55P03": "another process is writing to it and has not finished. Wait until it has, then run the same "
    "command again: what was read so far is kept",
    "57": LOST,
    "08": LOST,
    "XX": "what the server keeps is damaged. Have a backup put back (docs/operations.md), or read your "
    "reports into a new archive: dateline read FOLDER --archive NEW",
}
"""The code of an error, or the class that its first two characters name → what to do."""


def told(address: Address, error: psycopg.Error, *, lost: bool = False) -> ArchiveError:
    """What happened to the archive at *address*, and what to do; *lost*: its connection is gone."""
    code = error.sqlstate or ""
    what = LOST if lost else _WHAT.get(code) or _WHAT.get(code[:2])
    says = _first_line(error)
    return ArchiveError(
        f"the archive {address} cannot be used: {f'{what} (PostgreSQL: {says})' if what else says}"
    )


def unreachable(address: Address, error: psycopg.Error) -> ArchiveError:
    """Why no connection could be had; what the library says may repeat a password of the address."""
    says = _first_line(error)
    what = next(
        (words for code, words in _WHAT.items() if _SAID.get(code, "\0") in says),
        "see that the server runs and can be reached from here, and that the address is right",
    )
    if address.has_secret:
        return ArchiveError(f"the archive {address} cannot be reached: {what}")
    return ArchiveError(f"the archive {address} cannot be reached: {what} (PostgreSQL: {says})")


_SAID = {"3D000": "does not exist", "28": "authentication failed", "53300": "too many clients"}
"""Code → what the server says where the library gives no code."""


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
