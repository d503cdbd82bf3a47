"""Countries by name, demonym, capital and place: `data/country_names.tsv` over `data/countries.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 alpha-3 (XKX for Kosovo), its usual name, and what else it is called.

    ``nouns`` are words for its people, ``adjectives`` for what is of it; ``capitals`` may stand for its
    government.
    """

    code: str
    name: str
    variants: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by code."""
    usual = {row["code"]: row for row in table("country_names")}
    given = {row["code"]: row for row in table("countries")}
    found = []
    for code in sorted({*usual, *given}):
        rows = [source[code] for source in (usual, given) if code in source]
        name = next(row["name"] for row in rows if row["name"])
        variants = [v for row in rows for v in (row["name"], *listed(row["variants"])) if v != name]
        found.append(
            Country(
                code,
                name,
                _unique(variants),
                *(
                    _unique([v for row in rows for v in listed(row[c])])
                    for c in ("nouns", "adjectives", "capital")
                ),
            )
        )
    return tuple(found)


@cache
def by_code() -> dict[str, Country]:
    """Code → country."""
    return {country.code: country for country in countries()}


@cache
def names() -> dict[str, str]:
    """Name or variant, as written → code."""
    return _first((name, c.code) for c in countries() for name in (c.name, *c.variants))


@cache
def adjectives() -> dict[str, str]:
    """Adjective, as written → code; one that two countries share goes to the first that has it by rank."""
    return _first((word, c.code) for c in _ranked() for word in c.adjectives)


@cache
def nouns() -> dict[str, str]:
    """Word for a country's people, singular and plural → code."""
    return _first((word, c.code) for c in _ranked() for word in (*c.nouns, *c.adjectives))


@cache
def capitals() -> dict[str, str]:
    """Capital → code, also of countries that bear their capital's name."""
    return _first((word, c.code) for c in countries() for word in c.capitals)


@cache
def places() -> dict[str, str]:
    """City or division whose name only one country has → code."""
    return {row["name"]: row["country"] for row in table("national_places")}


@cache
def other_names() -> tuple[str, ...]:
    """Names that hold a country's name and are not that country: "New Mexico", "Gulf of Oman"."""
    return tuple(row["name"] for row in table("not_countries"))


_RANK = ("COD", "DOM", "KOR", "CHN", "FRA", "NLD", "USA")
"""Who an adjective is given to that several countries share (Congolese, Dominican, Korean, Chinese …)."""


def _ranked() -> list[Country]:
    first = {code: place for place, code in enumerate(_RANK)}
    return sorted(countries(), key=lambda c: (first.get(c.code, len(_RANK)), c.code))


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, code in pairs:
        found.setdefault(word, code)
    return found


def _unique(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
