"""Events and places on the map, as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, pointed
from dateline.views import places
from dateline.views.events import STATUS_ORDER, Filters


def geojson(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """A FeatureCollection: the events that pass and, without filters, every place that reports name.

    What is known to the country only, or not at all, is a feature without a point.
    """
    yield b'{"type": "FeatureCollection", "features": ['
    first = True
    for feature in _features(archive, filters):
        yield ("\n" if first else ",\n").encode() + json.dumps(feature, ensure_ascii=False).encode()
        first = False
    yield b"\n]}\n"


def _features(archive: Archive, filters: Filters) -> Iterator[dict[str, object]]:
    coder = Coder(archive)
    for coded in coder.events(filters, STATUS_ORDER):
        event = coded.event
        yield _feature(
            event.id,
            coded.place,
            {
                "kind": "event",
                "title": event.title,
                "type": event.type,
                "status": event.status,
                "date": event.date,
                "earliest": event.when.earliest,
                "latest": event.when.latest,
                "place": event.place,
                **_where(coded.place),
                "actors": list(event.actors),
                "reports": event.reports,
                "sentence": coded.passage.text,
                "citation": event.best.label,
                "state": event.state,
                "tags": list(event.tags),
            },
        )
    if any(filters.values()):
        return
    for row in places(archive):
        if row.id is None:
            continue
        place = coder.place(row.id)
        yield _feature(
            row.id,
            place,
            {
                "kind": "place",
                "title": row.name,
                **_where(place),
                "mentions": row.times,
                "reports": row.reports,
                "events": row.events,
                "sentence": row.mentions[0].passage.text,
                "citation": row.mentions[0].label,
            },
        )


def _where(place: Row | None) -> dict[str, object]:
    return {
        "place_id": place["id"] if place else None,
        "country": place["country"] if place else None,
        "precision": place["precision"] if place else "none",
    }


def _feature(key: str, place: Row | None, properties: dict[str, object]) -> dict[str, object]:
    point = pointed(place)
    geometry = {"type": "Point", "coordinates": [point["lon"], point["lat"]]} if point else None
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}
