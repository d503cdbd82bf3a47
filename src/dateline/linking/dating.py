"""Days of publication through links: an undated report that tells of an event a dated report also tells of.

The tie must stand on other evidence than the day: both actors; or, in reports about one main event, one
actor, or place, weekday, number and kind of happening together. Then the event's day, and how the undated
report speaks of it ("today", "Friday"), bound its day of publication.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.happenings import days_since
from dateline.linking.candidates import bounds
from dateline.linking.events import day_of
from dateline.linking.mentions import SAME_KIND, Tie, tie
from dateline.linking.told import Tellings, Told
from dateline.model import MentionAt, Published, Span

WEEK = 7
LEAD_SENTENCES = 4
"""An event told this early, with its weekday, is the news: it was written on that day or the next."""
SURE_ACTORS = 2
"""Shared actors that make a tie sure between reports that are not about one main event."""
SETTING = ("same place", "same weekday", "same number")
"""Evidence that makes a tie sure where it is all there, beside the kind of happening."""
SURE = 0.6
"""Likelihood of a tie, its days left out, from which a date may go through it."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """First and last day on which a report can have been published, through which report.

    ``at`` is the mention that tells it, ``evidence`` its words, ``own`` what the report had for its day.
    """

    earliest: datetime.date
    latest: datetime.date
    likelihood: float
    via: str
    day: datetime.date
    at: MentionAt
    evidence: tuple[Span, ...]
    own: Published


def date_through_links(
    told: Tellings,
    events: Iterable[Sequence[int]],
    published: Sequence[Published],
    same_group: Mapping[int, int],
    likely: Mapping[tuple[int, int], float],
) -> dict[str, Published]:
    """Report id → its day of publication (or bounds), for those undated that share an event with a dated one.

    *events* are the positions of their mentions in *told*, *published* the days that the reports have so far.
    *same_group* maps a report's position to its group of reports about one main event. A report whose date
    came through a link before is left as it is.
    """
    found: dict[str, list[_Bound]] = defaultdict(list)
    for members in events:
        days = [published[told.report(i)] for i in members]
        if not any(day.date for day in days) or not any(map(_wants_date, days)):
            continue
        mentions = [told[i] for i in members]
        dated = [one for one in mentions if one.sketch.published.date]
        for one in mentions:
            if _wants_date(one.sketch.published):
                bound = _bound(one, mentions, dated, same_group, likely)
                if bound:
                    found[one.sketch.report].append(bound)
    out = {}
    for report in sorted(found):
        agreed = _agreed(found[report])
        if agreed:
            out[report] = agreed
    return out


def _wants_date(published: Published) -> bool:
    return published.date is None and published.basis != "linked"


def _bound(
    told: Told,
    mentions: Sequence[Told],
    dated: Sequence[Told],
    same_group: Mapping[int, int],
    likely: Mapping[tuple[int, int], float],
) -> _Bound | None:
    sure = [(value, other) for other in dated if (value := _sure(told, other, same_group, likely))]
    if not sure:
        return None
    value, other = min(sure, key=lambda s: (-s[0], s[1].at))
    day = _event_day(told, [o for _, o in sure], mentions)
    if day is None:
        return None
    first, last = _publication(told, day, same_group[told.report] == same_group[other.report])
    own = told.sketch.published
    return _Bound(first, last, value, other.sketch.report, day, told.at, _evidence(told), own)


def _sure(
    told: Told, other: Told, same_group: Mapping[int, int], likely: Mapping[tuple[int, int], float]
) -> float:
    """How sure a tie is without its days, which are to follow from it; 0 where it is not."""
    pair = (min(told.report, other.report), max(told.report, other.report))
    together = same_group[told.report] == same_group[other.report]
    found = tie(told, other, same_group=together, likelihood=likely.get(pair, 0.0))
    shared = len(told.actors & other.actors)
    if found is None or not (shared >= SURE_ACTORS or (together and (shared or _same_setting(found)))):
        return 0.0
    value = found.without("same day", "same weekday", "days").likelihood
    if told.mention.when.weekday and found.strength("same weekday") > 0:
        value = max(value, found.likelihood)
    return value if value >= SURE else 0.0


def _same_setting(found: Tie) -> bool:
    """Whether two mentions that share no actor share all the rest.

    On made-up reports (benchmarks.growth) that nearly doubles the days found, and adds no wrong one; three of
    the four pieces add some.
    """
    same_kind = found.strength("same kind of happening") >= SAME_KIND
    return same_kind and all(found.strength(name) > 0 for name in SETTING)


def _event_day(told: Told, sure: Sequence[Told], mentions: Sequence[Told]) -> datetime.date | None:
    """The event's day: told by a dated report, or the weekday that the undated one names before its date."""
    weekday = told.mention.when.weekday or next(
        (t.mention.when.weekday for t in mentions if t.report == told.report and t.mention.when.weekday), None
    )
    reports = {other.report for other in sure}
    day = day_of([t for t in mentions if t.report in reports])
    if day is not None:
        return day if weekday in (None, day.isoweekday()) else None
    if weekday is None:
        return None
    published = [p for other in sure if (p := other.sketch.published.date)]
    latest = min(published)
    return latest - datetime.timedelta(days=(latest.isoweekday() - weekday) % WEEK)


def _publication(told: Told, day: datetime.date, one_event: bool) -> tuple[datetime.date, datetime.date]:
    """First and last day on which a report can have been published that tells so of an event on *day*."""
    when = told.mention.when
    after = days_since(when.phrase)
    if after is not None:
        exact = day + datetime.timedelta(days=after)
        return exact, exact
    lead = 0 <= told.mention.sentence < LEAD_SENTENCES
    reach = 1 if lead and (when.weekday or one_event) else WEEK - 1
    return day, day + datetime.timedelta(days=reach)


def _agreed(found: Sequence[_Bound]) -> Published | None:
    """The days that all links leave, the surest first; a link that contradicts a surer one is not heard."""
    ordered = sorted(found, key=lambda b: (-round(b.likelihood, 6), b.at, b.via))
    best = ordered[0]
    own_first, own_last = bounds(best.own)
    first = max(best.earliest, own_first or best.earliest)
    last = min(best.latest, own_last or best.latest)
    if first > last:
        return None
    for bound in ordered[1:]:
        if max(first, bound.earliest) <= min(last, bound.latest):
            first, last = max(first, bound.earliest), min(last, bound.latest)
    reason = (
        f"tells of the event on {best.day.isoformat()} that report {best.via} also tells of "
        f"(likelihood {best.likelihood:.2f})"
    )
    return Published(
        date=first if first == last else None,
        basis="linked",
        earliest=first,
        latest=last,
        evidence=best.evidence,
        reason=reason,
        via=best.via,
    )


def _evidence(told: Told) -> tuple[Span, ...]:
    trigger = Span(told.mention.start, told.mention.start + len(told.mention.trigger))
    return (trigger, told.mention.when.span) if told.mention.when.span else (trigger,)
