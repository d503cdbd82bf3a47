"""Whether two reports are about one event: separate kinds of evidence, weighed by a logistic regression.

Each kind (words, names, people, places, organisations, numbers, days) speaks for itself: how much is shared,
and a conflict where both reports name some and share none. What one of them does not name is no evidence
either way. Words, names and numbers are also weighed by how rare they are among the reports most like the
two: two quakes on one island share all that quakes there have in common, which then weighs nothing. The
weights stand in `weights.json` with where they come from (training/linking/train.py).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dateline.linking.candidates import UNIT, Rarity, rarity_of
from dateline.linking.memory import key_of
from dateline.linking.pairs import Company, Floats, Ints, Small, parts, singly
from dateline.linking.sketch import Counts, Sketch

KINDS = ("people", "places", "organisations", "numbers", "days", "weekdays", "years")
"""Kinds of evidence that can conflict."""
SHARED = ("words", "lead", "names", "lead_names", *KINDS)
LOCAL = ("words", "names", "details")
"""Kinds that are weighed once more among like reports; details are numbers, days and weekdays."""
FEATURES = (*SHARED, "names_conflict", *(f"{k}_conflict" for k in KINDS), *(f"local_{k}" for k in LOCAL))
"""What the verifier sees of a pair of reports, in the order of its weights."""


AT_ONCE = 10_000
"""Pairs whose evidence is held at a time; that of a whole archive would take most of the memory."""
Rarities = Mapping[str, Rarity]
"""Kind of evidence → how rare its words are."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One report's evidence: its words of every kind as ``codes`` in order, and their ``values``.

    ``has`` says for each kind whether there is any.
    """

    codes: Small
    values: Small
    has: npt.NDArray[np.bool_]

    @property
    def near(self) -> Small:
        """The codes that are weighed among like reports."""
        return self.codes[LOCAL_OF[self.codes % KINDS_IN_ALL] >= 0]


def rarities(sketches: Sequence[Sketch]) -> Rarities:
    """How rare the words of every kind are among the reports."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in PARTS}
    for sketch in sketches:
        for kind, part in PARTS.items():
            counted[kind].update(word for word, _ in part(sketch))
    return {kind: rarity_of(frequency, len(sketches)) for kind, frequency in counted.items()}


def profiles(sketches: Sequence[Sketch], weights: Rarities, wanted: Collection[int]) -> dict[int, Profile]:
    """The profiles of the reports *wanted*, by position.

    A code is a number of the word times the number of kinds, and the number of the kind. Values are whole
    numbers, `UNIT` the length of a kind's vector, so that sums of them are exact in any order.
    """
    numbers: dict[str, dict[str, int]] = {kind: {} for kind in PARTS}
    found = {}
    for i in sorted(wanted):
        codes, values = [], []
        for at, (kind, part) in enumerate(PARTS.items()):
            known = numbers[kind]
            for word, value in weights[kind].vector(part(sketches[i])).items():
                codes.append(known.setdefault(word, len(known)) * KINDS_IN_ALL + at)
                values.append(round(value * UNIT))
        found[i] = _profile(np.array(codes, dtype=np.int32), np.array(values, dtype=np.int32))
    return found


def _profile(codes: Small, values: Small) -> Profile:
    order = np.argsort(codes)
    has = np.bincount(codes % KINDS_IN_ALL, minlength=KINDS_IN_ALL) > 0
    return Profile(codes[order], values[order], has)


def evidence(
    sketches: Sequence[Sketch],
    pairs: Ints,
    wanted: Ints | None = None,
    weights: Rarities | None = None,
) -> Iterator[tuple[float, ...]]:
    """What speaks for and against the reports of each pair being about one event, in the order of `FEATURES`.

    The *pairs* (as numbers, see `pairs`) must be all candidates: they also tell which reports are alike.
    *wanted* are those to be weighed, where not all are; *weights* are the `rarities`, where they are known.
    """
    wanted = pairs if wanted is None else wanted
    if not len(wanted):
        return
    weights = weights or rarities(sketches)
    near = Company(len(sketches), pairs)
    ones, others = parts(wanted)
    asked = np.unique(np.concatenate([ones, others])).tolist()
    known = profiles(sketches, weights, {*asked, *(j for i in asked for j in near[i].tolist())})
    local = _local(known, near, wanted)
    for start in range(0, len(wanted), AT_ONCE):
        some = list(zip(*(side[start : start + AT_ONCE].tolist() for side in (ones, others)), strict=True))
        shares = np.array([_shares(known[i], known[j]) for i, j in some])
        has = np.array([known[i].has & known[j].has for i, j in some])
        conflicts = (has & (shares == 0))[:, CAN_CONFLICT]
        table = np.concatenate([shares, conflicts, local[start : start + AT_ONCE]], axis=1)
        yield from map(tuple, table.tolist())


def keys(
    sketches: Sequence[Sketch], contents: Sequence[bytes], pairs: Ints, wanted: Ints, weights: Rarities
) -> Iterator[bytes]:
    """For each pair *wanted* a key of all that its likelihood follows from.

    *contents* are the keys of the sketches.
    """
    near = Company(len(sketches), pairs)
    ones, others = parts(wanted)
    own: dict[int, bytes] = {}
    for i in np.unique(np.concatenate([ones, others])).tolist():
        steps = (
            bytes(weights[kind].steps[word] for word, _ in part(sketches[i])) for kind, part in PARTS.items()
        )
        alike = sorted(contents[j] for j in (i, *near[i].tolist()))
        own[i] = key_of(contents[i], b"".join(steps), *alike)
    return (key_of(own[i], own[j]) for i, j in zip(singly(ones), singly(others), strict=True))


def _shares(one: Profile, other: Profile) -> Floats:
    """The cosine of two reports for each kind."""
    at = np.searchsorted(one.codes, other.codes)
    at[at == len(one.codes)] = 0
    same = one.codes[at] == other.codes if len(one.codes) else np.zeros(len(at), dtype=bool)
    products = one.values[at[same]].astype(np.int64) * other.values[same]
    sums = np.bincount(other.codes[same] % KINDS_IN_ALL, weights=products, minlength=KINDS_IN_ALL)
    return sums / UNIT**2


def likelihoods(sketches: Sequence[Sketch], pairs: Ints, wanted: Ints, weights: Rarities) -> Iterator[float]:
    """The probability (0-1) that both reports of each *wanted* pair are about one event; see `evidence`."""
    each, bias = _weights()
    for found in evidence(sketches, pairs, wanted, weights):
        yield _probability(bias + sum(w * x for w, x in zip(each, found, strict=True)))


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    stored = json.loads((files("dateline.linking") / "weights.json").read_text(encoding="utf-8"))
    return tuple(stored["weights"][name] for name in FEATURES), stored["bias"]


def _local(known: Mapping[int, Profile], near: Company, wanted: Ints) -> Floats:
    """For each pair *wanted*, how much is shared of each local kind, weighed near the one and near the other.

    One neighbourhood is held at a time: those of a whole archive would not fit in memory.
    """
    size = max(known) + 1
    asked = Company(size, wanted)
    sums = np.zeros((len(wanted), len(LOCAL)))
    for i in np.unique(np.concatenate(parts(wanted))).tolist():
        group = np.sort(np.append(near[i], i))
        shared = _shared_near([known[j].near for j in group.tolist()], int(np.searchsorted(group, i)))
        sums[asked.places(i)] += shared[np.searchsorted(group, asked[i])] / 2
    return np.round(sums, 9)


def _shared_near(group: Sequence[Small], own: int) -> Floats:
    """For each report of a group of like ones, how much of each local kind it shares with report *own*."""
    sizes = [len(codes) for codes in group]
    codes, where, counts = np.unique(np.concatenate(group), return_inverse=True, return_counts=True)
    squares = _squares(len(group))[counts]
    mine = np.zeros(len(codes), dtype=bool)
    start = sum(sizes[:own])
    mine[where[start : start + sizes[own]]] = True
    cells = np.repeat(np.arange(len(group)) * len(LOCAL), sizes) + LOCAL_OF[codes % KINDS_IN_ALL][where]
    size = len(group) * len(LOCAL)
    lengths = np.bincount(cells, weights=squares[where], minlength=size).reshape(-1, len(LOCAL))
    both = np.bincount(cells, weights=(squares * mine)[where], minlength=size).reshape(-1, len(LOCAL))
    shared: Floats = both / np.sqrt(np.maximum(1, lengths * lengths[own]))
    return shared


@cache
def _squares(size: int) -> Ints:
    """Squared rarity of what stands in so many of *size* like reports, in millionths: whole numbers."""
    return np.array([round(1e6 * math.log((1 + size) / (1 + n)) ** 2) for n in range(size + 1)])


def _once(words: Iterable[str]) -> Counts:
    return tuple((word, 1) for word in words)


def _lead_names(sketch: Sketch) -> Counts:
    lead = set(sketch.lead)
    return tuple((name, 1) for name, _ in sketch.names if name in lead)


PARTS: Mapping[str, Callable[[Sketch], Counts]] = {
    "words": lambda s: s.words,
    "lead": lambda s: _once(s.lead),
    "names": lambda s: s.names,
    "lead_names": _lead_names,
    "people": lambda s: _once(s.people),
    "places": lambda s: _once(s.places),
    "organisations": lambda s: _once(s.organisations),
    "numbers": lambda s: _once(s.numbers),
    "days": lambda s: _once(s.days),
    "weekdays": lambda s: _once(map(str, s.weekdays)),
    "years": lambda s: _once(s.years),
}
"""Kind → the words of that kind in a report, with how often they occur."""
KINDS_IN_ALL = len(PARTS)
CAN_CONFLICT = [number for number, kind in enumerate(PARTS) if kind == "names" or kind in KINDS]
_LOCAL = {"words": 0, "names": 1, "numbers": 2, "days": 2, "weekdays": 2}
LOCAL_OF = np.array([_LOCAL.get(kind, -1) for kind in PARTS])
"""Number of a kind → number of the local kind that it belongs to, -1 for none."""
