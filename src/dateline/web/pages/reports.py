"""The list of reports."""

from __future__ import annotations

from dateline.views import reports
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing

STATUSES = ("read", "partial", "failed")


def _answer(asked: Asked) -> Shown:
    query = asked.query
    status, undated = query.choice("status", STATUSES), query.ticked("undated")
    wanted = query.words("name").casefold()
    rows = [
        row
        for row in reports(asked.archive, status=status or None, undated=undated)
        if wanted in " ".join(filter(None, (row.title, row.outlet, row.agency, row.source))).casefold()
    ]
    chosen = [f"read: {status}"] * bool(status) + ["without a day"] * undated
    chosen += [f"“{query.words('name')}” in title, outlet or file"] * bool(wanted)
    return Shown(
        "reports.html",
        {"list": listing(rows, query), "chosen": chosen, "statuses": STATUSES, "status": status},
    )


REPORTS = Page("/reports", _answer, nav="Reports", key="r")
