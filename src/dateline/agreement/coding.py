"""What is coded of each kind of row: the fields, what may stand in them, and how differences are measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.agreement.values import RELEVANT
from dateline.errors import QuestionError
from dateline.model import FIELDS, Field, FieldForm, RowKind

Level = Literal["nominal", "interval", "ratio"]
"""What a difference between two values of a field means: another one, a distance, a distance by size."""

By = Literal["type", "outlet", "year"]
"""By what rows can be put into strata."""
LEVELS: Mapping[FieldForm, Level] = {
    "words": "nominal",
    "names": "nominal",
    "choice": "nominal",
    "number": "ratio",
    "date": "interval",
}
_RELEVANT = Field(RELEVANT, "choice", ("yes", "no"))
ASKED = {
    RELEVANT: "is it one of the kind at all? no: leave the other columns empty",
    "words": "the words that tell of it, copied from the text",
    "type": "what kind of event it is",
    "source": "who does it",
    "target": "to whom",
    "date": "when it happened, or when the stand was taken",
    "place": "where it happened",
    "status": "how it stands",
    "speakers": "who says it",
    "attitude": "how it is held",
    "said": "when it was said",
    "value": "the number",
    "unit": "the unit, where it is not a plain count: percent, EUR, km",
    "what": "what is told of the counted: killed, injured, displaced, …",
    "of": "who or what is counted: soldiers, houses",
    "as_of": "the day for which the number holds",
    "actor": "whose stand it is",
    "stance": "how it leans",
    "proposition": "what it is about, said affirmatively",
    "published": "the day of publication",
}
"""What a coder is asked of each column."""
FORMS: Mapping[FieldForm, str] = {
    "words": "in plain words",
    "names": 'by name, several parted by ";"',
    "number": "as digits",
    "date": "as 2013-03-01, 2013-03 or 2013",
    "choice": "one of: {choices}",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that can be drawn: its name, its table of the record, and the fields that are coded.

    ``type_column`` says of what type a row is. ``free`` marks whole reports, in which coders look for the
    rows themselves.
    """

    name: str
    table: str
    fields: tuple[Field, ...]
    type_column: str | None = None
    free: bool = False

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields that coders fill in, with whether the item is relevant at all."""
        return (*self.fields, _RELEVANT)


def _fields(kind: RowKind, *names: str) -> tuple[Field, ...]:
    known = {field.name: field for field in FIELDS[kind]}
    return tuple(known[name] for name in names)


_EVENT = _fields("event-mention", "type", "source", "target", "date", "place", "status")
KINDS = {
    kind.name: kind
    for kind in (
        Kind("events", "event_mentions", _EVENT, "type"),
        Kind("event-mentions", "event_mentions", _EVENT, "type"),
        Kind(
            "attributions", "attributions", _fields("attribution", "speakers", "attitude", "said"), "attitude"
        ),
        Kind("figures", "figures", _fields("figure", "value", "unit", "what", "of", "as_of"), "what"),
        Kind("positions", "positions", _fields("position", "actor", "stance", "proposition"), "stance"),
        Kind("dates", "reports", _fields("date", "published")),
        Kind("reports", "reports", _EVENT, free=True),
    )
}
"""Name → kind of row that can be drawn."""


def kind_of(name: str) -> Kind:
    """The kind with this name; raises QuestionError where there is none."""
    if name not in KINDS:
        raise QuestionError(f"{name} cannot be drawn; choose of: {', '.join(KINDS)}")
    return KINDS[name]
