"""The timeline: a band that shows when much is told, and the events as a list to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dateline.views import EventRow, timeline
from dateline.views.events import timeline_choice
from dateline.web.band import ZOOMS, Zoom, drawn, period_of
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.pages.filters import chosen, filters, offered, statuses, understood


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    everything, status, wanted = query.ticked("all"), statuses(query), filters(query)
    choice, trouble = understood(
        lambda: timeline_choice(archive, everything=everything, status=status, **wanted)
    )

    def rows(limit: int, offset: int) -> Sequence[EventRow]:
        if trouble:
            return ()
        return timeline(archive, everything=everything, status=status, limit=limit, offset=offset, **wanted)

    zoom: Zoom = next((zoom for zoom in ZOOMS if zoom == query.words("zoom")), "month")
    dates = [row["date"] for row in choice.rows(archive, "date")]
    shown = listing(query, len(dates), rows)
    return Shown(
        "timeline.html",
        {
            "list": shown,
            "groups": [
                (period, list(group))
                for period, group in groupby(
                    shown.rows, lambda row: period_of(row.date or "", zoom) or row.date
                )
            ],
            "band": drawn(dates, zoom, query),
            "zoom": zoom,
            "zooms": ZOOMS,
            "chosen": chosen(query),
            "trouble_words": trouble,
            "everything": everything,
            "offered": offered(asked),
        },
    )


TIMELINE = Page("/timeline", _answer, nav="Timeline", key="t")
