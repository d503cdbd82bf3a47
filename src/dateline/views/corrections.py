"""Corrections as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.choosing import Choice, paged

SAID = {
    "merge-actors": "{0} are one",
    "split-actor": "{0} is another there: {name}",
    "rename-actor": "{0} is called {name}",
    "set-role": "{0}: {rest}",
    "join-events": "{0} are one event",
    "split-event": "{0} is another event there",
    "retract-event": "{0} is no event",
    "set-date": "{0} was on {date}",
    "set-published": "the report {report} was published on {date}",
    "undo": "takes back {correction}",
}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction, said in words; ``state`` is whether it is in force, undone, or lost its place."""

    id: str
    made: str
    by: str
    state: str
    said: str
    note: str


def corrections(archive: Archive, *, limit: int | None = None, offset: int = 0) -> list[CorrectionRow]:
    """The corrections in the order in which they were made known; *limit* of them, after *offset*."""
    return [
        CorrectionRow(row["id"], row["made"], row["by"], row["state"], _said(row), row["note"])
        for row in archive.rows("corrections", order=paged("rowid", limit, offset))
    ]


def corrections_choice(archive: Archive) -> Choice:
    """All corrections, as a choice from their list."""
    return Choice("corrections")


def _said(row: Row) -> str:
    values = row["values"]
    whom = ", ".join(dict.fromkeys(f"“{party[0]['exact']}”" for party in row["parties"]))
    rest = ", ".join(f"{key} {value}" for key, value in values.items())
    report = row["parties"][0][0]["report"][:8] if row["parties"] else ""
    known = {"name": "the same name", "correction": "", "report": report, **values}
    return SAID[row["action"]].format(whom, **known, rest=rest)
