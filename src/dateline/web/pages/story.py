"""One story: its reports, and its events in order."""

from __future__ import annotations

from dateline.views import StoryRow, events, reports, stories
from dateline.views.names import find_row
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing


def _answer(asked: Asked) -> Shown:
    row = find_row(asked.archive, "stories", asked.path["name"])
    held = set(row["reports"])
    told = events(asked.archive, story=row["id"])
    return Shown(
        "story.html",
        {
            "story": row,
            "reports": [report for report in reports(asked.archive) if report.id in held],
            "list": listing(told, asked.query),
        },
    )


def _list(asked: Asked) -> Shown:
    rows: list[StoryRow] = stories(asked.archive)
    wanted = asked.query.words("name").casefold()
    chosen = [row for row in rows if wanted in row.title.casefold()]
    words = [f"“{asked.query.words('name')}” in the title"] if wanted else []
    return Shown("stories.html", {"list": listing(chosen, asked.query), "chosen": words})


STORY = Page("/story/{name}", _answer)
STORIES = Page("/stories", _list, nav="Stories", key="y")
