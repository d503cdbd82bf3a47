"""A user's dictionaries put over the actors of a reading, before they are tied across reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.linking.names import parts, person_key, slug
from dateline.linking.sketch import Sketch
from dateline.linking.words import folded
from dateline.model import Actor, CodedTerm, DictionaryActor

OWN = "own"
"""What the key of an actor known from a dictionary begins with."""


class Dictionary:
    """The actors of all dictionaries by every name they have."""

    def __init__(self, actors: Iterable[DictionaryActor] = ()) -> None:
        """Look-ups over *actors*; of two of one name, the first is found."""
        self._by_name: dict[str, DictionaryActor] = {}
        self._people: dict[tuple[str, ...], DictionaryActor] = {}
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                self._by_name.setdefault(folded(name), actor)
                if actor.kind in {"person", None} and len(parts(name)) > 1:
                    self._people.setdefault(person_key(name), actor)

    def __bool__(self) -> bool:
        """Whether there is any actor in it."""
        return bool(self._by_name)

    def find(self, actor: Actor) -> DictionaryActor | None:
        """The entry for an actor of a reading: by its names, people also by another spelling of theirs."""
        names = (actor.name, *actor.aliases)
        for name in names:
            if entry := self._by_name.get(folded(name)):
                return entry
        if actor.kind == "person":
            for name in names:
                if len(parts(name)) > 1 and (entry := self._people.get(person_key(name))):
                    return entry
        return None


def coded(sketch: Sketch, dictionary: Dictionary) -> Sketch:
    """The sketch with its actors coded as *dictionary* has them on the day of the report.

    Countries stay what they are. A role that the report itself gives comes before the dictionary's sector.
    """
    if not dictionary:
        return sketch
    day = sketch.published.date
    return replace(sketch, actors=tuple(_coded(actor, day, dictionary) for actor in sketch.actors))


def _coded(actor: Actor, day: datetime.date | None, dictionary: Dictionary) -> Actor:
    entry = dictionary.find(actor) if actor.kind != "country" else None
    if entry is None:
        return actor
    terms = [term for term in entry.terms if day is None or term.holds_on(day.isoformat())]
    country, sector, code = (_agreed(terms, field) for field in ("country", "sector", "code"))
    return replace(
        actor,
        name=entry.name,
        known=actor.known or f"{OWN}:{slug(entry.name)}",
        kind=entry.kind or actor.kind,
        country=country or actor.country,
        sector=actor.sector if actor.roles and actor.sector else sector or actor.sector,
        code=code or actor.code,
        aliases=tuple(sorted({*actor.aliases, actor.name} - {entry.name})),
    )


def _agreed(terms: Sequence[CodedTerm], field: str) -> str | None:
    """What all terms say of *field*; None where they differ."""
    values = {getattr(term, field) for term in terms}
    return values.pop() if len(values) == 1 else None
