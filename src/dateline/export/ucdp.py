"""Figures in the columns of UCDP's georeferenced events: best, low, high, precision of place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, article, chosen, pointed, province
from dateline.export.csv import line
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
    "end", "report",
)  # fmt: skip
"""Columns of our own, after them; `what` says what is counted."""
_WHERE = {"point": 1, "city": 1, "province": 4, "country": 6}
"""How closely a place is known, as UCDP numbers it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ucdp(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """CSV lines with a header: each figure, with filters those of the events that pass."""
    coder = Coder(archive)
    found = {event.id: event for event in chosen(archive, filters)}
    rows = {row["id"]: as_exported("figures", row) for row in archive.rows("figures")}
    located = {row["id"]: row for row in archive.query(_PLACES)}
    yield line((*UCDP_COLUMNS, *OUR_COLUMNS))
    for figure in figures(archive):
        row = rows[figure.id]
        event = found.get(row["event"])
        if event is None and any(filters.values()):
            continue
        report = coder.report(row["report"])
        place = coder.place(row["place_id"] or (located[event.id]["place_id"] if event else None))
        point = pointed(place)
        start, end, closeness = _days(row, event)
        sides = event.best if event else None
        yield line(
            [
                row["id"],
                row["event"],
                start[:4] if start and start[:4] == (end or "")[:4] else None,
                "; ".join(sides.source) if sides else None,
                "; ".join(sides.target) if sides else None,
                event.reports if event else 1,
                article(report),
                report["outlet"] or report["agency"],
                report["published"],
                report["title"],
                "; ".join(figure.says),
                _WHERE.get(place["precision"]) if place else None,
                place["name"] if place else None,
                row["place"] or (event.place if event else None),
                province(place),
                point["lat"] if point else None,
                point["lon"] if point else None,
                f"POINT ({point['lon']} {point['lat']})" if point else None,
                place["country"] if place else None,
                (1 if event.when.precision == "day" else 2) if event else None,
                closeness,
                start,
                end,
                row["value"],
                row["high"],
                row["low"],
                row["what"],
                row["of"],
                row["unit"],
                row["hedge"],
                row["as_of"],
                row["cumulative"],
                row["forecast"],
                row["event"],
                figure.words,
                figure.passage.text,
                row["start"],
                row["end"],
                row["report"],
            ]
        )


_PLACES = "SELECT id, place_id FROM events"


def _days(row: Row, event: EventRow | None) -> tuple[str | None, str | None, int | None]:
    """First day, last day and their precision: those of the event, else the day that the figure holds for."""
    if event is not None and (days := first_and_last(event)):
        return days[0].isoformat(), days[1].isoformat(), day_precision(event)
    as_of = row["as_of"] or ""
    return (as_of, as_of, 1) if _DAY.fullmatch(as_of) else (None, None, None)
