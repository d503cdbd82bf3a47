"""Which event mentions are weighed against each other: those that may well tell of one event.

Mentions of one kind in reports about one thing, those that share an actor in like reports, two actors
together on one day wherever they stand, and what came of an event with that event. The bounds keep this
near-linear.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.linking.sketch import MentionSketch
from dateline.linking.told import Told

KIN = ({"CONSULT", "AGREE", "COOPERATE"}, {"ASSAULT", "COERCE"}, {"SUPPORT", "AGREE"}, {"PROTEST", "COERCE"})
"""PLOVER types that reports give to one event: an agreement reached in a call is AGREE and CONSULT."""
_KIN_PAIRS = frozenset(pair for types in KIN for pair in itertools.permutations(sorted(types), 2))
LARGEST_BLOCK = 80
"""Mentions of one kind in one group of reports up to which all pairs are compared."""
FIRST_OF_KIND = 20
"""Mentions of one kind in a report that are compared with the next ones, and with those of another report."""
MOST_TELL = 200
"""A pair of actors on one weekday in more mentions than this finds no candidates."""


def kin(one: str, other: str) -> bool:
    """Whether reports may give two PLOVER types to one event."""
    return one == other or (one, other) in _KIN_PAIRS


def compared_pairs(
    told: Sequence[Told], group_of: Mapping[int, int], likely: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Pairs of positions in *told*, some more than once; *group_of* and *likely* are of the reports."""
    by_actor: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, item in enumerate(told):
        for actor in sorted(item.actors):
            by_actor[item.report][actor].append(i)
        for key in _keys(item.mention):
            blocks[group_of[item.report], key].append(i)
    like: dict[int, list[int]] = defaultdict(list)
    for first, second in likely:
        like[first].append(second)
        if group_of[first] != group_of[second]:
            yield from _across(told, by_actor[first], by_actor[second])
    for block in blocks.values():
        if len(block) <= LARGEST_BLOCK:
            yield from itertools.combinations(block, 2)
        else:
            yield from _in_large_block(told, block, like)
    yield from _same_company(told)
    yield from _with_causes(told)


def _with_causes(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Each mention of a result with that of what brought it about."""
    at = {(item.report, item.mention.index): i for i, item in enumerate(told)}
    for i, item in enumerate(told):
        cause = None if item.mention.result_of is None else at.get((item.report, item.mention.result_of))
        if cause is not None:
            yield min(i, cause), max(i, cause)


def _in_large_block(
    told: Sequence[Told], block: Sequence[int], like: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of one kind in many reports: within a report those close by, across reports the first of each."""
    by_report: dict[int, list[int]] = defaultdict(list)
    for i in block:
        by_report[told[i].report].append(i)
    for report, ours in by_report.items():
        for place, i in enumerate(ours):
            yield from ((i, j) for j in ours[place + 1 : place + 1 + FIRST_OF_KIND])
        for other in like.get(report, ()):
            if other in by_report:
                pairs = itertools.product(ours[:FIRST_OF_KIND], by_report[other][:FIRST_OF_KIND])
                yield from ((min(pair), max(pair)) for pair in pairs)


def _keys(mention: MentionSketch) -> Iterable[str]:
    yield mention.happening
    if any(mention.type in types for types in KIN):
        yield mention.type
        if mention.type in KIN[0]:
            yield "talk"


def _across(
    told: Sequence[Told], ours: Mapping[str, Sequence[int]], theirs: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of mentions in two like reports that are not about one main event: they must share an actor."""
    for actor in sorted(ours.keys() & theirs.keys()):
        for i, j in itertools.product(ours[actor][:LARGEST_BLOCK], theirs[actor][:LARGEST_BLOCK]):
            one, other = told[i].mention, told[j].mention
            if one.happening == other.happening or kin(one.type, other.type):
                yield min(i, j), max(i, j)


def _same_company(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, wherever they stand, of two actors together on one day or weekday."""
    company: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for i, item in enumerate(told):
        if item.mention.when.weekday:
            for first, second in itertools.combinations(sorted(item.actors), 2):
                company[first, second, item.mention.when.weekday].append(i)
    for together in company.values():
        if len(together) <= MOST_TELL:
            for i, j in itertools.combinations(together, 2):
                if kin(told[i].mention.type, told[j].mention.type):
                    yield i, j
