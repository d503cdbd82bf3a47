"""The overview: what is being read, what is new, what the archive tells of, what has no day or failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.archive import Archive, Run
from dateline.views import EventRow, ReportRow, reports, stories, timeline
from dateline.views.choosing import rows_by_id
from dateline.views.events import timeline_choice
from dateline.views.reports import reports_choice, stories_choice
from dateline.web.frame import Asked, Page, Shown

LATEST = 8
"""Rows of a kind on the overview; each has its own page for all of them."""
SILENT_SECONDS = 120
"""A run without a sign of life for so long may have been stopped; linking many reports may take it too."""
TABLES = {
    "reports": "/reports",
    "events": "/events",
    "stories": "/stories",
    "actors": "/actors",
    "attributions": "",
    "figures": "/figures",
    "positions": "/positions",
}
"""The tables that are counted, with the page of their rows."""
CALLED = {"attributions": "quotes"}
DOING = {
    "read": "Reading",
    "refine": "Comparing the pages of an outlet",
    "link": "Linking what was read",
}


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Reports of which something is not known: so many of a kind, and some of them."""

    title: str
    address: str
    total: int
    rows: Sequence[ReportRow]


def _answer(asked: Asked) -> Shown:
    archive = asked.archive
    run = archive.last_run()
    new = archive.kept_after(run.before) if run and run.ended else []
    return Shown(
        "overview.html",
        {
            "counts": [(CALLED.get(t, t), address, _count(archive, t)) for t, address in TABLES.items()],
            "stories": stories(archive, limit=LATEST),
            "more_stories": stories_choice(archive).count(archive) > LATEST,
            "latest": _latest(archive),
            "unsettled": [
                _unsettled(archive, "Without a day", "/reports?undated=1", undated=True),
                _unsettled(archive, "Not read", "/reports?status=failed", status="failed"),
                _unsettled(archive, "Read in part", "/reports?status=partial", status="partial"),
            ],
            "run": run,
            "new": list(rows_by_id(archive, "reports", new[::-1][:LATEST]).values()),
            "new_total": len(new),
            **_progress(run),
        },
    )


def _running(asked: Asked) -> Shown:
    return Shown("running.html", _progress(asked.archive.last_run()))


def _progress(run: Run | None) -> dict[str, object]:
    """How far the run is that goes on (None: none does), and since when it gave no sign of life."""
    if run is None or run.ended:
        return {"running": None, "silent": 0}
    silent = int((datetime.now(UTC) - datetime.fromisoformat(run.seen)).total_seconds())
    return {
        "running": run,
        "doing": DOING[run.doing],
        "silent": silent if silent > SILENT_SECONDS else 0,
    }


def _count(archive: Archive, table: str) -> int:
    number: int = next(archive.query(f"SELECT count(*) AS n FROM {table}"))["n"]
    return number


def _latest(archive: Archive) -> list[EventRow]:
    """The last happenings of the timeline, the latest first."""
    total = timeline_choice(archive).count(archive)
    return timeline(archive, limit=LATEST, offset=max(0, total - LATEST))[::-1]


def _unsettled(
    archive: Archive, title: str, address: str, *, status: str | None = None, undated: bool = False
) -> Unsettled:
    return Unsettled(
        title,
        address,
        reports_choice(archive, status=status, undated=undated).count(archive),
        reports(archive, status=status, undated=undated, limit=LATEST),
    )


OVERVIEW = Page("/", _answer, nav="Overview", key="o")
RUNNING = Page("/running", _running)
