"""Rows to decide, one at a time, the least certain first; the same as a list; one row by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from dateline.archive import Archive
from dateline.coders import coder
from dateline.errors import NotFoundError
from dateline.model import Correction, RowKind, RowState, undone_among
from dateline.views import ReviewRow, review_counts, review_row, review_rows
from dateline.views.choosing import Choice, Condition
from dateline.views.review import TABLES, review_choice
from dateline.web.card import KIND_WORDS, ON_ROWS, card, decision_of, done_of
from dateline.web.frame import Answer, Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.pages.filters import actor_names, chosen, understood
from dateline.web.query import Query

KINDS: tuple[RowKind, ...] = tuple(TABLES)
TO_DO = "to do"
STATES: dict[str, tuple[RowState, ...] | None] = {
    TO_DO: ("machine",),
    "decided": ("accepted", "edited", "rejected", "added"),
    **{state: (state,) for state in get_args(RowState) if state != "machine"},
    "all": None,
}
"""What can be asked for, as it stands in an address → the states of those rows."""
AS_TOLD = "as they are told"
FILTERS = ("kind", "state", "type", "report", "event", "actor", "tag", "coder", "order")
"""The filters as they are called in an address; they go along from row to row."""
COMING = 5
"""Rows named under the one in focus: those that come after it."""
OFFERED = 100
"""Tags and types offered while one types."""
_TAGS = "SELECT tag AS name FROM tags GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?"
_TYPES = (
    "SELECT type AS name FROM review_list WHERE type IS NOT NULL "
    "GROUP BY type ORDER BY count(*) DESC, type LIMIT ?"
)


def _queue(asked: Asked) -> Answer:
    query = asked.query
    choice, trouble = understood(lambda: review_choice(asked.archive, **_wanted(query)))
    if trouble:
        return _shown(asked, choice, None, (), trouble)
    if query.ticked("list"):
        return _list(asked, choice)
    after, before = query.words("after"), query.words("before")
    first = _standing(asked.archive, choice, after or before, itself=bool(after))
    if before and not after:
        first = max(0, first - 1)
    rows = review_rows(asked.archive, **_wanted(query), limit=COMING + 1, offset=first)
    return _shown(asked, choice, rows[0] if rows else None, rows[1:])


def _one(asked: Asked) -> Answer:
    row = review_row(asked.archive, asked.path["name"])
    if row is None:
        raise NotFoundError(f"no row that can be decided has the id {asked.path['name']}")
    choice, trouble = understood(lambda: review_choice(asked.archive, **_wanted(asked.query)))
    if trouble:
        return _shown(asked, choice, row, (), trouble)
    first = _standing(asked.archive, choice, row.row, itself=True)
    return _shown(
        asked, choice, row, review_rows(asked.archive, **_wanted(asked.query), limit=COMING, offset=first)
    )


def _shown(
    asked: Asked, choice: Choice, row: ReviewRow | None, coming: Sequence[ReviewRow], trouble: str = ""
) -> Shown:
    archive, query = asked.archive, asked.query
    last = _last(archive.corrections())
    return Shown(
        "review.html",
        {
            "card": card(archive, row) if row else None,
            "coming": coming,
            "total": choice.count(archive),
            "done": done_of(archive, query),
            "last": last and decision_of(last),
            **_about(asked, trouble),
        },
    )


def _list(asked: Asked, choice: Choice) -> Shown:
    wanted = _wanted(asked.query)

    def rows(limit: int, offset: int) -> Sequence[ReviewRow]:
        return review_rows(asked.archive, **wanted, limit=limit, offset=offset)

    tag = asked.query.words("tag")
    return Shown(
        "review_list.html",
        {
            "list": listing(asked.query, choice.count(asked.archive), rows),
            "reports": _reports_tagged(asked.archive, tag) if tag else (),
            **_about(asked),
        },
    )


def _about(asked: Asked, trouble: str = "") -> dict[str, object]:
    """What the queue and the list tell of the rows asked for, and offer to ask for."""
    archive, query = asked.archive, asked.query
    filters = Query((name, query.words(name)) for name in FILTERS)
    return {
        "filters": filters,
        "chosen": chosen(query, FILTERS),
        "counts": _counts(archive, "" if trouble else query.words("report")),
        "trouble_words": trouble,
        "kinds": KINDS,
        "kind_words": KIND_WORDS,
        "states": list(STATES),
        "orders": (AS_TOLD,),
        "names": actor_names(asked),
        "tags": [row["name"] for row in archive.query(_TAGS, (OFFERED,))],
        "types": [row["name"] for row in archive.query(_TYPES, (OFFERED,))],
    }


def _wanted(query: Query) -> dict[str, Any]:
    """The filters in *query*, as the views take them."""
    return {
        "kind": query.choice("kind", KINDS) or None,
        "state": STATES[query.choice("state", tuple(STATES), TO_DO)],
        "report": query.words("report") or None,
        "event": query.words("event") or None,
        "actor": query.words("actor") or None,
        "type": query.words("type") or None,
        "tag": query.words("tag") or None,
        "by": query.words("coder") or None,
        "least_certain_first": query.words("order") != AS_TOLD,
    }


def _standing(archive: Archive, choice: Choice, row: str, *, itself: bool) -> int:
    """How many rows of *choice* come before the one with the id *row* (and *itself*); 0 where it is gone."""
    held = next(archive.query("SELECT doubt, number FROM review_list WHERE id = ?", (row,)), None)
    if held is None:
        return 0
    until = "<=" if itself else "<"
    before: Condition = (f"number {until} ?", (held["number"],))
    if choice.order.startswith("doubt"):
        doubt = held["doubt"]
        before = f"doubt > ? OR (doubt = ? AND {before[0]})", (doubt, doubt, held["number"])
    return replace(choice, conditions=(*choice.conditions, before)).count(archive)


def _counts(archive: Archive, report: str) -> list[tuple[str, int]]:
    """How many rows are to do, and how many in each state that some are in, of one report or of all."""
    found: Counter[str] = Counter()
    for one in review_counts(archive, report=report or None):
        found[one.state] += one.rows
    each = [(name, found[states[0]]) for name, states in STATES.items() if states and len(states) == 1]
    return [(name, number) for name, number in each if number or name == TO_DO]


def _last(made: Sequence[Correction]) -> Correction | None:
    """The last decision on rows of whoever sits here that is not taken back yet."""
    gone, me = undone_among(made), coder()
    mine = (one for one in reversed(made) if one.by == me and one.id not in gone)
    return next((one for one in mine if one.action in ON_ROWS), None)


def _reports_tagged(archive: Archive, tag: str) -> list[tuple[str, str]]:
    """(Id, title) of the reports that bear a tag."""
    rows = archive.query(
        "SELECT r.id, coalesce(r.title, r.source) AS title FROM tags t JOIN reports r ON r.id = t.row "
        "WHERE t.kind = 'report' AND t.tag = ? ORDER BY r.published, r.id",
        (tag,),
    )
    return [(row["id"], row["title"]) for row in rows]


REVIEW = Page("/review", _queue, nav="Review", key="v")
REVIEW_ROW = Page("/review/{name}", _one)
