"""The list of the rows that people decide, with the state and the doubt of each.

It is read in order of doubt, the most doubtful row first, or in the order of reports and their texts.
"""

from __future__ import annotations

from dateline.archive.doubts import DOUBTS
from dateline.model import RowKind

REVIEW_LIST = """
CREATE TABLE review_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, report TEXT, event TEXT,
    type TEXT, state TEXT NOT NULL, decision TEXT, doubt REAL NOT NULL
) STRICT;
CREATE INDEX review_list_doubt ON review_list (state, doubt DESC, number);
CREATE INDEX review_list_kind ON review_list (kind, state, doubt DESC, number);
CREATE INDEX review_list_decision ON review_list (decision);
CREATE INDEX review_list_report ON review_list (report);
"""

_FIRST = "json_extract(t.content, '$[0][0]')"
_LISTED: dict[RowKind, tuple[str, str, str, str, str, str, str]] = {
    "event": ("t.id", "m.report", "m.start", "t.id", "t.type", "t.state", "t.decision"),
    "event-mention": ("t.id", "t.report", "t.start", "t.event", "t.type", "t.state", "t.decision"),
    "attribution": ("t.id", "t.report", _FIRST, "NULL", "t.attitude", "t.state", "t.decision"),
    "figure": ("t.id", "t.report", "t.start", "t.event", "t.what", "t.state", "t.decision"),
    "position": ("t.id", "t.report", "t.start", "NULL", "t.stance", "t.state", "t.decision"),
    "date": (
        "t.id || '-date'", "t.id", "0", "NULL", "t.published_basis", "t.published_state",
        "t.published_decision",
    ),
}  # fmt: skip
"""Kind → SQL for id, report, place in its text, event, type, state and decision of its rows."""
_PASSING: dict[RowKind, str] = {"date": " WHERE t.status <> 'failed'"}
"""Kind → which of its rows are listed, where not all are."""


def _of_kind(kind: RowKind) -> str:
    row, report, start, event, type_, state, decision = _LISTED[kind]
    return (
        f"SELECT {row} AS id, '{kind}' AS kind, {report} AS report, {start} AS start, {event} AS event, "
        f"{type_} AS type, {state} AS state, {decision} AS decision, {DOUBTS[kind].sql} AS doubt "
        f"FROM {DOUBTS[kind].rows}{_PASSING.get(kind, '')}"
    )


FILLED_REVIEW = f"""
    SELECT q.id, q.kind, q.report, q.event, q.type, q.state, q.decision, q.doubt
    FROM ({" UNION ALL ".join(_of_kind(kind) for kind in _LISTED)}) q
    LEFT JOIN report_list l ON l.id = q.report
    ORDER BY coalesce(l.number, -1), q.start NULLS FIRST, q.kind, q.id
"""
"""The query that gives the rows of the list, in the order of reports and their texts."""
