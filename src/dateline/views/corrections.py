"""Corrections as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.choosing import Choice, Condition, is_one_of, rows_by_id
from dateline.views.review import KINDS

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
    "reject": "{kind} {0} is wrong: {rest}",
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


def corrections(
    archive: Archive,
    *,
    state: Sequence[str] = (),
    by: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[CorrectionRow]:
    """The corrections in the order in which they were made known; *limit* of them, after *offset*.

    *state* are the states that they may be in ("in force", "undone", "without a place"), *by* is who made
    them.
    """
    choice = corrections_choice(archive, state=state, by=by)
    ids = [row["id"] for row in choice.rows(archive, "id", limit=limit, offset=offset)]
    return [
        CorrectionRow(row["id"], row["made"], row["by"], row["state"], _said(row), row["note"])
        for row in rows_by_id(archive, "corrections", ids).values()
    ]


def corrections_choice(archive: Archive, *, state: Sequence[str] = (), by: str | None = None) -> Choice:
    """The corrections that pass, as a choice from all."""
    conditions: list[Condition] = [is_one_of("state", state)] if state else []
    if by:
        conditions.append(("by = ?", (by,)))
    return Choice("corrections", tuple(conditions), order="rowid")


def _said(row: Row) -> str:
    values, parties = row["values"], row["parties"]
    if "kind" in values:  # the parties are parts of one row, the first of them holds it
        parties = parties[:1]
    report = row["parties"][0][0]["report"][:8] if row["parties"] else ""
    held = (party[0]["exact"] for party in parties)
    whom = ", ".join(dict.fromkeys(f"“{_short(words)}”" if words else report for words in held))
    rest = ", ".join(
        f"{key} {value}"
        for key, value in values.items()
        if value and key not in NO_FIELDS and not key.startswith("was ")
    )
    known = {"name": "the same name", "correction": "", "report": report, **values}
    known["kind"] = f"the {KINDS.get(values['kind'], values['kind'])}" if "kind" in values else ""
    return SAID[row["action"]].format(whom, **known, rest=rest).removesuffix(": ")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
