"""Text on its way to the server and back: PostgreSQL takes every character but NUL.

One other character stands in for it there, so that spans into a text hold: the last code point, which Unicode
keeps free of meaning for good and which no text that is passed on may hold.
"""

from __future__ import annotations

from psycopg import Connection
from psycopg.adapt import Buffer, Loader
from psycopg.types.numeric import IntLoader
from psycopg.types.string import StrDumperUnknown

NUL, STAND_IN = "\0", "\U0010ffff"
_STAND_IN = STAND_IN.encode()


class _Dumper(StrDumperUnknown):
    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace(NUL, STAND_IN) if NUL in obj else obj)


class _Loader(Loader):
    def load(self, data: Buffer) -> str:
        text = bytes(data)
        if _STAND_IN in text:
            text = text.replace(_STAND_IN, b"\0")
        return text.decode()


def adapt(db: Connection[object]) -> None:
    """Have a connection take and give text and sums of whole numbers as SQLite's does."""
    db.adapters.register_dumper(str, _Dumper)
    db.adapters.register_loader("text", _Loader)
    db.adapters.register_loader("numeric", IntLoader)
