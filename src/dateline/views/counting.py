"""How many rows a view would list, without listing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.archive import Archive
from dateline.errors import QuestionError
from dateline.views.choosing import Choice
from dateline.views.copies import duplicates_choice
from dateline.views.corrections import corrections_choice
from dateline.views.events import events_choice, timeline_choice
from dateline.views.network import network_choice
from dateline.views.places import places_choice
from dateline.views.positions import positions_choice
from dateline.views.reports import actors_choice, reports_choice, search_choice, stories_choice
from dateline.views.review import review_choice
from dateline.views.series import series_choice
from dateline.views.statements import figures_choice, quotes_choice
from dateline.views.versions import versions_choice

_CHOICES: dict[str, Callable[..., Choice]] = {
    "actors": actors_choice,
    "corrections": corrections_choice,
    "duplicates": duplicates_choice,
    "events": events_choice,
    "figures": figures_choice,
    "network": network_choice,
    "places": places_choice,
    "positions": positions_choice,
    "quotes": quotes_choice,
    "reports": reports_choice,
    "review": review_choice,
    "search": search_choice,
    "stories": stories_choice,
    "timeline": timeline_choice,
    "versions": versions_choice,
}


def count(archive: Archive, view: str, *arguments: Any, **filters: Any) -> int:
    """How many rows a view lists with these arguments: `count(archive, "quotes", about="war")`.

    *view* is its name, *limit* and *offset* are none of them. Raises QuestionError for a name that
    is no list, and what the view itself raises.
    """
    if view == "figure_series":
        return series_choice(archive, **filters).count()
    if view not in _CHOICES:
        raise QuestionError(
            f"{view} is no list; lists are: {', '.join(sorted([*_CHOICES, 'figure_series']))}"
        )
    return _CHOICES[view](archive, *arguments, **filters).count(archive)
