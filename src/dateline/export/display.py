"""Rows as a table of HTML, for notebooks: the plain fields, and the sentence each row rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any

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
    lines = ["".join(f"<th>{escape(name)}</th>" for name in head)]
    for row, proof in zip(rows, proofs, strict=False):
        cells = [_cell(getattr(row, name)) for name in names] + ([*proof] if proof else [])
        lines.append("".join(f"<td>{escape(cell)}</td>" for cell in cells))
    more = f"<p>{len(rows) - SHOWN} more rows</p>" if len(rows) > SHOWN else ""
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>{more}"


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
