"""Which event mentions tell of one event: within a report, in reports about one thing, and across them.

Evidence is weighed piece by piece, each with its name, so that a tie can say why it was made: kind of
happening, actors, day, place, means of talk, words, numbers, and how likely the two reports are about one
event. What contradicts outright (another day, a call against a meeting) keeps mentions apart for good.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.knowledge.happenings import weak_classes
from dateline.linking.candidates import bounds
from dateline.linking.clusters import clusters
from dateline.linking.compared import compared_pairs
from dateline.linking.pairs import Pairs, code, coded_pairs, decoded, parts, singly
from dateline.linking.sketch import MentionSketch
from dateline.linking.told import Tellings, Told
from dateline.linking.words import folded

BIAS = -4.0
APART = -1.0
"""What stands for the likelihood of two mentions that contradict each other."""
TIED = 0.5
"""Mean likelihood from which two groups of mentions are one event."""
SAME_KIND, WEAK_KIND, KIN_TYPE, KIN_ALONE = 2.6, 0.6, 0.6, -1.5
SAME_REPORT, SAME_CLUSTER, LIKE_REPORTS = 1.6, 2.5, 2.0
SHARED_ACTOR, MOST_ACTORS, OTHER_ACTORS = 1.0, 2, -2.0
OTHER_PARTY = -1.2
OTHER_TARGETS, OTHER_NUMBER, OTHER_WORDS = -1.0, -2.0, -1.2
SET_APART, OTHER_WAY = -3.0, -6.0
NO_SETTING = -1.2
FAR_NUMBER = 3.0
"""Two counts of one thing further apart than this are not a toll and its later state."""
SAME_DAY, SAME_WEEKDAY, OTHER_WEEKDAY, DAY_BESIDE = 1.5, 0.8, -2.5, -1.0
SAME_PLACE, PLACE_WITHIN, OTHER_PLACE = 0.7, 0.3, -1.0
SAME_MEDIUM = 1.0
WORDS, SAME_NUMBER, SAME_SENTENCE = 3.0, 0.5, -1.0
LONG_AFTER = -2.0
RESULT = 8.0
"""Weights in log-odds, set by hand on bench/linking's development part and reports of our own."""
FRESH = datetime.timedelta(days=7)
"""What a report tells without a date is as a rule not older than this."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The evidence on two mentions, each piece by its name, in log-odds."""

    pieces: tuple[tuple[str, float], ...]

    @property
    def likelihood(self) -> float:
        """The probability (0-1) that the two tell of one event."""
        score = BIAS + sum(value for _, value in self.pieces)
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))

    def without(self, *names: str) -> Tie:
        """The same evidence less the pieces with these names."""
        return Tie(tuple(piece for piece in self.pieces if piece[0] not in names))

    def strength(self, *names: str) -> float:
        """The sum of the pieces with these names."""
        return sum(value for name, value in self.pieces if name in names)


def tie_mentions(
    told: Tellings,
    grouped: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    known: Callable[[int, int], float | None] = lambda i, j: None,
) -> tuple[tuple[tuple[int, ...], ...], Pairs]:
    """Positions in *told* that tell of one event, in groups; and the likelihoods of the pairs compared.

    *grouped* are the reports about one main event, *likely* the likelihood of pairs of reports; *known* gives
    the likelihood of a pair where it need not be worked out again; it is asked for the pairs in order. Pairs
    that contradict have `APART`.
    """
    group_of = np.zeros(len(told.reports), dtype=np.int64)
    for number, group in enumerate(grouped):
        group_of[list(group)] = number

    def weigh(i: int, j: int) -> float:
        a, b = told[i], told[j]
        pair = (min(a.report, b.report), max(a.report, b.report))
        together = bool(group_of[a.report] == group_of[b.report])
        found = tie(a, b, same_group=together, likelihood=likely.get(pair, 0.0))
        return APART if found is None else found.likelihood

    asked = np.unique(np.fromiter((code(*p) for p in compared_pairs(told, grouped, likely)), np.int64))
    held = (known(i, j) for i, j in decoded(singly(asked)))
    values = np.fromiter((np.nan if value is None else value for value in held), np.float64, len(asked))
    ones, others = parts(asked)
    unknown = np.flatnonzero(np.isnan(values))
    # Group by group, so that the reports that are asked for one after the other are at hand.
    groups = [group_of[told.reports_of(side[unknown])] for side in (others, ones)]
    for at in singly(unknown[np.lexsort((ones[unknown], *groups))]):
        values[at] = weigh(int(ones[at]), int(others[at]))
    compared = Pairs.of(asked, values)
    return _grouped(compared, _with_results(told)), compared


def _with_results(told: Tellings) -> list[int]:
    """For each mention the one it stands with: what brought about the result that it tells, or itself.

    The results of a disaster are compared like all else: its toll is told on by itself, day after day.
    """
    result_of, types = told.brief.result_of, told.brief.types
    first = list(range(len(told)))
    for i, cause in result_of.items():
        if cause is not None and cause not in result_of and types[cause] != "other":
            first[i] = cause
    return first


def _grouped(compared: Pairs, first: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Mentions in groups, each with its *first*; of those that stand together, the likest pair counts."""
    place = np.array(first, dtype=np.int64)
    ones, others = (place[side] for side in parts(compared.codes))
    codes, values = coded_pairs(ones, others), compared.amounts
    apart = np.unique(codes[values == APART])
    weighed = (values != APART) & (ones != others)
    order = np.lexsort((-values[weighed], codes[weighed]))
    likest, at = np.unique(codes[weighed][order], return_index=True)
    groups = clusters(
        len(first),
        Pairs.of(likest, values[weighed][order][at]),
        TIED,
        Pairs.of(apart, np.zeros(len(apart))),
    )
    results: dict[int, list[int]] = defaultdict(list)
    for i, standing_with in enumerate(first):
        if standing_with != i:
            results[standing_with].append(i)
    held = {i for standing in results.values() for i in standing}
    return tuple(
        tuple(sorted({*group, *(r for i in group for r in results.get(i, ()))}))
        for group in groups
        if not held.issuperset(group)
    )


def tie(a: Told, b: Told, *, same_group: bool, likelihood: float) -> Tie | None:
    """The evidence that two mentions tell of one event; None where they contradict each other."""
    one, other = a.mention, b.mention
    if a.report == b.report and _told_together(one, other):
        return Tie((("what came of it", RESULT),))
    days = _days(a, b)
    if days is None or (_talk(one, other) and _other_talk(a, b)):
        return None
    pieces = [_kind(one, other), days]
    if a.report == b.report:
        pieces.append(("same report", SAME_REPORT))
    elif same_group:
        pieces.append(("same group of reports", SAME_CLUSTER))
    else:
        pieces.append(("like reports", LIKE_REPORTS * likelihood))
    pieces.append(_actors(a, b))
    if _other_way(a, b):
        pieces.append(("the other way round", OTHER_WAY))
    pieces.append(_place(one, other))
    if a.report == b.report:
        pieces += _within(a, b)
    else:
        pieces += _beyond(a, b)
    if one.medium and one.medium == other.medium and _talk(one, other):
        pieces.append(("same means of talk", SAME_MEDIUM))
    if a.report == b.report and one.sentence == other.sentence:
        pieces.append(("one sentence", SAME_SENTENCE))
    else:
        pieces.append(("like words", WORDS * _cosine(a.vector, b.vector)))
        if set(one.numbers) & set(other.numbers):
            pieces.append(("same number", SAME_NUMBER))
    if a.report != b.report and not same_group and _without_setting(a, b, pieces):
        pieces.append(("neither day nor place", NO_SETTING))
    if _kin_alone(a, b, pieces):
        pieces.append(("kin types alone", KIN_ALONE))
    return Tie(tuple((name, value) for name, value in pieces if value))


def _told_together(one: MentionSketch, other: MentionSketch) -> bool:
    """Whether one of two mentions of a report tells what came of the other, or both of one thing."""
    if one.result_of is None and other.result_of is None:
        return False
    return one.result_of in {other.index, other.result_of} or other.result_of == one.index


def contradiction(a: Told, b: Told) -> str | None:
    """What rules out that two mentions tell of one event, in words; None where nothing does."""
    one, other = a.mention, b.mention
    if _days(a, b) is None:
        ours, theirs = (f"{m.when.begin} to {m.when.end}" for m in (one, other))
        return f"another time: {_short(ours)} against {_short(theirs)}"
    if not (_talk(one, other) and _other_talk(a, b)):
        return None
    if one.medium and other.medium and one.medium != other.medium:
        return f"another means of talk: {one.medium} against {other.medium}"
    return "one of them with another partner"


def _short(stretch: str) -> str:
    first, last = stretch.split(" to ")
    return first if first == last else stretch


def _kind(one: MentionSketch, other: MentionSketch) -> tuple[str, float]:
    if one.happening == other.happening:
        return "same kind of happening", WEAK_KIND if one.happening in weak_classes() else SAME_KIND
    return "kin types", KIN_TYPE


def _kin_alone(a: Told, b: Told, pieces: Iterable[tuple[str, float]]) -> bool:
    """Whether two mentions of kin types share neither both parties, nor the day, nor the means of talk."""
    named = {name for name, _ in pieces}
    shared = len(a.actors & b.actors)
    more = {"same day", "same weekday", "same means of talk"} & named
    return "kin types" in named and not (shared and more) and shared < MOST_ACTORS


def _without_setting(a: Told, b: Told, pieces: Iterable[tuple[str, float]]) -> bool:
    """Whether mentions in reports about two things share neither day, place, means of talk nor two people."""
    named = {name for name, value in pieces if value > 0}
    setting = {"same day", "same weekday", "same place", "same means of talk"} & named
    return not setting and len(a.people & b.people) < MOST_ACTORS


def _talk(one: MentionSketch, other: MentionSketch) -> bool:
    return {one.type, other.type} <= {"CONSULT", "AGREE", "COOPERATE", "REQUEST"}


def _other_talk(a: Told, b: Told) -> bool:
    """Whether two talks cannot be one: a call and a meeting, or one leader with two different partners."""
    if a.mention.medium and b.mention.medium and a.mention.medium != b.mention.medium:
        return True
    # A country may stand where its leader stood, so only people tell partners apart.
    shared = a.actors & b.actors
    return len(shared) == 1 and bool(a.people - shared) and bool(b.people - shared)


def _actors(a: Told, b: Told) -> tuple[str, float]:
    shared = a.actors & b.actors
    if shared:
        value = SHARED_ACTOR * min(len(shared), MOST_ACTORS)
        if a.people - shared and b.people - shared:
            value += OTHER_PARTY
        return "same actors", value
    if a.sides and b.sides and not a.sides & b.sides:
        return "other actors", OTHER_ACTORS
    unlike = (a.people and b.people) or not (a.sides and b.sides)
    if a.actors and b.actors and unlike:
        return "other actors", OTHER_ACTORS / 2
    return "actors", 0.0


def _other_way(a: Told, b: Told) -> bool:
    """Whether each does to the other what the other does to it: fire and the answer to it are two."""
    one_sided = not a.doers & b.doers and not a.targets & b.targets
    return one_sided and bool(a.doers & b.targets and b.doers & a.targets) and not _talk(a.mention, b.mention)


def _within(a: Told, b: Told) -> Iterator[tuple[str, float]]:
    """What keeps mentions of one report apart: other victims, another number of the same thing."""
    if (
        a.targets
        and b.targets
        and not a.targets & b.targets
        and not set(a.mention.names) & set(b.mention.names)
        and not _talk(a.mention, b.mention)
    ):
        yield "other targets", OTHER_TARGETS
    ours, theirs = dict(a.mention.figures), dict(b.mention.figures)
    if any(ours[what] != theirs[what] for what in ours.keys() & theirs.keys()):
        yield "another number", OTHER_NUMBER
    if max(a.mention, b.mention, key=lambda mention: (mention.start, mention.index)).set_apart:
        yield "set apart from the one before", SET_APART


def _beyond(a: Told, b: Told) -> Iterator[tuple[str, float]]:
    """What keeps mentions of two reports apart: numbers of one thing that no later count explains."""
    ours, theirs = dict(a.mention.figures), dict(b.mention.figures)
    for what in ours.keys() & theirs.keys():
        low, high = sorted((ours[what], theirs[what]))
        if high > FAR_NUMBER * low:
            yield "another number", OTHER_NUMBER
            return
    one, other = set(a.mention.suffering), set(b.mention.suffering)
    unlike = one and other and not one & other and not a.targets & b.targets
    if unlike and not set(a.mention.names) & set(b.mention.names) and not _talk(a.mention, b.mention):
        yield "other words for the targets", OTHER_WORDS


def _days(a: Told, b: Told) -> tuple[str, float] | None:
    """What the days say; None where both are told and differ by more than time zones explain."""
    one, other = a.mention.when, b.mention.when
    if one.begin and one.end and other.begin and other.end:
        gap = max((one.begin - other.end).days, (other.begin - one.end).days)
        if gap > 1:
            return None
        if gap == 1:
            return "the day beside", DAY_BESIDE
        exact = one.begin == one.end and other.begin == other.end
        return ("same day", SAME_DAY) if exact else ("days", 0.0)
    if one.weekday and other.weekday:
        return (
            ("same weekday", SAME_WEEKDAY)
            if one.weekday == other.weekday
            else ("other weekday", OTHER_WEEKDAY)
        )
    return _by_publication(a, b)


def _by_publication(a: Told, b: Told) -> tuple[str, float] | None:
    """What days of publication say where a mention has no day of its own: news is fresh, and no prophecy."""
    first, last = _span(a)
    other_first, other_last = _span(b)
    if first is None or last is None or other_first is None or other_last is None:
        return "days", 0.0
    gap = max((first - other_last).days, (other_first - last).days)
    if gap > FRESH.days:
        return "long before or after", LONG_AFTER
    return "days", 0.0


def _span(told: Told) -> tuple[datetime.date | None, datetime.date | None]:
    when = told.mention.when
    if when.begin and when.end:
        return when.begin, when.end
    first, last = bounds(told.sketch.published)
    return (first - FRESH if first else None), last


def _place(one: MentionSketch, other: MentionSketch) -> tuple[str, float]:
    if not one.place or not other.place:
        return "places", 0.0
    if one.where and other.where:
        if one.where[0] == other.where[0]:
            return "same place", SAME_PLACE
        # A town and the province or country it lies in are one place told more and less closely.
        if one.where[0] in other.where or other.where[0] in one.where:
            return "one place within the other", PLACE_WITHIN
        return "other place", OTHER_PLACE
    here, there = folded(one.place), folded(other.place)
    if here in there or there in here:
        return "same place", SAME_PLACE
    return "other place", OTHER_PLACE


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(one[word] * other[word] for word in one if word in other)
