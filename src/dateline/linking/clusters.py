"""Groups out of likely pairs: average linkage that never joins across a conflict, then the leftovers.

Two groups are joined when the mean likelihood over all pairs between them is high enough; a pair that was
never compared counts as unlikely. So one doubtful pair cannot chain two events into one, as single linkage
would let it. A short report is unlike most of a large group and still like some of it: what is left alone, or
in twos, joins the one larger group that it is like. The result does not depend on the order of the items or
of the pairs.

A mean is never above the highest likelihood in it, so no group reaches beyond the items that likely enough
pairs connect: pairs across such blocks, most of those of a large archive, are left out at once.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.linking.pairs import Pairs, code, decoded

Bounds = tuple[int | None, int | None]
"""First and last day (ordinal) that an item can belong to; None where it is not known."""

UNCOMPARED = 0.02
"""Likelihood of a pair that the candidates left out."""
LEFTOVER = 2
"""Items up to which a group is left over."""
CLOSEST, CLOSE, RIVAL = 3, 0.4, 0.5
"""A leftover joins by the mean of so many closest likelihoods for each of its items, from so much on, if no
other group comes to this share of it. Tuned, like the thresholds, by cross-validation on bench/linking."""


def clusters(
    size: int,
    likely: Mapping[tuple[int, int], float],
    threshold: float,
    apart: Collection[tuple[int, int]] = (),
    days: Sequence[Bounds] = (),
    window: int = 0,
) -> tuple[tuple[int, ...], ...]:
    """Items 0 to *size* - 1 in groups, each in order, the groups in order of their first item.

    *likely* holds a likelihood for pairs (i, j) with i < j; pairs in *apart* never come into one group, nor,
    where *days* are given for the items, do two items that are surely more than *window* days apart.
    """
    block_of = _blocks(pair for pair, value in likely.items() if value >= threshold)
    groups: list[tuple[int, ...]] = [(i,) for i in range(size) if i not in block_of]
    inside, kept_apart = _by_block(likely, block_of), _by_block(apart, block_of)
    for block, items in _members(block_of).items():
        spans = {i: _span([days[i]]) if days else (None, None) for i in items}
        values = Pairs((pair, likely[pair]) for pair in decoded(sorted(inside.pop(block))))
        groups += _clustered(items, values, threshold, decoded(kept_apart[block]), spans, window)
    return tuple(sorted(groups))


def _by_block(pairs: Iterable[tuple[int, int]], block_of: Mapping[int, int]) -> dict[int, array[int]]:
    """The pairs within each block, as numbers."""
    found: dict[int, array[int]] = defaultdict(lambda: array("q"))
    for i, j in pairs:
        block = block_of.get(i)
        if block is not None and block == block_of.get(j):
            found[block].append(code(i, j))
    return found


def _members(block_of: Mapping[int, int]) -> dict[int, list[int]]:
    """The items of each block, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for item in sorted(block_of):
        found[block_of[item]].append(item)
    return found


def _clustered(
    items: Iterable[int],
    likely: Pairs,
    threshold: float,
    apart: Iterable[tuple[int, int]],
    spans: dict[int, Bounds],
    window: int,
) -> list[tuple[int, ...]]:
    """The groups within one block."""
    members: dict[int, list[int]] = {i: [i] for i in items}
    links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (i, j), value in likely.items():
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
        if not current or j in barred[i] or _far(spans[i], spans[j], window):
            continue
        _join(i, j, members, links, barred)
        spans[i] = _span([spans[i], spans.pop(j)])
        for other in sorted(links[i]):
            if other not in barred[i] and (mean := _mean(i, other, members, links)) >= threshold:
                a, b = min(i, other), max(i, other)
                heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))
    return [tuple(sorted(group)) for group in members.values()]


def _blocks(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The items that *pairs* connect, each with the first item of its block."""
    root: dict[int, int] = {}

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for i, j in pairs:
        first, second = sorted((find(root.setdefault(i, i)), find(root.setdefault(j, j))))
        root[second] = first
    return {item: find(item) for item in root}


def joined_leftovers(
    groups: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    apart: Collection[tuple[int, int]] = (),
    days: Sequence[Bounds] = (),
    window: int = 0,
) -> tuple[tuple[int, ...], ...]:
    """The groups, those of one or two items having joined the larger one that alone they are like.

    All decide on the groups as they are; a group that another one leans on stays where it is.
    """
    group_of = {item: number for number, group in enumerate(groups) for item in group}
    near: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (i, j), value in sorted(likely.items()):
        for item, other in ((i, j), (j, i)):
            if len(groups[group_of[item]]) <= LEFTOVER and group_of[item] != group_of[other]:
                near[group_of[item]].append((group_of[other], value))
    home = {}
    for number in sorted(near):
        chosen = _home(groups, number, near[number])
        if chosen is not None:
            home[number] = chosen
    goal = {item: home.get(number, number) for item, number in group_of.items()}
    barred = {pair for i, j in apart if goal[i] == goal[j] for pair in ((i, j), (j, i))}
    merged = [list(group) for group in groups]
    for number, chosen in home.items():
        free = not any((a, b) in barred for a in groups[number] for b in merged[chosen])
        if days and free:
            ours, theirs = (_span([days[i] for i in group]) for group in (groups[number], merged[chosen]))
            free = not _far(ours, theirs, window)
        if chosen not in home and free:
            merged[chosen].extend(merged[number])
            merged[number] = []
    return tuple(sorted(tuple(sorted(group)) for group in merged if group))


def _span(days: Sequence[Bounds]) -> Bounds:
    """The latest first and the earliest last day of a group, which say how far apart its items surely are."""
    firsts = [first for first, _ in days if first is not None]
    lasts = [last for _, last in days if last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _far(one: Bounds, other: Bounds, window: int) -> bool:
    """Whether some item of one group is surely more than *window* days from some item of the other."""
    first, last = _span([one, other])
    return first is not None and last is not None and first - last > window


def _home(groups: Sequence[Sequence[int]], number: int, near: Sequence[tuple[int, float]]) -> int | None:
    """The larger group that a leftover is like, if there is one and no rival to it."""
    found: dict[int, list[float]] = defaultdict(list)
    for other, value in near:
        if len(groups[other]) > len(groups[number]):
            found[other].append(value)
    count = CLOSEST * len(groups[number])
    means = {other: round(sum(sorted(values)[-count:]) / count, 9) for other, values in found.items()}
    ranked = sorted(means, key=lambda other: (-means[other], other))
    if not ranked or means[ranked[0]] < CLOSE:
        return None
    rival = means[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if rival < RIVAL * means[ranked[0]] else None


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
