"""The list of all events, dated or not."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.views import EventRow, events
from dateline.views.events import events_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.pages.filters import chosen, filters, offered, statuses, understood


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    status, wanted = statuses(query), filters(query)
    choice, trouble = understood(lambda: events_choice(archive, status=status, **wanted))

    def rows(limit: int, offset: int) -> Sequence[EventRow]:
        if trouble:
            return ()
        return events(archive, status=status, limit=limit, offset=offset, **wanted)

    return Shown(
        "events.html",
        {
            "list": listing(query, choice.count(archive), rows),
            "chosen": chosen(query),
            "trouble_words": trouble,
            "offered": offered(asked),
        },
    )


EVENTS = Page("/events", _answer, nav="Events", key="e")
