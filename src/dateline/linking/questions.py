"""Questions: the propositions of an archive that ask the same, with the stand that each position takes.

Two propositions ask the same when their words do (`propositions`). Where one names nobody ("sanctions"), the
two reports must also be about the same people and places, or be one report. Groups are made by average
linkage, as those of reports are, so the order of reading does not matter.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.knowledge.countries import by_code
from dateline.linking.clusters import clusters
from dateline.linking.pairs import Pairs, code
from dateline.linking.propositions import Asked, asked, likeness
from dateline.linking.sketch import PositionSketch, Sketch
from dateline.model import Actor, ActorAt, Leaning, PositionAt, Question, Stance, Stand

SAME_QUESTION = 0.55
"""Likeness from which two propositions ask the same (tests/data/questions.jsonl)."""
FAINT = 0.2
"""Likeness below which a pair is forgotten: groups that hold one are not joined for it."""
AKIN = 1 / 3
"""Share of the names of the report with fewer that the other has too, for a question that names nobody."""
NEIGHBOURS = 50
"""Propositions with one key that each is compared with; those of a much told question are alike anyway."""
SURROUNDINGS = 16
"""Names of a report by which a question that names nobody is looked up."""
LABEL_WORDS = 3
"""A label has about so many words: more are hard to read, fewer say too little."""
ID_LENGTH = 12
_FOR: frozenset[Stance] = frozenset({"for", "demands", "open"})


@dataclass(frozen=True, slots=True)
class _Put:
    """A proposition as one report puts it."""

    at: PositionAt
    start: int
    proposition: str
    asked: Asked
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Propositions compared as one; ``report`` is where they stand if they name nobody."""

    asked: Asked
    around: frozenset[str]
    report: str
    reports: frozenset[str]
    members: tuple[_Put, ...]


def find_questions(
    sketches: Sequence[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]
) -> tuple[tuple[Question, ...], dict[PositionAt, Stand]]:
    """The questions by id, and the stand of every position whose actor is in the record.

    The *sketches* are in order of their reports.
    """
    put: list[_Put] = []
    taken: dict[PositionAt, tuple[Stance, str]] = {}
    for sketch in sketches:
        if not sketch.positions:
            continue
        around = frozenset((*sketch.people, *sketch.places, *sketch.organisations))
        for position in sketch.positions:
            holder = actor_of.get((sketch.report, position.actor))
            if holder is not None:
                at = sketch.report, position.index
                put.append(_Put(at, position.start, position.proposition, _asked(position, sketch), around))
                taken[at] = position.stance, party_of(actors[holder])
    questions = []
    stands: dict[PositionAt, Stand] = {}
    units = _units(put)
    for group in clusters(len(units), _alike(units), SAME_QUESTION):
        members = sorted((m for i in group for m in units[i].members), key=lambda m: (m.at[0], m.start, m.at))
        best = _best(members)
        key = "q" + _digest(f"{members[0].at[0]} {members[0].start} {members[0].at[1]}")
        for member in members:
            stance, party = taken[member.at]
            stands[member.at] = Stand(key, _leaning(stance, member.asked.turned != best.asked.turned), party)
        questions.append(
            Question(
                id=key,
                label=best.proposition,
                parties=tuple(sorted({taken[m.at][1] for m in members})),
                reports=tuple(sorted({m.at[0] for m in members})),
                positions=tuple(m.at for m in members),
            )
        )
    return tuple(sorted(questions, key=lambda q: q.id)), stands


def party_of(actor: Actor) -> str:
    """Whose line a position belongs to: a country's, for its government and those who speak for it."""
    country = by_code().get(actor.country or "")
    return country.name if country and (actor.kind == "country" or actor.sector == "GOV") else actor.name


def _asked(position: PositionSketch, sketch: Sketch) -> Asked:
    return asked(position.proposition, tuple(sketch.actors[i] for i in position.about))


def _leaning(stance: Stance, turned: bool) -> Leaning:
    return "for" if (stance in _FOR) != turned else "against"


def _units(put: Sequence[_Put]) -> list[_Unit]:
    """The propositions, those taken together that ask just the same of the same names, or in one report."""
    found: dict[tuple[Asked, str], list[_Put]] = defaultdict(list)
    for one in put:
        found[one.asked, "" if one.asked.names else one.at[0]].append(one)
    return [
        _Unit(
            asked,
            _around(members),
            report,
            frozenset(member.at[0] for member in members),
            tuple(members),
        )
        for (asked, report), members in found.items()
    ]


def _around(members: Sequence[_Put]) -> frozenset[str]:
    """The names around all of them; those of one report stay in memory once."""
    first, *others = members
    return first.around.union(*(other.around for other in others)) if others else first.around


def _alike(units: Sequence[_Unit]) -> Pairs:
    """The likeness of every pair of units that may ask the same, as far as it is worth a thought."""
    pairs = ((i, j) for i, j in _pairs(units) if _akin(units[i], units[j]))
    likely = ((pair, likeness(units[pair[0]].asked, units[pair[1]].asked)) for pair in pairs)
    return Pairs((pair, value) for pair, value in likely if value >= FAINT)


def _pairs(units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word or topic together with a name, or that stand in one report; in order."""
    names: dict[str, int] = {}
    things: dict[str, int] = {}
    keys, owners, starts = array("q"), array("i"), array("q", [0])
    for i, unit in enumerate(units):
        for name, thing in _keys(unit):
            keys.append(code(names.setdefault(name, len(names)), things.setdefault(thing, len(things))))
            owners.append(i)
        starts.append(len(keys))
    order = np.argsort(np.array(keys, dtype=np.int64), kind="stable").astype(np.int32)
    ordered, own = np.array(keys, dtype=np.int64)[order], np.array(owners, dtype=np.int32)[order]
    ends = np.searchsorted(ordered, ordered, "right").astype(np.int32)
    del keys, owners, ordered  # each unit has many keys
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    for i, (first, after) in enumerate(itertools.pairwise(starts)):
        near = [own[at + 1 : min(at + 1 + NEIGHBOURS, ends[at])] for at in place[first:after].tolist()]
        yield from ((i, j) for j in np.unique(np.concatenate(near)).tolist())


def _keys(unit: _Unit) -> Iterator[tuple[str, str]]:
    """Each name of a unit, or of its surroundings, together with each thing that it asks about."""
    reports, around = sorted(unit.reports)[:SURROUNDINGS], sorted(unit.around)[:SURROUNDINGS]
    return itertools.product({*reports, *unit.asked.names, *around}, unit.asked.things or {""})


def _akin(one: _Unit, other: _Unit) -> bool:
    if one.asked.names & other.asked.names or (one.report and one.report in other.reports):
        return True
    if other.report and other.report in one.reports:
        return True
    fewer = min(len(one.around), len(other.around))
    return bool(fewer) and len(one.around & other.around) >= AKIN * fewer


def _best(members: Sequence[_Put]) -> _Put:
    """The member whose proposition is the label: what most reports say, put straight, with a name in it."""
    told = Counter(member.proposition.casefold() for member in members)
    return min(
        members,
        key=lambda m: (
            m.asked.turned,
            not m.asked.names,
            " " not in m.proposition,
            -told[m.proposition.casefold()],
            abs(len(m.proposition.split()) - LABEL_WORDS),
            m.proposition,
            m.at,
        ),
    )


def _digest(anchor: str) -> str:
    return hashlib.blake2b(anchor.encode(), digest_size=ID_LENGTH // 2).hexdigest()
