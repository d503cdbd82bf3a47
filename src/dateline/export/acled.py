"""Events in the columns of ACLED: a row a happening that ACLED would record, with its fatalities."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive import Archive, Row
from dateline.export.coded import Coded, Coder, pointed, province
from dateline.export.csv import line
from dateline.export.days import first_and_last, one_day
from dateline.export.days import precision as day_precision
from dateline.knowledge.schemes import acled_actor, acled_event
from dateline.views.events import Filters

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""ACLED's columns in its order."""
OUR_COLUMNS = (
    "country_code", "status", "date", "earliest", "latest", "plover_type", "plover_mode", "fatalities_low",
    "fatalities_high", "words", "sentence", "start", "end", "report",
)  # fmt: skip
"""Columns of our own, after them."""
CIVILIANS = "Civilians"
ARMED = frozenset({"State forces", "Rebel group", "Political militia"})
_BATTLE = ("Battles", "Armed clash")
_ATTACK = ("Violence against civilians", "Attack")
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_TIME = {1: 1, 2: 2, 3: 2, 4: 3}
"""UCDP's precision of days → ACLED's: the day, the week, the month; wider than that it has no number."""
_GEO = {"point": 1, "city": 1, "province": 3}
"""ACLED's precision of places: a town, (2) a part of a region, a region."""


def acled(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """CSV lines with a header: the events told as done whose type ACLED records, in order of date."""
    coder = Coder(archive)
    dead = _deaths(archive)
    yield line((*ACLED_COLUMNS, *OUR_COLUMNS))
    for coded in coder.events(filters):
        event, mention, place = coded.event, coded.mention, coded.place
        found = acled_event(mention["type"], mention["mode"])
        if found is None:
            continue
        actors = [
            [row for key in mention[side] if (row := coder.actors.get(key))] for side in ("source", "target")
        ]
        first, second = (rows[0] if rows else None for rows in actors)
        inter = [acled_actor(row["sector"]) if row else "" for row in (first, second)]
        event_type, sub_type = found if found[0] or mention["type"] != "ASSAULT" else _by_sides(*inter)
        point, days = pointed(place), first_and_last(event)
        low, best, high = dead.get(event.id, (None, None, None))
        yield line(
            [
                event.id,
                one_day(event),
                days[0].year if days and days[0].year == days[1].year else None,
                _TIME.get(day_precision(event) or 0),
                _DISORDER.get(event_type),
                event_type,
                sub_type,
                first["name"] if first else None,
                "; ".join(row["name"] for row in actors[0][1:]),
                inter[0],
                second["name"] if second else None,
                "; ".join(row["name"] for row in actors[1][1:]),
                inter[1],
                "-".join(inter) if all(inter) else None,
                "Civilians targeted" if inter[1] == CIVILIANS and mention["type"] == "ASSAULT" else None,
                None,
                None,
                _country(place),
                province(place),
                None,
                None,
                place["name"] if place else mention["place"],
                point["lat"] if point else None,
                point["lon"] if point else None,
                _GEO.get(place["precision"]) if place else None,
                coded.report["outlet"] or coded.report["agency"],
                None,
                _note(coded),
                best,
                None,
                None,
                place["country"] if place else None,
                mention["status"],
                event.date,
                event.when.earliest,
                event.when.latest,
                mention["type"],
                mention["mode"],
                low,
                high,
                coded.words,
                coded.passage.text,
                mention["start"],
                mention["end"],
                coded.report["id"],
            ]
        )


def _by_sides(first: str, second: str) -> tuple[str, str]:
    """The type of an attack by who attacks whom; open where that is not told."""
    if second == CIVILIANS:
        return _ATTACK
    return _BATTLE if first in ARMED and second in ARMED else ("", "")


def _deaths(archive: Archive) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Event → (low, best, high) of those killed.

    Best is the figure that most places tell, the lowest of those, as ACLED takes the lowest estimate.
    """
    told: dict[str, list[Row]] = {}
    where = "what = 'killed' AND event IS NOT NULL AND forecast = 0 AND rate IS NULL AND unit IS NULL"
    for row in archive.rows("figures", where):
        told.setdefault(row["event"], []).append(row)
    out: dict[str, tuple[int | None, int | None, int | None]] = {}
    for event, rows in told.items():
        values = sorted(int(row["value"]) for row in rows)
        best = min(values, key=lambda value: (-values.count(value), value))
        lows = [row["low"] for row in rows if row["low"] is not None]
        highs = [row["high"] for row in rows]
        high = None if None in highs else int(max(highs))
        out[event] = (int(min(lows)) if lows else None, best, high)
    return out


def _country(place: Row | None) -> str | None:
    if not place:
        return None
    name: str = place["within"][-1][1] if place["within"] else place["name"]
    return name if place["within"] or place["precision"] == "country" else None


def _note(coded: Coded) -> str:
    """The sentence with where it stands, as a coder would note it."""
    return f"“{coded.passage.text}” ({coded.event.best.label})"
