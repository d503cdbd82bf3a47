"""What an archive asks of the database it is kept in: the same of SQLite and of PostgreSQL.

All SQL is written once, in what both understand, with ``?`` for a value. What they do not share is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from dateline.errors import ArchiveError


class Found(Protocol):
    """One row of an answer, by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any:
        """What stands in a column."""

    def keys(self) -> Iterable[str]:
        """The names of the columns, in order."""


class Result(Protocol):
    """The rows that answer a statement."""

    def __iter__(self) -> Iterator[Any]:
        """The rows, each a `Found`."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""


Run = Callable[[str, Sequence[Any]], Result]
"""Runs an SQL statement with its values."""
Copied = Callable[[int, int], None]
"""Called with how many rows are copied, and of how many."""

NO_SENTENCE = "(SELECT 0 AS rowid, 0 AS rank WHERE FALSE)"
"""What `Engine.matching` gives where no phrase is left to look for."""


class Engine(Protocol):
    """An open connection to the database of one archive. Whatever goes wrong is raised as ArchiveError."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> Result:
        """Run a statement; what it writes is kept at once, unless a transaction is going on."""

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table, in order; the caller holds a transaction."""

    def read(self, sql: str, values: Sequence[Any] = ()) -> Iterable[Any]:
        """The rows of a query that may be too many to be held at once."""

    def transaction(self) -> AbstractContextManager[None]:
        """All written inside is kept, or nothing; writers wait for one another, readers for nobody."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is asked inside is answered from one state."""

    def forbid_writing(self) -> None:
        """From now on nothing can be written through this connection."""

    def index_words(self, words: Sequence[tuple[str, int, str]]) -> None:
        """Have sentences found by their words: each by its report, its number and its text."""

    def drop_words(self, report: str) -> None:
        """Have the sentences of a report found no more."""

    def matching(self, phrases: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """A query in brackets, with its values, for the ``rowid`` of the sentences that hold all *phrases*.

        Its column ``rank`` is the less, the better the sentence matches (BM25).
        """

    def before_lists(self) -> None:
        """Be ready to make the lists from the record, which was written in this transaction."""

    def check(self) -> list[str]:
        """What is wrong with the storage by the database's own check; empty where nothing is."""

    def about(self) -> str:
        """What keeps the archive, with its version."""

    def size(self) -> int:
        """How many bytes the archive takes."""

    def vacuum(self) -> None:
        """Give back the room of what is no longer there."""

    def will_erase(self) -> None:
        """Have what is deleted from now on overwritten where the database can."""

    def scour(self) -> None:
        """Leave no byte of what was deleted that this connection reaches; ArchiveError if some is left."""

    def backup(self, target: Path, copied: Copied) -> None:
        """Write the archive as it is now, as an SQLite file, to the empty file *target*.

        Where that is done row by row, *copied* is called.
        """

    def apart(self) -> Engine:
        """A copy in a file without a name, gone when it is closed; any thread may use it, one at a time."""

    def told(self, error: BaseException) -> ArchiveError | None:
        """What an error of the database means, in words; None where it is none of the database's."""

    def close(self) -> None:
        """Let go of the connection."""
