"""What a person who looks at the rows of the record decides of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

RowState = Literal["machine", "accepted", "edited", "rejected", "added"]
FoundKind = Literal["event-mention", "attribution", "figure", "position"]
"""The kinds of rows that are found in one report."""
RowKind = Literal["event", "event-mention", "attribution", "figure", "position", "date", "block", "report"]
"""The kinds of rows that can be decided: also events, the date of a report, blocks of its text; and reports,
which only bear tags."""


STATES: Mapping[str, RowState] = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "add": "added",
}
"""The state that a decision gives a row; one that was added stays so until it is rejected."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The state of a row of a reading: its kind and index there, and the correction (id) that decided."""

    kind: FoundKind
    index: int
    state: RowState
    decision: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A code or tag that a user put on a row of the record (its id); ``decision`` is the correction's id."""

    kind: RowKind
    row: str
    tag: str
    decision: str


LETTERS: Mapping[RowKind, str] = {
    "event-mention": "m",
    "attribution": "a",
    "figure": "f",
    "position": "p",
}
"""What stands in the id of a row of each kind between its report's id and its index."""


def row_id(kind: FoundKind, report: str, index: int) -> str:
    """The id in the record of a row of a report's reading."""
    return f"{report}-{LETTERS[kind]}{index}"


_BLOCK = re.compile(r"(?P<report>.+)-b(?P<start>\d{1,12})-(?P<end>\d{1,12})")


def block_id(report: str, span: Span) -> str:
    """The id of a block of a report's text; it holds while the block stands as it does."""
    return f"{report}-b{span.start}-{span.end}"


def block_of(row: str) -> tuple[str, Span] | None:
    """The report (its id, or how that begins) and the place of a block by its id; None for any other id."""
    found = _BLOCK.fullmatch(row)
    if found is None or int(found["start"]) > int(found["end"]):
        return None
    return found["report"], Span(int(found["start"]), int(found["end"]))
