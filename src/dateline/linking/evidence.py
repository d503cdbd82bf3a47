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
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.linking.candidates import Vector, rarity
from dateline.linking.sketch import Sketch

KINDS = ("people", "places", "organisations", "numbers", "days", "weekdays", "years")
"""Kinds of evidence that can conflict."""
SHARED = ("words", "lead", "names", "lead_names", *KINDS)
LOCAL = ("words", "names", "details")
"""Kinds that are weighed once more among like reports; details are numbers, days and weekdays."""
FEATURES = (*SHARED, "names_conflict", *(f"{k}_conflict" for k in KINDS), *(f"local_{k}" for k in LOCAL))
"""What the verifier sees of a pair of reports, in the order of its weights."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One report's evidence: each kind as a vector of length 1, and what is weighed among like reports."""

    vectors: Mapping[str, Vector]
    details: Mapping[str, frozenset[str]]


def profiles(sketches: Sequence[Sketch]) -> tuple[Profile, ...]:
    """The reports' profiles; what is rare is told by these reports themselves."""
    parts = [_parts(sketch) for sketch in sketches]
    vectors: list[dict[str, Vector]] = [{} for _ in parts]
    for kind in SHARED:
        weights = rarity([[word for word, _ in part[kind]] for part in parts])
        for vector, part in zip(vectors, parts, strict=True):
            vector[kind] = weights.vector(part[kind])
    details = [{kind: _present(part, kind) for kind in LOCAL} for part in parts]
    return tuple(Profile(v, d) for v, d in zip(vectors, details, strict=True))


def evidence(
    sketches: Sequence[Sketch],
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[int, int]] | None = None,
) -> list[tuple[float, ...]]:
    """What speaks for and against the reports of each pair being about one event, in the order of `FEATURES`.

    The *pairs* must be all candidates: they also tell which reports are alike. *wanted* are those to be
    weighed, where not all are.
    """
    wanted = pairs if wanted is None else wanted
    known = profiles(sketches)
    local = _local(known, pairs, wanted)
    out = []
    for pair in wanted:
        one, other = known[pair[0]], known[pair[1]]
        shares = {kind: _cosine(one.vectors[kind], other.vectors[kind]) for kind in SHARED}
        conflicts = (_conflict(one, other, kind, shares[kind]) for kind in ("names", *KINDS))
        out.append((*shares.values(), *conflicts, *local[pair]))
    return out


def likelihoods(
    sketches: Sequence[Sketch],
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[int, int]] | None = None,
) -> list[float]:
    """The probability (0-1) that both reports of each *wanted* pair are about one event; see `evidence`."""
    weights, bias = _weights()
    return [
        _probability(bias + sum(w * x for w, x in zip(weights, found, strict=True)))
        for found in evidence(sketches, pairs, wanted)
    ]


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    stored = json.loads((files("dateline.linking") / "weights.json").read_text(encoding="utf-8"))
    return tuple(stored["weights"][name] for name in FEATURES), stored["bias"]


def _parts(sketch: Sketch) -> dict[str, tuple[tuple[str, int], ...]]:
    lead = set(sketch.lead)
    return {
        "words": sketch.words,
        "lead": tuple((word, 1) for word in sketch.lead),
        "names": sketch.names,
        "lead_names": tuple((name, 1) for name, _ in sketch.names if name in lead),
        "people": _once(sketch.people),
        "places": _once(sketch.places),
        "organisations": _once(sketch.organisations),
        "numbers": _once(sketch.numbers),
        "days": _once(sketch.days),
        "weekdays": _once(map(str, sketch.weekdays)),
        "years": _once(sketch.years),
    }


def _once(words: object) -> tuple[tuple[str, int], ...]:
    return tuple((word, 1) for word in words)  # type: ignore[attr-defined]


def _present(parts: Mapping[str, tuple[tuple[str, int], ...]], kind: str) -> frozenset[str]:
    kinds = ("numbers", "days", "weekdays") if kind == "details" else (kind,)
    return frozenset(f"{part} {word}" for part in kinds for word, _ in parts[part])


def _local(
    known: Sequence[Profile], pairs: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[float, ...]]:
    """For each pair *wanted*, how much is shared of each local kind, weighed near the one and near the other.

    One neighbourhood is held at a time: those of a whole archive would not fit in memory.
    """
    near: list[list[int]] = [[i] for i in range(len(known))]
    for i, j in pairs:
        near[i].append(j)
        near[j].append(i)
    sums = {pair: [0.0] * len(LOCAL) for pair in wanted}
    asked: dict[int, list[int]] = defaultdict(list)
    for i, j in wanted:
        asked[i].append(j)
        asked[j].append(i)
    for i, others in asked.items():
        group = near[i]
        for number, kind in enumerate(LOCAL):
            own = known[i].details[kind]
            squares = _squares([known[j].details[kind] for j in sorted(group)])
            length = sum(map(squares.__getitem__, own))
            for j in others:
                value = _weighed(own, known[j].details[kind], squares, length)
                sums[min(i, j), max(i, j)][number] += value / 2
    return {pair: tuple(round(value, 9) for value in values) for pair, values in sums.items()}


def _squares(nearby: Sequence[frozenset[str]]) -> dict[str, int]:
    """Squared rarity of each feature among like reports, in millionths: whole numbers add up in any order."""
    counts = Counter(word for features in nearby for word in features)
    by_count = {n: round(1e6 * math.log((1 + len(nearby)) / (1 + n)) ** 2) for n in set(counts.values())}
    return {word: by_count[count] for word, count in counts.items()}


def _weighed(one: frozenset[str], other: frozenset[str], squares: Mapping[str, int], length: int) -> float:
    both = sum(map(squares.__getitem__, one & other))
    if not both:
        return 0.0
    return both / math.sqrt(length * sum(map(squares.__getitem__, other)))


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _conflict(one: Profile, other: Profile, kind: str, share: float) -> float:
    return float(bool(one.vectors[kind]) and bool(other.vectors[kind]) and share == 0)
