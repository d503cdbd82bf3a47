"""Rows of views as what an assistant is sent: small, and each with the words it rests on.

Wherever a row says where it stands (a report with a sentence), that becomes one object ``cited``: the
sentence, its characters in the text, and the report with its outlet, date and the basis of that date. What is
not known, or empty, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from dateline.archive import Archive
from dateline.model import Span
from dateline.views import Citations

LONGEST = 2_000
"""Characters of one sentence or cell that are sent; a table that was pasted as one line has more."""
_STANDS_IN_CITED = frozenset({"report", "label", "passage", "span", "sentence", "outlet", "published"})
"""Fields of a row with a sentence that its citation holds."""

Answer = dict[str, Any]


class Answers:
    """Turns rows of one archive into answers."""

    def __init__(self, archive: Archive) -> None:
        """Cite from *archive*."""
        self._citations = Citations(archive)

    def listed(self, rows: Sequence[Any], total: int, offset: int, what: str) -> Answer:
        """A page of a list: the rows after *offset*, how many of *total* they are, and where the next begins.

        *what* names the rows in the count: "12 of 240 events".
        """
        after = offset + len(rows)
        answer: Answer = {"count": f"{len(rows)} of {total} {what}", "total": total, "offset": offset}
        if rows and after < total:
            answer["next_offset"] = after
        return {**answer, "rows": [self.told(row) for row in rows]}

    def told(self, value: Any) -> Any:
        """A value as plain objects, lists, words and numbers."""
        if is_dataclass(value) and not isinstance(value, type):
            return self._row(value)
        if isinstance(value, list | tuple):
            return [self.told(part) for part in value]
        return shortened(value) if isinstance(value, str) else value

    def cited(self, report: str, place: Span, sentence: str) -> Answer:
        """Where a statement stands: its sentence, and the report it stands in."""
        return {
            "sentence": shortened(sentence),
            "start": place.start,
            "end": place.end,
            **self.about(report),
        }

    def about(self, report: str) -> Answer:
        """What every citation tells of its report; ``date_basis`` says how the date is known."""
        cited = self._citations.report(report)
        return known(
            {
                "report": cited.id,
                "title": cited.title,
                "outlet": cited.name,
                "date": cited.published,
                "date_earliest": None if cited.published else cited.earliest,
                "date_latest": None if cited.published else cited.latest,
                "date_basis": cited.basis,
            }
        )

    def _row(self, row: Any) -> Answer:
        values = {field.name: getattr(row, field.name) for field in fields(row)}
        proof = _proof(values)
        left_out = _STANDS_IN_CITED if proof else ()
        told = known({name: self.told(value) for name, value in values.items() if name not in left_out})
        told = {
            name: _beside(value, told) if isinstance(value, dict) else value for name, value in told.items()
        }
        return {**told, "cited": self.cited(*proof)} if proof else told


def known(values: Answer) -> Answer:
    """*values* without what is not known, not so, or empty; a number that is 0 stays."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", [], (), {})
    }


def shortened(text: str) -> str:
    """*text*, cut where it is far too long for an answer."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _proof(values: dict[str, Any]) -> tuple[str, Span, str] | None:
    """The report, place and sentence that a row rests on; None for a row that only holds others."""
    if values.get("passage") is not None:
        return values["report"], values["passage"].span, values["passage"].text
    if "sentence" in values and "span" in values:
        return values["report"], values["span"], values["sentence"]
    return None


def _beside(inner: Answer, outer: Answer) -> Answer:
    """A row within a row, without what the outer one says alike."""
    return {name: value for name, value in inner.items() if outer.get(name) != value}
