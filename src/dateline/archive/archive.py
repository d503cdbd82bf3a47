"""The archive: a file or a database, opened for reading questions or for writing what was read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.archive.confidence import erase, make_public
from dateline.archive.decisions import KeptDecisions
from dateline.archive.health import loose_ends
from dateline.archive.lists import STANDING
from dateline.archive.migrations import BEHIND
from dateline.archive.owned import make_owned
from dateline.archive.reports import KeptReports
from dateline.archive.rows import Row
from dateline.archive.schema import REVIEWED, TABLES, order_of
from dateline.archive.updates import forget_in_updates, note_update, state
from dateline.archive.whereabouts import Address, whereabouts
from dateline.archive.writing import Entry, write_rows
from dateline.errors import ArchiveError
from dateline.steps import step

if TYPE_CHECKING:
    from dateline.archive.engine import Copied, Engine
    from dateline.model import Correction, CorrectionState, Links


class Archive(KeptReports, KeptDecisions):
    """An archive; use it as a context manager.

    `Archive(place)` opens an existing archive, a file or a schema of a PostgreSQL server
    (`dateline.archive.whereabouts`); `Archive(place, create=True)` also makes one. Raises ArchiveError when
    there is none or it is something else, SchemaError when it is of a version that this program does not
    read; one of an older version is brought up to this one.
    """

    def __init__(
        self, place: str | Path | Address, *, create: bool = False, engine: Engine | None = None
    ) -> None:
        """Open the archive at *place*, unless *engine* has it open."""
        super().__init__(place, create=create, engine=engine)
        self._withheld: frozenset[tuple[str, str]] = frozenset()

    @property
    def behind(self) -> bool:
        """Whether it comes from an older version and its record is still to be made anew."""
        return self.note(BEHIND) is not None

    def erase(self, reports: Iterable[str]) -> None:
        """Delete reports with all that quotes them in what is kept; the record follows, `scour` the file."""
        self._engine.will_erase()
        with self.transaction():
            erase(self._run, reports)

    def scour(self, reports: Collection[str] = ()) -> None:
        """Leave no byte of what was deleted where this program reaches, nor *reports* in what changed.

        Raises ArchiveError where another program has the archive open, which would keep some.
        """
        with self.transaction():
            forget_in_updates(self._run, reports)
        self._engine.scour()

    def apart(self) -> Archive:
        """A copy in a file without a name, gone when it is closed; any thread may use it, one at a time."""
        return Archive(self.path, engine=self._engine.apart())

    def make_public(self) -> None:
        """Take names of files, of coders and whole texts out of what the record answers: of a copy only."""
        with self.transaction():
            make_public(self._run)
        self._withheld = frozenset({("reports", "text")})

    # The record

    def outdate_record(self) -> None:
        """Have the record written anew, though the same reports are held with the same stamps."""
        self._run("DELETE FROM about WHERE key = 'record'")

    @step("write the record")
    def write_record(
        self,
        entries: Iterable[Entry],
        links: Links,
        corrections: Iterable[tuple[Correction, CorrectionState]],
        notes: dict[str, str],
    ) -> bool:
        """Bring the record up to date with all reports (in order of id), what links them, and corrections.

        Nothing is written, and False returned, where another process has meanwhile kept what the note
        "record" does not speak of: then all this follows from something else.
        """
        with self.transaction():
            if self.digest() != notes["record"]:
                return False
            first = self.note(BEHIND) is not None or not any(self.query("SELECT number FROM updates LIMIT 1"))
            before = None if first else state(self._run)
            write_rows(self._engine, entries, links, corrections)
            note_update(self._run, before, notes["stamp"])
            for note in sorted(notes.items()):
                self.set_note(*note)
            self.set_note(BEHIND, None)
        return True

    def rows(
        self,
        table: str,
        where: str = "",
        values: Sequence[Any] = (),
        order: str = "",
        *,
        rejected: bool = False,
        columns: Sequence[str] = (),
    ) -> Iterator[Row]:
        """The rows of a table of the record, lists and spans decoded; *where* and *order* are SQL.

        Rows that users rejected are left out unless *rejected* asks for them too. With *columns*, rows have
        these alone, which is quicker where they are many.
        """
        kinds = TABLES[table].columns
        columns = columns or tuple(kinds)
        lists = [name for name in columns if kinds[name] == "json"]
        listed = ", ".join(
            f'{"NULL AS " if (table, name) in self._withheld else ""}"{name}"' for name in columns
        )
        sql = f"SELECT {listed} FROM {table}"
        standing = "TRUE" if rejected or table not in REVIEWED else STANDING.format(table)
        sql += f" WHERE ({where or 'TRUE'}) AND {standing}"
        sql += f" ORDER BY {order or order_of(table)}"
        run = self._run if where else self._engine.read  # a whole table may be more than can be held
        for row in run(sql, values):
            found = dict(row)
            for name in lists:
                if found[name] is not None:
                    found[name] = _decoded(found[name])
            yield found

    # The file

    def check(self) -> list[str]:
        """What is wrong with it, by the database's own check and by ours; empty when it is whole."""
        return self._engine.check() or loose_ends(self._run)

    def about(self) -> str:
        """What keeps it: SQLite or PostgreSQL, with the version."""
        return self._engine.about()

    def size(self) -> int:
        """How many bytes it takes."""
        return self._engine.size()

    def vacuum(self) -> tuple[int, int]:
        """Give back the room of what is no longer there; how many bytes it took and takes.

        Needs as much free room beside the archive, for a while, as the archive takes.
        """
        before = self.size()
        self._engine.vacuum()
        return before, self.size()

    def copy(self, target: str | Path | Address, *, copied: Copied = lambda gone, whole: None) -> int:
        """Copy all that the archive holds now to where nothing is yet; how many reports it holds.

        *target* is a new file or the address of a server, whatever keeps this archive; *copied* is told how
        many rows are copied. The copy is whole or not there. Raises ArchiveError where something is there
        already, or it cannot be written.
        """
        at = whereabouts(target)
        if isinstance(at, Address):
            from dateline.archive.postgres import Postgres

            with self.snapshot():
                Postgres.write(at, self._engine, copied)
        else:
            self.backup(at, copied=copied)
        with Archive(at) as copy:
            return len(copy.report_ids())

    def backup(self, target: str | Path, *, copied: Copied = lambda gone, whole: None) -> int:
        """Copy the archive as it is now to a new file, while others go on using it; the bytes of the copy.

        The copy is a file of SQLite, whatever keeps the archive. One that was not finished never bears the
        name *target*. Raises ArchiveError where something of that name is there already, or it cannot be
        written.
        """
        target = Path(target)
        if target.exists():
            raise ArchiveError(f"there is something at {target} already; name a file that is not there")
        unfinished = target.with_name(target.name + ".unfinished")
        make_owned(unfinished)
        try:
            self._engine.backup(unfinished, copied)
            unfinished.replace(target)
        except OSError as error:
            raise ArchiveError(f"the copy {target} cannot be written: {error}") from error
        finally:
            unfinished.unlink(missing_ok=True)
        return target.stat().st_size

    def matching(self, phrases: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """A query in brackets, with its values: the ``rowid`` of sentences that hold all *phrases*.

        Its column ``rank`` is the less, the better a sentence matches.
        """
        return self._engine.matching(phrases)


def _decoded(value: str) -> Any:
    return [] if value == "[]" else json.loads(value)  # most lists are empty, and rows many
