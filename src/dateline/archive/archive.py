"""The archive: one SQLite file, opened for reading questions or for writing what was read."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from dateline.archive import codec
from dateline.archive.codec import Packed
from dateline.archive.confidence import Label, erase, make_public
from dateline.archive.health import loose_ends
from dateline.archive.lists import STANDING
from dateline.archive.migrations import BEHIND
from dateline.archive.opening import nameless_copy, open_file
from dateline.archive.owned import make_owned
from dateline.archive.rows import Row
from dateline.archive.runs import Run
from dateline.archive.schema import REVIEWED, TABLES, order_of
from dateline.archive.troubles import told
from dateline.archive.updates import forget_in_updates, note_update, state
from dateline.archive.writing import Entry, write_rows
from dateline.errors import ArchiveError
from dateline.model import NOTHING_GIVEN, Given, Report
from dateline.steps import step

if TYPE_CHECKING:
    from dateline.model import Correction, CorrectionState, DictionaryActor, Links, Reading

T = TypeVar("T")

UNREAD = "unread"
"""The stamp of a source whose bytes could not be had: there is nothing to read again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One report as the archive keeps it, with its reading and everywhere it was found."""

    report: Report
    reading: Reading
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said of an address when it was last had in full.

    ``etag`` and ``last_modified`` are what it is asked with whether anything is new; ``stamp`` is what the
    content was read with, ``followed`` whether the pages of the entries of a feed were read too.
    """

    etag: str | None
    last_modified: str | None
    stamp: str
    followed: bool = False


@dataclass(frozen=True, slots=True)
class _WithGiven:
    """As much of a report as tells what was given along with it, whatever version wrote the rest."""

    given: Given = NOTHING_GIVEN


class Archive:
    """An archive file; use it as a context manager.

    `Archive(path)` opens an existing archive, `Archive(path, create=True)` also makes one. Raises
    ArchiveError when there is none or the file is something else, SchemaError when it is of a version that
    this program does not read; one of an older version is brought up to this one.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        """Open the archive at *path*."""
        self.path = Path(path)
        self._db = open_file(self.path, create=create)
        self._withheld: frozenset[tuple[str, str]] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # met while rows were fetched
            raise told(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise told(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:  # SQLite itself rolls back when the disk is full
                self._run("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise told(self.path, error) from error
            raise

    @property
    def behind(self) -> bool:
        """Whether it comes from an older version and its record is still to be made anew."""
        return self.note(BEHIND) is not None

    def forbid_writing(self) -> None:
        """From now on nothing can be written through this object."""
        self._run("PRAGMA query_only = ON")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is asked inside is answered from one state, whatever others write meanwhile."""
        self._run("BEGIN")
        try:
            yield
        finally:
            self._run("ROLLBACK")

    # What was read

    def stamp_of(self, report: str) -> str | None:
        """With what the report was read (software, model, knowledge), or None if it is not held."""
        row = self._run("SELECT stamp FROM kept WHERE report = ?", (report,)).fetchone()
        return row["stamp"] if row else None

    def keep(self, report: Report, reading: Reading, original: bytes, stamp: str) -> None:
        """Keep a report that was read, in place of an earlier reading of the same bytes."""
        self.keep_all([codec.packed(report, reading, original, stamp)])

    def keep_all(self, reports: Iterable[Packed]) -> None:
        """Keep reports as `keep` does: all of them, or none."""
        with self.transaction():
            for one in reports:
                self._run(
                    "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (report) DO UPDATE SET "
                    "stamp = excluded.stamp, digest = excluded.digest, parsed = excluded.parsed, "
                    "reading = excluded.reading",
                    (one.report, one.stamp, one.digest, one.original, one.parsed, one.reading),
                )
                self._run("DELETE FROM refined WHERE report = ?", (one.report,))
                self._run("INSERT OR IGNORE INTO sources VALUES (?, ?)", (one.report, one.source))

    def add_source(self, report: str, source: str) -> None:
        """Note that a report already held was found at *source* too."""
        self._run("INSERT OR IGNORE INTO sources VALUES (?, ?)", (report, source))

    def drop(self, report: str) -> None:
        """Take a report out, with its reading and sources."""
        with self.transaction():
            for table in ("kept", "refined", "prepared", "sources"):
                self._run(f"DELETE FROM {table} WHERE report = ?", (report,))

    def given(self, report: str) -> Given:
        """What came along with the bytes of a report that is held."""
        row = self._run("SELECT parsed FROM kept WHERE report = ?", (report,)).fetchone()
        return codec.unpack(row["parsed"], _WithGiven).given

    def unread_in(self, source: str) -> list[str]:
        """The ids of what could not be read at *source*, or at a part of it."""
        rows = self._run(
            "SELECT report FROM sources JOIN kept USING (report) WHERE stamp = ? AND "
            "(source = ? OR (source >= ? AND source < ?)) ORDER BY report",
            (UNREAD, *_at(source)),
        )
        return [row["report"] for row in rows]

    def outdated(self, stamp: str) -> Iterator[tuple[str, bytes]]:
        """The (source, bytes) of every report that was read with anything but *stamp*, in order of id."""
        ids = [
            row["report"]
            for row in self._run(
                "SELECT report FROM kept WHERE stamp NOT IN (?, ?) ORDER BY report", (stamp, UNREAD)
            )
        ]
        for report in ids:
            row = self._run("SELECT original FROM kept WHERE report = ?", (report,)).fetchone()
            yield self._sources(report)[0], zlib.decompress(row["original"])

    def report_ids(self) -> list[str]:
        """The ids of all reports held, in order."""
        return [row["report"] for row in self._run("SELECT report FROM kept ORDER BY report")]

    def by_itself(self, report: str) -> Report:
        """One report as its own bytes tell it; raises KeyError if it is not held."""
        row = self._run("SELECT parsed FROM kept WHERE report = ?", (report,)).fetchone()
        if row is None:
            raise KeyError(report)
        return codec.unpack(row["parsed"], Report)

    def refined_ids(self) -> set[str]:
        """The ids of the reports of which a form is kept that the other reports bear on."""
        return {row["report"] for row in self._run("SELECT report FROM refined")}

    def refine(self, report: Report, reading: Reading) -> None:
        """Keep the form of a report that the other reports bear on, besides what its own bytes tell."""
        packed = codec.pack(report), codec.pack(reading)
        self._run(
            "INSERT OR REPLACE INTO refined VALUES (?, ?, ?, ?)", (report.id, codec.digest(*packed), *packed)
        )

    def unrefine(self, report: str) -> None:
        """Forget the form of a report that other reports bore on."""
        self._run("DELETE FROM refined WHERE report = ?", (report,))

    def kept(self, report: str) -> Kept:
        """One report with its reading, refined where it is; raises KeyError if it is not held."""
        from dateline.model import Reading

        row = self._run(
            "SELECT coalesce(r.parsed, k.parsed) AS parsed, coalesce(r.reading, k.reading) AS reading "
            "FROM kept k LEFT JOIN refined r USING (report) WHERE k.report = ?",
            (report,),
        ).fetchone()
        if row is None:
            raise KeyError(report)
        return Kept(
            codec.unpack(row["parsed"], Report), codec.unpack(row["reading"], Reading), self._sources(report)
        )

    def digests(self) -> dict[str, str]:
        """For each report a digest of what is kept of it, refined where it is."""
        rows = self._run(
            "SELECT k.report, k.digest || coalesce(r.digest, '') AS digest "
            "FROM kept k LEFT JOIN refined r USING (report) ORDER BY k.report"
        )
        return {row["report"]: row["digest"] for row in rows}

    def prepared(self, report: str, step: str, stamp: str, kind: type[T]) -> T | None:
        """What a step over all reports needs of one, where it was worked out before with the same *stamp*."""
        row = self._run(
            "SELECT data FROM prepared WHERE report = ? AND step = ? AND stamp = ?", (report, step, stamp)
        ).fetchone()
        return codec.unpack(row["data"], kind) if row else None

    def prepare(self, report: str, step: str, stamp: str, value: object) -> None:
        """Keep what a step over all reports needs of one, in place of what was kept for that step."""
        self._run(
            "INSERT OR REPLACE INTO prepared VALUES (?, ?, ?, ?)", (report, step, stamp, codec.pack(value))
        )

    def all_sources(self) -> dict[str, tuple[str, ...]]:
        """Everywhere that each report was found."""
        found: dict[str, list[str]] = {}
        for row in self._run("SELECT report, source FROM sources ORDER BY report, source"):
            found.setdefault(row["report"], []).append(row["source"])
        return {report: tuple(sources) for report, sources in found.items()}

    def _sources(self, report: str) -> tuple[str, ...]:
        rows = self._run("SELECT source FROM sources WHERE report = ? ORDER BY source", (report,))
        return tuple(row["source"] for row in rows)

    def digest(self) -> str:
        """A hash of what is held and with what it was read; the record is up to date while it is the same."""
        digest = hashlib.sha256()
        for query in (
            "SELECT report, stamp FROM kept ORDER BY report, stamp",
            "SELECT report, source FROM sources ORDER BY report, source",
            "SELECT id FROM corrections_made ORDER BY rowid",
            "SELECT name, hex(actors) FROM dictionaries ORDER BY name",
        ):
            for row in self._run(query):
                digest.update("\0".join(row).encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()

    # What servers said

    def fetched(self, address: str) -> Fetched | None:
        """What the server said when *address* was last had in full, or None."""
        row = self._run(
            "SELECT etag, last_modified, stamp, followed FROM fetched WHERE address = ?", (address,)
        ).fetchone()
        return (
            Fetched(row["etag"], row["last_modified"], row["stamp"], bool(row["followed"])) if row else None
        )

    def note_fetched(self, address: str, fetched: Fetched | None) -> None:
        """Keep what the server said of *address*, in place of what was kept; None to forget that."""
        if fetched is None:
            self._run("DELETE FROM fetched WHERE address = ?", (address,))
            return
        self._run(
            "INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?, ?)",
            (address, fetched.etag, fetched.last_modified, fetched.stamp, fetched.followed),
        )

    def count_at(self, source: str) -> int:
        """How many reports were found at *source*, or at a part of it."""
        count: int = self._run(
            "SELECT count(*) FROM sources WHERE source = ? OR (source >= ? AND source < ?)", _at(source)
        ).fetchone()[0]
        return count

    # What users brought and decided

    def add_dictionary(self, name: str, actors: Sequence[DictionaryActor]) -> None:
        """Keep a dictionary of actors, in place of one of the same name."""
        self._run("INSERT OR REPLACE INTO dictionaries VALUES (?, ?)", (name, codec.pack(list(actors))))

    def drop_dictionary(self, name: str) -> None:
        """Take a dictionary out."""
        self._run("DELETE FROM dictionaries WHERE name = ?", (name,))

    def dictionaries(self) -> list[tuple[str, list[DictionaryActor]]]:
        """The dictionaries with their actors, by name."""
        from dateline.model import DictionaryActor

        rows = self._run("SELECT name, actors FROM dictionaries ORDER BY name")
        return [(row["name"], codec.unpack(row["actors"], list[DictionaryActor])) for row in rows]

    def add_corrections(self, corrections: Iterable[Correction]) -> None:
        """Keep corrections after those already kept; one that is held already stays where it is."""
        with self.transaction():
            for correction in corrections:
                self._run(
                    "INSERT OR IGNORE INTO corrections_made VALUES (?, ?)",
                    (correction.id, codec.pack(correction)),
                )

    def corrections(self) -> list[Correction]:
        """All corrections, in the order in which they were made known."""
        from dateline.model import Correction

        rows = self._run("SELECT correction FROM corrections_made ORDER BY rowid")
        return [codec.unpack(row["correction"], Correction) for row in rows]

    # What is confidential

    def labels(self) -> list[Label]:
        """The marks of confidence on reports, by report and label."""
        return [Label(**row) for row in self.query("SELECT * FROM labels ORDER BY report, label")]

    def add_label(self, label: Label) -> None:
        """Put a mark of confidence on a report; one that it bears already stays as it is."""
        self._run(
            "INSERT OR IGNORE INTO labels VALUES (?, ?, ?, ?)",
            (label.report, label.label, label.by, label.made),
        )

    def drop_label(self, report: str, label: str) -> None:
        """Take a mark of confidence from a report."""
        self._run("DELETE FROM labels WHERE report = ? AND label = ?", (report, label))

    def erase(self, reports: Iterable[str]) -> None:
        """Delete reports with all that quotes them in what is kept; the record follows, `scour` the file."""
        self._run("PRAGMA secure_delete = ON")
        with self.transaction():
            erase(self._run, reports)

    def scour(self, reports: Collection[str] = ()) -> None:
        """Leave no byte of what was deleted in the file and those beside it, nor *reports* in what changed.

        Raises ArchiveError where another program has the archive open, which would keep some.
        """
        with self.transaction():
            forget_in_updates(self._run, reports)
        self.vacuum()
        if self._run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise ArchiveError(
                f"another program has {self.path} open, so the log beside it still holds what was deleted. "
                "Close that program, then run: dateline vacuum"
            )

    def apart(self) -> Archive:
        """A copy in a file without a name, gone when it is closed; any thread may use it, one at a time."""
        twin = object.__new__(Archive)
        twin.path, twin._db, twin._withheld = self.path, nameless_copy(self._db), frozenset()
        return twin

    def make_public(self) -> None:
        """Take names of files, of coders and whole texts out of what the record answers: of a copy only."""
        with self.transaction():
            make_public(self._run)
        self._withheld = frozenset({("reports", "text")})

    # The last run

    def note_run(self, run: Run) -> None:
        """Keep how far a run of `read` is, in place of what was kept of the one before."""
        self._run("INSERT OR REPLACE INTO about VALUES ('run', ?)", (json.dumps(asdict(run)),))

    def last_run(self) -> Run | None:
        """The last run of `read`, which may be going on."""
        noted = self.note("run")
        return Run(**json.loads(noted)) if noted else None

    def last_read(self) -> str | None:
        """The report that was kept last of those that could be read."""
        row = self._run(
            "SELECT report FROM kept WHERE stamp <> ? ORDER BY rowid DESC LIMIT 1", (UNREAD,)
        ).fetchone()
        return row["report"] if row else None

    def kept_after(self, report: str | None) -> list[str]:
        """The ids of what was kept after *report*, in that order; all where it is None."""
        rows = self._run(
            "SELECT report FROM kept WHERE ?1 IS NULL "
            "OR rowid > (SELECT rowid FROM kept WHERE report = ?1) ORDER BY rowid",
            (report,),
        )
        return [row["report"] for row in rows]

    # The record

    def outdate_record(self) -> None:
        """Have the record written anew, though the same reports are held with the same stamps."""
        self._run("DELETE FROM about WHERE key = 'record'")

    def note(self, key: str) -> str | None:
        """What the archive says about itself under *key* ("model", "knowledge", "record", …)."""
        row = self._run("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    def set_note(self, key: str, value: str | None) -> None:
        """Have the archive say *value* about itself under *key*, or nothing."""
        if value is None:
            self._run("DELETE FROM about WHERE key = ?", (key,))
        else:
            self._run("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))

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
            write_rows(self._run, entries, links, corrections)
            note_update(self._run, before, notes["stamp"])
            for note in sorted(notes.items()):
                self._run("INSERT OR REPLACE INTO about VALUES (?, ?)", note)
            self._run("DELETE FROM about WHERE key = ?", (BEHIND,))
        return True

    def rows(
        self,
        table: str,
        where: str = "",
        values: Sequence[Any] = (),
        order: str = "",
        *,
        rejected: bool = False,
    ) -> Iterator[Row]:
        """The rows of a table of the record, lists and spans decoded; *where* and *order* are SQL.

        Rows that users rejected are left out unless *rejected* asks for them too.
        """
        columns = TABLES[table].columns
        listed = ", ".join("NULL" if (table, name) in self._withheld else f'"{name}"' for name in columns)
        sql = f"SELECT {listed} FROM {table}"
        standing = "TRUE" if rejected or table not in REVIEWED else STANDING.format(table)
        sql += f" WHERE ({where or 'TRUE'}) AND {standing}"
        sql += f" ORDER BY {order or order_of(table)}"
        kinds = list(columns.items())
        for row in self._run(sql, values):
            yield {
                name: _decoded(value) if kind == "json" and value is not None else value
                for (name, kind), value in zip(kinds, row, strict=True)
            }

    def query(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows an SQL query gives, as they are stored."""
        for row in self._run(sql, values):
            yield dict(row)

    # The file

    def check(self) -> list[str]:
        """What is wrong with the file, by SQLite's integrity check and by ours; empty when it is whole."""
        try:
            found = [row[0] for row in self._run("PRAGMA integrity_check")]
            return loose_ends(self._run) if found == ["ok"] else found
        except sqlite3.Error as error:
            return [str(error)]

    def vacuum(self) -> tuple[int, int]:
        """Give back the room of what is no longer there; how many bytes the file had and has.

        Needs as much free room beside the archive, for a while, as the archive takes.
        """
        before = self._size()
        self._run("INSERT INTO sentence_words (sentence_words) VALUES ('optimize')")
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return before, self._size()

    def backup(self, target: str | Path) -> int:
        """Copy the archive as it is now to a new file, while others go on using it; the bytes of the copy.

        A copy that was not finished never bears the name *target*. Raises ArchiveError where something of
        that name is there already, or it cannot be written.
        """
        target = Path(target)
        if target.exists():
            raise ArchiveError(f"there is something at {target} already; name a file that is not there")
        unfinished = target.with_name(target.name + ".unfinished")
        make_owned(unfinished)
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                self._db.backup(copy)
            unfinished.replace(target)
        except (sqlite3.Error, OSError) as error:
            unfinished.unlink(missing_ok=True)
            raise (
                told(target, error)
                if isinstance(error, sqlite3.Error)
                else ArchiveError(f"the copy {target} cannot be written: {error}")
            ) from error
        return target.stat().st_size

    def _size(self) -> int:
        pages: int = self._run("PRAGMA page_count").fetchone()[0]
        size: int = self._run("PRAGMA page_size").fetchone()[0]
        return pages * size


def _decoded(value: str) -> Any:
    return [] if value == "[]" else json.loads(value)  # most lists are empty, and rows many


def _at(source: str) -> tuple[str, str, str]:
    """The name of a source, and the bounds of those of its parts."""
    return source, source + "#", source + "$"  # "$" comes after "#"
