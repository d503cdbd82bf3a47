"""The whole derivation, step by step: candidates, likelihoods, groups, actors, events, dates, stories."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from dateline.linking.actors import Identities, identify
from dateline.linking.bearers import Alike
from dateline.linking.candidates import WINDOW, Neighbours, bounds, near_in_time
from dateline.linking.clusters import clusters, joined_leftovers
from dateline.linking.corrections import Ruling, corrected
from dateline.linking.dating import date_through_links
from dateline.linking.event_corrections import Group, decided, redirects, regrouped
from dateline.linking.events import event_of_mentions
from dateline.linking.evidence import keys, likelihoods, rarities
from dateline.linking.fingerprints import duplicates
from dateline.linking.linkage import Bounds
from dateline.linking.memory import Memory, Packed, Recall, key_of, number
from dateline.linking.mentions import tie_mentions
from dateline.linking.outlines import Outlines, outlined
from dateline.linking.pairs import Ints, Pairs, coded_pairs, parts, singly
from dateline.linking.questions import find_questions
from dateline.linking.reuse import with_sentences
from dateline.linking.roles import held_roles
from dateline.linking.sketch import Sketch
from dateline.linking.stories import find_stories
from dateline.linking.tags import tags_of
from dateline.linking.ties import ties
from dateline.linking.told import Tellings, Told
from dateline.linking.versions import chains
from dateline.model import ByReport, Duplicate, HeldRole, Links, Published

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

    ``pairs`` are the likelihoods of all pairs of reports compared, by position, ``learnt`` the likelihoods by
    keys of what they follow from.
    """

    outlines: Outlines
    neighbours: Neighbours
    copies: tuple[Duplicate, ...]
    pairs: Pairs
    learnt: Memory


@dataclass(frozen=True, slots=True)
class Tied:
    """What ties reports and mentions together, as far as dates through links need it.

    ``likely``, ``groups`` (reports about one main event) and ``events`` (mentions of one event, as positions
    in ``told``) name the sketches, which are in order of their reports, by their position. ``published`` are
    the days that undated reports get.
    """

    sketches: Sequence[Sketch]
    compared: Compared
    likely: Mapping[tuple[int, int], float]
    identities: Identities
    groups: tuple[tuple[int, ...], ...]
    told: Tellings
    events: tuple[Group, ...]
    published: Mapping[str, Published]


def link(sketches: Iterable[Sketch], rulings: Sequence[Ruling] = ()) -> Links:
    """What belongs together among the reports sketched; the order of *sketches* does not matter.

    *rulings* are what users decided, in the order in which they did; they are put over what is found.
    """
    return links_of(tie_up(sorted(sketches, key=lambda s: s.report), rulings), rulings)


def tie_up(
    sketches: Sequence[Sketch],
    rulings: Sequence[Ruling] = (),
    before: Compared | None = None,
    dated: Collection[str] = (),
    memory: Memory = NOTHING,
) -> Tied:
    """What ties the reports sketched together, without what only the record needs (see `link`).

    The *sketches*, in order of their reports, may be more than memory holds (`lazily`). *before* is of the
    pass before this one over the same reports, of which those *dated* have another day now: what was weighed
    between reports that are as they were is not weighed again. *memory* is what other runs learnt.
    """
    learnt = before.learnt if before else NOTHING
    outlines = outlined(sketches, before.outlines if before else None, dated)
    changed = [i for i, report in enumerate(outlines.reports) if report in dated]
    if before is None:
        neighbours = Neighbours(sketches, outlines.published, STORY_WINDOW)
    else:
        neighbours = before.neighbours.dated(outlines.published)
    copies = before.copies if before else _copies(outlines)
    recall = Recall(memory.reports, learnt.reports)
    weighed, of_reports = _weighed(sketches, outlines, neighbours.pairs(), before, changed, recall)
    likely = _likelihoods(outlines, weighed, copies)
    related = Alike(outlines.reports, likely.codes[likely.amounts >= ALIKE])
    identities = corrected(identify(sketches, related), sketches, rulings)
    groups = report_groups(outlines.published, likely)
    told = Tellings(sketches, identities.actors, identities.actor_of)
    recall = Recall(memory.mentions, learnt.mentions)
    tied, compared = tie_mentions(told, groups, likely, _known(told, outlines, groups, likely, recall))
    learnt = Memory(of_reports, recall.learnt(compared.values()))
    del compared  # as many pairs as in `likely` twice over, of no use any more
    events = regrouped(told, tied, rulings)
    group_of = {report: number for number, group in enumerate(groups) for report in group}
    members = (group.members for group in events)
    published = date_through_links(told, members, outlines.published, group_of, likely)
    kept = Compared(outlines, neighbours, copies, weighed, learnt)
    return Tied(sketches, kept, likely, identities, groups, told, events, published)


def links_of(tied: Tied, rulings: Sequence[Ruling] = ()) -> Links:
    """All that follows from what is tied, as the record has it."""
    sketches, likely, identities = tied.sketches, tied.likely, tied.identities
    found = (
        event_of_mentions(
            group.id, [tied.told[i] for i in group.members], identities.actors, identities.actor_of, likely
        )
        for group in tied.events
    )
    events = decided(sorted(found, key=lambda event: event.id), rulings)
    event_of = ByReport((at, event.id) for event in events for at in event.mentions)
    questions, stand_of = find_questions(sketches, identities.actors, identities.actor_of)
    return Links(
        actors=identities.actors,
        actor_of=identities.actor_of,
        roles=_roles(sketches, identities),
        identities=ties(identities.actor_of, identities.why),
        events=events,
        event_of=event_of,
        redirects=redirects(tied.told, tied.events),
        stories=find_stories(sketches, likely, events, identities.actors, identities.actor_of),
        questions=questions,
        stand_of=stand_of,
        published=tied.published,
        duplicates=with_sentences(sketches, tied.compared.outlines, tied.compared.copies),
        versions=chains(sketches),
        groups=tuple(tuple(tied.compared.outlines.reports[i] for i in group) for group in tied.groups),
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


def report_groups(published: Sequence[Published], likely: Pairs) -> tuple[tuple[int, ...], ...]:
    """Reports about one main event, by position; far apart in time they are about two."""
    far = [not near_in_time(published[i], published[j], WINDOW) for i, j in likely]
    apart = Pairs.of(likely.codes[np.array(far, dtype=bool)], np.zeros(sum(far)))
    days = [_days(one) for one in published]
    groups = clusters(len(published), likely, SAME_EVENT, apart, days, FRESH.days)
    return joined_leftovers(groups, likely, apart, days, FRESH.days)


def _days(published: Published) -> Bounds:
    """The days between which a report was surely published; bounds that are only inferred may be wrong."""
    first, last = bounds(published) if published.date or published.basis in SURE else (None, None)
    return first.toordinal() if first else None, last.toordinal() if last else None


def _copies(outlines: Outlines) -> tuple[Duplicate, ...]:
    return duplicates(
        dict(zip(outlines.reports, outlines.digests, strict=True)),
        dict(zip(outlines.reports, outlines.shingles, strict=True)),
    )


def _weighed(
    sketches: Sequence[Sketch],
    outlines: Outlines,
    pairs: Ints,
    before: Compared | None,
    changed: Sequence[int],
    recall: Recall,
) -> tuple[Pairs, Packed]:
    """The likelihoods of all pairs (as numbers), and what is learnt.

    Where neither report has *changed* since the pass before, that of the pass before holds.
    """
    found = np.full(len(pairs), np.nan)
    if before is not None:
        ones, others = parts(pairs)
        same = ~(np.isin(ones, changed) | np.isin(others, changed))
        shared = np.intersect1d(pairs, before.pairs.codes, assume_unique=True, return_indices=True)
        _, at, at_before = shared
        found[at] = np.where(same[at], before.pairs.amounts[at_before], np.nan)
    asked = np.flatnonzero(np.isnan(found))
    weights = rarities(sketches)
    of_asked = keys(sketches, outlines.contents, pairs, pairs[asked], weights)
    for place, i, key in zip(singly(asked), singly(parts(pairs[asked])[0]), of_asked, strict=True):
        value = recall.find(outlines.reports[i], key)
        found[place] = np.nan if value is None else value
    wanted = asked[np.isnan(found[asked])]
    found[wanted] = np.fromiter(likelihoods(sketches, pairs, pairs[wanted], weights), np.float64, len(wanted))
    return Pairs.of(pairs, found), recall.learnt(singly(found[asked]))


def _known(
    told: Tellings,
    outlines: Outlines,
    groups: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    recall: Recall,
) -> Callable[[int, int], float | None]:
    """Looks up the likelihood of two mentions by all that it follows from; to be asked once for each pair."""
    own = [_key(one, outlines.contents[one.report]) for one in told]
    group_of = {report: number for number, group in enumerate(groups) for report in group}

    def known(i: int, j: int) -> float | None:
        one, other = told.report(i), told.report(j)
        together = b"1" if group_of[one] == group_of[other] else b"0"
        pair = (min(one, other), max(one, other))
        key = key_of(own[i], own[j], together, number(likely.get(pair, 0.0)))
        return recall.find(outlines.reports[one], key)

    return known


def _key(told: Told, content: bytes) -> bytes:
    """A key of all that is known of a mention; its own words stand in the *content* of its report."""
    known = (getattr(told, f.name) for f in fields(told) if f.name not in {"report", "sketch", "mention"})
    plain = [_plain(part) for part in known]
    return key_of(content, repr((told.mention.index, plain)).encode("utf-8", "surrogatepass"))


def _plain(part: object) -> object:
    """A part of a mention in a form that is always written the same; words are in the order of the report."""
    if isinstance(part, frozenset):
        return sorted(part)
    return array("d", part.values()).tobytes() if isinstance(part, Mapping) else part


def _likelihoods(outlines: Outlines, weighed: Pairs, copies: Sequence[Duplicate]) -> Pairs:
    position = {report: i for i, report in enumerate(outlines.reports)}
    places = [(position[copy.report], position[copy.other]) for copy in copies]
    sides = np.array(places, dtype=np.int64).reshape(-1, 2)
    sure = np.unique(coded_pairs(sides[:, 0], sides[:, 1]))
    others = (weighed.amounts >= WORTH) & ~np.isin(weighed.codes, sure)
    codes = np.concatenate([weighed.codes[others], sure])
    values = np.concatenate([weighed.amounts[others], np.ones(len(sure))])
    order = np.argsort(codes)
    return Pairs.of(codes[order], values[order])
