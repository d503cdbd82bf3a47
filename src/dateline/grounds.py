"""Why reports were tied to one event, and why others were not: the evidence of the linking, in rows.

It is worked out again from what the archive keeps, as reading worked it out; so it takes as long as linking.
Both functions raise NotFoundError for an event or report that the archive does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.linking import Ground, Tied, Weighed, weighed
from dateline.linking.mentions import TIED
from dateline.pipeline import evidence
from dateline.views.citation import Citations, Passage
from dateline.views.names import find_row


@dataclass(frozen=True, slots=True)
class TieRow:
    """Two mentions weighed: report, words and sentence of each, and what speaks for and against one event.

    ``likelihood`` (0-1) and the weights of the ``grounds`` (log-odds) are those of the linking;
    ``contradiction`` is what rules one event out, None where nothing does.
    """

    mention: str
    label: str
    words: str
    passage: Passage
    other: str
    other_label: str
    other_words: str
    other_passage: Passage
    likelihood: float
    grounds: tuple[Ground, ...]
    contradiction: str | None


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Why two events, or an event and a report, are not one: the likeliest pair of their mentions.

    ``mean`` is the mean likelihood of all ``pairs`` of mentions; from ``needed`` on they are one.
    """

    best: TieRow
    mean: float
    pairs: int
    needed: float


def why_tied(archive: Archive, event: str) -> list[TieRow]:
    """For each place that tells of the event with the id *event*, the place it is tied to most."""
    tied = evidence(archive)
    members = _members(archive, tied, find_row(archive, "events", event)["id"])
    citations = Citations(archive)
    weigh = _scales(tied)
    rows = []
    for i in members if len(members) > 1 else ():
        others = weigh([(i, j) for j in members if j != i])
        rows.append(_row(citations, max(others, key=_rank)))
    return rows


def why_apart(archive: Archive, event: str, other: str) -> ApartRow:
    """Why the event with the id *event* and another event, or a report (id or file name), are not one."""
    tied = evidence(archive)
    ours = _members(archive, tied, find_row(archive, "events", event)["id"])
    theirs = [i for i in _others(archive, tied, other) if i not in ours]
    if not theirs:
        raise NotFoundError(f"{other} tells of nothing but this event")
    pairs = _scales(tied)([(i, j) for i in ours for j in theirs])
    mean = sum(pair.likelihood for pair in pairs) / len(pairs)
    best = _row(Citations(archive), max(pairs, key=_rank))
    return ApartRow(best, round(mean, 4), len(pairs), TIED)


def _rank(pair: Weighed) -> tuple[bool, float, bool]:
    """The likeliest pair first; among equals one of two reports."""
    return pair.contradiction is None, pair.likelihood, pair.one.report != pair.other.report


def _members(archive: Archive, tied: Tied, event: str) -> tuple[int, ...]:
    for group in tied.events:
        if group.id == event:
            return group.members
    raise NotFoundError(f"the event {event} is tied otherwise by this version; run first: dateline read")


def _others(archive: Archive, tied: Tied, name: str) -> Sequence[int]:
    """The mentions of an event, or of a report."""
    try:
        return _members(archive, tied, find_row(archive, "events", name)["id"])
    except NotFoundError:
        report = find_row(archive, "reports", name, ("source",))["id"]
    return [i for i, told in enumerate(tied.told) if told.sketch.report == report]


def _scales(tied: Tied) -> Callable[[Iterable[tuple[int, int]]], list[Weighed]]:
    """Weighs pairs of mentions as the linking did."""
    group_of = {report: number for number, group in enumerate(tied.groups) for report in group}

    def weigh(i: int, j: int) -> Weighed:
        one, other = tied.told[i], tied.told[j]
        pair = (min(one.report, other.report), max(one.report, other.report))
        return weighed(
            one,
            other,
            same_group=group_of[one.report] == group_of[other.report],
            likelihood=tied.likely.get(pair, 0.0),
            actors=tied.identities.actors,
        )

    return lambda pairs: [weigh(i, j) for i, j in pairs]


def _row(citations: Citations, pair: Weighed) -> TieRow:
    ours, theirs = (
        _cited(citations, *told.at, told.mention.start, told.mention.start + len(told.mention.trigger))
        for told in (pair.one, pair.other)
    )
    return TieRow(*ours, *theirs, pair.likelihood, pair.grounds, pair.contradiction)


def _cited(
    citations: Citations, report: str, index: int, start: int, end: int
) -> tuple[str, str, str, Passage]:
    return (
        f"{report}-m{index}",
        citations.report(report).label_at(start),
        citations.words(report, start, end),
        citations.sentence(report, start, end),
    )
