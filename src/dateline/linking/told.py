"""An event mention among those of all reports, with the record's actors that take part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.linking.candidates import Rarity, rarity
from dateline.linking.sketch import MentionSketch, Sketch
from dateline.model import Actor, ActorAt


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


def tell(
    sketches: Sequence[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]
) -> tuple[Told, ...]:
    """All event mentions of the *sketches*, in order, with the record's actors that take part."""
    weights: Rarity = rarity([sorted({w for m in s.mentions for w in m.words}) for s in sketches])
    held: dict[frozenset[str], frozenset[str]] = {}

    def once(keys: frozenset[str]) -> frozenset[str]:
        return held.setdefault(keys, keys)  # the same few take part in most events

    out = []
    for position, sketch in enumerate(sketches):
        named = set(sketch.named)
        for mention in sketch.mentions:
            places = [i for i in (*mention.source, *mention.target) if (sketch.report, i) in actor_of]
            everyone = tuple(dict.fromkeys(actor_of[sketch.report, i] for i in places))
            telling = frozenset(actor_of[sketch.report, i] for i in places if _is_telling(sketch, i, named))
            out.append(
                Told(
                    report=position,
                    sketch=sketch,
                    mention=mention,
                    actors=once(telling),
                    people=once(frozenset(key for key in telling if actors[key].kind == "person")),
                    sides=once(frozenset(country for key in everyone if (country := actors[key].country))),
                    vector=weights.vector(tuple((word, 1) for word in mention.words)),
                    all_actors=everyone,
                    doers=once(_keys_of(sketch, mention.source, actor_of)),
                    targets=once(_keys_of(sketch, mention.target, actor_of)),
                )
            )
    return tuple(out)


def _keys_of(sketch: Sketch, actors: Sequence[int], actor_of: Mapping[ActorAt, str]) -> frozenset[str]:
    return frozenset(actor_of[at] for i in actors if (at := (sketch.report, i)) in actor_of)


def _is_telling(sketch: Sketch, index: int, named: set[int]) -> bool:
    actor = sketch.actors[index]
    return index in named or actor.known is not None or actor.kind == "country"
