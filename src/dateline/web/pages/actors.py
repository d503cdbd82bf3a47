"""The actors, and one actor: roles over time, what it said, did, underwent and holds, and its names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dateline.archive import Archive
from dateline.views import (
    RoleRow,
    TieRow,
    actors,
    count,
    events,
    figures,
    history,
    network,
    positions,
    quotes,
    why,
)
from dateline.views.choosing import Choice
from dateline.views.identities import count_why
from dateline.views.names import find_actor
from dateline.views.positions import positions_of
from dateline.views.reports import actors_choice
from dateline.web.frame import Asked, Elsewhere, Page, Shown
from dateline.web.listing import PER_PAGE, Listing, listing

FIRST = 5
"""Rows of each part on the page of an actor; one part alone comes with as many as every list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page of an actor: its ``name`` in the address, its heading, and how its rows are had.

    ``count`` and ``rows`` take the archive and the id of the actor, ``rows`` also how many after how many.
    """

    name: str
    heading: str
    one: str
    several: str
    count: Callable[[Archive, str], int]
    rows: Callable[[Archive, str, int, int], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part with the rows of it that are shown, and the address of all of them."""

    part: Part
    list: Listing[Any]
    address: str


def _list(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    name = query.words("name")
    total = actors_choice(archive, name=name or None).count(archive)
    shown = listing(
        query, total, lambda limit, offset: actors(archive, name=name or None, limit=limit, offset=offset)
    )
    return Shown("actors.html", {"list": shown, "chosen": [f"“{name}” in a name"] if name else []})


def _one(asked: Asked) -> Shown | Elsewhere:
    archive, query = asked.archive, asked.query
    row = find_actor(archive, asked.path["name"])
    address = f"/actor/{quote(row['id'])}"
    if row["id"] != asked.path["name"]:
        return Elsewhere(address)
    alone = query.choice("part", [part.name for part in PARTS])
    parts = [
        PartShown(
            part, _rows(asked, part, row["id"], PER_PAGE if alone else FIRST), f"{address}?part={part.name}"
        )
        for part in PARTS
        if alone in ("", part.name)
    ]
    shifted = [p.shift_from for shown in parts if shown.part is POSITIONS for p in shown.list.rows]
    [listed] = Choice("actor_list", (("id = ?", (row["id"],)),)).rows(archive)
    return Shown(
        "actor.html",
        {
            "actor": row,
            "listed": listed,
            "address": address,
            "alone": alone,
            "parts": [shown for shown in parts if shown.list.total or alone],
            "without": [shown.part.heading.lower() for shown in parts if not shown.list.total and not alone],
            "before": positions_of(archive, filter(None, shifted)),
        },
    )


def _rows(asked: Asked, part: Part, actor: str, per_page: int) -> Listing[Any]:
    def rows(limit: int, offset: int) -> Sequence[Any]:
        return part.rows(asked.archive, actor, limit, offset)

    return listing(asked.query, part.count(asked.archive, actor), rows, per_page)


def _listed(view: Callable[..., Sequence[Any]], by: str, **also: str) -> dict[str, Any]:
    """How the rows of a list in `views.count` are counted and had, the actor being its argument *by*."""
    return {
        "count": lambda archive, actor: count(archive, view.__name__, **{by: actor}, **also),
        "rows": lambda archive, actor, limit, offset: view(
            archive, **{by: actor}, **also, limit=limit, offset=offset
        ),
    }


def _roles(archive: Archive, actor: str, limit: int, offset: int) -> Sequence[RoleRow]:
    return history(archive, actor)[offset : offset + limit]


def _count_roles(archive: Archive, actor: str) -> int:
    [row] = archive.query("SELECT count(*) AS n FROM roles WHERE actor = ?", (actor,))
    number: int = row["n"]
    return number


def _why(archive: Archive, actor: str, limit: int, offset: int) -> Sequence[TieRow]:
    return why(archive, actor, limit=limit, offset=offset)


POSITIONS = Part("positions", "Positions", "position", "positions", **_listed(positions, "actor"))
PARTS = (
    Part("roles", "Roles over time", "role", "roles", _count_roles, _roles),
    Part("said", "Said", "quote", "quotes", **_listed(quotes, "speaker")),
    Part("did", "Did", "event", "events", **_listed(events, "actor", side="source")),
    Part("subject", "Was subject to", "event", "events", **_listed(events, "actor", side="target")),
    POSITIONS,
    Part("figures", "Figures given", "figure", "figures", **_listed(figures, "speaker")),
    Part("ties", "Ties", "tie", "ties", **_listed(network, "actor")),
    Part("names", "Why the mentions are one actor", "tie of a report", "ties of reports", count_why, _why),
)
"""What is shown of an actor, in order."""
ACTORS = Page("/actors", _list, nav="Actors", key="a")
ACTOR = Page("/actor/{name}", _one)
