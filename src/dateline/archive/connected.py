"""An archive that is open: statements, transactions, and the notes in which it speaks of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.archive.engine import Engine, Result
from dateline.archive.opening import version_of_file
from dateline.archive.rows import Row
from dateline.archive.whereabouts import Address, Whereabouts, whereabouts


class Connected:
    """An open archive; use it as a context manager."""

    def __init__(
        self, place: str | Path | Address, *, create: bool = False, engine: Engine | None = None
    ) -> None:
        """Open the archive at *place*, a path or the address of a server; *engine* has it open already."""
        self.path = whereabouts(place)
        self._engine = engine or _engine_at(self.path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        told = None if error is None else self._engine.told(error)  # one met while rows were fetched
        self.close()
        if told is not None:
            raise told from error

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self._engine.close()

    def _run(self, sql: str, values: Sequence[Any] = ()) -> Result:
        return self._engine.run(sql, values)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or nothing."""
        return self._engine.transaction()

    def forbid_writing(self) -> None:
        """From now on nothing can be written through this object."""
        self._engine.forbid_writing()

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is asked inside is answered from one state, whatever others write meanwhile."""
        return self._engine.snapshot()

    def query(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows an SQL query gives, as they are stored."""
        for row in self._run(sql, values):
            yield dict(row)

    def note(self, key: str) -> str | None:
        """What the archive says about itself under *key* ("model", "knowledge", "record", …)."""
        row = self._run("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    def set_note(self, key: str, value: str | None) -> None:
        """Have the archive say *value* about itself under *key*, or nothing."""
        if value is None:
            self._run("DELETE FROM about WHERE key = ?", (key,))
        else:
            self._run(
                "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )


def version_of(place: str | Path | Address) -> int | None:
    """The version of the archive at *place*, which stays as it is; None where there is none.

    Raises ArchiveError where something else is there, or it cannot be reached.
    """
    at = whereabouts(place)
    if isinstance(at, Address):
        from dateline.archive.postgres import version_on_server

        return version_on_server(at)
    return version_of_file(at) if at.exists() else None


def _engine_at(place: Whereabouts, *, create: bool) -> Engine:
    if isinstance(place, Address):
        from dateline.archive.postgres import Postgres

        return Postgres.open(place, create=create)
    from dateline.archive.sqlite import SQLite

    return SQLite.open(place, create=create)
