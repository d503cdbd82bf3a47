"""Events in the columns of POLECAT, the event data that PLOVER was made for; a row a telling and dyad."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.archive import Archive, Row
from dateline.export.coded import Coded, Coder, article, geonames_id, own_cells, pointed, province
from dateline.export.csv import lines
from dateline.export.days import one_day
from dateline.knowledge.schemes import quad
from dateline.views.events import Filters

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
"""POLECAT's columns in its order."""
OUR_COLUMNS = (
    "Dateline Event", "Status", "Date", "Earliest", "Latest", "Place Precision", "Words", "Sentence", "Start",
    "End", "Report", "Article", "State", "Tags",
)  # fmt: skip
"""Columns of our own, after them."""


def polecat(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """Tab-separated lines with a header: each telling of a PLOVER event told as done, once for each dyad."""
    return lines((*POLECAT_COLUMNS, *OUR_COLUMNS), _rows(archive, filters), "\t")


def _rows(archive: Archive, filters: Filters) -> Iterator[Row]:
    coder = Coder(archive)
    version = f"Dateline {archive.note('version')}"

    @lru_cache(1)  # the tellings of a report follow each other
    def story(report: str) -> Row:
        return _story(archive, report)

    for coded in coder.tellings(filters):
        event, mention, report = coded.event, coded.mention, coded.report
        if (quarter := quad(mention["type"])) is None:
            continue
        told = {
            "Event ID": mention["id"],
            "Event Date": one_day(event),
            "Event Type": mention["type"],
            "Event Mode": mention["mode"],
            "Quad Code": quarter,
            "Contexts": ";".join(mention["context"]),
            **(_place(coded.place) if coded.place else {}),
            "Raw Placename": mention["place"],
            "Source": report["outlet"] or report["agency"],
            "Publication Date": report["published"],
            **story(report["id"]),
            "Language": report["language"],
            "Version": version,
            "Dateline Event": event.id,
            **own_cells(coded),
            "Article": article(report),
        }
        raw = [
            "; ".join(coder.citations.words(report["id"], *span) for span in mention[spans])
            for spans in ("source_spans", "target_spans")
        ]
        for source, target in coder.dyads(mention):
            yield {
                **_side("Actor", source, raw[0], coded),
                **_side("Recipient", target, raw[1], coded),
                **told,
            }


def _side(side: str, actor: Row | None, raw: str, coded: Coded) -> Row:
    if actor is None:
        return {f"{side} Name Raw": raw}
    return {
        f"{side} Name": actor["name"],
        f"{side} Country": actor["country"],
        f"Primary {side} Sector": actor["sector"],
        f"{side} Sectors": actor["sector"],
        f"{side} Title": "; ".join(dict.fromkeys(r["title"] for r in actor["roles"] if _held(r, coded))),
        f"{side} Name Raw": raw,
    }


def _place(place: Row) -> Row:
    point = pointed(place)
    return {
        "Placename": place["name"],
        "City": place["name"] if place["precision"] in ("city", "point") else None,
        "Province": province(place),
        "Country": place["country"],
        "Latitude": point["lat"] if point else None,
        "Longitude": point["lon"] if point else None,
        "GeoNames ID": geonames_id(place),
        "Feature Type": place["kind"],
        "Place Precision": place["precision"],
    }


def _story(archive: Archive, report: str) -> Row:
    """Who and what places a report names."""
    rows = list(archive.query(_ACTORS, (report,)))
    bodies = ("organisation", "group")
    return {
        "Story People": "; ".join(row["name"] for row in rows if row["kind"] == "person"),
        "Story Organizations": "; ".join(row["name"] for row in rows if row["kind"] in bodies),
        "Story Locations": "; ".join(row["name"] for row in archive.query(_PLACES, (report,))),
    }


_ACTORS = (
    "SELECT DISTINCT a.id, a.name, a.kind FROM mentions m JOIN actors a ON a.id = m.actor "
    "WHERE m.report = ? ORDER BY a.name, a.id"
)
_PLACES = "SELECT DISTINCT name FROM place_mentions WHERE report = ? ORDER BY name"


def _held(role: Row, coded: Coded) -> bool:
    """Whether a title may have been held on the day of the event, as far as is known."""
    day = one_day(coded.event) or coded.report["published"]
    if not day:
        return not role["from"] and not role["to"]
    return (role["from"] or "") <= day <= (role["to"] or "9999")
