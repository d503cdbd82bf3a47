"""What an archive keeps of reports: their bytes, what was read in them, and where they were found."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from dateline.archive import codec
from dateline.archive.codec import Packed
from dateline.archive.connected import Connected
from dateline.model import NOTHING_GIVEN, Given, Report

if TYPE_CHECKING:
    from dateline.model import Reading

T = TypeVar("T")

_AFTER = "rowid > (SELECT rowid FROM kept WHERE report = ?)"
UNREAD = "unread"
"""The stamp of a source whose bytes could not be had: there is nothing to read again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One report as the archive keeps it, with its reading and everywhere it was found."""

    report: Report
    reading: Reading
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _WithGiven:
    """As much of a report as tells what was given along with it, whatever version wrote the rest."""

    given: Given = NOTHING_GIVEN


class KeptReports(Connected):
    """An open archive, as far as it keeps reports."""

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
                    "INSERT INTO kept (report, stamp, digest, original, parsed, reading) "
                    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (report) DO UPDATE SET "
                    "stamp = excluded.stamp, digest = excluded.digest, parsed = excluded.parsed, "
                    "reading = excluded.reading",
                    (one.report, one.stamp, one.digest, one.original, one.parsed, one.reading),
                )
                self._run("DELETE FROM refined WHERE report = ?", (one.report,))
                self.add_source(one.report, one.source)

    def add_source(self, report: str, source: str) -> None:
        """Note that a report already held was found at *source* too."""
        self._run("INSERT INTO sources VALUES (?, ?) ON CONFLICT DO NOTHING", (report, source))

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
            "INSERT INTO refined (report, digest, parsed, reading) VALUES (?, ?, ?, ?) ON CONFLICT (report) "
            "DO UPDATE SET digest = excluded.digest, parsed = excluded.parsed, reading = excluded.reading",
            (report.id, codec.digest(*packed), *packed),
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
            "INSERT INTO prepared (report, step, stamp, data) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (report, step) DO UPDATE SET stamp = excluded.stamp, data = excluded.data",
            (report, step, stamp, codec.pack(value)),
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
                told = "\0".join(dict(row).values())
                digest.update(told.encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()

    def count_at(self, source: str) -> int:
        """How many reports were found at *source*, or at a part of it."""
        count: int = self._run(
            "SELECT count(*) AS n FROM sources WHERE source = ? OR (source >= ? AND source < ?)", _at(source)
        ).fetchone()["n"]
        return count

    def last_read(self) -> str | None:
        """The report that was kept last of those that could be read."""
        row = self._run(
            "SELECT report FROM kept WHERE stamp <> ? ORDER BY rowid DESC LIMIT 1", (UNREAD,)
        ).fetchone()
        return row["report"] if row else None

    def kept_after(self, report: str | None) -> list[str]:
        """The ids of what was kept after *report*, in that order; all where it is None."""
        after, values = ("TRUE", ()) if report is None else (_AFTER, (report,))
        rows = self._run(f"SELECT report FROM kept WHERE {after} ORDER BY rowid", values)
        return [row["report"] for row in rows]


def _at(source: str) -> tuple[str, str, str]:
    """The name of a source, and the bounds of those of its parts."""
    return source, source + "#", source + "$"  # "$" comes after "#"
