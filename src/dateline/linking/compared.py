"""Which event mentions are weighed against each other: those that may well tell of one event.

Mentions of one kind in reports about one thing, those that share an actor in like reports, two actors
together on one day wherever they stand, and what came of an event with that event. The bounds keep this
near-linear.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.linking.told import Brief, Tellings

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
    told: Tellings, grouped: Sequence[Sequence[int]], likely: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Pairs of positions in *told*, some more than once; *grouped* and *likely* are of the reports."""
    brief = told.brief
    group_of = {report: number for number, group in enumerate(grouped) for report in group}
    like: dict[int, list[int]] = defaultdict(list)
    for first, second in likely:
        like[first].append(second)
        if group_of[first] != group_of[second]:
            yield from _across(brief, told.within(first), told.within(second))
    for group in grouped:
        for block in _blocks(brief, [i for report in group for i in told.within(report)]):
            if len(block) <= LARGEST_BLOCK:
                yield from itertools.combinations(block, 2)
            else:
                yield from _in_large_block(told, block, like)
    yield from _same_company(brief)
    yield from ((min(i, cause), max(i, cause)) for i, cause in brief.result_of.items() if cause is not None)


def _blocks(brief: Brief, mentions: Iterable[int]) -> Iterable[list[int]]:
    """The mentions of one group of reports that are of one kind."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in mentions:
        for key in _keys(brief.happenings[i], brief.types[i]):
            blocks[key].append(i)
    return blocks.values()


def _in_large_block(
    told: Tellings, block: Sequence[int], like: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of one kind in many reports: within a report those close by, across reports the first of each."""
    by_report: dict[int, list[int]] = defaultdict(list)
    for i in block:
        by_report[told.report(i)].append(i)
    for report, ours in by_report.items():
        for place, i in enumerate(ours):
            yield from ((i, j) for j in ours[place + 1 : place + 1 + FIRST_OF_KIND])
        for other in like.get(report, ()):
            if other in by_report:
                pairs = itertools.product(ours[:FIRST_OF_KIND], by_report[other][:FIRST_OF_KIND])
                yield from ((min(pair), max(pair)) for pair in pairs)


def _keys(happening: str, kind: str) -> Iterable[str]:
    yield happening
    if any(kind in types for types in KIN):
        yield kind
        if kind in KIN[0]:
            yield "talk"


def _across(brief: Brief, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions in two like reports that are not about one main event: they must share an actor."""
    our_actors, their_actors = (_by_actor(brief, mentions) for mentions in (ours, theirs))
    for actor in sorted(our_actors.keys() & their_actors.keys()):
        for i, j in itertools.product(our_actors[actor][:LARGEST_BLOCK], their_actors[actor][:LARGEST_BLOCK]):
            if brief.happenings[i] == brief.happenings[j] or kin(brief.types[i], brief.types[j]):
                yield min(i, j), max(i, j)


def _by_actor(brief: Brief, mentions: Sequence[int]) -> dict[str, list[int]]:
    by_actor: dict[str, list[int]] = defaultdict(list)
    for i in mentions:
        for actor in brief.actors[i]:
            by_actor[actor].append(i)
    return by_actor


def _same_company(brief: Brief) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, wherever they stand, of two actors together on one day or weekday."""
    company: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for i, weekday in enumerate(brief.weekdays):
        if weekday:
            for first, second in itertools.combinations(sorted(brief.actors[i]), 2):
                company[first, second, weekday].append(i)
    for together in company.values():
        if len(together) <= MOST_TELL:
            for i, j in itertools.combinations(together, 2):
                if kin(brief.types[i], brief.types[j]):
                    yield i, j
