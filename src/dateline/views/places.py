"""The places that reports name: where each lies, how often it is named, and in which sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.archive import Archive, Row
from dateline.views.choosing import Choice, Condition, is_one_of, paged, rows_by_id
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


def places(
    archive: Archive,
    name: str | None = None,
    *,
    report: str | None = None,
    mentions: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[PlaceRow]:
    """The places named, the ones named most often first; *limit* of them, after *offset*.

    *name* is a place's name, in any of the spellings that reports have, or its id: then that place and all
    that lie in it. *report* is the id of a report. Of each place come at most *mentions* sentences.
    """
    choice = places_choice(archive, name, report=report)
    return _rows(archive, choice.rows(archive, limit=limit, offset=offset), report, mentions)


def _rows(
    archive: Archive, listed: Sequence[Row], report: str | None, mentions: int | None
) -> list[PlaceRow]:
    """The places that these rows of the list stand for."""
    known = rows_by_id(archive, "places", [row["id"] for row in listed if row["id"]])
    told = [list(_mentions(archive, row, report, mentions)) for row in listed]
    citations = Citations(archive, chain.from_iterable(told))
    return [
        _row(row, known.get(row["id"] or ""), tuple(_mention(citations, mention) for mention in named))
        for row, named in zip(listed, told, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """A place without its sentences: its ``number`` in the list, where it lies, and how often it is named."""

    number: int
    name: str
    kind: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    times: int
    reports: int
    events: int


def place_points(archive: Archive, name: str | None = None) -> list[PlacePoint]:
    """All places that `places` lists, in the same order, as points."""
    listed = places_choice(archive, name)
    choice = Choice(f"({_POINTS})", listed.conditions)
    return [PlacePoint(**{key: row[key] for key in PlacePoint.__slots__}) for row in choice.rows(archive)]


_POINTS = """
SELECT l.number, l.id, l.name, p.kind, coalesce(p.country, l.country) AS country, p.lat, p.lon,
    coalesce(p.precision, 'none') AS precision, l.mentions AS times, l.reports, l.events
FROM place_list l LEFT JOIN places p ON p.id = l.id
"""


def places_numbered(archive: Archive, numbers: Sequence[int], *, mentions: int) -> list[PlaceRow]:
    """The places with these numbers in the list, each with at most *mentions* sentences."""
    choice = Choice("place_list", (is_one_of("number", numbers),))
    return _rows(archive, choice.rows(archive), None, mentions)


def places_choice(archive: Archive, name: str | None = None, *, report: str | None = None) -> Choice:
    """The places that pass, as a choice from their list; with *report*, as often as it names them."""
    conditions = [PlaceNamed.find(archive, name).condition("id", "name")] if name else []
    if report is None:
        return Choice("place_list", tuple(conditions))
    return Choice(_IN_REPORT, tuple(conditions), (report,))


def place_mentions(
    archive: Archive, place: str, *, limit: int | None = None, offset: int = 0
) -> list[PlaceMention]:
    """The sentences that name the place with this id, in order of report and text."""
    told = list(archive.rows("place_mentions", "place = ?", (place,), paged("report, start", limit, offset)))
    citations = Citations(archive, told)
    return [_mention(citations, row) for row in told]


_IN_REPORT = """(
    SELECT row_number() OVER (
            ORDER BY -count(*), coalesce(min(p.name), min(m.name)), coalesce(m.place, ''),
                min(m.container) NULLS FIRST
        ) AS number,
        m.place AS id, coalesce(min(p.name), min(m.name)) AS name, min(m.container) AS container,
        min(m.country) AS country, count(*) AS mentions, 1 AS reports,
        (SELECT count(*) FROM events e WHERE e.place_id = m.place) AS events
    FROM place_mentions m LEFT JOIN places p ON p.id = m.place WHERE m.report = ?
    GROUP BY m.place, iif(m.place IS NULL, m.name, ''), iif(m.place IS NULL, m.container, '')
)"""
"""The list of places as one report has them."""


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """What a user means by the name of a place: the ids of all ``inside``, empty where none goes by it.

    Where the archive does not know a place, those written with ``words`` (folded) in their name are meant.
    """

    words: str
    inside: frozenset[str]

    @classmethod
    def find(cls, archive: Archive, name: str) -> PlaceNamed:
        """The places called *name*, in any of the spellings that reports have, and all that lie in them."""
        wanted = name.casefold()
        rows = list(archive.rows("places"))
        ids = {r["place"] for r in archive.query("SELECT place FROM place_names WHERE name = ?", (wanted,))}
        ids |= {row["id"] for row in rows if wanted in (row["id"].casefold(), row["name"].casefold())}
        ids |= {
            key
            for row in rows
            for key, label in row["within"]
            if wanted in (key.casefold(), label.casefold())
        }
        inside = {r["id"] for r in rows if r["id"] in ids or any(key in ids for key, _ in r["within"])}
        return cls(wanted, frozenset(inside))

    def condition(self, key: str, written: str) -> Condition:
        """That a row is at one of them, by its columns for the id of its place and the name as written."""
        holds, ids = is_one_of(key, self.inside)
        held = f"instr(casefold(coalesce({written}, '')), ?) > 0"
        if not self.inside:
            return held, (self.words,)
        return f"CASE WHEN {key} IS NULL THEN {held} ELSE {holds} END", (self.words, *ids)

    def passes(self, key: str | None, written: str | None) -> bool:
        """Whether a place, by its id and its name as written, is one of them."""
        if key is not None and self.inside:
            return key in self.inside
        return self.words in (written or "").casefold()


def _mentions(archive: Archive, listed: Row, report: str | None, limit: int | None) -> Iterator[Row]:
    """The mentions of a place of the list, in order of report and text."""
    if listed["id"] is not None:
        holds, values = "place = ?", [listed["id"]]
    else:
        within = listed["container"]
        holds = f"place IS NULL AND name = ? AND container {'IS NULL' if within is None else '= ?'}"
        values = [listed["name"], *([] if within is None else [within])]
    if report is not None:
        holds, values = f"{holds} AND report = ?", [*values, report]
    return archive.rows("place_mentions", holds, values, paged("report, start", limit))


def _row(listed: Row, known: Row | None, mentions: tuple[PlaceMention, ...]) -> PlaceRow:
    within = tuple(label for _, label in known["within"]) if known else (listed["container"],)
    return PlaceRow(
        id=listed["id"],
        name=listed["name"],
        kind=known["kind"] if known else None,
        country=known["country"] if known else listed["country"],
        admin=known["admin"] if known else None,
        lat=known["lat"] if known else None,
        lon=known["lon"] if known else None,
        precision=known["precision"] if known else "none",
        within=tuple(label for label in within if label),
        times=listed["mentions"],
        reports=listed["reports"],
        events=listed["events"],
        mentions=mentions,
    )


def _mention(citations: Citations, row: Row) -> PlaceMention:
    return PlaceMention(
        name=row["name"],
        reason=row["reason"],
        report=row["report"],
        label=citations.report(row["report"]).label_at(row["start"]),
        passage=citations.sentence(row["report"], row["start"], row["end"]),
    )
