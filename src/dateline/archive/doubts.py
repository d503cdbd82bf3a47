"""How likely each row of the record is wrong, by what is known of it: what a reviewer looks at first.

The doubt of a row is the share of rows of its kind that are wrong, and for each thing known of the row how
many more of such rows are, added up. What is known is an SQL condition on the row `t`. The numbers are a fit
by least squares of right and wrong on development sets (docs/review.md tells which, and how well they order);
what adds nothing there is told to people all the same where a look at the sentence alone would not show it.
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
    """The doubt of rows of one kind: the ``share`` that is wrong where nothing else is known, and what is.

    ``rows`` is the SQL of the rows `t`.
    """

    rows: str
    share: float
    known: tuple[Doubt, ...] = ()

    @property
    def sql(self) -> str:
        """The doubt of a row, as SQL."""
        known = (f"CASE WHEN {d.when} THEN {d.adds} ELSE 0 END" for d in self.known if d.adds)
        return " + ".join([f"CAST({self.share} AS DOUBLE PRECISION)", *known])


def _by_pronoun(row: str, spans: str) -> str:
    """SQL that the text calls whoever stands at *spans* of a *row* by a pronoun."""
    return (
        f"EXISTS (SELECT 1 FROM json_each({row}.{spans}) s JOIN mentions n ON n.report = {row}.report "
        "AND n.start = json_extract(s.value, '$[0]') AND n.\"end\" = json_extract(s.value, '$[1]') "
        "WHERE n.form = 'pronoun')"
    )


def _of_telling(row: str) -> tuple[Doubt, ...]:
    """What is known of a telling of an event, the *row* of that name in the query."""
    return (
        # The sentences it was fitted to are all of events that have a type, and say nothing of this.
        Doubt(f"{row}.type = 'other'", 0.0, "no type of the scheme was found to fit"),
        Doubt(f"{row}.source = '[]'", 0.55, "who did it is not known"),
        Doubt(
            f"{row}.target = '[]' AND json_array_length({row}.source) < 2",  # those who meet are all sources
            0.24,
            "to whom it was done is not known",
        ),
        Doubt(_by_pronoun(row, "source_spans"), 0.0, "who did it is known by a pronoun only"),
        Doubt(_by_pronoun(row, "target_spans"), 0.4, "to whom it was done is known by a pronoun only"),
        Doubt(f"{row}.date_basis = 'published'", 0.0, "its day is that of the report, for want of another"),
    )


_LENGTH = "json_extract(t.content, '$[#-1][1]') - json_extract(t.content, '$[0][0]')"
SHORT = 30
"""Characters below which what is said to be said was wrong more often."""

DOUBTS: Mapping[RowKind, Doubts] = {
    "event": Doubts(
        "events t LEFT JOIN event_mentions m ON m.id = t.best",
        0.3,
        (
            *_of_telling("m"),
            Doubt(
                "json_array_length(t.reports) > 1", 0.0, "what several reports tell was taken for one event"
            ),
        ),
    ),
    # 250 tellings in 175 sentences (PLOVER, newswire), right by type and countries: 0.52.
    "event-mention": Doubts("event_mentions t", 0.3, _of_telling("t")),
    # 1,900 statements in 84 reports, right by content and source: 0.77.
    "attribution": Doubts(
        "attributions t",
        0.0,
        (
            Doubt("t.confidence < 0.3", 0.48, "the model that found it gives it little chance"),
            Doubt("t.confidence >= 0.3 AND t.confidence < 0.5", 0.31, "the model that found it is unsure"),
            Doubt(
                "t.confidence >= 0.5 AND t.confidence < 0.7",
                0.18,
                "the model that found it is not quite sure",
            ),
            Doubt("t.confidence >= 0.7 AND t.confidence < 0.9", 0.06),
            Doubt("t.confidence IS NULL", 0.35, "a rule found it, not the model"),
            Doubt("t.cue = '[]'", 0.5, "no word says that it is said"),
            Doubt("t.source = '[]'", 0.2, "who says it is not told"),
            Doubt("t.bare <> 0", 0.1, "it is an attitude in a few words"),
            Doubt("json_array_length(t.content) > 1", 0.12, "it is said in several pieces"),
            Doubt("t.manner <> 'direct'", 0.08),
            Doubt(f"{_LENGTH} < {SHORT}", 0.07, "it is very short"),
            Doubt(_by_pronoun("t", "source"), 0.0, "who says it is known by a pronoun only"),
        ),
    ),
    # 397 figures in our own sets before the rules had seen them: F1 0.73 to 0.90. Nothing told them apart.
    "figure": Doubts("figures t", 0.2),
    # 78 positions in sets that the rules have seen: 0.91 right; beyond these, taken to be as figures are.
    "position": Doubts("positions t", 0.2),
    # 62 days that pages state: 0.85 right. What is not known is not right until somebody looks.
    "date": Doubts(
        "reports t",
        0.15,
        (
            Doubt("t.published IS NULL", 0.85, "the day of publication is not known"),
            Doubt("t.published_basis = 'inferred'", 0.0, "the day follows from what the text tells"),
            Doubt("t.published_basis = 'linked'", 0.0, "the day follows from another report"),
        ),
    ),
}
"""Kind of row → its doubts."""
