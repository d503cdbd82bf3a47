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

from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dateline.linking.linkage import DOUBT, Bounds, Linkage, far, together
from dateline.linking.pairs import Ints, Pairs, code, decoded, parts, singly

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
    pairs = likely if isinstance(likely, Pairs) else Pairs(sorted(likely.items()))
    barred = apart.codes if isinstance(apart, Pairs) else np.array([code(*p) for p in apart], dtype=np.int64)
    blocks = _blocks(size, pairs.codes[pairs.amounts >= threshold - DOUBT])
    inside = _within(blocks, pairs.codes)
    compared = Pairs.of(pairs.codes[inside], pairs.amounts[inside])
    del likely, pairs, inside  # nobody else may need them, and they are large
    linkage = Linkage(size, compared, barred[_within(blocks, barred)], days, window)
    linkage.join_all(threshold)
    return tuple(linkage.groups())


def _blocks(size: int, codes: Ints) -> Ints:
    """For each of the items the first one of those that the pairs written as *codes* connect it with."""
    root = array("q", range(size))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for i, j in decoded(singly(codes)):
        first, second = sorted((find(i), find(j)))
        root[second] = first
    return np.fromiter((find(item) for item in range(size)), np.int64, size)


def _within(blocks: Ints, codes: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs have both items in one block."""
    ones, others = parts(codes)
    inside: npt.NDArray[np.bool_] = blocks[ones] == blocks[others]
    return inside


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
            ours, theirs = (together([days[i] for i in group]) for group in (groups[number], merged[chosen]))
            free = not far(ours, theirs, window)
        if chosen not in home and free:
            merged[chosen].extend(merged[number])
            merged[number] = []
    return tuple(sorted(tuple(sorted(group)) for group in merged if group))


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
