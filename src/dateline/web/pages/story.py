"""The stories, and one story: its reports, and its events in order."""

from __future__ import annotations

from dateline.views import events, stories
from dateline.views.choosing import rows_by_id
from dateline.views.events import events_choice
from dateline.views.names import find_row
from dateline.views.reports import stories_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    row = find_row(archive, "stories", asked.path["name"])
    held = rows_by_id(archive, "reports", row["reports"]).values()
    shown = listing(
        query,
        events_choice(archive, story=row["id"]).count(archive),
        lambda limit, offset: events(archive, story=row["id"], limit=limit, offset=offset),
    )
    ordered = sorted(held, key=lambda r: (r["published"] or r["published_earliest"] or "9999", r["source"]))
    return Shown("story.html", {"story": row, "reports": ordered, "list": shown})


def _list(asked: Asked) -> Shown:
    archive = asked.archive
    total = stories_choice(archive).count(archive)
    shown = listing(asked.query, total, lambda limit, offset: stories(archive, limit=limit, offset=offset))
    return Shown("stories.html", {"list": shown})


STORY = Page("/story/{name}", _answer)
STORIES = Page("/stories", _list, nav="Stories", key="y")
