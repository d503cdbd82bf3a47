"""Which events are asked for: the filters that the timeline and the list of events share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from dateline.archive import Archive
from dateline.errors import NotFoundError, QuestionError
from dateline.model import OTHER, PLOVER_TYPES, RowState
from dateline.views.choosing import Choice
from dateline.views.events import STATUS_ORDER, Filters
from dateline.web.frame import Asked
from dateline.web.query import Query

TYPES = (*PLOVER_TYPES, OTHER)
STATES: tuple[str, ...] = get_args(RowState)
NAMES = ("actor", "place", "type", "status", "outlet", "from", "to", "story", "state", "tag")
"""The filters as they are called in an address."""
NOTHING = Choice("event_list", (("FALSE", ()),))
OFFERED = 300
"""Names offered while one types; more would be too many to look through."""
_ACTORS = "SELECT name FROM actors JOIN actor_list USING (id) ORDER BY number LIMIT ?"
_PLACES = (
    "SELECT p.name FROM place_mentions m JOIN places p ON p.id = m.place "
    "GROUP BY m.place, p.name ORDER BY count(*) DESC, p.name LIMIT ?"
)
_OUTLETS = (
    "SELECT coalesce(outlet, agency) AS name FROM reports WHERE coalesce(outlet, agency) IS NOT NULL "
    "GROUP BY coalesce(outlet, agency) ORDER BY count(*) DESC, name LIMIT ?"
)


def filters(query: Query) -> Filters:
    """The filters in *query*, as the views take them."""
    return Filters(
        actor=query.words("actor") or None,
        place=query.words("place") or None,
        type=query.choice("type", TYPES) or None,
        outlet=query.words("outlet") or None,
        start=query.words("from") or None,
        end=query.words("to") or None,
        story=query.words("story") or None,
        state=decided(query),
        tag=query.words("tag") or None,
    )


def statuses(query: Query) -> tuple[str, ...]:
    """The status in *query*, if any is chosen."""
    return tuple(filter(None, [query.choice("status", STATUS_ORDER)]))


def decided(query: Query) -> tuple[str, ...]:
    """The state in *query* that users gave rows, if any is chosen."""
    return tuple(filter(None, [query.choice("state", STATES)]))


def chosen(query: Query, names: Iterable[str] = NAMES) -> list[str]:
    """The filters in *query*, in words."""
    return [f"{name} {value}" for name in names if (value := query.words(name))]


def understood(choose: Callable[[], Choice]) -> tuple[Choice, str]:
    """What *choose* chooses, or nothing and the reason why its filters cannot be followed."""
    try:
        return choose(), ""
    except (NotFoundError, QuestionError) as error:
        return NOTHING, str(error)


def offered(asked: Asked) -> dict[str, object]:
    """What the fields of the filters offer: types, statuses, and the names that stand most often."""
    archive = asked.archive
    return {
        "types": TYPES,
        "statuses": STATUS_ORDER,
        "states": STATES,
        "actors": _names(archive, _ACTORS),
        "places": _names(archive, _PLACES),
        "outlets": _names(archive, _OUTLETS),
    }


def actor_names(asked: Asked) -> list[str]:
    """The names of the actors that are spoken of most."""
    return _names(asked.archive, _ACTORS)


def _names(archive: Archive, query: str) -> list[str]:
    return [row["name"] for row in archive.query(query, (OFFERED,))]
