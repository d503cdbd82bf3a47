"""Whether an archive is whole beyond what the database checks: what its rows point at is there."""

from __future__ import annotations

from dateline.archive.engine import Run
from dateline.archive.schema import OF_REPORTS

POINTS_AT = (
    *((table, "report", "kept", "report") for table in ("refined", "prepared", "written", "sources")),
    ("reports", "id", "kept", "report"),
    *((table, "report", "reports", "id") for table in OF_REPORTS if table != "reports"),
    ("mentions", "actor", "actors", "id"),
    ("attributions", "speaker", "actors", "id"),
    ("attributions", "parent", "attributions", "id"),
    ("event_mentions", "event", "events", "id"),
    ("event_mentions", "attribution", "attributions", "id"),
    ("place_mentions", "place", "places", "id"),
    ("figures", "event", "events", "id"),
    ("positions", "actor", "actors", "id"),
    ("positions", "question", "questions", "id"),
    ("duplicates", "other", "reports", "id"),
)
"""Column → the column that must hold its value, unless it is null."""


def loose_ends(run: Run) -> list[str]:
    """Which columns point at rows that are not there, and how often; empty when none does."""
    found = []
    for table, column, other, key in POINTS_AT:
        count = run(
            f"SELECT count(*) AS n FROM {table} WHERE {column} IS NOT NULL "
            f"AND {column} NOT IN (SELECT {key} FROM {other})",
            (),
        ).fetchone()["n"]
        if count:
            found.append(f"{table}.{column}: {count} without a row in {other}")
    return found
