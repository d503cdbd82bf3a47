"""What users decided about events, put over what was found: joins and splits first, then what is set.

Joins and splits change the groups of mentions, in the order in which they were made. An event is the group
that most of the mentions held by the decision are in; so a decision outlives any change of the groups that
leaves most of them together. Retractions and days are put on the events that come out; the last day holds.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.linking.corrections import Ruling
from dateline.linking.events import event_id
from dateline.linking.told import Told
from dateline.model import Event, EventTime, TimePrecision


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions (positions among all) that tell of one event, and its id."""

    id: str
    members: tuple[int, ...]


def regrouped(
    told: Sequence[Told], groups: Iterable[Sequence[int]], rulings: Sequence[Ruling]
) -> tuple[Group, ...]:
    """The groups of mentions as the events they are, with every join and split in effect, in order of id."""
    found = {key: list(group) for group in groups for key in (event_id([told[i] for i in group]),)}
    place = {item.at: i for i, item in enumerate(told)}
    for ruling in rulings:
        parties = [[place[at] for at in party if at in place] for party in ruling.parties]
        match ruling.correction.action:
            case "join-events":
                _join(found, parties)
            case "split-event":
                _split(found, [i for party in parties for i in party], told)
    return tuple(Group(key, tuple(sorted(found[key]))) for key in sorted(found))


def decided(events: Sequence[Event], rulings: Sequence[Ruling]) -> tuple[Event, ...]:
    """The events with every retraction and every day set."""
    by_id = {event.id: event for event in events}
    event_of = {at: event.id for event in events for at in event.mentions}
    for ruling in rulings:
        if ruling.correction.action not in {"retract-event", "set-date"}:
            continue
        key = _most(event_of[at] for party in ruling.parties for at in party if at in event_of)
        if key is None:
            continue
        if ruling.correction.action == "retract-event":
            by_id[key] = replace(by_id[key], retracted=True)
        else:
            by_id[key] = _dated(by_id[key], ruling.correction.values)
    return tuple(by_id[event.id] for event in events)


def _join(found: dict[str, list[int]], parties: Sequence[Sequence[int]]) -> None:
    """Put the groups that the parties are in together, under the id of the first."""
    owner = {i: key for key, group in found.items() for i in group}
    keys = dict.fromkeys(key for party in parties if (key := _most(owner[i] for i in party)) is not None)
    first, *others = keys or [""]
    for other in others:
        found[first] += found.pop(other)


def _split(found: dict[str, list[int]], apart: Sequence[int], told: Sequence[Told]) -> None:
    """Take mentions out of their groups into one of their own; what they leave keeps its id."""
    if not apart:
        return
    gone = set(apart)
    for key in [key for key, group in found.items() if gone & set(group)]:
        found[key] = [i for i in found[key] if i not in gone]
        if not found[key]:
            del found[key]
    new = event_id([told[i] for i in apart])
    while new in found:
        new = event_id([told[i] for i in apart], f"apart from {new}")
    found[new] = sorted(gone)


def _most(keys: Iterable[str]) -> str | None:
    counts = Counter(keys)
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


def _dated(event: Event, values: Mapping[str, str]) -> Event:
    date = values["date"]
    return replace(event, date=date, when=EventTime(*_bounds(date), "correction"))


def _bounds(date: str) -> tuple[str, str, TimePrecision]:
    """First and last day of an ISO day, month or year, and which of them it is."""
    match date.split("-"):
        case [year]:
            return f"{year}-01-01", f"{year}-12-31", "year"
        case [year, month]:
            return f"{date}-01", f"{date}-{calendar.monthrange(int(year), int(month))[1]:02d}", "month"
        case _:
            return date, date, "day"
