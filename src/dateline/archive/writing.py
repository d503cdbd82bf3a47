"""The record written into an archive: only the rows of reports whose rows may have changed.

What the rows of a report follow from is boiled down to a digest: the report and its reading as kept, its day
of publication, its sources, and which actors, events and so on the links say stand in it. Where the digest is
the one of the last time, the rows stay. The other tables are small and are written anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from dateline.archive.engine import Engine
from dateline.archive.lists import write_lists
from dateline.archive.rows import Row, correction_rows, link_rows, place_rows, report_rows, stored, tag_rows
from dateline.archive.schema import OF_REPORTS, RECORD

if TYPE_CHECKING:
    from dateline.model import Correction, CorrectionState, Links, Place, Reading, Report

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
    standing, nothing = _by_report(links), type(links)()
    places: dict[str | None, Place] = {}
    for entry in entries:
        own = standing.get(entry.report, nothing)
        digest = _digest(entry, own)
        before = held.pop(entry.report, None)
        if before == digest:
            continue
        if before is not None:
            _forget(engine, entry.report)
        report, reading = entry.load()
        places |= {place.id: place for place in reading.places}
        _write(engine, report, report_rows(report, reading, entry.sources, own))
        run(
            "INSERT INTO written (report, digest) VALUES (?, ?) "
            "ON CONFLICT (report) DO UPDATE SET digest = excluded.digest",
            (entry.report, digest),
        )
    for gone in held:
        _forget(engine, gone)
        run("DELETE FROM written WHERE report = ?", (gone,))
    for table in RECORD:
        if table.name not in {*OF_REPORTS, "places"}:
            run(f"DELETE FROM {table.name}", ())
    _insert(engine, chain(link_rows(links), tag_rows(links), correction_rows(corrections)))
    run("DELETE FROM places WHERE id NOT IN (SELECT place FROM place_mentions WHERE place IS NOT NULL)", ())
    named = list(place_rows(places.values()))
    engine.run_all("DELETE FROM places WHERE id = ?", [(row["id"],) for _, row in named])
    _insert(engine, named)
    run(_LAST_COUNTRY, ())
    engine.before_lists()
    write_lists(run)


def _by_report(links: Links) -> dict[str, Links]:
    """What the links say stands in each report."""
    names = _standing(links)
    parts: dict[str, dict[str, Any]] = defaultdict(lambda: {name: {} for name in names})
    for name in names:
        standing: Mapping[tuple[str, int], Any] = getattr(links, name)
        for at in sorted(standing):
            parts[at[0]][name][at] = standing[at]
    return {report: type(links)(**part) for report, part in parts.items()}


def _standing(links: Links) -> tuple[str, ...]:
    """The fields of `Links` that say what stands in a report: mappings from (report, index)."""
    return tuple(field.name for field in fields(links) if field.name.endswith("_of"))


def _digest(entry: Entry, own: Links) -> str:
    told = repr((entry.digest, entry.sources, [getattr(own, name) for name in _standing(own)]))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _forget(engine: Engine, report: str) -> None:
    engine.drop_words(report)
    for name in OF_REPORTS:
        engine.run(f"DELETE FROM {name} WHERE {'id' if name == 'reports' else 'report'} = ?", (report,))


def _write(engine: Engine, report: Report, rows: Iterable[tuple[str, Row]]) -> None:
    """Write the rows of a report, and have its sentences found by their words."""
    of_report = list(rows)
    _insert(engine, of_report)
    sentences = [row for table, row in of_report if table == "sentences"]
    engine.index_words(
        report.id, [(row["number"], report.text[row["start"] : row["end"]]) for row in sentences]
    )


def _insert(engine: Engine, rows: Iterable[tuple[str, Row]]) -> None:
    """Insert rows into their tables; those of one table stay in order."""
    of_table: dict[str, list[Row]] = defaultdict(list)
    for table, row in rows:
        of_table[table].append(row)
    for table, some in of_table.items():
        columns = ", ".join(f'"{name}"' for name in some[0])
        marks = ", ".join("?" * len(some[0]))
        engine.run_all(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [stored(row) for row in some])
