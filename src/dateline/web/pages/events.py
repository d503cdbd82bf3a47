"""The list of all events, dated or not."""

from __future__ import annotations

from dateline.views import EventRow, events
from dateline.views.events import Filters
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.pages.filters import choose, offered


def _answer(asked: Asked) -> Shown:
    def view(filters: Filters) -> list[EventRow]:
        return events(asked.archive, **filters)

    chosen = choose(asked, view)
    return Shown(
        "events.html",
        {
            "list": listing(chosen.rows, asked.query),
            "chosen": chosen.words,
            "trouble_words": chosen.trouble,
            "offered": offered(asked),
        },
    )


EVENTS = Page("/events", _answer, nav="Events", key="e")
