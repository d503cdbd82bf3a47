"""What a notebook shows: rows as a table with their sentences; an event, a story and a report in full.

Everything is shown as text, without styles and scripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.views.events import EventView
    from dateline.views.reports import ReportView
    from dateline.views.story import StoryView

SHOWN = 50
"""Rows shown; a notebook is for looking, and all of them are in the list."""
_UNSEEN = frozenset({"id", "report", "label", "event"})
"""Ids, which the citation stands for."""


def rows_html(rows: Sequence[Any]) -> str:
    """A table of the first rows; everything in it is shown as text."""
    if not rows:
        return "<p>no rows</p>"
    names = [
        field.name for field in fields(rows[0]) if field.name not in _UNSEEN and _is_plain(rows, field.name)
    ]
    proofs = [_proof(row) for row in rows[:SHOWN]]
    head = [name.replace("_", " ") for name in names] + (["sentence", "report"] if any(proofs) else [])
    cells = [
        [*(getattr(row, name) for name in names), *(proof or ())]
        for row, proof in zip(rows, proofs, strict=False)
    ]
    more = f"<p>{len(rows) - SHOWN} more rows</p>" if len(rows) > SHOWN else ""
    return f"{_table(head, cells)}{more}"


def event_html(view: EventView) -> str:
    """An event: when, where and who, and every place that tells of it."""
    from dateline.views.events import sides

    row = view.row
    facts = {
        "when": row.date,
        "where": row.place,
        "who": row.actors,
        "type": row.type,
        "status": "retracted" if row.retracted else row.status,
        "id": row.id,
    }
    told = [
        (t.date, t.status, t.words, sides(t.source, t.target), t.says, t.passage.text, t.label)
        for t in view.tellings
    ]
    head = ("date", "status", "words", "who", "says so", "sentence", "report")
    return _titled(row.title, facts) + _table(head, told)


def story_html(view: StoryView) -> str:
    """A story: its time, its actors, and the events that are told of it."""
    facts = {
        "from": view.first,
        "to": view.last,
        "actors": view.actors,
        "reports": view.reports,
        "id": view.id,
    }
    told = [
        (e.event.date, e.event.title, e.figures, e.event.best.passage.text, e.event.best.label)
        for e in view.told
    ]
    return _titled(view.title, facts) + _table(("date", "event", "figures", "sentence", "report"), told)


def report_html(view: ReportView) -> str:
    """A report: where it is from, how much was found in it, and its article."""
    row = view.report
    facts = {
        "published": row["published"],
        "outlet": row["outlet"],
        "agency": row["agency"],
        "read": ": ".join(filter(None, (row["status"], row["reason"]))),
        "source": row["source"],
        "id": row["id"],
        **{name.replace("_", " "): len(rows) for name, rows in view.tables.items()},
    }
    article = "".join(f"<p>{escape(row['text'][start:end])}</p>" for start, end in row["body"])
    return _titled(row["title"] or "(no title)", facts) + article


def _titled(title: str, facts: Mapping[str, object]) -> str:
    told = [(name, value) for name, value in facts.items() if value not in (None, "", ())]
    return f"<h3>{escape(title)}</h3>{_table((), told)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = ["".join(f"<th>{escape(name)}</th>" for name in head)] if head else []
    lines += ["".join(f"<td>{escape(_cell(cell))}</td>" for cell in row) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _is_plain(rows: Sequence[Any], name: str) -> bool:
    """Whether the cells of a field say something in a few words."""
    values = [getattr(row, name) for row in rows[:SHOWN]]
    return any(value not in (None, ()) for value in values) and not any(
        is_dataclass(part) for value in values for part in (value if isinstance(value, tuple) else (value,))
    )


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _proof(row: Any) -> tuple[str, str] | None:
    """The sentence of a row and where it stands; an event's is that of the telling that speaks for it."""
    cited = getattr(row, "best", row)
    passage = getattr(cited, "passage", None)
    return (passage.text, cited.label) if passage else None
