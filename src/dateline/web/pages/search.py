"""The sentences that hold given words."""

from __future__ import annotations

from dateline.errors import QuestionError
from dateline.views import Hit, search
from dateline.views.reports import search_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import Listing, listing, listing_of
from dateline.web.pages.filters import chosen

FILTERS = ("outlet", "from", "to")


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    words, trouble = query.words("q"), ""
    found: Listing[Hit] = listing_of((), query)
    try:
        if words:
            outlet, start, end = (query.words(name) or None for name in FILTERS)
            found = listing(
                query,
                search_choice(archive, words, outlet=outlet, start=start, end=end).count(archive),
                lambda limit, offset: search(
                    archive, words, outlet=outlet, start=start, end=end, limit=limit, offset=offset
                ),
            )
    except QuestionError as error:
        trouble = str(error)
    return Shown(
        "search.html",
        {"words": words, "list": found, "chosen": chosen(query, FILTERS), "trouble_words": trouble},
    )


SEARCH = Page("/search", _answer, nav="Search", key="s")
