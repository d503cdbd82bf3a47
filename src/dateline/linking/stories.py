"""Stories: reports that belong together over time, more loosely than those about one event."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import merge

from dateline.linking.clusters import clusters
from dateline.linking.pairs import Pairs
from dateline.linking.sketch import Sketch
from dateline.linking.words import words_of
from dateline.model import Actor, ActorAt, Event, Span, Story

TOGETHER = 0.08
"""Mean likelihood of being about one event from which two groups of reports are one story."""
SHARED_EVENT = 0.5
"""Likelihood of a pair of reports that share an event without being about one."""
TITLE_PEOPLE, TITLE_OTHERS, TITLE_NAMES = 2, 2, 3
HEADLINE_FEWEST, HEADLINE_MOST = 3, 20
"""Content words of a headline that can name a story: fewer say nothing, more are no headline."""
HEADLINE_SHARED = 0.4
"""Share of the other reports that use a word of the headline, on average, from which it names them."""
HEADLINE_PRIOR = 3
"""Words unknown to all others that each headline is held to have too, so that the shortest does not win."""
ID_LENGTH = 12


def find_stories(
    sketches: Sequence[Sketch],
    likely: Mapping[tuple[int, int], float],
    events: Sequence[Event],
    actors: Mapping[str, Actor],
    actor_of: Mapping[ActorAt, str],
) -> tuple[Story, ...]:
    """Groups of at least two reports that belong together, with the events they tell of, by id.

    *likely* is in order of its pairs.
    """
    told_in: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for report in event.reports:
            told_in[report].append(event.id)
    out = []
    for group in clusters(len(sketches), _linked(sketches, likely, events), TOGETHER):
        if len(group) > 1:
            members = [sketches[i] for i in group]
            reports = tuple(sorted(s.report for s in members))
            out.append(
                Story(
                    id="s" + hashlib.blake2b(reports[0].encode(), digest_size=ID_LENGTH // 2).hexdigest(),
                    title=_title(members, actors, actor_of),
                    reports=reports,
                    events=tuple(sorted({event for report in reports for event in told_in[report]})),
                )
            )
    return tuple(sorted(out, key=lambda story: story.id))


def _linked(
    sketches: Sequence[Sketch], likely: Mapping[tuple[int, int], float], events: Sequence[Event]
) -> Pairs:
    position = {s.report: i for i, s in enumerate(sketches)}
    raised: dict[tuple[int, int], float] = {}
    for event in events:
        places = sorted(position[report] for report in event.reports)
        for pair in itertools.pairwise(places):
            raised[pair] = max(likely.get(pair, 0.0), SHARED_EVENT)
    others = ((pair, value) for pair, value in likely.items() if pair not in raised)
    return Pairs(merge(others, sorted(raised.items())))


def _headline(members: Sequence[Sketch]) -> str | None:
    """The headline whose words most of the other reports use, the earliest of equals."""
    found = []
    for member in members:
        title = " ".join((member.title or "").split())
        [words] = words_of(title, [Span(0, len(title))])
        stems = set(words.stems)
        others = [{word for word, _ in other.words} for other in members if other is not member]
        shared = sum(stem in other for stem in stems for other in others) / len(others)
        if HEADLINE_FEWEST <= len(stems) <= HEADLINE_MOST and shared >= HEADLINE_SHARED * len(stems):
            published = member.published.date
            day = published.isoformat() if published else "9999"
            found.append((-round(shared / (len(stems) + HEADLINE_PRIOR), 6), day, title))
    return min(found)[2] if found else None


def _title(members: Sequence[Sketch], actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]) -> str:
    """The headline that says most of what all tell; else the actors, or names, that most have."""
    if headline := _headline(members):
        return headline
    reports: Counter[str] = Counter()
    for member in members:
        reports.update({actor_of[at] for i in member.named if (at := (member.report, i)) in actor_of})
    common = [key for key in sorted(reports, key=lambda k: (-reports[k], k)) if reports[key] > 1]
    people = [actors[key].name for key in common if actors[key].kind == "person"][:TITLE_PEOPLE]
    others = [actors[key].name for key in common if actors[key].kind != "person"][:TITLE_OTHERS]
    if people or others:
        return ": ".join(", ".join(part) for part in (people, others) if part)
    names = Counter(name for member in members for name, _ in member.names)
    chosen = sorted(names, key=lambda name: (-names[name], name))[:TITLE_NAMES]
    return ", ".join(name.capitalize() for name in chosen) or f"{len(members)} reports"
