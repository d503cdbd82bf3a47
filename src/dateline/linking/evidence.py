"""Whether two reports are about one event: separate kinds of evidence, weighed by a logistic regression.

Each kind (words, names, people, places, organisations, numbers, days) speaks for itself: how much is shared,
and a conflict where both reports name some and share none. What one of them does not name is no evidence
either way. The weights stand in `weights.json` with where they come from (training/linking/train.py).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.linking.candidates import Rarity, Vector, rarity
from dateline.linking.sketch import Sketch

KINDS = ("people", "places", "organisations", "numbers", "days", "weekdays", "years")
"""Kinds of evidence that can conflict."""
FEATURES = (
    "words",
    "lead",
    "names",
    "lead_names",
    *KINDS,
    "names_conflict",
    *(f"{k}_conflict" for k in KINDS),
)
"""What the verifier sees of a pair of reports, in the order of its weights."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One report's evidence, each kind as a vector of length 1."""

    vectors: Mapping[str, Vector]


def profiles(sketches: Sequence[Sketch]) -> tuple[Profile, ...]:
    """The reports' profiles; rare words weigh more, and what is rare is told by these reports themselves."""
    parts = [_parts(sketch) for sketch in sketches]
    out: list[dict[str, Vector]] = [{} for _ in parts]
    for kind in ("words", "lead", "names", "lead_names", *KINDS):
        weights: Rarity = rarity([[word for word, _ in part[kind]] for part in parts])
        for vectors, part in zip(out, parts, strict=True):
            vectors[kind] = weights.vector(part[kind])
    return tuple(Profile(vectors) for vectors in out)


def evidence(one: Profile, other: Profile) -> tuple[float, ...]:
    """What speaks for and against two reports being about one event, in the order of `FEATURES`."""
    shares = {kind: _cosine(one.vectors[kind], other.vectors[kind]) for kind in one.vectors}
    conflicts = [_conflict(one, other, kind, shares[kind]) for kind in ("names", *KINDS)]
    return (*(shares[kind] for kind in ("words", "lead", "names", "lead_names", *KINDS)), *conflicts)


def likelihood(one: Profile, other: Profile) -> float:
    """The probability (0-1) that two reports are about one event."""
    weights, bias = _weights()
    score = bias + sum(w * x for w, x in zip(weights, evidence(one, other), strict=True))
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


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _conflict(one: Profile, other: Profile, kind: str, share: float) -> float:
    return float(bool(one.vectors[kind]) and bool(other.vectors[kind]) and share == 0)
