"""The record written into an archive: only the rows of reports whose rows may have changed.

What the rows of a report follow from is boiled down to a digest: the report and its reading as kept, its day
of publication, its sources, and which actors, events and so on the links say stand in it. Where the digest is
the one of the last time, the rows stay. The other tables are small and are written anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.archive.engine import Engine
from dateline.archive.link_rows import correction_rows, link_rows, place_rows, tag_rows
from dateline.archive.lists import write_lists
from dateline.archive.rows import Row, report_rows, stored
from dateline.archive.schema import OF_REPORTS, RECORD

if TYPE_CHECKING:
    from dateline.model import Correction, CorrectionState, Links, Place, Reading, Report

AT_ONCE = 5_000
"""Rows that are gathered before they are written: those of some 70 reports."""
_LAST_COUNTRY = """
UPDATE places SET country = (
    SELECT m.country FROM place_mentions m WHERE m.place = places.id
    ORDER BY m.report DESC, m.rowid DESC LIMIT 1
)
"""
"""Of a place that two states claim, reports may name either; the last report in order decides."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the record: a ``digest`` of what its rows follow from but sources and links, and a way to
    have it, with its reading, where that is not what it was."""

    report: str
    digest: str
    sources: tuple[str, ...]
    load: Callable[[], tuple[Report, Reading]]


def write_rows(
    engine: Engine,
    entries: Iterable[Entry],
    links: Links,
    corrections: Iterable[tuple[Correction, CorrectionState]],
) -> None:
    """Bring the rows of the record up to date; *entries* are all reports, in order of their ids."""
    run = engine.run
    held = {row["report"]: row["digest"] for row in run("SELECT report, digest FROM written", ())}
    places: dict[str | None, Place] = {}
    gathered = _Gathered(engine)
    for entry in entries:
        digest = _digest(entry, links)
        before = held.pop(entry.report, None)
        if before == digest:
            continue
        if before is not None:
            _forget(engine, entry.report)
        report, reading = entry.load()
        places |= {place.id: place for place in reading.places}
        written = ("written", {"report": entry.report, "digest": digest})
        gathered.add(report, (*report_rows(report, reading, entry.sources, links), written))
    gathered.write()
    for gone in held:
        _forget(engine, gone)
    for table in RECORD:
        if table.name not in {*OF_REPORTS, "places"}:
            run(f"DELETE FROM {table.name}", ())
    _insert(engine, chain(link_rows(links), tag_rows(links), correction_rows(corrections)))
    run("DELETE FROM places WHERE id NOT IN (SELECT place FROM place_mentions WHERE place IS NOT NULL)", ())
    named = list(place_rows(places.values()))
    again = json.dumps([row["id"] for _, row in named])
    run("DELETE FROM places WHERE id IN (SELECT value FROM json_each(?))", (again,))
    _insert(engine, named)
    run(_LAST_COUNTRY, ())
    engine.before_lists()
    write_lists(run)


def _digest(entry: Entry, links: Links) -> str:
    """A digest of all that the rows of a report follow from, also of what the links say of them."""
    said = (getattr(links, field.name) for field in fields(links) if field.name.endswith("_of"))
    told = repr((entry.digest, entry.sources, [of_rows.of(entry.report) for of_rows in said]))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _forget(engine: Engine, report: str) -> None:
    engine.drop_words(report)
    for name in (*OF_REPORTS, "written"):
        engine.run(f"DELETE FROM {name} WHERE {'id' if name == 'reports' else 'report'} = ?", (report,))


class _Gathered:
    """Rows of reports on their way into the archive, some thousand at once: a server may be far away."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rows: list[tuple[str, Row]] = []
        self._words: list[tuple[str, int, str]] = []

    def add(self, report: Report, rows: Iterable[tuple[str, Row]]) -> None:
        """Take the rows of a report, and the words of its sentences, to be written soon."""
        for table, row in rows:
            self._rows.append((table, row))
            if table == "sentences":
                self._words.append((report.id, row["number"], report.text[row["start"] : row["end"]]))
        if len(self._rows) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what is gathered."""
        _insert(self._engine, self._rows)
        self._engine.index_words(self._words)
        self._rows, self._words = [], []


def _insert(engine: Engine, rows: Iterable[tuple[str, Row]]) -> None:
    """Insert rows into their tables, some thousand at once; those of one table stay in order."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        of_table: dict[str, list[Row]] = defaultdict(list)
        for table, row in some:
            of_table[table].append(row)
        for table, its in of_table.items():
            engine.insert(table, list(its[0]), [stored(row) for row in its])
