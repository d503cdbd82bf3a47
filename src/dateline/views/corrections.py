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
    "accept": "{kind} {0} is right: {rest}",
    "edit": "{kind} {0} is: {rest}",
    "reject": "{kind} {0} is none: {rest}",
    "add": "{kind} {0} was missed: {rest}",
    "tag": "{kind} {0} is tagged “{tag}”",
    "undo": "takes back {correction}",
}
NO_FIELDS = frozenset({"kind", "row", "parts", "tag", "lemma"})
"""Values that say which row a decision is about, and not what is in it."""
LONGEST = 80
"""Characters of the words that hold a decision to be shown."""


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
    values, parties = row["values"], row["parties"]
    if "kind" in values:  # the parties are parts of one row, the first of them holds it
        parties = parties[:1]
    report = row["parties"][0][0]["report"][:8] if row["parties"] else ""
    held = (party[0]["exact"] or f"of {report}" for party in parties)
    whom = ", ".join(dict.fromkeys(f"“{_short(words)}”" for words in held))
    rest = ", ".join(
        f"{key} {value}"
        for key, value in values.items()
        if value and key not in NO_FIELDS and not key.startswith("was ")
    )
    known = {"name": "the same name", "correction": "", "report": report, **values}
    return SAID[row["action"]].format(whom, **known, rest=rest)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
