"""The sentences that hold given words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import NotFoundError
from dateline.views import search
from dateline.views.names import find_row
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing
from dateline.web.query import BadQueryError

MOST = 500
"""Sentences looked at; who finds more will want more words."""


def _answer(asked: Asked) -> Shown:
    query = asked.query
    words, trouble = query.words("q"), ""
    hits = search(asked.archive, words, limit=MOST) if words else []
    found = len(hits)
    try:
        reports = _reports(asked)
        if reports is not None:
            hits = [hit for hit in hits if hit.report in reports]
    except (BadQueryError, NotFoundError) as error:
        hits, trouble = [], str(error)
    return Shown(
        "search.html",
        {
            "words": words,
            "list": listing(hits, query),
            "chosen": [
                f"{name} {value}"
                for name in ("outlet", "from", "to", "story")
                if (value := query.words(name))
            ],
            "trouble_words": trouble,
            "more": MOST if found == MOST else 0,
        },
    )


def _reports(asked: Asked) -> set[str] | None:
    """The ids of the reports that pass the filters; None where there is none."""
    query = asked.query
    outlet, start, end, story = (
        query.words("outlet"),
        query.date("from"),
        query.date("to"),
        query.words("story"),
    )
    if not (outlet or start or end or story):
        return None
    tests: list[str] = []
    values: list[str] = []
    if outlet:
        tests.append("(outlet = ? COLLATE NOCASE OR agency = ? COLLATE NOCASE)")
        values += [outlet, outlet]
    if start:
        tests.append("coalesce(published, published_latest) >= ?")
        values.append(start)
    if end:
        # A day comes after the month and year it begins with; "~" comes after every digit and "-".
        tests.append("coalesce(published, published_earliest) <= ?")
        values.append(end + "~")
    where = " AND ".join(tests) or "1"
    held = {row["id"] for row in asked.archive.query(f"SELECT id FROM reports WHERE {where}", values)}
    return held & set(_of_story(asked, story)) if story else held


def _of_story(asked: Asked, story: str) -> Sequence[str]:
    reports: Sequence[str] = find_row(asked.archive, "stories", story)["reports"]
    return reports


SEARCH = Page("/search", _answer, nav="Search", key="s")
