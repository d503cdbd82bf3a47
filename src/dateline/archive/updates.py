"""What each update of the record changed, kept small: what differs, before and after.

Rows are boiled down to what people ask after, with ids, days and numbers in them and no words of a report.
From the record as it is and the changes of each update follows what the record was after any earlier one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dateline.archive.engine import Found, Run

if TYPE_CHECKING:
    from dateline.archive.archive import Archive

State = dict[str, dict[str, list[Any]]]
"""Kind of row → key → what it says."""
Changed = dict[str, dict[str, tuple[list[Any] | None, list[Any] | None]]]
"""Kind of row → key → what it said before and says after; None where there was, or is, no such row."""

_REPORTS = "SELECT id, published, published_basis, published_earliest, published_latest FROM reports"
_EVENTS = """
SELECT e.id, e.date, m.report, m.start FROM events e JOIN event_mentions m ON m.event = e.id
WHERE e.retracted = 0 ORDER BY e.id, m.report, m.start
"""
_FIGURES = """
SELECT report, start, "end", value, low, high FROM figures WHERE state <> 'rejected'
ORDER BY report, start, "end", id
"""
_POSITIONS = """
SELECT report, start, "end", leaning FROM positions WHERE state <> 'rejected'
ORDER BY report, start, "end", id
"""
"""What is asked of each kind of row; a report's own rows are held by their place."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update of the record: when it was made, with what software, after how many corrections."""

    number: int
    made: str
    stamp: str
    corrections: int
    changed: Changed


def state(run: Run) -> dict[str, dict[str, str]]:
    """What the record says now, each row as JSON."""
    said: State = {"reports": {}, "events": {}, "figures": {}, "positions": {}}
    for row in run(_REPORTS, ()):
        key, *says = dict(row).values()
        said["reports"][key] = says
    for row in run(_EVENTS, ()):
        said["events"].setdefault(row["id"], [row["date"], []])[1].append(f"{row['report']}:{row['start']}")
    for row in run(_FIGURES, ()):
        said["figures"][_at(row)] = [row["value"], row["low"], row["high"]]
    for row in run(_POSITIONS, ()):
        leanings = said["positions"].setdefault(_at(row), [])
        if row["leaning"] not in leanings:
            leanings.append(row["leaning"])
    return {kind: {key: json.dumps(says) for key, says in rows.items()} for kind, rows in said.items()}


def _at(row: Found) -> str:
    return f"{row['report']}:{row['start']}:{row['end']}"


def note_update(run: Run, before: Mapping[str, Mapping[str, str]] | None, stamp: str) -> None:
    """Keep what an update changed since the state *before*; None where that cannot be told (the first)."""
    changed: Changed = {} if before is None else _differences(before, state(run))
    corrections = run("SELECT count(*) AS n FROM corrections_made", ()).fetchone()["n"]
    made = datetime.now(UTC).isoformat(timespec="seconds")
    run(
        "INSERT INTO updates (made, stamp, corrections, changes) VALUES (?, ?, ?, ?)",
        (made, stamp, corrections, _packed(changed)),
    )


def _differences(before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> Changed:
    return {
        kind: {
            key: (json.loads(was) if was else None, json.loads(now) if now else None)
            for key in sorted(rows.keys() | before[kind].keys())
            if (was := before[kind].get(key)) != (now := rows.get(key))
        }
        for kind, rows in after.items()
    }


def updates(archive: Archive, after: int = 0) -> Iterator[Update]:
    """The updates of an archive after the one numbered *after*, in order."""
    for row in archive.query("SELECT * FROM updates WHERE number > ? ORDER BY number", (after,)):
        changed = {
            kind: {key: (was, now) for key, (was, now) in rows.items()}
            for kind, rows in json.loads(zlib.decompress(row.pop("changes"))).items()
        }
        yield Update(**row, changed=changed)


def forget_in_updates(run: Run, reports: Collection[str]) -> None:
    """Delete from what updates changed all that names one of *reports*; the caller holds a transaction."""
    for row in run("SELECT number, changes FROM updates", ()).fetchall():
        changed = json.loads(zlib.decompress(row["changes"]))
        for kind, rows in changed.items():
            left = {key: sides for key, sides in rows.items() if key.split(":")[0] not in reports}
            if kind == "events":
                left = {key: [_without(side, reports) for side in sides] for key, sides in left.items()}
                left = {key: [was, now] for key, (was, now) in left.items() if was != now}
            changed[kind] = left
        run("UPDATE updates SET changes = ? WHERE number = ?", (_packed(changed), row["number"]))


def _without(side: list[Any] | None, reports: Collection[str]) -> list[Any] | None:
    """What an event says without the places of some reports; None where no place is left."""
    if side is None:
        return None
    date, told = side
    told = [place for place in told if place.split(":")[0] not in reports]
    return [date, told] if told else None


def _packed(changed: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(changed, separators=(",", ":")).encode())
