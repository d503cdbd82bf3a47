"""What an archive does to keep reports in confidence: labels, erasing, and what a public copy withholds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.archive import codec
from dateline.archive.engine import Run

if TYPE_CHECKING:
    from dateline.model import Correction

TAKES = {"merge-actors": 2, "join-events": 2}
"""Action → how many parties a correction needs to say anything, where that is more than one."""

QUOTING = frozenset({"title", "place"})
"""What a decision on an event keeps that may be in the words of any report that tells of it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A mark of confidence on a report, held by the hash of its bytes: by whom, and when (ISO, UTC)."""

    report: str
    label: str
    by: str
    made: str


def erase(run: Run, reports: Iterable[str]) -> None:
    """Delete reports with all that quotes them in what is kept; the caller holds a transaction.

    What steps over all reports prepared goes too, of every report: it may be drawn from several.
    """
    run("DELETE FROM prepared", ())
    for report in reports:
        run("DELETE FROM fetched WHERE address IN (SELECT source FROM sources WHERE report = ?)", (report,))
        for table in ("kept", "refined", "sources", "labels"):
            run(f"DELETE FROM {table} WHERE report = ?", (report,))
        _erase_from_corrections(run, report)
        _erase_from_run(run, report)
    run("DELETE FROM about WHERE key = 'record'", ())


def _erase_from_corrections(run: Run, report: str) -> None:
    """Delete the words of a report that corrections hold on to, and corrections that nothing else holds."""
    from dateline.model import Correction

    gone: set[str] = set()
    for row in run("SELECT id, correction FROM corrections_made ORDER BY rowid", ()).fetchall():
        correction = codec.unpack(row["correction"], Correction)
        left = None if correction.values.get("correction") in gone else _without(correction, report)
        if left is None:
            gone.add(correction.id)
            run("DELETE FROM corrections_made WHERE id = ?", (correction.id,))
        elif left != correction:
            run(
                "UPDATE corrections_made SET correction = ? WHERE id = ?",
                (codec.pack(left), correction.id),
            )


def _without(correction: Correction, report: str) -> Correction | None:
    parties = tuple(
        party
        for was in correction.parties
        if (party := tuple(selector for selector in was if selector.report != report))
    )
    if correction.parties and len(parties) < TAKES.get(correction.action, 1):
        return None
    if parties == correction.parties or correction.values.get("kind") != "event":
        return replace(correction, parties=parties)
    values = {name: value for name, value in correction.values.items() if name not in QUOTING}
    return replace(correction, parties=parties, values=values)


def _erase_from_run(run: Run, report: str) -> None:
    """Have the note of the last run not name a report."""
    row = run("SELECT value FROM about WHERE key = 'run'", ()).fetchone()
    if row and json.loads(row["value"]).get("before") == report:
        run("DELETE FROM about WHERE key = 'run'", ())


def make_public(run: Run) -> None:
    """Delete from the record the names of files, and who made corrections with their notes.

    Addresses on the web stay as sources; any other source is called by the id of its report. Copies are
    files of SQLite, and what is run here is its SQL.
    """
    run("UPDATE reports SET reason = replace(reason, source, id) WHERE reason IS NOT NULL", ())
    run(
        "UPDATE reports SET sources = (SELECT json_group_array(s.value) FROM json_each(sources) s "
        "WHERE s.value LIKE 'http://%' OR s.value LIKE 'https://%')",
        (),
    )
    run("UPDATE reports SET source = coalesce(sources ->> 0, id)", ())
    run("UPDATE corrections SET by = '', note = ''", ())
