"""How likely each row of the record is wrong, by what is known of it: what a reviewer looks at first.

The doubt of a row is the share of rows of its kind that are wrong, and for each thing known of the row how
many more (or fewer) of such rows are, added up. What a thing says of a row is an SQL condition on the row
`t` and its report `r`; a reason in words goes with whatever adds to the doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model import RowKind


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something known of rows of a kind, how much it adds to their doubt, and how it is told to people."""

    when: str
    adds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubts:
    """The doubt of rows of one kind: the ``share`` of them that are wrong, and what tells them apart.

    ``rows`` is the SQL of the rows `t` with their reports `r`.
    """

    rows: str
    share: float
    known: tuple[Doubt, ...]

    @property
    def sql(self) -> str:
        """The doubt of a row, as SQL."""
        return " + ".join(
            [
                f"CAST({self.share} AS DOUBLE PRECISION)",
                *(f"CASE WHEN {d.when} THEN {d.adds} ELSE 0 END" for d in self.known),
            ]
        )


def _of_reports(table: str) -> str:
    return f"{table} t JOIN reports r ON r.id = t.report"


def _by_pronoun(spans: str) -> str:
    """SQL that the text calls whoever stands at *spans* by a pronoun."""
    return (
        f"EXISTS (SELECT 1 FROM json_each({spans}) s JOIN mentions n ON n.report = t.report "
        "AND n.start >= json_extract(s.value, '$[0]') AND n.start < json_extract(s.value, '$[1]') "
        "WHERE n.form = 'pronoun')"
    )


DOUBTS: Mapping[RowKind, Doubts] = {
    "event": Doubts(
        "events t LEFT JOIN event_mentions m ON m.id = t.best LEFT JOIN reports r ON r.id = m.report",
        0.4,
        (
            Doubt("t.type = 'other'", 0.1, "no type of the scheme was found to fit"),
            Doubt(
                "json_array_length(t.reports) > 1", 0.1, "what several reports tell was taken for one event"
            ),
            Doubt("t.date IS NULL", 0.05, "its day is not known"),
            Doubt("t.place IS NULL", 0.02, "its place is not known"),
        ),
    ),
    "event-mention": Doubts(
        _of_reports("event_mentions"),
        0.4,
        (
            Doubt("t.type = 'other'", 0.1, "no type of the scheme was found to fit"),
            Doubt("t.source = '[]'", 0.1, "who did it is not known"),
            Doubt("t.target = '[]'", 0.05, "to whom it was done is not known"),
            Doubt(_by_pronoun("t.source_spans"), 0.1, "who did it is known by a pronoun only"),
            Doubt(_by_pronoun("t.target_spans"), 0.1, "to whom it was done is known by a pronoun only"),
            Doubt("t.status NOT IN ('occurred', 'reported')", 0.05, "it is not told as a happening"),
            Doubt("t.date_basis = 'published'", 0.05, "its day is that of the report, for want of another"),
        ),
    ),
    "attribution": Doubts(
        _of_reports("attributions"),
        0.25,
        (
            Doubt("t.confidence < 0.5", 0.3, "the model that found it is unsure"),
            Doubt("t.confidence >= 0.5 AND t.confidence < 0.8", 0.15, "the model that found it is not sure"),
            Doubt("t.speakers = '[]' AND t.source = '[]'", 0.1, "who says it is not told"),
            Doubt(_by_pronoun("t.source"), 0.05, "who says it is known by a pronoun only"),
            Doubt("t.bare <> 0", 0.1, "it is an attitude in a few words"),
        ),
    ),
    "figure": Doubts(
        _of_reports("figures"),
        0.25,
        (
            Doubt("t.hedge IS NOT NULL", 0.05, "it is hedged"),
            Doubt("t.of IS NULL", 0.05, "whom or what it counts is not told"),
        ),
    ),
    "position": Doubts(
        _of_reports("positions"),
        0.3,
        (Doubt("t.stance = 'open'", 0.1, "the actor takes no side in so many words"),),
    ),
    "date": Doubts(
        "reports t JOIN reports r ON r.id = t.id",
        0.05,
        (
            Doubt("t.published IS NULL", 0.5, "the day of publication is not known"),
            Doubt("t.published_basis = 'inferred'", 0.2, "the day follows from what the text tells"),
            Doubt("t.published_basis = 'linked'", 0.3, "the day follows from another report"),
        ),
    ),
}
"""Kind of row → its doubts."""
