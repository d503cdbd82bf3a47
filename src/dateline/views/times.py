"""The time expressions of a report, each with its sentence and with what decided its value."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive import Archive
from dateline.views.citation import Citations, Passage
from dateline.views.names import find_row


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time expression: its words, TIMEX3 type and value, the days meant, and why.

    ``rule`` says in words what decided the value, ``anchor`` is the value it was counted from and
    ``anchor_words`` the words that gave it (None: the day of publication, or nothing).
    """

    words: str
    type: str
    value: str
    first_day: str | None
    last_day: str | None
    granularity: str | None
    modifier: str | None
    rule: str | None
    anchor: str | None
    anchor_words: str | None
    report: str
    label: str
    passage: Passage


def times(archive: Archive, report: str) -> list[TimeRow]:
    """The time expressions of a report, in the order of its text.

    *report* is an id, the beginning of one, or a part of a path; raises NotFoundError where none is held.
    """
    key = find_row(archive, "reports", report, ("source",))["id"]
    citations = Citations(archive)
    label = citations.report(key).label
    return [
        TimeRow(
            words=citations.words(key, row["start"], row["end"]),
            type=row["type"],
            value=row["value"],
            first_day=row["first_day"],
            last_day=row["last_day"],
            granularity=row["granularity"],
            modifier=row["modifier"],
            rule=row["rule"],
            anchor=row["anchor"],
            anchor_words=citations.words(key, *row["anchor_span"]) if row["anchor_span"] else None,
            report=key,
            label=label,
            passage=citations.sentence(key, row["start"], row["end"]),
        )
        for row in archive.rows("times", "report = ?", (key,), order="start")
    ]
