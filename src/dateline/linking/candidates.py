"""Pairs of reports worth comparing, found by an inverted index over their rare words, names and numbers.

Cost grows with the length of the postings that are walked, which a cap on how common a feature may be keeps
near to the number of reports. All sums are of whole numbers, so that no order of adding up decides a tie.
"""

from __future__ import annotations

import datetime
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

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
UNIT = 1 << 20
"""The length of a vector, in whole numbers."""
FAR = 1 << 30
"""What stands for a day that is not known, so that it is near all others."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare a feature is among the reports at hand (inverse document frequency, smoothed, in steps).

    Steps, so that another report seldom changes how rare a feature is: what was weighed before still holds.
    """

    reports: int
    frequency: Mapping[str, int]
    steps: Mapping[str, int]
    """How many steps each feature is rarer than what every report has."""

    def weight(self, feature: str) -> float:
        """The weight of one occurrence; 1 for what every report has."""
        return _weight(self.steps.get(feature, _level(self.reports) - _level(0)))

    def vector(self, counts: Counts) -> dict[str, float]:
        """Counts as a vector of length 1, repeated words counting by the logarithm."""
        raw = {word: (1 + math.log(count)) * self.weight(word) for word, count in counts}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / length for word, value in raw.items()} if length else {}


def rarity(lists: Iterable[Iterable[str]]) -> Rarity:
    """Document frequencies of the features, given the distinct ones of each report."""
    frequency: Counter[str] = Counter()
    reports = 0
    for features in lists:
        frequency.update(features)
        reports += 1
    most = _level(reports)
    return Rarity(reports, frequency, {word: most - _level(count) for word, count in frequency.items()})


@cache
def _level(count: int) -> int:
    """How many reports, in steps: two for each doubling."""
    return ((1 + count) ** 2).bit_length()


@cache
def _weight(steps: int) -> float:
    return 1 + steps * math.log(2) / 2


class Neighbours:
    """The reports most like each of the *sketches*, among those published within *window* of it."""

    def __init__(self, sketches: Sequence[Sketch], window: datetime.timedelta = WINDOW) -> None:
        """Look up the neighbours of all *sketches*."""
        self._window = window.days
        self._index = _Index(sketches)
        self._take(sketches)
        self._near = [self._nearest(i) for i in range(len(sketches))]

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs (i, j), i < j, of positions in the sketches that may be about one event, in order."""
        ones = np.repeat(np.arange(len(self._near)), [len(near) for near in self._near])
        others = np.concatenate(self._near) if self._near else ones
        pairs = np.stack([np.minimum(ones, others), np.maximum(ones, others)], axis=1)
        return tuple((i, j) for i, j in np.unique(pairs, axis=0).tolist())

    def dated(self, sketches: Sequence[Sketch]) -> Neighbours:
        """The neighbours where some reports have another day, and nothing else about them has changed."""
        found = copy(self)
        found._take(sketches)
        changed = (found._first != self._first) | (found._last != self._last)
        found._near = [
            found._nearest(i) if changed[i] or changed[near].any() else near
            for i, near in enumerate(self._near)
        ]
        return found

    def _take(self, sketches: Sequence[Sketch]) -> None:
        """Note between which days each report can have been published."""
        days = [bounds(sketch.published) for sketch in sketches]
        self._first = np.array([first.toordinal() if first else -FAR for first, _ in days], dtype=np.int64)
        self._last = np.array([last.toordinal() if last else FAR for _, last in days], dtype=np.int64)

    def _nearest(self, i: int) -> Ints:
        """The neighbours of one report, nearest first."""
        found, scores = self._index.like(i)
        near = (self._first[found] - self._last[i] <= self._window) & (
            self._first[i] - self._last[found] <= self._window
        )
        found, scores = found[near], scores[near]
        nearest: Ints = found[np.lexsort((found, -scores))[:NEIGHBOURS]]
        return nearest


class _Index:
    """Which reports have a feature, and how much of it, for all features that find candidates."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        rows, words, values = _heaviest(sketches)
        starts = np.searchsorted(rows, np.arange(len(sketches) + 1))
        self._words = [words[a:b] for a, b in pairwise(starts.tolist())]
        self._values = [values[a:b] for a, b in pairwise(starts.tolist())]
        order = np.argsort(words, kind="stable")
        self._reports, self._amounts = rows[order], values[order]
        self._starts = np.searchsorted(words[order], np.arange(words.max(initial=0) + 2))

    def like(self, i: int) -> tuple[Ints, Ints]:
        """The reports that share features with report *i*, in order, and how much they share."""
        spans = [(self._starts[word], self._starts[word + 1]) for word in self._words[i]]
        if not spans:
            return _NONE, _NONE
        reports = np.concatenate([self._reports[a:b] for a, b in spans])
        shared = [self._amounts[a:b] * own for (a, b), own in zip(spans, self._values[i], strict=True)]
        # Whole numbers below 2**53: their sum is exact, also as floating point numbers.
        scores = np.bincount(reports, weights=np.concatenate(shared))
        scores[i] = 0
        found = np.flatnonzero(scores >= LEAST_SCORE * UNIT * UNIT)
        return found, scores[found].astype(np.int64)


_NONE = np.zeros(0, dtype=np.int64)


def _heaviest(sketches: Sequence[Sketch]) -> tuple[Ints, Ints, Ints]:
    """The heaviest features of all reports, as far as they find candidates: report, feature and value."""
    weights = rarity([word for word, _ in _features(sketch)] for sketch in sketches)
    common = max(FEWEST_REPORTS, min(MOST_REPORTS, int(MOST_SHARE * len(sketches))))
    numbers: dict[str, int] = {}
    rows, words, values = array("q"), array("q"), array("q")
    for i, sketch in enumerate(sketches):
        vector = weights.vector(_features(sketch))
        for word in sorted(vector, key=lambda word: (-vector[word], word))[:FEATURES]:
            if 1 < weights.frequency[word] <= common:
                rows.append(i)
                words.append(numbers.setdefault(word, len(numbers)))
                values.append(round(vector[word] * UNIT))
    return np.array(rows, dtype=np.int64), np.array(words, dtype=np.int64), np.array(values, dtype=np.int64)


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
