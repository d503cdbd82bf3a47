"""One claim, and the sentences that say the same, differ, or deny it."""

from __future__ import annotations

from dateline.claims import ClaimView, claim
from dateline.claims.answer import LIMIT, RELATIONS
from dateline.errors import QuestionError
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import PER_PAGE


def _answer(asked: Asked) -> Shown:
    words, everything = asked.query.words("q"), asked.query.ticked("all")
    view: ClaimView | None = None
    trouble = ""
    if words:
        try:
            view = claim(asked.archive, words, limit=PER_PAGE if everything else LIMIT)
        except QuestionError as error:
            trouble = str(error)
    return Shown(
        "claim.html",
        {
            "words": words,
            "view": view,
            "relations": RELATIONS,
            "trouble_words": trouble,
            "cut": view is not None and any(n > LIMIT for n in view.counts.values()) and not everything,
        },
    )


CLAIM = Page("/claim", _answer, nav="Claim", key="i")
