"""Why two mentions are taken for one event or two: the pieces of evidence, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.linking.mentions import contradiction, tie
from dateline.linking.told import Told
from dateline.model import Actor

MOST_WORDS = 6
"""Words in common that are named, those that tell most first."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A piece of evidence: its name, its weight in log-odds (below 0: against), and what it rests on."""

    name: str
    weight: float
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two mentions weighed: the likelihood (0-1) that they tell of one event, and the evidence.

    ``contradiction`` says what rules it out, whatever else there is; None where nothing does.
    """

    one: Told
    other: Told
    likelihood: float
    grounds: tuple[Ground, ...] = ()
    contradiction: str | None = None


def weighed(
    one: Told, other: Told, *, same_group: bool, likelihood: float, actors: Mapping[str, Actor]
) -> Weighed:
    """The evidence on two mentions; *likelihood* is that of their reports, *actors* are the record's."""
    found = tie(one, other, same_group=same_group, likelihood=likelihood)
    if found is None:
        return Weighed(one, other, 0.0, contradiction=contradiction(one, other))
    grounds = (
        Ground(name, round(weight, 2), tuple(_rests_on(name, one, other, likelihood, actors)))
        for name, weight in found.pieces
    )
    ordered = tuple(sorted(grounds, key=lambda ground: (-ground.weight, ground.name)))
    return Weighed(one, other, round(found.likelihood, 4), ordered)


def _rests_on(
    name: str, one: Told, other: Told, likelihood: float, actors: Mapping[str, Actor]
) -> Iterator[str]:
    ours, theirs = one.mention, other.mention
    match name:
        case "same actors":
            yield from sorted(actors[key].name for key in one.actors & other.actors)
        case "other actors":
            for told in (one, other):
                yield ", ".join(sorted(actors[key].name for key in told.actors or told.all_actors))
        case "same kind of happening" | "kin types" | "kin types alone":
            yield from dict.fromkeys(" ".join(m.trigger.split()) for m in (ours, theirs))
        case "same day" | "the day beside" | "same weekday" | "other weekday":
            yield from dict.fromkeys(_day(told) for told in (one, other))
        case "same place" | "other place" | "one place within the other":
            yield from dict.fromkeys(place for place in (ours.place, theirs.place) if place)
        case "same means of talk":
            yield ours.medium or ""
        case "same number":
            yield from sorted(set(ours.numbers) & set(theirs.numbers))
        case "another number":
            for mention in (ours, theirs):
                yield ", ".join(f"{value:g} {what}" for what, value in mention.figures)
        case "like words":
            shared = one.vector.keys() & other.vector.keys()
            ranked = sorted(shared, key=lambda word: (-one.vector[word] * other.vector[word], word))
            yield from ranked[:MOST_WORDS]
        case "like reports" | "same group of reports":
            yield f"likelihood {likelihood:.2f}"


def _day(told: Told) -> str:
    when = told.mention.when
    return when.begin.isoformat() if when.begin else when.phrase
