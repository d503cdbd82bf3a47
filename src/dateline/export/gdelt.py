"""Events in the columns of GDELT 1.0: a row an event and dyad, coded in CAMEO."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, article, pointed, province
from dateline.export.csv import line
from dateline.export.days import one_day
from dateline.knowledge.schemes import quad_class
from dateline.views.events import STATUS_ORDER, Filters


def _actor_columns(side: str) -> tuple[str, ...]:
    names = (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
        "Type1Code", "Type2Code", "Type3Code",
    )  # fmt: skip
    return tuple(side + name for name in names)


def _geo_columns(side: str) -> tuple[str, ...]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    return tuple(f"{side}Geo_{name}" for name in names)


GDELT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_actor_columns("Actor1"),
    *_actor_columns("Actor2"), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", *_geo_columns("Actor1"),
    *_geo_columns("Actor2"), *_geo_columns("Action"), "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""GDELT's 58 columns in its order."""
OUR_COLUMNS = (
    "Event", "EventType", "Status", "Date", "Earliest", "Latest", "PlaceCountry", "PlacePrecision", "Words",
    "Sentence", "Start", "End", "Report",
)  # fmt: skip
"""Columns of our own, after them."""
COUNTRY, OTHER_CITY, OTHER_PROVINCE = 1, 4, 5
"""GDELT's types of places outside the United States; those inside have types of their own."""
US_STATE, US_CITY = 2, 3


def gdelt(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """Tab-separated lines with a header: each event that CAMEO has a code for, once for each dyad."""
    coder = Coder(archive)
    main = {row["main_event"] for row in archive.query("SELECT main_event FROM reports")}
    outlets = {
        row["id"]: row["outlet"] or row["id"] for row in archive.query("SELECT id, outlet FROM reports")
    }
    reports_of = {row["id"]: row["reports"] for row in archive.rows("events")}
    yield line((*GDELT_COLUMNS, *OUR_COLUMNS), "\t")
    for coded in coder.events(filters, STATUS_ORDER):
        code, event, mention, place = coded.mention["cameo"], coded.event, coded.mention, coded.place
        if code is None:
            continue
        reports = reports_of[event.id]
        for number, (source, target) in enumerate(coder.dyads(mention), start=1):
            yield line(
                [
                    f"{event.id}-{number}",
                    *_dates(one_day(event)),
                    *_actor(source),
                    *_actor(target),
                    int(event.id in main),
                    code,
                    code[:3],
                    code[:2],
                    quad_class(code),
                    None,
                    event.mentions,
                    len({outlets[report] for report in reports}),
                    event.reports,
                    None,
                    *(None,) * 14,
                    *_geo(place),
                    (coded.report["published"] or "").replace("-", ""),
                    article(coded.report),
                    event.id,
                    event.type,
                    mention["status"],
                    event.date,
                    event.when.earliest,
                    event.when.latest,
                    place["country"] if place else None,
                    place["precision"] if place else None,
                    coded.words,
                    coded.passage.text,
                    mention["start"],
                    mention["end"],
                    coded.report["id"],
                ],
                "\t",
            )


def _dates(day: str) -> list[object]:
    if not day:
        return [None] * 4
    on = date.fromisoformat(day)
    fraction = on.year + (on.timetuple().tm_yday - 1) / 365
    return [day.replace("-", ""), day[:7].replace("-", ""), on.year, f"{fraction:.4f}"]


def _actor(actor: Row | None) -> list[object]:
    if actor is None:
        return [None] * 10
    country, sector = actor["country"], actor["sector"]
    code = actor["code"] or f"{country or ''}{sector or ''}"
    return [code, actor["name"], country, None, None, None, None, sector, None, None]


def _geo(place: Row | None) -> list[object]:
    if not place:
        return [None] * 7
    inside = place["country"] == "USA"
    kind = {
        "country": COUNTRY,
        "province": US_STATE if inside else OTHER_PROVINCE,
        "city": US_CITY if inside else OTHER_CITY,
        "point": US_CITY if inside else OTHER_CITY,
    }.get(place["precision"])
    parts = [place["name"], province(place), *(label for _, label in place["within"][-1:])]
    point = pointed(place)
    return [
        kind,
        ", ".join(dict.fromkeys(part for part in parts if part)),
        None,
        None,
        point["lat"] if point else None,
        point["lon"] if point else None,
        place["id"],
    ]
