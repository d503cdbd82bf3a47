"""The timeline: a band that shows when much is told, and the events as a list to read."""

from __future__ import annotations

from itertools import groupby

from dateline.views import EventRow, timeline
from dateline.views.events import Filters
from dateline.web.band import LENGTH, ZOOMS, Zoom, drawn
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.pages.filters import choose, offered


def _answer(asked: Asked) -> Shown:
    query = asked.query
    everything = query.ticked("all")

    def view(filters: Filters) -> list[EventRow]:
        return timeline(asked.archive, everything=everything, **filters)

    chosen = choose(asked, view)
    zoom: Zoom = next((zoom for zoom in ZOOMS if zoom == query.words("zoom")), "month")
    shown = listing(chosen.rows, query)
    return Shown(
        "timeline.html",
        {
            "list": shown,
            "groups": [
                (day, list(rows))
                for day, rows in groupby(shown.rows, lambda r: (r.date or "")[: LENGTH[zoom]])
            ],
            "band": drawn([row.date or "" for row in chosen.rows], zoom, query),
            "zoom": zoom,
            "zooms": ZOOMS,
            "chosen": chosen.words,
            "trouble_words": chosen.trouble,
            "everything": everything,
            "offered": offered(asked),
        },
    )


TIMELINE = Page("/timeline", _answer, nav="Timeline", key="t")
