"""Events in the columns of GDELT 1.0: a row an event and dyad, coded in CAMEO."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, article, own_cells, pointed, province
from dateline.export.csv import lines
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
    "Sentence", "Start", "End", "Report", "State", "Tags",
)  # fmt: skip
"""Columns of our own, after them."""
COUNTRY, OTHER_CITY, OTHER_PROVINCE = 1, 4, 5
"""GDELT's types of places outside the United States; those inside have types of their own."""
US_STATE, US_CITY = 2, 3


def gdelt(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """Tab-separated lines with a header: each event that CAMEO has a code for, once for each dyad."""
    return lines((*GDELT_COLUMNS, *OUR_COLUMNS), _rows(archive, filters), "\t")


def _rows(archive: Archive, filters: Filters) -> Iterator[Row]:
    coder = Coder(archive)
    main = {row["main_event"] for row in archive.query("SELECT main_event FROM reports")}
    reports_of = {row["id"]: row["reports"] for row in archive.rows("events")}
    for coded in coder.events(filters, STATUS_ORDER):
        code, event, mention, place = coded.mention["cameo"], coded.event, coded.mention, coded.place
        if code is None:
            continue
        outlets = {coder.report(key)["outlet"] or key for key in reports_of[event.id]}
        told = {
            **_dates(one_day(event)),
            "IsRootEvent": int(event.id in main),
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": quad_class(code),
            "NumMentions": event.mentions,
            "NumSources": len(outlets),
            "NumArticles": event.reports,
            **(_geo(place) if place else {}),
            "DATEADDED": (coded.report["published"] or "").replace("-", ""),
            "SOURCEURL": article(coded.report),
            "Event": event.id,
            "EventType": event.type,
            **own_cells(coded),
        }
        for number, (source, target) in enumerate(coder.dyads(mention), start=1):
            sides = {**_actor("Actor1", source), **_actor("Actor2", target)}
            yield {"GLOBALEVENTID": f"{event.id}-{number}", **sides, **told}


def _dates(day: str) -> Row:
    if not day:
        return {}
    on = date.fromisoformat(day)
    return {
        "SQLDATE": day.replace("-", ""),
        "MonthYear": day[:7].replace("-", ""),
        "Year": on.year,
        "FractionDate": f"{on.year + (on.timetuple().tm_yday - 1) / 365:.4f}",
    }


def _actor(side: str, actor: Row | None) -> Row:
    if actor is None:
        return {}
    country, sector = actor["country"], actor["sector"]
    return {
        f"{side}Code": actor["code"] or f"{country or ''}{sector or ''}",
        f"{side}Name": actor["name"],
        f"{side}CountryCode": country,
        f"{side}Type1Code": sector,
    }


def _geo(place: Row) -> Row:
    inside = place["country"] == "USA"
    town = US_CITY if inside else OTHER_CITY
    kinds = {
        "country": COUNTRY,
        "province": US_STATE if inside else OTHER_PROVINCE,
        "city": town,
        "point": town,
    }
    parts = [place["name"], province(place), *(label for _, label in place["within"][-1:])]
    point = pointed(place)
    return {
        "ActionGeo_Type": kinds.get(place["precision"]),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(part for part in parts if part)),
        "ActionGeo_Lat": point["lat"] if point else None,
        "ActionGeo_Long": point["lon"] if point else None,
        "ActionGeo_FeatureID": place["id"],
        "PlaceCountry": place["country"],
        "PlacePrecision": place["precision"],
    }
