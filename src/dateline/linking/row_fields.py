"""The rows of a reading as fields of text, and fields of text put into rows: what a user sees and sets.

What is set in the same words as it stands leaves everything of the row as it is, also what has no field (the
words that name a source, how a day was counted): only what differs is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.countries import names as country_names
from dateline.knowledge.organisations import by_name as bodies_by_name
from dateline.model import (
    FIELDS,
    MAIN,
    NAMES,
    NEEDED,
    SEPARATOR,
    UNTIMED,
    Actor,
    ActorKind,
    Attribution,
    EventMention,
    EventTime,
    Figure,
    FoundKind,
    Position,
    Reading,
    RowKind,
    Span,
    TimePrecision,
    hull,
)
from dateline.model.days import bounds

Found = EventMention | Attribution | Figure | Position
"""A row that is found in one report."""
Parts = Mapping[str, tuple[Span, ...]]
"""The places in the text that a row stands on, by name; `MAIN` is the one that no row is without."""
Values = Mapping[str, str]
"""The fields of a row as text; empty where unknown."""

ROWS: Mapping[RowKind, str] = {
    "event-mention": "event_mentions",
    "attribution": "attributions",
    "figure": "figures",
    "position": "positions",
}
"""Where in a reading the rows of a kind are."""
_PRECISIONS: tuple[tuple[str, TimePrecision], ...] = (
    (r"\d{4}-\d\d-\d\d.*", "day"),
    (r"\d{4}-W\d\d-WE", "weekend"),
    (r"\d{4}-W\d\d", "week"),
    (r"\d{4}-Q\d", "quarter"),
    (r"\d{4}-H\d", "half-year"),
    (r"\d{4}-(?:SP|SU|FA|WI)", "season"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}", "year"),
    (r"\d{3}", "decade"),
    (r"\d{2}", "century"),
)


@dataclass(slots=True)
class Cast:
    """The actors of a reading while names are looked up among them; one that is not there is added."""

    actors: list[Actor]
    _known: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, actor in enumerate(self.actors):
            for name in (actor.name, *actor.aliases):
                self._known.setdefault(name.casefold(), index)

    def indices(self, names: str) -> tuple[int, ...]:
        """The actors of these names, in that order."""
        listed = (name.strip() for name in names.split(SEPARATOR.strip()))
        return tuple(dict.fromkeys(self._index(name) for name in listed if name))

    def _index(self, name: str) -> int:
        index = self._known.get(name.casefold())
        if index is None:
            index = self._known[name.casefold()] = len(self.actors)
            self.actors.append(_actor(name))
        return index


def _actor(name: str) -> Actor:
    """An actor that only a user names: a country or body that is known, a person by a name, else a group."""
    code = country_names().get(name)
    if code is not None:
        return Actor(name, "country", known=f"country:{code}", country=code)
    body = bodies_by_name().get(name.removeprefix("the ").removeprefix("The "))
    if body is not None:
        kind: ActorKind = "group" if body.key.startswith("group:") else "organisation"
        return Actor(
            body.name, kind, known=body.key, country=body.country, sector=body.sector, code=body.code
        )
    return Actor(name, "person" if all(word[:1].isupper() for word in name.split()) else "group")


def time_set(date: str) -> EventTime:
    """The days that a date set by a user names (ISO, or a TIMEX3 value); untimed where it names none."""
    days = bounds(date)
    if days is None:
        return UNTIMED
    precision = next((kind for form, kind in _PRECISIONS if re.fullmatch(form, date)), "interval")
    return EventTime(days[0].isoformat(), days[1].isoformat(), cast("TimePrecision", precision), "correction")


def values_of(kind: FoundKind, row: Found, actors: Sequence[Actor]) -> dict[str, str]:
    """The fields of a row as text; actors go by the name that the report gives them."""

    def text(name: str) -> str:
        value: Any = getattr(row, name)
        if name in NAMES:
            indices = (value,) if isinstance(value, int) else value
            return SEPARATOR.join(dict.fromkeys(actors[index].name for index in indices))
        return f"{value:.15g}" if isinstance(value, float | int) else str(value or "")

    return {named.name: text(named.name) for named in FIELDS[kind]}


def parts_of(kind: FoundKind, row: Found) -> dict[str, tuple[Span, ...]]:
    """The places in the text that a row stands on; those it has none of are left out."""
    match row:
        case EventMention():
            parts = {"trigger": (row.span,), "source": row.source_spans, "target": row.target_spans}
        case Attribution():
            parts = {"content": row.content, "cue": row.cue, "source": row.source}
        case Figure():
            parts = {"words": (row.span,), "source": row.source}
        case Position():
            parts = {"words": (row.span,)}
    if not isinstance(row, Position) and row.place_span is not None:
        parts["place"] = (row.place_span,)
    return {name: spans for name, spans in parts.items() if spans}


def whole(kind: FoundKind, parts: Parts) -> Span:
    """The stretch of text that holds a row."""
    return hull(parts[MAIN[kind]])


def made(kind: FoundKind, parts: Parts, values: Values, reading: Reading, cast_: Cast) -> Found:
    """A row with these fields at these places, where none was found."""
    span = whole(kind, parts)
    said = _attribution_around(reading, span) if kind != "attribution" else None
    bare: Found
    match kind:
        case "event-mention":
            bare = EventMention(
                span,
                values["type"],
                values.get("lemma", ""),
                source_spans=parts.get("source", ()),
                target_spans=parts.get("target", ()),
                attribution=said,
            )
        case "attribution":
            content = parts["content"]
            bare = Attribution(parts.get("source", ()), parts.get("cue", ()), content, "indirect")
        case "figure":
            number = float(values["value"])
            bare = Figure(
                span,
                number,
                values["what"],
                low=number,
                high=number,
                source=parts.get("source", ()),
                attribution=said,
            )
        case "position":
            actor = cast_.indices(values["actor"])[0]
            bare = Position(span, actor, "open", values["proposition"], attribution=said)
    if place := parts.get("place"):
        bare = replace(cast("Any", bare), place_span=place[0])
    return with_values(kind, bare, values, reading, cast_)


def with_values(kind: FoundKind, row: Found, values: Values, reading: Reading, cast_: Cast) -> Found:
    """The row with every field set that differs from what it has."""
    before = values_of(kind, row, cast_.actors)
    changed = {name: text for name, text in values.items() if before.get(name, text) != text}
    if not changed:
        return row
    out = cast("Any", row)
    for name, text in changed.items():
        out = _SETTERS.get(name, _words)(out, name, text, reading, cast_)
    if isinstance(row, EventMention) and changed.keys() & {"type", "mode", "status"}:
        mode = out.mode if "mode" in changed or "type" not in changed else None
        out = replace(out, mode=mode, cameo=cameo_code(out.type, mode, out.status, out.lemma))
    return cast("Found", out)


def _words(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    return replace(row, **{name: text if name in _NEVER_NONE else text or None})


_NEVER_NONE = frozenset(name for names in NEEDED.values() for name in names)
"""Fields without which there is no row."""


def _number(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    return replace(row, **{name: float(text) if text else None})


def _names(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    return replace(row, **{name: cast_.indices(text)})


def _one_name(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    return replace(row, **{name: cast_.indices(text)[0]})


def _place(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    named = (
        index
        for index, place in enumerate(reading.places)
        if text and text.casefold() in {place.name.casefold(), (place.canonical or "").casefold()}
    )
    return replace(row, place=text or None, located=next(named, None))


def _date(row: Any, name: str, text: str, reading: Reading, cast_: Cast) -> Any:
    row = replace(row, time=None, **{name: text or None})
    match row:
        case EventMention():
            return replace(
                row,
                when=time_set(text),
                basis="correction" if text else None,
                by_document=False,
                shift="",
                until=None,
                bound="",
                bound_time=None,
                length="",
            )
        case Attribution():
            return replace(row, when=time_set(text))
    return row


_SETTERS: Mapping[str, Callable[[Any, str, str, Reading, Cast], Any]] = {
    "value": _number,
    "low": _number,
    "high": _number,
    "source": _names,
    "target": _names,
    "speakers": _names,
    "actor": _one_name,
    "place": _place,
    "date": _date,
    "said": _date,
    "as_of": _date,
}


def _attribution_around(reading: Reading, span: Span) -> int | None:
    """The attribution whose content holds *span*, the one nearest about it."""
    rejected = reading.rejected("attribution")
    holding = [
        (len(hull(one.content)), index)
        for index, one in enumerate(reading.attributions)
        if index not in rejected and any(content.covers(span) for content in one.content)
    ]
    return min(holding)[1] if holding else None
