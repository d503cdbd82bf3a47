"""What the user knows better: corrections, held by words in reports and never by the number of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Action = Literal[
    "merge-actors",
    "split-actor",
    "rename-actor",
    "set-role",
    "join-events",
    "split-event",
    "retract-event",
    "set-date",
    "set-published",
    "accept",
    "edit",
    "reject",
    "add",
    "tag",
    "undo",
]
CorrectionState = Literal["in force", "undone", "without a place"]

CONTEXT = 32
"""Characters of text on either side that a selector keeps, as W3C Web Annotation's examples do."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a report that a correction holds on to, with what stands before and after them.

    ``report`` is the report's id, which follows from its bytes; the rest is the text quote selector of the
    W3C Web Annotation Data Model.
    """

    report: str
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a user; corrections are only ever added, and an undoing is a correction too.

    ``parties`` are those it is about, each held by one or more selectors: the actors that are one
    ("merge-actors", the first gives the name), the one actor concerned ("rename-actor", "set-role"), the
    appearances of an actor that are somebody else's ("split-actor"). Events are held by the words that tell
    of them: those that are one ("join-events", the first gives the id), the tellings of another event
    ("split-event"), the one event concerned ("retract-event", "set-date"). A report ("set-published") is held
    by its id alone, with no words. ``values`` are what is set: "name"; "title", "from", "to", "country",
    "sector"; "date"; the "correction" that is undone.

    A row of the record ("accept", "edit", "reject", "add", "tag") is held by its words: ``values`` name its
    "kind" (`RowKind`), the "parts" that the parties are, parted by " " ("content cue source"), the id that it
    had when it was decided ("row"; one that is added had none), and the fields of the row (`FIELDS`) as they
    are once it is decided; of a row that is rejected, those that tell it apart. An event is held by the words
    that tell of it, a report and its date by its id alone.
    ``made`` is an ISO time in UTC, ``by`` who made it.
    """

    id: str
    action: Action
    parties: tuple[tuple[Selector, ...], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    made: str = ""
    note: str = ""


def undone_among(corrections: Sequence[Correction]) -> set[str]:
    """The ids of the corrections, in the order in which they were made known, that are taken back."""
    gone: set[str] = set()
    for correction in reversed(corrections):  # an undoing that is undone itself takes nothing back
        if correction.action == "undo" and correction.id not in gone:
            gone.add(correction.values["correction"])
    return gone
