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
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dateline.linking.candidates import UNIT, Ints, Rarity, rarity
from dateline.linking.memory import key_of
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
    """One report's evidence: its words of every kind as ``codes`` in order, their ``values``, and ``near``,
    those codes that are weighed among like reports. ``has`` says for each kind whether there is any."""

    codes: Ints
    values: Ints
    near: Ints
    has: npt.NDArray[np.bool_]


def rarities(sketches: Sequence[Sketch]) -> Rarities:
    """How rare the words of every kind are among the reports."""
    return {kind: rarity([word for word, _ in part(s)] for s in sketches) for kind, part in PARTS.items()}


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
        found[i] = _profile(np.array(codes, dtype=np.int64), np.array(values, dtype=np.int64))
    return found


def _profile(codes: Ints, values: Ints) -> Profile:
    order = np.argsort(codes)
    codes, kinds = codes[order], codes[order] % KINDS_IN_ALL
    has = np.bincount(kinds, minlength=KINDS_IN_ALL) > 0
    return Profile(codes, values[order], codes[LOCAL_OF[kinds] >= 0], has)


def evidence(
    sketches: Sequence[Sketch],
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[int, int]] | None = None,
    weights: Rarities | None = None,
) -> Iterator[tuple[float, ...]]:
    """What speaks for and against the reports of each pair being about one event, in the order of `FEATURES`.

    The *pairs* must be all candidates: they also tell which reports are alike. *wanted* are those to be
    weighed, where not all are; *weights* are the `rarities`, where they are known already.
    """
    wanted = pairs if wanted is None else wanted
    if not wanted:
        return
    weights = weights or rarities(sketches)
    near = _near(len(sketches), pairs)
    known = profiles(sketches, weights, {k for pair in wanted for i in pair for k in near[i]})
    local = _local(known, near, wanted)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        shares = np.array([_shares(known[i], known[j]) for i, j in some])
        has = np.array([known[i].has & known[j].has for i, j in some])
        conflicts = (has & (shares == 0))[:, CAN_CONFLICT]
        table = np.concatenate([shares, conflicts, local[start : start + AT_ONCE]], axis=1)
        yield from map(tuple, table.tolist())


def keys(
    sketches: Sequence[Sketch],
    contents: Sequence[bytes],
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[int, int]],
    weights: Rarities,
) -> Iterator[bytes]:
    """For each pair *wanted* a key of all that its likelihood follows from.

    *contents* are the keys of the sketches.
    """
    near = _near(len(sketches), pairs)
    own: dict[int, bytes] = {}
    for i in sorted({i for pair in wanted for i in pair}):
        steps = (
            bytes(weights[kind].steps[word] for word, _ in part(sketches[i])) for kind, part in PARTS.items()
        )
        own[i] = key_of(contents[i], b"".join(steps), *sorted(contents[j] for j in near[i]))
    return (key_of(own[i], own[j]) for i, j in wanted)


def _near(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """For each report itself and those it makes a pair with."""
    near = [[i] for i in range(size)]
    for i, j in pairs:
        near[i].append(j)
        near[j].append(i)
    return near


def _shares(one: Profile, other: Profile) -> npt.NDArray[np.float64]:
    """The cosine of two reports for each kind."""
    at = np.searchsorted(one.codes, other.codes)
    at[at == len(one.codes)] = 0
    same = one.codes[at] == other.codes if len(one.codes) else np.zeros(len(at), dtype=bool)
    products = one.values[at[same]] * other.values[same]
    sums = np.bincount(other.codes[same] % KINDS_IN_ALL, weights=products, minlength=KINDS_IN_ALL)
    return sums / UNIT**2


def likelihoods(
    sketches: Sequence[Sketch],
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[int, int]],
    weights: Rarities,
) -> list[float]:
    """The probability (0-1) that both reports of each *wanted* pair are about one event; see `evidence`."""
    each, bias = _weights()
    return [
        _probability(bias + sum(w * x for w, x in zip(each, found, strict=True)))
        for found in evidence(sketches, pairs, wanted, weights)
    ]


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    stored = json.loads((files("dateline.linking") / "weights.json").read_text(encoding="utf-8"))
    return tuple(stored["weights"][name] for name in FEATURES), stored["bias"]


def _local(
    known: Mapping[int, Profile], near: Sequence[Sequence[int]], wanted: Sequence[tuple[int, int]]
) -> npt.NDArray[np.float64]:
    """For each pair *wanted*, how much is shared of each local kind, weighed near the one and near the other.

    One neighbourhood is held at a time: those of a whole archive would not fit in memory.
    """
    asked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, (i, j) in enumerate(wanted):
        asked[i].append((row, j))
        asked[j].append((row, i))
    sums = np.zeros((len(wanted), len(LOCAL)))
    for i, others in asked.items():
        group = sorted(near[i])
        place = {j: number for number, j in enumerate(group)}
        shared = _shared_near([known[j].near for j in group], place[i])
        rows = [row for row, _ in others]
        sums[rows] += shared[[place[j] for _, j in others]] / 2
    return np.round(sums, 9)


def _shared_near(group: Sequence[Ints], own: int) -> npt.NDArray[np.float64]:
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
    shared: npt.NDArray[np.float64] = both / np.sqrt(np.maximum(1, lengths * lengths[own]))
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
