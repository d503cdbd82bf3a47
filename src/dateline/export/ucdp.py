"""Figures in the columns of UCDP's georeferenced events: best, low, high, precision of place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, article, chosen, pointed, province
from dateline.export.csv import lines
from dateline.export.days import first_and_last
from dateline.export.days import precision as day_precision
from dateline.export.json import as_exported
from dateline.views import EventRow, figures
from dateline.views.events import Filters

UCDP_COLUMNS = (
    "id", "relid", "year", "side_a", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "latitude", "longitude", "geom_wkt", "country", "event_clarity",
    "date_prec", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
"""Those of UCDP's columns that do not number its own lists, in its order."""
OUR_COLUMNS = (
    "what", "of", "unit", "hedge", "as_of", "cumulative", "forecast", "event", "words", "sentence", "start",
    "end", "report", "state", "tags",
)  # fmt: skip
"""Columns of our own, after them; `what` says what is counted."""
_WHERE = {"point": 1, "city": 1, "province": 4, "country": 6}
"""How closely a place is known, as UCDP numbers it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ucdp(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """CSV lines with a header: each figure, with filters those of the events that pass.

    The states and the tag asked for are those of the figures.
    """
    return lines((*UCDP_COLUMNS, *OUR_COLUMNS), _rows(archive, filters))


def _rows(archive: Archive, filters: Filters) -> Iterator[Row]:
    coder = Coder(archive)
    of_events: Filters = {**filters, "state": (), "tag": None}
    passed = {event.id: event for event in chosen(archive, of_events)}
    rows = {row["id"]: as_exported("figures", row) for row in archive.rows("figures")}
    located = {row["id"]: row["place_id"] for row in archive.query(_PLACES)}
    for figure in figures(archive, state=filters.get("state", ()), tag=filters.get("tag")):
        row = rows[figure.id]
        event = passed.get(row["event"])
        if event is None and any(of_events.values()):
            continue
        report = coder.report(row["report"])
        written = row["place"] or (event.place if event else None)
        yield {
            "id": row["id"],
            "relid": row["event"],
            "number_of_sources": event.reports if event else 1,
            "source_article": article(report),
            "source_office": report["outlet"] or report["agency"],
            "source_date": report["published"],
            "source_headline": report["title"],
            "source_original": "; ".join(figure.says),
            **_where(coder.place(row["place_id"] or located.get(row["event"])), written),
            **_when(row, event),
            **(_told(event) if event else {}),
            "best": row["value"],
            **{name: row[name] for name in _AS_HELD},
            "words": figure.words,
            "sentence": figure.passage.text,
            "state": figure.state,
            "tags": "; ".join(figure.tags),
        }


_AS_HELD = (
    "high", "low", "what", "of", "unit", "hedge", "as_of", "cumulative", "forecast", "event", "start", "end",
    "report",
)  # fmt: skip
_PLACES = "SELECT id, place_id FROM events"


def _told(event: EventRow) -> Row:
    return {
        "side_a": "; ".join(event.best.source),
        "side_b": "; ".join(event.best.target),
        "event_clarity": 1 if event.when.precision == "day" else 2,
    }


def _where(place: Row | None, written: str | None) -> Row:
    if not place:
        return {"where_description": written}
    point = pointed(place)
    return {
        "where_prec": _WHERE.get(place["precision"]),
        "where_coordinates": place["name"],
        "where_description": written,
        "adm_1": province(place),
        "latitude": point["lat"] if point else None,
        "longitude": point["lon"] if point else None,
        "geom_wkt": f"POINT ({point['lon']} {point['lat']})" if point else None,
        "country": place["country"],
    }


def _when(row: Row, event: EventRow | None) -> Row:
    """The days of the event and how closely they are known, else the day that the figure holds for."""
    start = end = row["as_of"] or ""
    closeness: int | None = 1
    if event is not None and (days := first_and_last(event)):
        start, end, closeness = days[0].isoformat(), days[1].isoformat(), day_precision(event)
    elif not _DAY.fullmatch(start):
        return {}
    year = start[:4] if start[:4] == end[:4] else None
    return {"year": year, "date_prec": closeness, "date_start": start, "date_end": end}
