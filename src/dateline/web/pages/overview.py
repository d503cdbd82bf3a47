"""The overview: what is being read, what is new, what the archive tells of, what has no day or failed."""

from __future__ import annotations

from dateline.views import reports, stories, timeline
from dateline.web.frame import Asked, Page, Shown

LATEST = 8
"""Rows of a kind on the overview; each has its own page for all of them."""


def _answer(asked: Asked) -> Shown:
    archive = asked.archive
    held = reports(archive)
    happenings = timeline(archive)
    return Shown(
        "overview.html",
        {
            "counts": _counts(asked),
            "reports": len(held),
            "stories": stories(archive)[:LATEST],
            "latest": happenings[::-1][:LATEST],
            "undated": [row for row in held if not row.published and row.status != "failed"],
            "failed": [row for row in held if row.status != "read"],
            "shown": LATEST,
        },
    )


def _counts(asked: Asked) -> list[tuple[str, str, int]]:
    """(Name, address, number) of what the archive holds of each kind."""
    kinds = (
        ("reports", "/reports", "reports"),
        ("events", "/events", "events"),
        ("stories", "/stories", "stories"),
        ("actors", "", "actors"),
        ("quotes", "", "attributions"),
        ("figures", "", "figures"),
    )
    return [
        (name, address, next(asked.archive.query(f"SELECT count(*) AS n FROM {table}"))["n"])
        for name, address, table in kinds
    ]


OVERVIEW = Page("/", _answer, nav="Overview", key="o")
