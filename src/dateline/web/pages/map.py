"""The places that reports name on a map, each as closely as it is known, and below it as a list."""

from __future__ import annotations

from dateline.knowledge.countries import by_code
from dateline.views import PlaceRow
from dateline.views.places import PlacePoint, place_points, places_numbered
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import Listing, listing_of
from dateline.web.mapped import WORLD, around, box_of, drawn, in_words, located, moves, regions


def _answer(asked: Asked) -> Shown:
    query = asked.query
    name, unplaced = query.words("place"), query.ticked("unplaced")
    places = place_points(asked.archive, name or None)
    with_events = query.ticked("events")
    if with_events:
        places = [place for place in places if place.events]
    on_map = [place for place in places if located(place)]
    off_map = [place for place in places if not located(place)]
    box = box_of(query.words("box"))
    fitting = around(at for place in places if (at := located(place)))
    drawing = drawn(on_map, box or fitting) if on_map and not unplaced else None
    if unplaced:
        listed = off_map
    elif box and drawing:
        listed = [place for place in on_map if (at := located(place)) and drawing.box.holds(*at)]
    else:
        listed = on_map
    shown = listing_of(listed, query)
    countries = by_code()
    chosen = [f"place {name}"] if name else []
    chosen += ["with events"] if with_events else []
    chosen += ["on this part of the map"] if box and not unplaced else []
    chosen += ["not on the map"] if unplaced else []
    return Shown(
        "map.html",
        {
            "list": shown,
            "rows": _rows(asked, shown),
            "map": drawing,
            "box": in_words(box) if box else "",
            "world": in_words(WORLD),
            "moves": [(words, in_words(moved)) for words, moved in moves(drawing.box)] if drawing else [],
            "regions": [
                (countries[code].name if code in countries else code, times, in_words(part))
                for code, times, part in regions(on_map)
            ],
            "off_map": len(off_map),
            "unplaced": unplaced,
            "with_events": with_events,
            "chosen": chosen,
        },
    )


def _rows(asked: Asked, shown: Listing[PlacePoint]) -> list[PlaceRow]:
    """The places that are listed, each with the first sentence that names it."""
    return places_numbered(asked.archive, [place.number for place in shown.rows], mentions=1)


MAP = Page("/map", _answer, nav="Map", key="m")
