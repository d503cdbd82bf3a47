"""One event: when it was and how that is known, its accounts side by side, every place that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.views import FigureRow, event, figures, review_row
from dateline.views.accounts import AccountRow
from dateline.web.card import card, done_of
from dateline.web.frame import Asked, Elsewhere, Page, Shown

MOST_OTHERS = 100
"""Events offered to be joined with."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the comparison that stand alike: ``facts`` are values, ``statements`` sentences."""

    heading: str
    facts: tuple[AccountRow, ...]
    statements: tuple[AccountRow, ...]


def _answer(asked: Asked) -> Shown | Elsewhere:
    view = event(asked.archive, asked.path["name"])
    if asked.path["name"] != view.row.id:
        return Elsewhere(f"/event/{view.row.id}")
    by = asked.query.choice("by", ("party", "outlet"), "party")
    reports = list(dict.fromkeys((t.report, t.label) for t in view.tellings))
    decided = review_row(asked.archive, view.row.id)
    return Shown(
        "event.html",
        {
            "view": view,
            "row": view.row,
            "by": by,
            "groups": _groups(view.accounts if by == "party" else view.by_outlet),
            "figures": _figures(asked, view.row.id, [report for report, _ in reports]),
            "reports": reports,
            "others": _others(asked, view.row.id),
            "decided": card(asked.archive, decided) if decided else None,
            "done": done_of(asked.archive, asked.query),
        },
    )


def _groups(rows: Sequence[AccountRow]) -> list[Group]:
    def heading(row: AccountRow) -> str:
        words = row.words[0].upper() + row.words[1:]
        return f"{row.voices[0].name}: {row.words}" if row.standing == "in one" else words

    found = []
    for name, group in groupby(rows, heading):
        listed = list(group)
        facts = tuple(row for row in listed if row.aspect != "statement")
        found.append(Group(name, facts, tuple(row for row in listed if row.aspect == "statement")))
    return found


def _figures(asked: Asked, event_id: str, reports: Sequence[str]) -> list[FigureRow]:
    """The figures that belong to the event."""
    return [
        row for report in reports for row in figures(asked.archive, report=report) if row.event == event_id
    ]


def _others(asked: Asked, event_id: str) -> list[tuple[str, str]]:
    """(Id, words) of the events that may be the same: those of the same time, else of the same type."""
    rows = asked.archive.query(
        "SELECT o.id, o.date, o.type, o.title FROM events e JOIN events o ON o.id != e.id "
        "AND (o.date = e.date OR (e.date IS NULL AND o.date IS NULL AND o.type = e.type)) "
        "WHERE e.id = ? ORDER BY o.type != e.type, o.title, o.id LIMIT ?",
        (event_id, MOST_OTHERS),
    )
    return [(row["id"], f"{row['date'] or 'undated'} {row['type']} {row['title']}") for row in rows]


EVENT = Page("/event/{name}", _answer)
