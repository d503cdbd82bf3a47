"""What is counted where, and the figures of a story or a report as series: charts, tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dateline.errors import NotFoundError
from dateline.export.chart import series_drawing
from dateline.views import Series
from dateline.views.counted import Together, counted
from dateline.views.names import find_row
from dateline.views.series import LEAST, series_choice
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import listing, listing_of

PER_PAGE = 10
"""Series on a page, each with its chart and its sentences."""
FIRST = 3
"""Sentences of one number that are shown at once; those of many reports are folded."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series with its ``drawing``, None where there is too little to draw.

    The ids of its rows begin with ``rows``. ``unlike`` are for each point the numbers of those that disagree
    with it, ``replaced`` the number of the one that it revises.
    """

    series: Series
    rows: str
    drawing: Markup | None
    unlike: dict[int, list[int]]
    replaced: dict[int, int]


def _list(asked: Asked) -> Shown:
    query = asked.query
    kinds = [row["what"] for row in asked.archive.query(_KINDS)]
    what, place = query.choice("what", kinds), query.words("place")
    found = counted(asked.archive, what=what or None, place=place or None)
    chosen = [f"counted: {what}"] if what else []
    chosen += [f"place {place}"] if place else []
    return Shown(
        "figures.html",
        {
            "list": listing_of(found, query),
            "chosen": chosen,
            "kinds": kinds,
            "what": what,
            "place_name": place,
        },
    )


def _of_one(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    of: Together = "story" if asked.path["of"] == "story" else "report"
    if of != asked.path["of"]:
        raise NotFoundError(f"figures belong to a story or a report, not to a {asked.path['of']}")
    row = find_row(archive, "stories" if of == "story" else "reports", asked.path["name"])
    what = query.words("what") or None
    within = {of: row["id"]}
    choice = series_choice(archive, what=what, least=1, **within)
    shown = listing(
        query, choice.count(), lambda limit, offset: choice.rows(limit=limit, offset=offset), PER_PAGE
    )
    return Shown(
        "figures_of.html",
        {
            "of": of,
            "row": row,
            "what": what,
            "chosen": [f"counted: {what}"] if what else [],
            "list": shown,
            "first": FIRST,
            "drawn": [_drawn(series, shown.first + n) for n, series in enumerate(shown.rows)],
        },
    )


def _drawn(series: Series, number: int) -> Drawn:
    rows = f"f{number}-"
    unlike: dict[int, list[int]] = {}
    for one, other in series.disagreements:
        unlike.setdefault(one, []).append(other + 1)
        unlike.setdefault(other, []).append(one + 1)
    dated = sum(point.day is not None for point in series.points)
    # The drawing escapes what it takes from reports.
    drawing = Markup(series_drawing(series, rows)) if dated >= LEAST else None
    return Drawn(series, rows, drawing, unlike, {new: old + 1 for old, new in series.revisions})


_KINDS = "SELECT what FROM figure_list GROUP BY what ORDER BY count(*) DESC, what"
FIGURES = Page("/figures", _list, nav="Figures", key="f")
FIGURES_OF = Page("/figures/{of}/{name}", _of_one)
