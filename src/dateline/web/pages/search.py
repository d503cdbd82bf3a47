"""The sentences that hold given words."""

from __future__ import annotations

from dateline.archive import Row
from dateline.errors import NotFoundError, QuestionError
from dateline.views import Hit, search
from dateline.views.period import Period
from dateline.views.reports import search_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import Listing, listing, listing_of
from dateline.web.pages.filters import chosen

MOST = 500
"""Sentences looked at where reports are filtered too; who finds more will want more words."""
FILTERS = ("outlet", "from", "to")


def _answer(asked: Asked) -> Shown:
    query = asked.query
    words, trouble, more = query.words("q"), "", 0
    found: Listing[Hit] = listing_of((), query)
    try:
        if words and not any(query.words(name) for name in FILTERS):
            total = search_choice(asked.archive, words).count(asked.archive)
            found = listing(
                query,
                total,
                lambda limit, offset: search(asked.archive, words, limit=limit, offset=offset),
            )
        elif words:
            hits = search(asked.archive, words, limit=MOST)
            more = MOST if len(hits) == MOST else 0
            reports = _reports(asked)
            found = listing_of([hit for hit in hits if hit.report in reports], query)
    except (QuestionError, NotFoundError) as error:
        trouble = str(error)
    return Shown(
        "search.html",
        {
            "words": words,
            "list": found,
            "chosen": chosen(query, FILTERS),
            "trouble_words": trouble,
            "more": more,
        },
    )


def _reports(asked: Asked) -> set[str]:
    """The ids of the reports that pass the filters."""
    query = asked.query
    outlet = query.words("outlet").casefold()
    period = Period.between(query.words("from") or None, query.words("to") or None)

    def passes(row: Row) -> bool:
        named = {(row["outlet"] or "").casefold(), (row["agency"] or "").casefold()}
        return (not outlet or outlet in named) and period.meets(row["first"], row["last"])

    return {row["id"] for row in asked.archive.query(_LISTED) if passes(row)}


_LISTED = (
    "SELECT id, outlet, agency, coalesce(published, published_earliest) AS first, "
    "coalesce(published, published_latest) AS last FROM reports"
)
SEARCH = Page("/search", _answer, nav="Search", key="s")
