"""Pairs of reports worth comparing, found by an inverted index over their rare words, names and numbers.

Cost grows with the length of the postings that are walked, which a cap on how common a feature may be keeps
near to the number of reports.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.linking.sketch import Counts, Sketch
from dateline.model import Published

FEATURES = 80
"""Features of a report that are looked up, heaviest first; more found no further pair on bench/linking."""
NEIGHBOURS = 25
"""Reports kept for each report: 99 % of the same-event pairs of bench/linking that clustering needs."""
LEAST_SCORE = 0.03
"""Cosine over the features looked up from which a pair is worth the verifier's while."""
MOST_REPORTS, MOST_SHARE = 400, 0.2
"""A feature of more reports than this number, or than this share of them, finds no candidates."""
FEWEST_REPORTS = 12
"""Up to here a feature is never too common: in a handful of reports all share their names."""
WINDOW = datetime.timedelta(days=30)
"""Reports published further apart are not about one main event, however like they are."""
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare a feature is among the reports at hand (inverse document frequency, smoothed)."""

    reports: int
    frequency: Mapping[str, int]

    def weight(self, feature: str) -> float:
        """The weight of one occurrence; 1 for what every report has."""
        return math.log((1 + self.reports) / (1 + self.frequency.get(feature, 0))) + 1

    def vector(self, counts: Counts) -> dict[str, float]:
        """Counts as a vector of length 1, repeated words counting by the logarithm."""
        raw = {word: (1 + math.log(count)) * self.weight(word) for word, count in counts}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / length for word, value in raw.items()} if length else {}


def rarity(lists: Sequence[Sequence[str]]) -> Rarity:
    """Document frequencies of the features, given the distinct ones of each report."""
    frequency: Counter[str] = Counter()
    for features in lists:
        frequency.update(features)
    return Rarity(len(lists), frequency)


def candidates(
    sketches: Sequence[Sketch], window: datetime.timedelta = WINDOW
) -> tuple[tuple[int, int], ...]:
    """Pairs (i, j), i < j, of positions in *sketches* that may be about one event, in order.

    Reports published further apart than *window* are no pair.
    """
    counts = [_features(s) for s in sketches]
    weights = rarity([[word for word, _ in c] for c in counts])
    vectors = [_heaviest(weights.vector(c)) for c in counts]
    common = max(FEWEST_REPORTS, min(MOST_REPORTS, int(MOST_SHARE * len(sketches))))
    index = _postings(vectors, weights, common)
    pairs: set[tuple[int, int]] = set()
    for i, vector in enumerate(vectors):
        for j in _neighbours(i, vector, index, sketches, window):
            pairs.add((min(i, j), max(i, j)))
    return tuple(sorted(pairs))


def near_in_time(one: Published, other: Published, window: datetime.timedelta = WINDOW) -> bool:
    """Whether two reports can have been published within *window* of each other; so can an undated one."""
    first, last = bounds(one)
    other_first, other_last = bounds(other)
    late = first is not None and other_last is not None and first - other_last > window
    early = last is not None and other_first is not None and other_first - last > window
    return not (late or early)


def bounds(published: Published) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day on which a report can have been published, as far as known."""
    return published.date or published.earliest, published.date or published.latest


def _features(sketch: Sketch) -> Counts:
    names = tuple((f"name {name}", count) for name, count in sketch.names)
    return sketch.words + names + tuple((f"number {number}", 1) for number in sketch.numbers)


def _heaviest(vector: Vector) -> Vector:
    chosen = sorted(vector, key=lambda word: (-vector[word], word))[:FEATURES]
    return {word: vector[word] for word in sorted(chosen)}


def _postings(
    vectors: Sequence[Vector], weights: Rarity, common: int
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    lists: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, vector in enumerate(vectors):
        for word, value in vector.items():
            if 1 < weights.frequency[word] <= common:
                lists[word].append((i, value))
    return {
        word: (np.array([i for i, _ in entries], dtype=np.int64), np.array([v for _, v in entries]))
        for word, entries in lists.items()
        if len(entries) > 1
    }


def _neighbours(
    i: int,
    vector: Vector,
    index: Mapping[str, tuple[np.ndarray, np.ndarray]],
    sketches: Sequence[Sketch],
    window: datetime.timedelta,
) -> Iterator[int]:
    found = [(index[word], value) for word, value in vector.items() if word in index]
    if not found:
        return
    places = np.concatenate([posting[0] for posting, _ in found])
    values = np.concatenate([posting[1] * value for posting, value in found])
    reports, where = np.unique(places, return_inverse=True)
    scores = np.bincount(where, weights=values)
    kept = 0
    for place in np.lexsort((reports, -np.round(scores, 9))):
        j = int(reports[place])
        if kept == NEIGHBOURS or scores[place] < LEAST_SCORE:
            return
        if j != i and near_in_time(sketches[i].published, sketches[j].published, window):
            kept += 1
            yield j
