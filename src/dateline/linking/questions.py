"""Questions: the propositions of an archive that ask the same, with the stand that each position takes.

Two propositions ask the same when their words do (`propositions`). Where one names nobody ("sanctions"), the
two reports must also be about the same people and places, or be one report. Groups are made by average
linkage, as those of reports are, so the order of reading does not matter.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.knowledge.countries import by_code
from dateline.linking.clusters import clusters
from dateline.linking.pairs import Pairs, code
from dateline.linking.propositions import Asked, asked, likeness
from dateline.linking.sketch import PositionSketch, Sketch
from dateline.model import Actor, ActorAt, ByReport, Leaning, PositionAt, Question, Stance, Stand

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
    """A proposition as one report puts it, and the stance that a ``party`` takes on it.

    ``around`` are the names that stand in the report, in order.
    """

    at: PositionAt
    start: int
    proposition: str
    stance: Stance
    party: str
    asked: Asked
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Propositions compared as one; ``report`` is where they stand if they name nobody.

    The names ``around`` them and all their ``reports`` are in order.
    """

    asked: Asked
    around: tuple[str, ...]
    report: str
    reports: tuple[str, ...]
    members: tuple[_Put, ...]

    def is_in(self, report: str) -> bool:
        """Whether one of them stands in a report."""
        at = bisect_left(self.reports, report)
        return self.reports[at : at + 1] == (report,)


def find_questions(
    sketches: Sequence[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]
) -> tuple[tuple[Question, ...], ByReport[Stand]]:
    """The questions by id, and the stand of every position whose actor is in the record.

    The *sketches* are in order of their reports.
    """
    units = _units(_put(sketches, actors, actor_of))
    questions = []
    stands = ByReport[Stand]()
    for group in clusters(len(units), _alike(units), SAME_QUESTION):
        members = sorted((m for i in group for m in units[i].members), key=lambda m: (m.at[0], m.start, m.at))
        best = _best(members)
        key = "q" + _digest(f"{members[0].at[0]} {members[0].start} {members[0].at[1]}")
        for member in members:
            turned = member.asked.turned != best.asked.turned
            stands[member.at] = Stand(key, _leaning(member.stance, turned), member.party)
        questions.append(
            Question(
                id=key,
                label=best.proposition,
                parties=tuple(sorted({m.party for m in members})),
                reports=tuple(sorted({m.at[0] for m in members})),
                positions=tuple(m.at for m in members),
            )
        )
    return tuple(sorted(questions, key=lambda q: q.id)), stands


def _put(
    sketches: Iterable[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]
) -> Iterator[_Put]:
    """The propositions of all reports, in their order."""
    held: dict[Any, Any] = {}  # reports name the same people and places, and ask the same
    for sketch in sketches:
        if not sketch.positions:
            continue
        named = sorted({*sketch.people, *sketch.places, *sketch.organisations})
        around = tuple(held.setdefault(name, name) for name in named)
        for position in sketch.positions:
            holder = actor_of.get((sketch.report, position.actor))
            if holder is not None:
                what = _asked(position, sketch)
                yield _Put(
                    (sketch.report, position.index),
                    position.start,
                    held.setdefault(position.proposition, position.proposition),
                    position.stance,
                    party_of(actors[holder]),
                    held.setdefault(what, what),
                    around,
                )


def party_of(actor: Actor) -> str:
    """Whose line a position belongs to: a country's, for its government and those who speak for it."""
    country = by_code().get(actor.country or "")
    return country.name if country and (actor.kind == "country" or actor.sector == "GOV") else actor.name


def _asked(position: PositionSketch, sketch: Sketch) -> Asked:
    return asked(position.proposition, tuple(sketch.actors[i] for i in position.about))


def _leaning(stance: Stance, turned: bool) -> Leaning:
    return "for" if (stance in _FOR) != turned else "against"


def _units(put: Iterable[_Put]) -> list[_Unit]:
    """The propositions, those taken together that ask just the same of the same names, or in one report."""
    found: dict[tuple[Asked, str], list[_Put]] = defaultdict(list)
    for one in put:
        found[one.asked, "" if one.asked.names else one.at[0]].append(one)
    return [
        _Unit(
            asked,
            _around(members),
            report,
            tuple(sorted({member.at[0] for member in members})),
            tuple(members),
        )
        for (asked, report), members in found.items()
    ]


def _around(members: Sequence[_Put]) -> tuple[str, ...]:
    """The names around all of them; those of one report stay in memory once."""
    if len(members) == 1:
        return members[0].around
    return tuple(sorted({name for member in members for name in member.around}))


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
    reports, around = unit.reports[:SURROUNDINGS], unit.around[:SURROUNDINGS]
    return itertools.product({*reports, *unit.asked.names, *around}, unit.asked.things or {""})


def _akin(one: _Unit, other: _Unit) -> bool:
    if one.asked.names & other.asked.names:
        return True
    if (one.report and other.is_in(one.report)) or (other.report and one.is_in(other.report)):
        return True
    fewer, more = one.around, other.around
    if len(fewer) > len(more):
        fewer, more = more, fewer
    return bool(fewer) and len(frozenset(fewer).intersection(more)) >= AKIN * len(fewer)


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
