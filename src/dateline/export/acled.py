"""Events in the columns of ACLED: a row a happening that ACLED would record, with its fatalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.archive import Archive, Row
from dateline.export.coded import Coder, pointed, province
from dateline.export.csv import lines
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
"""ACLED's columns in its order; its `tags` are those of the user."""
OUR_COLUMNS = (
    "country_code", "status", "date", "earliest", "latest", "plover_type", "plover_mode", "fatalities_low",
    "fatalities_high", "words", "sentence", "start", "end", "report", "state",
)  # fmt: skip
"""Columns of our own, after them."""
ATTACK = "ASSAULT"
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
    return lines((*ACLED_COLUMNS, *OUR_COLUMNS), _rows(archive, filters))


def _rows(archive: Archive, filters: Filters) -> Iterator[Row]:
    coder = Coder(archive)
    dead = _deaths(archive)
    for coded in coder.events(filters):
        event, mention = coded.event, coded.mention
        type_ = acled_event(mention["type"], mention["mode"])
        if type_ is None:
            continue
        sides = [
            [row for key in mention[side] if (row := coder.actors.get(key))] for side in ("source", "target")
        ]
        inter = [acled_actor(rows[0]["sector"]) if rows else "" for rows in sides]
        attack = mention["type"] == ATTACK
        event_type, sub_type = _by_sides(*inter) if attack and not type_[0] else type_
        days = first_and_last(event)
        low, best, high = dead.get(event.id, (None, None, None))
        yield {
            "event_id_cnty": event.id,
            "event_date": one_day(event),
            "year": days[0].year if days and days[0].year == days[1].year else None,
            "time_precision": _TIME.get(day_precision(event) or 0),
            "disorder_type": _DISORDER.get(event_type),
            "event_type": event_type,
            "sub_event_type": sub_type,
            **_side("1", sides[0], inter[0]),
            **_side("2", sides[1], inter[1]),
            "interaction": "-".join(inter) if all(inter) else None,
            "civilian_targeting": "Civilians targeted" if attack and inter[1] == CIVILIANS else None,
            **_where(coded.place, mention["place"]),
            "source": coded.report["outlet"] or coded.report["agency"],
            "notes": f"“{coded.passage.text}” ({event.best.label})",
            "fatalities": best,
            "status": mention["status"],
            "date": event.date,
            "earliest": event.when.earliest,
            "latest": event.when.latest,
            "plover_type": mention["type"],
            "plover_mode": mention["mode"],
            "fatalities_low": low,
            "fatalities_high": high,
            "words": coded.words,
            "sentence": coded.passage.text,
            "start": mention["start"],
            "end": mention["end"],
            "report": coded.report["id"],
            "state": event.state,
            "tags": "; ".join(event.tags),
        }


def _side(number: str, actors: Sequence[Row], inter: str) -> Row:
    """The first actor of a side, its kind, and those who act with it."""
    return {
        f"actor{number}": actors[0]["name"] if actors else None,
        f"assoc_actor_{number}": "; ".join(actor["name"] for actor in actors[1:]),
        f"inter{number}": inter,
    }


def _where(place: Row | None, written: str | None) -> Row:
    if not place:
        return {"location": written}
    point = pointed(place)
    return {
        "country": _country(place),
        "country_code": place["country"],
        "admin1": province(place),
        "location": place["name"],
        "latitude": point["lat"] if point else None,
        "longitude": point["lon"] if point else None,
        "geo_precision": _GEO.get(place["precision"]),
    }


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


def _country(place: Row) -> str | None:
    name: str = place["within"][-1][1] if place["within"] else place["name"]
    return name if place["within"] or place["precision"] == "country" else None
