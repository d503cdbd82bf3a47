"""Which events are asked for: the filters that the timeline and the list of events share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.model import OTHER, PLOVER_TYPES
from dateline.views import EventRow
from dateline.views.events import STATUS_ORDER, Filters
from dateline.web.frame import Asked
from dateline.web.query import BadQueryError

TYPES = (*PLOVER_TYPES, OTHER)
OFFERED = 300
"""Names offered while one types; more would be too many to look through."""
NAMES = ("actor", "place", "type", "status", "outlet", "from", "to", "story")
"""The filters as they are called in an address."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The events that pass the filters, the filters in ``words``, and what in them cannot be understood."""

    rows: list[EventRow]
    words: tuple[str, ...]
    trouble: str = ""


def choose(asked: Asked, view: Callable[[Filters], list[EventRow]]) -> Chosen:
    """The events of *view* that pass the filters in the query."""
    query = asked.query
    words = tuple(f"{name} {value}" for name in NAMES if (value := query.words(name)))
    try:
        filters = Filters(
            actor=query.words("actor") or None,
            place=query.words("place") or None,
            type=query.choice("type", TYPES) or None,
            start=query.date("from"),
            end=query.date("to"),
            story=query.words("story") or None,
        )
        rows = view(filters)
    except (BadQueryError, NotFoundError) as error:
        return Chosen([], words, str(error))
    if outlet := query.words("outlet"):
        told = _told_by(asked.archive, outlet)
        rows = [row for row in rows if row.id in told]
    if status := query.choice("status", STATUS_ORDER):
        rows = [row for row in rows if row.status == status]
    return Chosen(rows, words)


def offered(asked: Asked) -> dict[str, object]:
    """What the fields of the filters offer: types, statuses, and the names that stand most often."""
    query = asked.archive.query
    return {
        "types": TYPES,
        "statuses": STATUS_ORDER,
        "actors": [row["name"] for row in query(_ACTORS, (OFFERED,))],
        "places": [row["name"] for row in query(_PLACES, (OFFERED,))],
        "outlets": [row["name"] for row in query(_OUTLETS, (OFFERED,))],
    }


_ACTORS = (
    "SELECT a.name FROM mentions m JOIN actors a ON a.id = m.actor "
    "GROUP BY m.actor ORDER BY count(*) DESC, a.name LIMIT ?"
)
_PLACES = (
    "SELECT p.name FROM place_mentions m JOIN places p ON p.id = m.place "
    "GROUP BY m.place ORDER BY count(*) DESC, p.name LIMIT ?"
)
_OUTLETS = (
    "SELECT coalesce(outlet, agency) AS name FROM reports WHERE name IS NOT NULL "
    "GROUP BY name ORDER BY count(*) DESC, name LIMIT ?"
)


def _told_by(archive: Archive, outlet: str) -> set[str]:
    """The ids of the events that a report of this outlet or agency tells of."""
    rows = archive.query(
        "SELECT DISTINCT m.event FROM event_mentions m JOIN reports r ON r.id = m.report "
        "WHERE m.event IS NOT NULL AND (r.outlet = ?1 COLLATE NOCASE OR r.agency = ?1 COLLATE NOCASE)",
        (outlet,),
    )
    return {row["event"] for row in rows}
