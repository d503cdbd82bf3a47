"""What a choice of events asks for, in words: "with Sergey Lavrov, from 2013-01"."""

from __future__ import annotations

from dateline.archive import Archive
from dateline.views.events import Filters
from dateline.views.names import actor_ids, actor_names, find_story

SHOWN = 3
"""Actors named of all that go by one name."""


def asked_for(archive: Archive, filters: Filters) -> str:
    """The filters as words that follow a noun, with what a name stands for; nothing where there are none.

    Raises NotFoundError for an actor or story the archive does not hold.
    """
    parts = []
    if actor := filters.get("actor"):
        found = actor_ids(archive, actor)
        named = actor_names(archive, found)
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        parts.append("with " + " or ".join(named[key] for key in found[:SHOWN]) + more)
    if place := filters.get("place"):
        parts.append(f"in {place}")
    if type_ := filters.get("type"):
        parts.append(f"of type {type_.upper() if type_ != 'other' else type_}")
    if outlet := filters.get("outlet"):
        parts.append(f"told by {outlet}")
    if start := filters.get("start"):
        parts.append(f"from {start}")
    if end := filters.get("end"):
        parts.append(f"to {end}")
    if story := filters.get("story"):
        parts.append(f"of the story “{find_story(archive, story)['title']}”")
    if state := filters.get("state"):
        parts.append(" or ".join(state))
    if tag := filters.get("tag"):
        parts.append(f"tagged “{tag}”")
    return f" {', '.join(parts)}" if parts else ""
