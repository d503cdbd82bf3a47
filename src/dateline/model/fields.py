"""The fields of rows that a user can set, what may stand in them, and which tell rows apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.model.reading import OTHER, PLOVER_TYPES, Attitude, EventStatus, Manner, Stance
from dateline.model.review import RowKind

FieldForm = Literal["words", "names", "number", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row that can be set, by the name of its column; what is set is always text.

    ``form`` says what the text must be: any words; names of actors, parted by ";"; a number; a date as the
    record has it (ISO, or a TIMEX3 value), or one of the ``choices``. Empty text means unknown.
    """

    name: str
    form: FieldForm = "words"
    choices: tuple[str, ...] = ()


def _choice(name: str, *choices: str) -> Field:
    return Field(name, "choice", choices)


FIELDS: Mapping[RowKind, tuple[Field, ...]] = {
    "event": (_choice("type", *PLOVER_TYPES, OTHER), Field("title"), Field("date", "date"), Field("place")),
    "event-mention": (
        _choice("type", *PLOVER_TYPES, OTHER),
        Field("mode"),
        _choice("status", *get_args(EventStatus)),
        Field("source", "names"),
        Field("target", "names"),
        Field("place"),
        Field("date", "date"),
    ),
    "attribution": (
        Field("speakers", "names"),
        _choice("attitude", *get_args(Attitude)),
        _choice("manner", *get_args(Manner)),
        Field("said", "date"),
        Field("place"),
    ),
    "figure": (
        Field("value", "number"),
        Field("low", "number"),
        Field("high", "number"),
        Field("unit"),
        Field("what"),
        Field("of"),
        Field("as_of", "date"),
        Field("place"),
        Field("speakers", "names"),
    ),
    "position": (
        Field("actor", "names"),
        _choice("stance", *get_args(Stance)),
        Field("proposition"),
        Field("date", "date"),
    ),
    "date": (Field("published", "date"),),
    "block": (_choice("part", "body", "leftover"), Field("reason")),
    "report": (),
}
"""The fields of each kind of row that can be set."""
NEEDED: Mapping[RowKind, tuple[str, ...]] = {
    "event-mention": ("type", "status"),
    "attribution": ("attitude", "manner"),
    "figure": ("value", "what"),
    "position": ("actor", "stance", "proposition"),
    "block": ("part",),
}
"""Of each kind, the fields without which there is no row."""
KEYS: Mapping[RowKind, tuple[str, ...]] = {
    "event-mention": ("type",),
    "attribution": ("attitude",),
    "figure": ("value", "what"),
    "position": ("proposition",),
}
"""Of each kind, the fields that tell rows at one place of the text apart, and no other row can share."""
PARTS: Mapping[RowKind, tuple[str, ...]] = {
    "event": ("trigger",),
    "event-mention": ("trigger", "source", "target", "place"),
    "attribution": ("content", "cue", "source", "place"),
    "figure": ("words", "source", "place"),
    "position": ("words",),
    "date": ("evidence",),
    "block": ("words",),
}
"""Of each kind, the places in the text that a row may stand on, by name; the first is never missing."""
MAIN: Mapping[RowKind, str] = {kind: parts[0] for kind, parts in PARTS.items()}
"""Of each kind, the part that holds a row: its trigger, what is said, the words it stands in."""
PART_OF: Mapping[str, str] = {
    "source": "source",
    "target": "target",
    "speakers": "source",
    "place": "place",
}
"""Field → the part of a row where what stands in the field is named."""
NAMES = frozenset(one.name for fields in FIELDS.values() for one in fields if one.form == "names")
"""The fields that hold actors."""
SEPARATOR = "; "
"""Between the names of several actors."""
