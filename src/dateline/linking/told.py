"""An event mention among those of all reports, with the record's actors that take part in it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, overload

import numpy as np

from dateline.linking.candidates import Rarity, rarity_of
from dateline.linking.lazily import Lazily
from dateline.linking.pairs import Ints
from dateline.linking.sketch import MentionSketch, Sketch
from dateline.model import Actor, ActorAt, MentionAt


@dataclass(frozen=True, slots=True)
class Told:
    """An event mention among those of all reports: its report's position, and who takes part.

    ``actors`` are those that can be told from others (named, known, countries), ``people`` the persons among
    them; ``all_actors`` are also the rest ("rebels"), doers first, and ``sides`` the countries of all, while
    ``doers`` are those who do it and ``targets`` those to whom it is done.
    """

    report: int
    sketch: Sketch
    mention: MentionSketch
    actors: frozenset[str]
    people: frozenset[str]
    sides: frozenset[str]
    vector: Mapping[str, float]
    all_actors: tuple[str, ...] = ()
    doers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()

    @property
    def at(self) -> tuple[str, int]:
        """(report id, index among the event mentions of its reading)"""
        return self.sketch.report, self.mention.index


@dataclass(frozen=True, slots=True)
class Brief:
    """The little of each mention that is looked at for all mentions at once, in their order.

    ``result_of`` has, for those that tell a result, the position of what brought it about, if that is told.
    """

    starts: array[int] = field(default_factory=lambda: array("q"))
    indices: array[int] = field(default_factory=lambda: array("q"))
    happenings: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    weekdays: list[int | None] = field(default_factory=list)
    actors: list[frozenset[str]] = field(default_factory=list)
    result_of: dict[int, int | None] = field(default_factory=dict)


class Tellings(Sequence[Told]):
    """All event mentions of the *sketches*, in order, with the record's actors that take part.

    ``reports`` are the ids of the reports, ``brief`` is what is looked at of all mentions at once.
    """

    def __init__(
        self, sketches: Sequence[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]
    ) -> None:
        """Tell of the mentions of *sketches*, whose actors are, by *actor_of*, those of the record."""
        self.reports: list[str] = []
        self.brief = Brief()
        self._starts = array("q", [0])
        held: dict[object, Any] = {}  # the same few kinds and actors are in most mentions
        words: Counter[str] = Counter()
        for sketch in sketches:
            words.update({word for mention in sketch.mentions for word in mention.words})
            self._note(sketch, actor_of, held)
        weights = rarity_of(words, len(sketches))
        self._of = Lazily(len(sketches), lambda i: tuple(_told(i, sketches[i], actors, actor_of, weights)))

    def _note(self, sketch: Sketch, actor_of: Mapping[ActorAt, str], held: dict[object, Any]) -> None:
        brief, first = self.brief, self._starts[-1]
        place = {mention.index: at for at, mention in enumerate(sketch.mentions, start=first)}
        for at, mention in enumerate(sketch.mentions, start=first):
            brief.starts.append(mention.start)
            brief.indices.append(mention.index)
            brief.happenings.append(held.setdefault(mention.happening, mention.happening))
            brief.types.append(held.setdefault(mention.type, mention.type))
            brief.weekdays.append(mention.when.weekday)
            telling = _telling(sketch, mention, actor_of)
            brief.actors.append(held.setdefault(telling, telling))
            if mention.result_of is not None:
                brief.result_of[at] = place.get(mention.result_of)
        self._starts.append(first + len(sketch.mentions))
        self.reports.append(sketch.report)

    def report(self, at: int) -> int:
        """The position of the report that the mention at a position stands in."""
        return bisect_right(self._starts, at) - 1

    def reports_of(self, places: Ints) -> Ints:
        """The positions of the reports that the mentions at some positions stand in."""
        return np.searchsorted(np.array(self._starts), places, "right") - 1

    def within(self, report: int) -> range:
        """The positions of the mentions of the report at a position."""
        return range(self._starts[report], self._starts[report + 1])

    def at(self, place: int) -> MentionAt:
        """Which mention is at a position: the id of its report, and its index there."""
        return self.reports[self.report(place)], self.brief.indices[place]

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> list[Told]: ...
    def __getitem__(self, at: int | slice) -> Told | list[Told]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        report = self.report(place)
        return self._of[report][place - self._starts[report]]

    def __iter__(self) -> Iterator[Told]:
        for report, (first, after) in enumerate(pairwise(self._starts)):
            if first < after:
                yield from self._of[report]

    def __len__(self) -> int:
        return self._starts[-1]


def _told(
    position: int,
    sketch: Sketch,
    actors: Mapping[str, Actor],
    actor_of: Mapping[ActorAt, str],
    weights: Rarity,
) -> Iterator[Told]:
    """The mentions of one report."""
    for mention in sketch.mentions:
        everyone = tuple(_keys_of(sketch, (*mention.source, *mention.target), actor_of))
        telling = _telling(sketch, mention, actor_of)
        yield Told(
            report=position,
            sketch=sketch,
            mention=mention,
            actors=telling,
            people=frozenset(key for key in telling if actors[key].kind == "person"),
            sides=frozenset(country for key in everyone if (country := actors[key].country)),
            vector=weights.vector(tuple((word, 1) for word in mention.words)),
            all_actors=everyone,
            doers=frozenset(_keys_of(sketch, mention.source, actor_of)),
            targets=frozenset(_keys_of(sketch, mention.target, actor_of)),
        )


def _keys_of(sketch: Sketch, actors: Iterable[int], actor_of: Mapping[ActorAt, str]) -> Iterable[str]:
    """The record's actors that some of a report are, each once."""
    return dict.fromkeys(actor_of[at] for i in actors if (at := (sketch.report, i)) in actor_of)


def _telling(sketch: Sketch, mention: MentionSketch, actor_of: Mapping[ActorAt, str]) -> frozenset[str]:
    """Those who take part and can be told from others."""
    places = (i for i in (*mention.source, *mention.target) if _is_telling(sketch, i))
    return frozenset(_keys_of(sketch, places, actor_of))


def _is_telling(sketch: Sketch, index: int) -> bool:
    actor = sketch.actors[index]
    return index in sketch.named or actor.known is not None or actor.kind == "country"
