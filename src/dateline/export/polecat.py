"""Events in the columns of POLECAT, the event data that PLOVER was made for; a row a telling and dyad."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.archive import Archive, Row
from dateline.export.coded import Coded, Coder, article, geonames_id, pointed, province
from dateline.export.csv import line
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
    "End", "Report", "Article",
)  # fmt: skip
"""Columns of our own, after them."""


def polecat(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """Tab-separated lines with a header: each telling of a PLOVER event told as done, once for each dyad."""
    coder = Coder(archive)
    version = f"Dateline {archive.note('version')}"

    @lru_cache(1)  # the tellings of a report follow each other
    def told_of(report: str) -> tuple[str, str, str]:
        rows = list(archive.query(_ACTORS, (report,)))
        return (
            "; ".join(row["name"] for row in rows if row["kind"] == "person"),
            "; ".join(row["name"] for row in rows if row["kind"] in ("organisation", "group")),
            "; ".join(row["name"] for row in archive.query(_PLACES, (report,))),
        )

    def side(actor: Row | None, coded: Coded, spans: list[list[int]]) -> list[object]:
        raw = "; ".join(coder.citations.words(coded.report["id"], *span) for span in spans)
        if actor is None:
            return [None, None, None, None, None, None, raw, None]
        sector = actor["sector"]
        titles = "; ".join(dict.fromkeys(role["title"] for role in actor["roles"] if _held(role, coded)))
        return [actor["name"], actor["country"], None, sector, sector, titles, raw, None]

    yield line((*POLECAT_COLUMNS, *OUR_COLUMNS), "\t")
    for coded in coder.tellings(filters):
        mention, place, report = coded.mention, coded.place, coded.report
        if quad(mention["type"]) is None:
            continue
        point, town = pointed(place), bool(place and place["precision"] in ("city", "point"))
        for source, target in coder.dyads(mention):
            yield line(
                [
                    mention["id"],
                    one_day(coded.event),
                    mention["type"],
                    mention["mode"],
                    None,
                    quad(mention["type"]),
                    ";".join(mention["context"]),
                    *side(source, coded, mention["source_spans"]),
                    *side(target, coded, mention["target_spans"]),
                    place["name"] if place else None,
                    place["name"] if place and town else None,
                    None,
                    province(place),
                    place["country"] if place else None,
                    point["lat"] if point else None,
                    point["lon"] if point else None,
                    geonames_id(place),
                    mention["place"],
                    place["kind"] if place else None,
                    report["outlet"] or report["agency"],
                    report["published"],
                    *told_of(report["id"]),
                    report["language"],
                    version,
                    coded.event.id,
                    mention["status"],
                    coded.event.date,
                    coded.event.when.earliest,
                    coded.event.when.latest,
                    place["precision"] if place else None,
                    coded.words,
                    coded.passage.text,
                    mention["start"],
                    mention["end"],
                    report["id"],
                    article(report),
                ],
                "\t",
            )


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
