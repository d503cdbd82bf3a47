"""Average linkage: the two groups that are likest, by the mean over all pairs between them, become one.

Each group keeps the one other that is nearest to it; when two are joined, what the new one is near to is
worked out, and what others are near to once it is their turn. The nearest pair of all is then always among
those kept: of its two groups, the one that changed last has been looked at since. So there is one entry for
each group, where a list of all pairs that may be joined would take more memory than all else.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Sequence

from dateline.linking.pairs import Company, Ints, Pairs

Bounds = tuple[int | None, int | None]
"""First and last day (ordinal) that an item can belong to; None where it is not known."""

UNCOMPARED = 0.02
"""Likelihood of a pair that the candidates left out."""
DIGITS, DOUBT = 9, 1e-9
"""To so many digits means are told apart, so that the order of adding up decides no tie."""
Entry = tuple[float, int, int, int, int, int]
"""Less the mean, the two groups (lower first); whose nearest that is, its size then and the other's."""


class Linkage:
    """The groups of items 0 to *size* - 1, each known by its first item, while they grow.

    *likely* holds the pairs that were compared, *apart* (as numbers, see `pairs`) those that must not be in
    one group, *days* the bounds of each item, if any: none come together that are over *window* days apart.
    """

    def __init__(
        self, size: int, likely: Pairs, apart: Ints, days: Sequence[Bounds] = (), window: int = 0
    ) -> None:
        """Begin with every item by itself."""
        self._near, self._values = Company(size, likely.codes), likely.amounts
        self._barred_items = Company(size, apart)
        self._group = array("i", range(size))
        self._sizes = array("i", [1]) * size
        self._window = window
        # What follows is held of groups of several items; of one by itself it is worked out when asked for.
        self._members: dict[int, list[int]] = {}
        self._links: dict[int, dict[int, tuple[float, int]]] = {}
        self._barred: dict[int, set[int]] = {}
        self._spans: dict[int, Bounds] = {}
        self._days = days

    def join_all(self, threshold: float) -> None:
        """Join the likest two groups as long as their mean is at least *threshold*."""
        heap = [entry for item in range(len(self._group)) if (entry := self._nearest(item, threshold))]
        heapq.heapify(heap)
        while heap:
            _, i, j, own, own_size, other_size = heapq.heappop(heap)
            if self._sizes[own] != own_size:
                continue  # it has become another group, which has an entry of its own
            if self._sizes[j if own == i else i] == other_size:
                self._join(i, j)
                own = i
            if (entry := self._nearest(own, threshold)) is not None:
                heapq.heappush(heap, entry)

    def groups(self) -> list[tuple[int, ...]]:
        """The groups as they are, each in order, in the order of their first items."""
        return [
            tuple(sorted(self._members.get(item, (item,))))
            for item, group in enumerate(self._group)
            if item == group
        ]

    def _nearest(self, group: int, threshold: float) -> Entry | None:
        """The group that is likest to one, if some may join it."""
        barred, size, sizes = self._barred_by(group), self._sizes[group], self._sizes
        best: tuple[float, int, int] | None = None
        least = threshold - DOUBT
        for other, (total, compared) in self._links_of(group).items():
            every = size * sizes[other]
            mean = (total + UNCOMPARED * (every - compared)) / every
            if mean < least or other in barred:
                continue
            entry = -round(mean, DIGITS), min(group, other), max(group, other)
            if -entry[0] < threshold or (best is not None and entry >= best):
                continue
            if not (self._days and far(self._span(group), self._span(other), self._window)):
                best, least = entry, mean - DOUBT
        if best is None:
            return None
        return *best, group, size, sizes[best[1] if best[2] == group else best[2]]

    def _join(self, i: int, j: int) -> None:
        """Make the group *j* part of the group *i*, the lower."""
        links, others = self._links_of(i), self._links_of(j)
        barred = self._barred_by(i) | self._barred_by(j)
        if self._days:
            self._spans[i] = together([self._span(i), self._span(j)])
        self._spans.pop(j, None)
        del links[j], others[i]
        for other, (total, compared) in others.items():
            so_far, so_many = links.get(other, (0.0, 0))
            links[other] = so_far + total, so_many + compared
            if other in self._links:
                del self._links[other][j]
        self._links.pop(j, None)
        for other in links.keys() & self._links.keys():
            self._links[other][i] = links[other]
        for other in barred & self._barred.keys():
            self._barred[other].discard(j)
            self._barred[other].add(i)
        self._barred.pop(j, None)
        self._links[i], self._barred[i] = links, barred
        self._sizes[i] += self._sizes[j]
        self._sizes[j] = 0  # no group any more
        theirs = self._members.pop(j, [j])
        self._members.setdefault(i, [i]).extend(theirs)
        for item in theirs:
            self._group[item] = i

    def _links_of(self, group: int) -> dict[int, tuple[float, int]]:
        """The groups that some item of one was compared with: sum of the likelihoods, and of how many."""
        if group in self._links:
            return self._links[group]
        links: dict[int, tuple[float, int]] = {}
        values = self._values[self._near.places(group)].tolist()
        for item, value in zip(self._near[group].tolist(), values, strict=True):
            other = self._group[item]
            total, compared = links.get(other, (0.0, 0))
            links[other] = total + value, compared + 1
        return links

    def _barred_by(self, group: int) -> set[int]:
        """The groups that must not join one."""
        if group in self._barred:
            return self._barred[group]
        return {self._group[item] for item in self._barred_items[group].tolist()}

    def _span(self, group: int) -> Bounds:
        return self._spans[group] if group in self._spans else self._days[group]


def together(days: Sequence[Bounds]) -> Bounds:
    """The latest first and the earliest last day of a group, which say how far apart its items surely are."""
    firsts = [first for first, _ in days if first is not None]
    lasts = [last for _, last in days if last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def far(one: Bounds, other: Bounds, window: int) -> bool:
    """Whether some item of one group is surely more than *window* days from some item of the other."""
    first, last = together([one, other])
    return first is not None and last is not None and first - last > window
