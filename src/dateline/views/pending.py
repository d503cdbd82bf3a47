"""Decisions on rows that the record does not follow yet: kept at once, in effect with its next update."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.archive import Archive
from dateline.model import STATES, Correction, RowState, undone_among
from dateline.views.choosing import is_one_of

_PENDING = "FROM corrections_made WHERE id NOT IN (SELECT id FROM corrections)"


@dataclass(frozen=True, slots=True)
class Since:
    """What was decided of rows since the record was written.

    ``states`` are rows (ids) with the state they have now and the decision it comes from: None where nothing
    is decided any more, and no state where the row was only added by what was taken back. ``tags`` are tags
    put on rows, each with its decision (id), ``untagged`` the decisions of those that were taken off.
    ``blocks`` are blocks of a text (ids) with what was said of each last.
    """

    states: Mapping[str, tuple[RowState | None, Correction | None]] = field(default_factory=dict)
    tags: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    untagged: frozenset[str] = frozenset()
    blocks: Mapping[str, Correction] = field(default_factory=dict)


def pending(archive: Archive) -> int:
    """How many decisions the record does not follow yet; `dateline.pipeline.update_record` has it follow."""
    [row] = archive.query(f"SELECT count(*) AS n {_PENDING}")
    number: int = row["n"]
    return number


def since_record(archive: Archive) -> Since:
    """What was decided of rows of the record since it was written."""
    new = {row["id"] for row in archive.query(f"SELECT id {_PENDING}")}
    if not new:
        return Since()
    made = archive.corrections()
    by_id, gone = {one.id: one for one in made}, undone_among(made)
    touched = {_undoes(by_id[one], by_id).id for one in new}
    rows = {by_id[one].values.get("row", "") for one in touched if by_id[one].action in STATES}
    states: dict[str, tuple[RowState | None, Correction | None]] = {}
    for row, decision in _listed(archive, rows, touched):
        held = [one for one in made if one.values.get("row") == row and one.action in STATES]
        states[row] = _state(decision, by_id, [one for one in held if one.id not in gone], gone)
    tags: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in made:
        if one.id in new - gone and one.action == "tag":
            tagged = one.values.get("row", "")
            tags[tagged] = (*tags.get(tagged, ()), (one.values["tag"], one.id))
    off = frozenset(one for one in touched & gone if by_id[one].action == "tag")
    blocks = {
        one.values["row"]: one for one in made if one.id in new - gone and one.values.get("kind") == "block"
    }
    return Since(states, tags, off, blocks)


def _undoes(correction: Correction, by_id: Mapping[str, Correction]) -> Correction:
    """What a correction takes back or puts in force again; itself where it is no undoing."""
    while correction.action == "undo" and correction.values["correction"] in by_id:
        correction = by_id[correction.values["correction"]]
    return correction


def _listed(archive: Archive, rows: set[str], decisions: set[str]) -> list[tuple[str, str | None]]:
    """The rows of the list of these ids, or decided by these *decisions*, with what decided them."""
    (is_row, ids), (is_decided, made) = is_one_of("id", rows), is_one_of("decision", decisions)
    listed = "SELECT id, decision FROM review_list WHERE"
    sql = f"{listed} {is_row} UNION {listed} {is_decided}"  # each by its own index
    return [(row["id"], row["decision"]) for row in archive.query(sql, (*ids, *made))]


def _state(
    decision: str | None, by_id: Mapping[str, Correction], held: Sequence[Correction], gone: set[str]
) -> tuple[RowState | None, Correction | None]:
    """The state of a row by the decisions that hold, the last one counting.

    *decision* is what the record has it from.
    """
    before = by_id.get(decision or "")
    added = before is not None and before.action == "add"
    if added and before is not None and before.id in gone:
        return None, None
    if not held:
        return ("added", before) if added else ("machine", None)
    last = held[-1]
    return "added" if added and last.action != "reject" else STATES[last.action], last
