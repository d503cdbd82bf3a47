"""The gazetteer: places by name, by sound and by id (`data/gazetteer_*.tsv.gz`, `data/news_places.tsv`).

The packed tables are sorted and looked up by bisection in the unpacked bytes: nothing is parsed but the lines
that are asked for, so that they cost some 50 milliseconds once and 11 MB (docs/decisions/0010).
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.knowledge import countries
from dateline.knowledge.place_names import bare, fold, skeleton
from dateline.knowledge.tables import DATA, listed, table

_KINDS = {"t": "town", "p": "province", "d": "district"}
SHORTEST_SOUND = 3
"""Letters of a skeleton below which it could be anything."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer.

    ``id`` names its source ("geonames:170654", "news:baba-amr", "country:SYR"); ``countries`` are the ISO
    3166-1 alpha-3 codes of all that hold a part of it; ``admin`` is the code of the first-level division it
    lies in or is, ``within`` the name of what it lies in where the hand-written list says so. ``lat`` and
    ``lon`` are degrees, None for countries and for what has no one point; ``listed`` marks the hand-written
    list.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    admin: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    within: str = ""

    @property
    def listed(self) -> bool:
        """Whether it is of the hand-written list."""
        return self.id.startswith("news:")


@dataclass(frozen=True, slots=True)
class Match:
    """A place that bears a name; ``own`` tells its own name from one of the others it has."""

    place: Known
    own: bool


@lru_cache(maxsize=1 << 14)
def named(name: str) -> tuple[Match, ...]:
    """The places whose name folds as *name* does: countries, the hand-written list, then the rest."""
    found: dict[str, Match] = {}
    code = countries.names().get(name) or _countries().get(fold(name))
    # "Scotland" stands for its country in politics; on a map it is a part of it.
    part = code is not None and fold(country(code).name) != fold(name) and fold(name) in _news()
    if code is not None and not part:
        found[code] = Match(country(code), True)
    for key in dict.fromkeys((fold(name), bare(name))):
        for match in _news().get(key, ()):
            found.setdefault(match.place.id, match)
        for reference in _references(key):
            place, own = by_number(int(reference.lstrip("="))), reference[0] == "="
            # "Mexico" is a name of Mexico City's too, but not in English.
            if place is not None and (own or code not in place.countries):
                found.setdefault(place.id, Match(place, own))
    return tuple(found.values())


@lru_cache(maxsize=1 << 12)
def sounding(name: str) -> tuple[Match, ...]:
    """The places whose name sounds like *name*: candidates only, to be told apart by what else is known."""
    key = skeleton(name)
    if len(key) < SHORTEST_SOUND:
        return ()
    found = dict.fromkeys(m.place for m in _news_sounds().get(key, ()))
    for reference in _references(f"~{key}"):
        place = by_number(int(reference))
        if place is not None:
            found.setdefault(place)
    return tuple(Match(place, False) for place in found)


@cache
def country(code: str) -> Known:
    """A country as a place: it has no point."""
    known = countries.by_code().get(code)
    return Known(f"country:{code}", known.name if known else code, "country", (code,))


@lru_cache(maxsize=1 << 12)
def division(code: str) -> Known | None:
    """The first-level division with this code ("SY.11")."""
    references = _references(f"@{code}")
    return by_number(int(references[0])) if references else None


@lru_cache(maxsize=1 << 14)
def by_number(number: int) -> Known | None:
    """The place with this GeoNames id."""
    line = _line(_unpacked("gazetteer_places"), f"{number:08}".encode())
    if line is None:
        return None
    key, name, kind, code, admin, lat, lon, people = line.split("\t")
    return Known(
        f"geonames:{int(key)}",
        name,
        _KINDS[kind],
        (code,),
        admin,
        float(lat),
        float(lon),
        int(people),
    )


def size() -> int:
    """How many places the packed tables hold."""
    return _unpacked("gazetteer_places").count(b"\n")


@cache
def _unpacked(name: str) -> bytes:
    return gzip.decompress((DATA / f"{name}.tsv.gz").read_bytes())


def _references(key: str) -> tuple[str, ...]:
    line = _line(_unpacked("gazetteer_names"), key.encode()) if key else None
    return tuple(line.split("\t")[1].split()) if line else ()


def _line(data: bytes, key: bytes) -> str | None:
    """The line of a sorted table whose first cell is *key*."""
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.find(b"\n", start)
        cell = data[start : data.find(b"\t", start, end)]
        if cell == key:
            return data[start:end].decode()
        if cell < key:
            low = end + 1
        else:
            high = start
    return None


@cache
def _countries() -> dict[str, str]:
    return {fold(name): code for name, code in reversed(countries.names().items())}


@cache
def _news_places() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    out = []
    for row in table("news_places"):
        place = Known(
            "news:" + "-".join(row["name"].lower().replace("'", "").replace("-", " ").split()),
            row["name"],
            row["kind"],
            listed(row["country"]),
            "",
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            0,
            row["within"],
        )
        out.append((place, (row["name"], *listed(row["variants"]))))
    return tuple(out)


@cache
def _news() -> dict[str, tuple[Match, ...]]:
    found: dict[str, dict[str, Match]] = {}
    for place, names in _news_places():
        for number, name in enumerate(names):
            for key in (fold(name), bare(name)):
                found.setdefault(key, {}).setdefault(place.id, Match(place, number == 0))
    return {key: tuple(matches.values()) for key, matches in found.items()}


@cache
def _news_sounds() -> dict[str, tuple[Match, ...]]:
    found: dict[str, dict[str, Match]] = {}
    for place, names in _news_places():
        for name in names:
            found.setdefault(skeleton(name), {}).setdefault(place.id, Match(place, False))
    return {key: tuple(matches.values()) for key, matches in found.items()}
