"""What users decided about events, put over what was found: joins and splits first, then what is set.

Joins and splits change the groups of mentions, in the order in which they were made. An event is the group
that most of the mentions held by the decision are in; so a decision outlives any change of the groups that
leaves most of them together. What is set, and what is accepted or rejected, is put on the events that come
out; the last decision holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.linking.corrections import Ruling
from dateline.linking.events import event_id
from dateline.linking.row_fields import time_set
from dateline.linking.told import Tellings
from dateline.model import Action, Correction, Event, MentionAt, RowState

ON_EVENTS: Mapping[Action, RowState | None] = {
    "join-events": "edited",
    "split-event": "edited",
    "retract-event": "rejected",
    "set-date": "edited",
}
"""The decisions on events alone, and the state that each gives the event."""
ON_ROWS: Mapping[Action, RowState | None] = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "tag": None,
}
"""The decisions on rows of several kinds, and the state that each gives an event."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions (positions among all) that tell of one event, and its id."""

    id: str
    members: tuple[int, ...]


def regrouped(
    told: Tellings, groups: Iterable[Sequence[int]], rulings: Sequence[Ruling]
) -> tuple[Group, ...]:
    """The groups of mentions as the events they are, with every join and split in effect, in their order."""
    found = {key: list(group) for group in groups for key in (event_id(told, group),)}
    ruled = {at for ruling in rulings for party in ruling.parties for at in party}
    place = {at: i for i in range(len(told) if ruled else 0) if (at := told.at(i)) in ruled}
    for ruling in rulings:
        parties = [[place[at] for at in party if at in place] for party in ruling.parties]
        match ruling.correction.action:
            case "join-events":
                _join(found, parties)
            case "split-event":
                _split(found, [i for party in parties for i in party], told)
    events = (Group(key, tuple(sorted(group))) for key, group in found.items())
    return tuple(sorted(events, key=lambda event: event.members))


def redirects(told: Tellings, groups: Sequence[Group]) -> dict[str, str]:
    """Ids that events have, or had, whose first telling is now one of another event → the id of that event.

    The id of an event follows from its first telling. When events grow together, or a user joins them, the
    ids that are gone are those of other tellings.
    """
    own = {group.id for group in groups}
    found = ((event_id(told, [i]), group.id) for group in groups for i in group.members)
    return {key: event for key, event in found if key not in own}


def decided(events: Sequence[Event], rulings: Sequence[Ruling]) -> tuple[Event, ...]:
    """The events with every retraction, every field set, and the state that the last decision gave each."""
    if not rulings:
        return tuple(events)  # without a table of all of them
    by_id = {event.id: event for event in events}
    event_of = {at: event.id for event in events for at in event.mentions}
    for ruling in rulings:
        key = event_ruled(ruling, event_of)
        if key is not None:
            by_id[key] = _decided(by_id[key], ruling.correction)
    return tuple(by_id[event.id] for event in events)


def event_ruled(ruling: Ruling, event_of: Mapping[MentionAt, str]) -> str | None:
    """The event (id) that most of the mentions are in by which a ruling on one event is held."""
    action, kind = ruling.correction.action, ruling.correction.values.get("kind")
    if action in ON_EVENTS or (action in ON_ROWS and kind == "event"):
        return _most(event_of[at] for party in ruling.parties for at in party if at in event_of)
    return None


def _decided(event: Event, correction: Correction) -> Event:
    values, state = correction.values, ON_EVENTS.get(correction.action) or ON_ROWS[correction.action]
    if state is not None:
        event = replace(event, state=state, decision=correction.id, retracted=state == "rejected")
    if correction.action in {"accept", "edit", "set-date"}:
        date = values.get("date", "")
        event = replace(event, type=values.get("type", event.type), title=values.get("title", event.title))
        if "date" in values and date != (event.date or ""):
            event = replace(event, date=date or None, when=time_set(date))
        if "place" in values and values["place"] != (event.place or ""):
            event = replace(event, place=values["place"] or None, place_id=None)
    return event


def _join(found: dict[str, list[int]], parties: Sequence[Sequence[int]]) -> None:
    """Put the groups that the parties are in together, under the id of the first."""
    owner = {i: key for key, group in found.items() for i in group}
    keys = dict.fromkeys(key for party in parties if (key := _most(owner[i] for i in party)) is not None)
    first, *others = keys or [""]
    for other in others:
        found[first] += found.pop(other)


def _split(found: dict[str, list[int]], apart: Sequence[int], told: Tellings) -> None:
    """Take mentions out of their groups into one of their own; what they leave keeps its id."""
    if not apart:
        return
    gone = set(apart)
    for key in [key for key, group in found.items() if gone & set(group)]:
        found[key] = [i for i in found[key] if i not in gone]
        if not found[key]:
            del found[key]
    new = event_id(told, apart)
    while new in found:
        new = event_id(told, apart, f"apart from {new}")
    found[new] = sorted(gone)


def _most(keys: Iterable[str]) -> str | None:
    counts = Counter(keys)
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
