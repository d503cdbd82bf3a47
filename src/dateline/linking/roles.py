"""The roles of the record's actors over time, each with what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from dateline.knowledge.offices import terms_of
from dateline.model import Actor, ActorAt, HeldRole


def held_roles(
    actors: Mapping[str, Actor],
    appearances: Iterable[tuple[ActorAt, str, Actor, datetime.date | None]],
) -> tuple[HeldRole, ...]:
    """Every role of the record's actors: as each report gives it, and the terms of the knowledge files.

    *appearances* are a reading's actors: where, the record's id, the actor, the day of the report.
    """
    found = []
    for (report, _), key, actor, day in appearances:
        for role in actor.roles:
            if role.span is not None:
                on = day.isoformat() if day else None
                found.append(HeldRole(key, role.title, "text", day=on, report=report, span=role.span))
    for key, actor in actors.items():
        if actor.known and actor.kind == "person":
            for term in terms_of(actor.name):
                end = term.end.isoformat() if term.end else None
                found.append(HeldRole(key, term.office, "knowledge", term.start.isoformat(), end))
        found += [
            HeldRole(key, role.title, "correction", role.start, role.end)
            for role in actor.roles
            if role.basis == "correction"
        ]
    return tuple(sorted(found, key=_order))


def _order(role: HeldRole) -> tuple[str, ...]:
    at = f"{role.span.start:09d}" if role.span else ""
    return role.actor, role.day or role.start or "", role.basis, role.title, role.report or "", at
