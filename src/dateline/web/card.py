"""A row as whoever decides it sees it: the words it stands on, its fields as a form, what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dateline.archive import Archive
from dateline.model import Correction, RowKind
from dateline.views import ReviewRow
from dateline.views.citation import Citations, on_one_line
from dateline.views.pending import since_record
from dateline.views.review import KINDS
from dateline.web.marked import Marked, head_of, marked
from dateline.web.query import Query
from dateline.web.row_form import FormField, form_fields

LONGEST = 60
"""Characters of the words of a row by which a decision is told."""
ON_ROWS = {"accept": "Accepted", "edit": "Edited", "reject": "Rejected", "add": "Added", "tag": "Tagged"}
"""The decisions on rows, and how they are told."""
KIND_WORDS: Mapping[RowKind, str] = {**KINDS, "report": "report"}
"""What each kind is called, and a report, which only bears tags."""


@dataclass(frozen=True, slots=True)
class Card:
    """A row to decide, with its fields, its words where they are known, and its tags.

    Each tag comes with the correction (id) that put it there, which is undone to take it off.
    """

    row: ReviewRow
    fields: tuple[FormField, ...]
    words: Marked
    tags: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a row in a few words, and the address at which the row is."""

    id: str
    said: str
    address: str


def card(archive: Archive, row: ReviewRow) -> Card:
    """The row as it is decided."""
    cited = Citations(archive).report(row.report)
    span = row.passage.span if row.passage and row.kind != "date" else head_of(cited, row.parts)
    parts = {row.kind if name == "words" else name: places for name, places in row.parts.items()}
    return Card(
        row,
        form_fields(row.kind, _values(archive, row)),
        marked(cited, span, parts),
        tags_on(archive, row.row),
    )


def _values(archive: Archive, row: ReviewRow) -> dict[str, str]:
    """The fields of a row in the names of its report, by which an edit is understood."""
    if row.kind in {"event", "date"}:
        return dict(row.fields)
    from dateline.review import stated  # loads the language libraries

    return dict(stated(archive, row.row).values)


def tags_on(archive: Archive, row: str) -> list[tuple[str, str]]:
    """The tags on the row, event or report with the id *row*, each with the correction that put it there."""
    since = since_record(archive)
    held = archive.query("SELECT tag, decision FROM tags WHERE row = ?", (row,))
    found = {one["tag"]: one["decision"] for one in held if one["decision"] not in since.untagged}
    for tag, decision in since.tags.get(row, ()):
        found.setdefault(tag, decision)
    return sorted(found.items())


def done_of(archive: Archive, query: Query) -> Decision | None:
    """The decision that brought a user to a page, as its address names it ("done")."""
    made = (one for one in archive.corrections() if one.id == query.words("done"))
    return next((decision_of(one) for one in made if one.action in ON_ROWS), None)


def decision_of(correction: Correction) -> Decision:
    """A decision on a row as it is told."""
    kind, row = cast("RowKind", correction.values["kind"]), correction.values.get("row", "")
    report = correction.parties[0][0].report
    address = f"/review/{row}" if row and kind not in {"block", "report"} else f"/report/{report}"
    words = on_one_line(correction.parties[0][0].exact)
    words = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    what = f"{KIND_WORDS[kind]} “{words}”" if words else KIND_WORDS[kind]
    tag = f" “{correction.values['tag']}”" if correction.action == "tag" else ""
    return Decision(correction.id, f"{ON_ROWS[correction.action]}{tag}: {what}", address)
