"""Who met, accused, quoted, aided and attacked whom: those tied most as a drawing, all ties as a list."""

from __future__ import annotations

from typing import get_args

from dateline.archive import Row
from dateline.errors import NotFoundError, QuestionError
from dateline.views.network import ENDS, TieKind, Ties, cited, network_choice, strongest, tied_names
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing, listing_of
from dateline.web.pages.filters import actor_names, chosen
from dateline.web.ring import drawn

MOST_DRAWN = 30
"""Actors that are drawn; the names of more would run into each other."""
KINDS: tuple[TieKind, ...] = get_args(TieKind)
FILTERS = ("actor", "kind", "from", "to")


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    wanted = Ties(
        actor=query.words("actor") or None,
        kind=next((kind for kind in KINDS if kind == query.words("kind")), None),
        start=query.words("from") or None,
        end=query.words("to") or None,
        outlets=query.ticked("outlets"),
    )
    rows: list[Row] = []
    shown = listing_of(rows, query)
    ring, left_out, trouble = None, 0, ""
    try:
        choice = network_choice(archive, **wanted)
        rows = choice.rows(archive, ENDS)
        shown = listing(query, len(rows), lambda most, after: choice.rows(archive, limit=most, offset=after))
        links, tied = strongest(rows, MOST_DRAWN)
        names = tied_names(archive, {key for link in links for key in (link.source, link.target)})
        ring, left_out = drawn(links, names) if links else None, tied - len(names)
    except (NotFoundError, QuestionError) as error:
        trouble = str(error)
    return Shown(
        "network.html",
        {
            "list": shown,
            "ties": cited(archive, shown.rows),
            "ring": ring,
            "left_out": left_out,
            "kinds": KINDS,
            "kind": wanted["kind"],
            "outlets": wanted["outlets"],
            "chosen": [
                *chosen(query, FILTERS),
                "outlets quote too" if wanted["outlets"] else "without outlets",
            ],
            "trouble_words": trouble,
            "names": actor_names(asked),
        },
    )


NETWORK = Page("/network", _answer, nav="Network", key="w")
