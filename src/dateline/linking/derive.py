"""The whole derivation, step by step: candidates, likelihoods, groups, actors, events, dates, stories."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from heapq import merge

from dateline.linking.actors import Identities, identify
from dateline.linking.candidates import WINDOW, Neighbours, bounds, near_in_time
from dateline.linking.clusters import Bounds, clusters, joined_leftovers
from dateline.linking.corrections import Ruling, corrected
from dateline.linking.dating import date_through_links
from dateline.linking.event_corrections import Group, decided, redirects, regrouped
from dateline.linking.events import event_of_mentions
from dateline.linking.evidence import keys, likelihoods, rarities
from dateline.linking.fingerprints import duplicates
from dateline.linking.memory import Memory, Packed, Recall, content_key, key_of, number
from dateline.linking.mentions import tie_mentions
from dateline.linking.pairs import Pairs
from dateline.linking.questions import find_questions
from dateline.linking.reuse import with_sentences
from dateline.linking.roles import held_roles
from dateline.linking.sketch import Sketch
from dateline.linking.stories import find_stories
from dateline.linking.tags import tags_of
from dateline.linking.ties import ties
from dateline.linking.told import Told, tell
from dateline.linking.versions import chains
from dateline.model import Duplicate, HeldRole, Links, Published

SAME_EVENT = 0.55
"""Mean likelihood from which two groups of reports are about one event (bench/linking's development part)."""
WORTH = 0.02
"""Likelihood below which a pair of reports is forgotten."""
ALIKE = 0.3
"""Likelihood from which two reports have so much in common that namesakes in them are one person."""
FRESH = datetime.timedelta(days=14)
"""Reports on one main event are published within this time of each other; later ones have other news."""
SURE = frozenset({"stated", "linked"})
STORY_WINDOW = datetime.timedelta(days=180)
"""Reports further apart than this belong to one story only through others between them."""

NOTHING = Memory()


@dataclass(frozen=True, slots=True)
class Compared:
    """What was weighed in one pass over the reports, as far as the next pass can make use of it.

    ``sketches`` are in order of their reports, ``contents`` keys of them, ``pairs`` the likelihoods of all
    pairs of reports compared, by position, ``learnt`` the likelihoods by keys of what they follow from.
    """

    sketches: tuple[Sketch, ...]
    contents: tuple[bytes, ...]
    neighbours: Neighbours
    copies: tuple[Duplicate, ...]
    pairs: Mapping[tuple[int, int], float]
    learnt: Memory


@dataclass(frozen=True, slots=True)
class Tied:
    """What ties reports and mentions together, as far as dates through links need it.

    ``likely``, ``groups`` (reports about one main event) and ``events`` (mentions of one event, as positions
    in ``told``) name the sketches by their position. ``published`` are the days that undated reports get.
    """

    compared: Compared
    likely: Mapping[tuple[int, int], float]
    identities: Identities
    groups: tuple[tuple[int, ...], ...]
    told: tuple[Told, ...]
    events: tuple[Group, ...]
    published: Mapping[str, Published]

    @property
    def sketches(self) -> tuple[Sketch, ...]:
        """The sketches, in order of their reports."""
        return self.compared.sketches


def link(sketches: Iterable[Sketch], rulings: Sequence[Ruling] = ()) -> Links:
    """What belongs together among the reports sketched; the order of *sketches* does not matter.

    *rulings* are what users decided, in the order in which they did; they are put over what is found.
    """
    return links_of(tie_up(sketches, rulings), rulings)


def tie_up(
    sketches: Iterable[Sketch],
    rulings: Sequence[Ruling] = (),
    before: Compared | None = None,
    memory: Memory = NOTHING,
) -> Tied:
    """What ties the reports sketched together, without what only the record needs (see `link`).

    *before* is of the pass before this one over the same reports, some of which have another day now:
    what was weighed between reports that are as they were is not weighed again. *memory* is what other runs
    learnt.
    """
    ordered = sorted(sketches, key=lambda s: s.report)
    learnt = before.learnt if before else NOTHING
    contents = _contents(ordered, before)
    neighbours = before.neighbours.dated(ordered) if before else Neighbours(ordered, STORY_WINDOW)
    copies = before.copies if before else _copies(ordered)
    recall = Recall(memory.reports, learnt.reports)
    weighed, of_reports = _weighed(ordered, contents, neighbours.pairs(), before, recall)
    likely = _likelihoods(ordered, weighed, copies)
    identities = corrected(
        identify(ordered, [(ordered[i].report, ordered[j].report) for i, j in _over(likely, ALIKE)]),
        ordered,
        rulings,
    )
    groups = report_groups(ordered, likely)
    told = tell(ordered, identities.actors, identities.actor_of)
    recall = Recall(memory.mentions, learnt.mentions)
    tied, compared = tie_mentions(told, groups, likely, _known(told, contents, groups, likely, recall))
    learnt = Memory(of_reports, recall.learnt(compared.values()))
    del compared  # as many pairs as in `likely` twice over, of no use any more
    events = regrouped(told, tied, rulings)
    together = [[told[i] for i in group.members] for group in events]
    published = _published(together, groups, likely)
    kept = Compared(tuple(ordered), tuple(contents), neighbours, copies, weighed, learnt)
    return Tied(kept, likely, identities, groups, told, events, published)


def _contents(sketches: Sequence[Sketch], before: Compared | None) -> list[bytes]:
    """The keys of all that the sketches hold."""
    if before is None:
        return [content_key(sketch) for sketch in sketches]
    known = zip(sketches, before.sketches, before.contents, strict=True)
    return [key if one is other else content_key(one) for one, other, key in known]


def links_of(tied: Tied, rulings: Sequence[Ruling] = ()) -> Links:
    """All that follows from what is tied, as the record has it."""
    ordered, likely, identities = tied.sketches, tied.likely, tied.identities
    events = decided(
        [
            event_of_mentions(
                group.id,
                [tied.told[i] for i in group.members],
                identities.actors,
                identities.actor_of,
                likely,
            )
            for group in tied.events
        ],
        rulings,
    )
    event_of = {at: event.id for event in events for at in event.mentions}
    questions, stand_of = find_questions(ordered, identities.actors, identities.actor_of)
    return Links(
        actors=identities.actors,
        actor_of=identities.actor_of,
        roles=_roles(ordered, identities),
        identities=ties(identities.actor_of, identities.why),
        events=events,
        event_of=event_of,
        redirects=redirects(tied.told, tied.events),
        stories=find_stories(ordered, likely, events, identities.actors, identities.actor_of),
        questions=questions,
        stand_of=stand_of,
        published=tied.published,
        duplicates=with_sentences(ordered, tied.compared.copies),
        versions=chains(ordered),
        groups=tuple(tuple(ordered[i].report for i in group) for group in tied.groups),
        tags=tags_of(rulings, event_of),
    )


def _roles(sketches: Sequence[Sketch], identities: Identities) -> tuple[HeldRole, ...]:
    return held_roles(
        identities.actors,
        (
            ((s.report, index), identities.actor_of[s.report, index], actor, s.published.date)
            for s in sketches
            for index, actor in enumerate(s.actors)
            if (s.report, index) in identities.actor_of
        ),
    )


def report_groups(
    sketches: Sequence[Sketch], likely: Mapping[tuple[int, int], float]
) -> tuple[tuple[int, ...], ...]:
    """Reports about one main event, as positions in *sketches*; far apart in time they are about two."""
    apart = Pairs(
        ((i, j), 0.0)
        for i, j in likely
        if not near_in_time(sketches[i].published, sketches[j].published, WINDOW)
    )
    days = [_days(sketch.published) for sketch in sketches]
    groups = clusters(len(sketches), likely, SAME_EVENT, apart, days, FRESH.days)
    return joined_leftovers(groups, likely, apart, days, FRESH.days)


def _days(published: Published) -> Bounds:
    """The days between which a report was surely published; bounds that are only inferred may be wrong."""
    first, last = bounds(published) if published.date or published.basis in SURE else (None, None)
    return first.toordinal() if first else None, last.toordinal() if last else None


def _copies(sketches: Sequence[Sketch]) -> tuple[Duplicate, ...]:
    return duplicates({s.report: s.digest for s in sketches}, {s.report: s.shingles for s in sketches})


def _weighed(
    sketches: Sequence[Sketch],
    contents: Sequence[bytes],
    pairs: Sequence[tuple[int, int]],
    before: Compared | None,
    recall: Recall,
) -> tuple[Pairs, Packed]:
    """The likelihoods of all pairs, and what is learnt.

    Where neither report has changed since the pass before, that of the pass before holds.
    """
    found: list[float | None] = [None] * len(pairs)
    if before is not None:
        same = [one is other for one, other in zip(sketches, before.sketches, strict=True)]
        found = [before.pairs.get((i, j)) if same[i] and same[j] else None for i, j in pairs]
    asked = [at for at, value in enumerate(found) if value is None]
    weights = rarities(sketches)
    of_asked = keys(sketches, contents, pairs, [pairs[at] for at in asked], weights)
    for at, key in zip(asked, of_asked, strict=True):
        found[at] = recall.find(sketches[pairs[at][0]].report, key)
    wanted = [at for at in asked if found[at] is None]
    likelihoods_of = likelihoods(sketches, pairs, [pairs[at] for at in wanted], weights)
    for at, value in zip(wanted, likelihoods_of, strict=True):
        found[at] = value
    known = [value for value in found if value is not None]
    return Pairs(zip(pairs, known, strict=True)), recall.learnt(known[at] for at in asked)


def _known(
    told: Sequence[Told],
    contents: Sequence[bytes],
    groups: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    recall: Recall,
) -> Callable[[int, int], float | None]:
    """Looks up the likelihood of two mentions by all that it follows from; to be asked once for each pair."""
    own = [_key(one, contents[one.report]) for one in told]
    group_of = {report: number for number, group in enumerate(groups) for report in group}

    def known(i: int, j: int) -> float | None:
        one, other = told[i].report, told[j].report
        together = b"1" if group_of[one] == group_of[other] else b"0"
        pair = (min(one, other), max(one, other))
        key = key_of(own[i], own[j], together, number(likely.get(pair, 0.0)))
        return recall.find(told[i].sketch.report, key)

    return known


def _key(told: Told, content: bytes) -> bytes:
    """A key of all that is known of a mention; its own words stand in the *content* of its report."""
    parts = (getattr(told, f.name) for f in fields(told) if f.name not in {"report", "sketch", "mention"})
    plain = [_plain(part) for part in parts]
    return key_of(content, repr((told.mention.index, plain)).encode("utf-8", "surrogatepass"))


def _plain(part: object) -> object:
    """A part of a mention in a form that is always written the same; words are in the order of the report."""
    if isinstance(part, frozenset):
        return sorted(part)
    return array("d", part.values()).tobytes() if isinstance(part, Mapping) else part


def _likelihoods(
    sketches: Sequence[Sketch], weighed: Mapping[tuple[int, int], float], copies: Sequence[Duplicate]
) -> Pairs:
    position = {s.report: i for i, s in enumerate(sketches)}
    alike = sorted(tuple(sorted((position[copy.report], position[copy.other]))) for copy in copies)
    sure = Pairs(((i, j), 1.0) for i, j in alike)
    others = ((pair, value) for pair, value in weighed.items() if value >= WORTH and pair not in sure)
    return Pairs(merge(others, sure.items()))


def _over(likely: Mapping[tuple[int, int], float], least: float) -> list[tuple[int, int]]:
    return [pair for pair, value in likely.items() if value >= least]


def _published(
    together: Sequence[Sequence[Told]],
    groups: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
) -> dict[str, Published]:
    group_of = {report: number for number, group in enumerate(groups) for report in group}
    return date_through_links(together, group_of, likely)
