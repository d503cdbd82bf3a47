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

import numpy as np

from dateline.linking.pairs import Ints, Small, coded_pairs
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
    return rarity_of(frequency, reports)


def rarity_of(frequency: Mapping[str, int], reports: int) -> Rarity:
    """How rare features are that so many of the *reports* have."""
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

    def __init__(
        self,
        sketches: Sequence[Sketch],
        published: Sequence[Published],
        window: datetime.timedelta = WINDOW,
    ) -> None:
        """Look up the neighbours of all *sketches*, of reports that were *published* then."""
        self._window = window.days
        self._index = _Index(sketches)
        self._take(published)
        self._near = [self._nearest(i) for i in range(len(sketches))]

    def pairs(self) -> Ints:
        """Pairs of positions in the sketches that may be about one event, as numbers, in order."""
        ones = np.repeat(np.arange(len(self._near)), [len(near) for near in self._near])
        others = np.concatenate(self._near).astype(np.int64) if self._near else ones
        return np.unique(coded_pairs(ones, others))

    def dated(self, published: Sequence[Published]) -> Neighbours:
        """The neighbours where the reports were *published* then, and nothing else about them has changed."""
        found = copy(self)
        found._take(published)
        changed = (found._first != self._first) | (found._last != self._last)
        found._near = [
            found._nearest(i) if changed[i] or changed[near].any() else near
            for i, near in enumerate(self._near)
        ]
        return found

    def _take(self, published: Sequence[Published]) -> None:
        """Note between which days each report can have been published."""
        days = [bounds(one) for one in published]
        self._first = np.array([first.toordinal() if first else -FAR for first, _ in days], dtype=np.int64)
        self._last = np.array([last.toordinal() if last else FAR for _, last in days], dtype=np.int64)

    def _nearest(self, i: int) -> Small:
        """The neighbours of one report, nearest first."""
        found, scores = self._index.like(i)
        near = (self._first[found] - self._last[i] <= self._window) & (
            self._first[i] - self._last[found] <= self._window
        )
        found, scores = found[near], scores[near]
        nearest: Small = found[np.lexsort((found, -scores))[:NEIGHBOURS]].astype(np.int32)
        return nearest


class _Index:
    """Which reports have a feature, and how much of it, for all features that find candidates."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        rows, self._words, self._values = _heaviest(sketches)
        self._rows = np.searchsorted(rows, np.arange(len(sketches) + 1))
        order = np.argsort(self._words, kind="stable")
        self._reports, self._amounts = rows[order], self._values[order]
        self._starts = np.searchsorted(self._words[order], np.arange(self._words.max(initial=0) + 2))

    def like(self, i: int) -> tuple[Ints, Ints]:
        """The reports that share features with report *i*, in order, and how much they share."""
        own = slice(self._rows[i], self._rows[i + 1])
        spans = [(self._starts[word], self._starts[word + 1]) for word in self._words[own].tolist()]
        if not spans:
            return _NONE, _NONE
        reports = np.concatenate([self._reports[a:b] for a, b in spans])
        values = self._values[own].tolist()
        shared = [self._amounts[a:b] * float(value) for (a, b), value in zip(spans, values, strict=True)]
        # Whole numbers below 2**53: their sum is exact, also as floating point numbers.
        scores = np.bincount(reports, weights=np.concatenate(shared))
        scores[i] = 0
        found = np.flatnonzero(scores >= LEAST_SCORE * UNIT * UNIT)
        return found, scores[found].astype(np.int64)


_NONE = np.zeros(0, dtype=np.int64)


def _heaviest(sketches: Sequence[Sketch]) -> tuple[Small, Small, Small]:
    """The heaviest features of all reports, as far as they find candidates: report, feature and value."""
    weights = rarity([word for word, _ in _features(sketch)] for sketch in sketches)
    common = max(FEWEST_REPORTS, min(MOST_REPORTS, int(MOST_SHARE * len(sketches))))
    numbers: dict[str, int] = {}
    rows, words, values = array("i"), array("i"), array("i")
    for i, sketch in enumerate(sketches):
        vector = weights.vector(_features(sketch))
        for word in sorted(vector, key=lambda word: (-vector[word], word))[:FEATURES]:
            if 1 < weights.frequency[word] <= common:
                rows.append(i)
                words.append(numbers.setdefault(word, len(numbers)))
                values.append(round(vector[word] * UNIT))
    return np.array(rows, dtype=np.int32), np.array(words, dtype=np.int32), np.array(values, dtype=np.int32)


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
