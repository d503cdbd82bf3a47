"""Groups out of likely pairs: average linkage that never joins across a conflict.

Two groups are joined when the mean likelihood over all pairs between them is high enough; a pair that was
never compared counts as unlikely. So one doubtful pair cannot chain two events into one, as single linkage
would let it. The result does not depend on the order of the items or of the pairs.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping

UNCOMPARED = 0.02
"""Likelihood of a pair that the candidates left out."""


def clusters(
    size: int,
    likely: Mapping[tuple[int, int], float],
    threshold: float,
    apart: Collection[tuple[int, int]] = (),
) -> tuple[tuple[int, ...], ...]:
    """Items 0 to *size* - 1 in groups, each in order, the groups in order of their first item.

    *likely* holds a likelihood for pairs (i, j) with i < j; pairs in *apart* never come into one group.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (i, j), value in sorted(likely.items()):
        links[i][j] = links[j][i] = (value, 1)
    barred: dict[int, set[int]] = defaultdict(set)
    for i, j in apart:
        barred[i].add(j)
        barred[j].add(i)
    heap = [
        (-value, i, j, 1, 1) for (i, j), value in likely.items() if value >= threshold and j not in barred[i]
    ]
    heapq.heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heapq.heappop(heap)
        current = i in members and j in members and (len(members[i]), len(members[j])) == (size_i, size_j)
        if not current or j in barred[i]:
            continue
        _join(i, j, members, links, barred)
        for other in sorted(links[i]):
            if other not in barred[i] and (mean := _mean(i, other, members, links)) >= threshold:
                a, b = min(i, other), max(i, other)
                heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))
    return tuple(tuple(sorted(members[i])) for i in sorted(members))


def _join(
    i: int,
    j: int,
    members: dict[int, list[int]],
    links: dict[int, dict[int, tuple[float, int]]],
    barred: dict[int, set[int]],
) -> None:
    members[i].extend(members.pop(j))
    for other, (total, compared) in links.pop(j).items():
        del links[other][j]
        if other != i:
            old_total, old_compared = links[i].get(other, (0.0, 0))
            links[i][other] = links[other][i] = (old_total + total, old_compared + compared)
    for other in barred.pop(j, set()):
        barred[other].discard(j)
        barred[other].add(i)
        barred[i].add(other)


def _mean(
    i: int, j: int, members: dict[int, list[int]], links: dict[int, dict[int, tuple[float, int]]]
) -> float:
    total, compared = links[i][j]
    every = len(members[i]) * len(members[j])
    # Rounded, so that the order in which likelihoods were added up decides no tie.
    return round((total + UNCOMPARED * (every - compared)) / every, 9)
