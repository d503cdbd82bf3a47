"""The list of reports."""

from __future__ import annotations

from dateline.views import reports
from dateline.views.reports import reports_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing

STATUSES = ("read", "partial", "failed")


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    status, name = query.choice("status", STATUSES), query.words("name")
    undated = query.ticked("undated")
    choice = reports_choice(archive, status=status or None, undated=undated, name=name or None)
    chosen = [f"read: {status}"] if status else []
    chosen += ["without a day"] if undated else []
    chosen += [f"“{name}” in title, outlet or file"] if name else []
    shown = listing(
        query,
        choice.count(archive),
        lambda limit, offset: reports(
            archive,
            status=status or None,
            undated=undated,
            name=name or None,
            limit=limit,
            offset=offset,
        ),
    )
    return Shown("reports.html", {"list": shown, "chosen": chosen, "statuses": STATUSES, "status": status})


REPORTS = Page("/reports", _answer, nav="Reports", key="r")
