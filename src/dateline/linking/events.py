"""Events of the record: one for each group of mentions, with its day, place, actors, title and reasons."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.linking.mentions import tie
from dateline.linking.titles import telling_most, title_of
from dateline.linking.told import Tellings, Told
from dateline.model import UNTIMED, Actor, ActorAt, Event, EventTime

ID_LENGTH = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_SPECIFIC = re.compile(r"\d{4}(?:-W?\d\d)?$|\d{4}-Q\d$")


def event_of_mentions(
    key: str,
    mentions: Sequence[Told],
    actors: Mapping[str, Actor],
    actor_of: Mapping[ActorAt, str],
    likelihood: Mapping[tuple[int, int], float],
) -> Event:
    """The event with the id *key* that a group of mentions tells of."""
    ordered = sorted(mentions, key=_place_of_telling)
    kind = _commonest(t.mention.type for t in ordered)
    best = telling_most(ordered, kind)
    place, place_id = _place(ordered)
    date = date_of(ordered)
    return Event(
        id=key,
        type=kind,
        title=title_of(best, actors, actor_of),
        date=date,
        when=_when(ordered, date),
        place=place,
        place_id=place_id,
        actors=tuple(sorted({key for t in ordered for key in t.all_actors})),
        reports=tuple(sorted({t.sketch.report for t in ordered})),
        mentions=tuple(t.at for t in ordered),
        best=best.at,
        why=_why(ordered, actors, likelihood),
    )


def date_of(mentions: Sequence[Told]) -> str | None:
    """The day told most often; days of publication only where no mention has a day of its own."""
    own: dict[str, set[str]] = defaultdict(set)
    stand_in: dict[str, set[str]] = defaultdict(set)
    for told in mentions:
        if told.mention.date:
            dates = stand_in if told.mention.by_document or told.mention.when.span is None else own
            dates[told.mention.date].add(told.sketch.report)
    for dates in (own, stand_in):
        for pattern in (_DAY, _SPECIFIC):
            fitting = [date for date in dates if pattern.match(date)]
            if fitting:
                return min(fitting, key=lambda date: (-len(dates[date]), date))
    return None


def _when(mentions: Sequence[Told], date: str | None) -> EventTime:
    """The days of the event as the first mention with its date tells them; without a date, the narrowest."""
    dated = [told.mention.on for told in mentions if told.mention.date == date and told.mention.on != UNTIMED]
    if date is not None or not dated:
        return dated[0] if dated else UNTIMED
    return max(dated, key=lambda on: (bool(on.earliest) + bool(on.latest), on.earliest or ""))


def day_of(mentions: Sequence[Told]) -> datetime.date | None:
    """The single day on which the event took place, where a mention has a day of its own."""
    days = Counter(
        t.mention.when.begin
        for t in mentions
        if t.mention.when.begin and t.mention.when.begin == t.mention.when.end
    )
    return min(days, key=lambda day: (-days[day], day)) if days else None


def event_id(told: Tellings, mentions: Iterable[int], note: str = "") -> str:
    """The id of the event that *mentions* (positions) tell of: from where the first stands, and *note*."""
    starts, indices = told.brief.starts, told.brief.indices
    first = min(mentions, key=lambda i: (told.report(i), starts[i], indices[i]))
    report = told.report(first)
    # Two mentions may begin at one place (a talk that is an agreement), so the first of them needs its rank.
    twins = [indices[i] for i in told.within(report) if starts[i] == starts[first]]
    rank = sorted(twins).index(indices[first])
    anchor = f"{told.reports[report]} {starts[first]}" + (f" {rank}" if rank else "") + note
    return "e" + hashlib.blake2b(anchor.encode(), digest_size=ID_LENGTH // 2).hexdigest()


def _place_of_telling(told: Told) -> tuple[str, int, int]:
    return told.sketch.report, told.mention.start, told.mention.index


def _one_line(trigger: str) -> str:
    return " ".join(trigger.split()).lower()


def _place(mentions: Sequence[Told]) -> tuple[str | None, str | None]:
    """The place told most often, as it is written, and the id of the place that is, where one is known."""
    names = [told.mention.place for told in mentions if told.mention.place]
    if not names:
        return None, None
    name = _commonest(names)
    known = [t.mention.where[0][0] for t in mentions if t.mention.place == name and t.mention.where]
    return name, _commonest(known) if known else None


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], len(value), value))


def _why(
    mentions: Sequence[Told], actors: Mapping[str, Actor], likelihood: Mapping[tuple[int, int], float]
) -> tuple[str, ...]:
    """For each report after the first: what ties it to the reports before it, in words."""
    by_report = {
        report: list(group)
        for report, group in itertools.groupby(mentions, key=lambda told: told.sketch.report)
    }
    reports = list(by_report)
    out = []
    for number, report in enumerate(reports[1:], start=1):
        before = [told for earlier in reports[max(0, number - 5) : number] for told in by_report[earlier]]
        reasons = _reasons(by_report[report], before, actors, likelihood)
        if reasons:
            out.append(f"{report}: {reasons}")
    return tuple(out)


def _reasons(
    ours: Sequence[Told],
    before: Sequence[Told],
    actors: Mapping[str, Actor],
    likelihood: Mapping[tuple[int, int], float],
) -> str:
    best: tuple[float, str] | None = None
    for a, b in itertools.product(ours[:10], before[:20]):
        pair = (min(a.report, b.report), max(a.report, b.report))
        value = likelihood.get(pair, 0.0)
        found = tie(a, b, same_group=False, likelihood=value)
        if found and (best is None or found.likelihood > best[0]):
            best = found.likelihood, _in_words(a, b, dict(found.pieces), actors, value)
    return best[1] if best else ""


def _in_words(
    a: Told, b: Told, pieces: Mapping[str, float], actors: Mapping[str, Actor], likelihood: float
) -> str:
    said = []
    if shared := sorted(actors[key].name for key in a.actors & b.actors):
        said.append("both name " + " and ".join(shared))
    if pieces.get("same kind of happening"):
        said.append(
            f"both tell of it as “{_one_line(a.mention.trigger)}” or “{_one_line(b.mention.trigger)}”"
        )
    if pieces.get("same means of talk"):
        said.append(f"both by {a.mention.medium}")
    if pieces.get("same day") and a.mention.when.begin:
        said.append(f"both on {a.mention.when.begin.isoformat()}")
    if pieces.get("same weekday"):
        said.append("both on one weekday")
    if pieces.get("same place") and a.mention.place:
        said.append(f"both at {a.mention.place}")
    if names := sorted(set(a.mention.names) & set(b.mention.names))[:3]:
        said.append("both have the names " + ", ".join(names))
    if likelihood >= 0.5:
        said.append(f"the reports are about one thing (likelihood {likelihood:.2f})")
    return f"with {b.sketch.report}: " + "; ".join(said) if said else ""
