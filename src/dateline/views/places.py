"""The places that reports name: where each lies, how often it is named, and in which sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.citation import Citations, Passage


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a sentence: the name as written, and why it was taken for this place."""

    name: str
    reason: str
    report: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and the sentences that name it, in order of report and text.

    ``id`` is the gazetteer's, None for a name that is not known or may mean several places. ``precision`` is
    point, city, province, country or none; ``lat`` and ``lon`` are degrees, None for a country, which is no
    point. ``within`` names what it lies in, the nearest first; ``events`` counts the events that were there.
    """

    id: str | None
    name: str
    kind: str | None
    country: str | None
    admin: str | None
    lat: float | None
    lon: float | None
    precision: str
    within: tuple[str, ...]
    times: int
    reports: int
    events: int
    mentions: tuple[PlaceMention, ...]


def places(archive: Archive, name: str | None = None, *, report: str | None = None) -> list[PlaceRow]:
    """The places named, the ones named most often first.

    *name* is a place's name, in any of the spellings that reports have, or its id: then that place and all
    that lie in it. *report* is the id of a report.
    """
    known = {row["id"]: row for row in archive.rows("places")}
    lies_in = place_test(archive, name) if name else None
    at = {row["place_id"]: row["n"] for row in archive.query(_EVENTS)}
    named: dict[tuple[str | None, str, str | None], list[Row]] = {}
    for mention in archive.rows("place_mentions", order="report, start"):
        if report is not None and mention["report"] != report:
            continue
        key = mention["place"]
        unknown = ("", None) if key else (mention["name"], mention["container"])
        named.setdefault((key, *unknown), []).append(mention)
    citations = Citations(archive)
    rows = [
        _row(citations, known.get(key or ""), mentions, at.get(key, 0))
        for (key, _, _), mentions in named.items()
        if lies_in is None or lies_in(key, mentions[0]["name"])
    ]
    return sorted(rows, key=lambda r: (-r.times, r.name, r.id or "", r.within))


_EVENTS = "SELECT place_id, count(*) AS n FROM events WHERE place_id IS NOT NULL GROUP BY place_id"


def place_test(archive: Archive, name: str) -> Callable[[str | None, str | None], bool]:
    """A test whether a place, by its id and its name as written, is the one called *name* or lies in it.

    Where the archive does not know the place, names that hold *name* pass.
    """
    wanted = name.casefold()
    rows = list(archive.rows("places"))
    ids = {row["place"] for row in archive.rows("place_mentions") if row["name"].casefold() == wanted}
    ids |= {row["id"] for row in rows if wanted in (row["id"].casefold(), row["name"].casefold())}
    ids |= {
        key for row in rows for key, label in row["within"] if wanted in (key.casefold(), label.casefold())
    }
    ids.discard(None)
    inside = {row["id"] for row in rows if row["id"] in ids or any(key in ids for key, _ in row["within"])}

    def passes(key: str | None, written: str | None) -> bool:
        if key is not None and ids:
            return key in inside
        return wanted in (written or "").casefold()

    return passes


def _row(citations: Citations, known: Row | None, mentions: list[Row], events: int) -> PlaceRow:
    first = mentions[0]
    return PlaceRow(
        id=first["place"],
        name=known["name"] if known else first["name"],
        kind=known["kind"] if known else None,
        country=known["country"] if known else first["country"],
        admin=known["admin"] if known else None,
        lat=known["lat"] if known else None,
        lon=known["lon"] if known else None,
        precision=known["precision"] if known else "none",
        within=tuple(label for _, label in known["within"])
        if known
        else tuple(part for part in (first["container"],) if part),
        times=len(mentions),
        reports=len({m["report"] for m in mentions}),
        events=events,
        mentions=tuple(_mention(citations, m) for m in mentions),
    )


def _mention(citations: Citations, row: Row) -> PlaceMention:
    return PlaceMention(
        name=row["name"],
        reason=row["reason"],
        report=row["report"],
        label=citations.report(row["report"]).label_at(row["start"]),
        passage=citations.sentence(row["report"], row["start"], row["end"]),
    )
