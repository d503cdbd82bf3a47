"""Bodies with names: organisations, metonyms for them, armed groups, and each country's own bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or armed group.

    ``key`` is "organisation:white-house", "group:taliban" or "territory:abkhazia"; ``country``
    alpha-3 or None;
    ``sector`` and ``code`` PLOVER's; ``office`` ("president USA") tells whose office a metonym stands for,
    ``place`` whether its name is that of a place too, which it means after "in" or "outside".
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    code: str | None
    office: str | None = None
    place: bool = False


@cache
def bodies() -> tuple[Body, ...]:
    """Metonyms, organisations, armed groups, breakaway territories: one entry a body, in that order."""
    return (*_bodies("metonyms"), *_bodies("organisations"), *_armed_groups(), *_territories())


@cache
def by_name() -> dict[str, Body]:
    """Name or alias, as written and without "the" → body."""
    found: dict[str, Body] = {}
    for body in bodies():
        for name in (body.name, *body.aliases):
            found.setdefault(re.sub(r"^[Tt]he ", "", name), body)
    return found


@cache
def offices() -> dict[str, Body]:
    """ "president RUS" → the body that is this person's office."""
    return {body.office: body for body in reversed(bodies()) if body.office}


@cache
def national_bodies() -> dict[str, tuple[Body, ...]]:
    """Parliaments, parties and services by name or alias → one body for each country that has one."""
    found: dict[str, list[Body]] = {}
    for row in table("national_bodies"):
        body = Body(
            f"organisation:{row['country'].lower()}-{slug(row['name'])}",
            row["name"],
            listed(row["aliases"]),
            row["country"],
            row["sector"],
            None,
        )
        for name in (body.name, *body.aliases):
            found.setdefault(name, []).append(body)
    return {name: tuple(entries) for name, entries in found.items()}


def slug(name: str) -> str:
    """A name as part of a key: "Downing Street" → "downing-street"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _bodies(name: str) -> Iterator[Body]:
    """The bodies of a table; only metonyms have an office, only organisations a code."""
    for row in table(name):
        yield Body(
            f"organisation:{slug(row['name'])}",
            row["name"],
            listed(row["aliases"]),
            row["country"] or None,
            row["sector"] or None,
            row.get("code") or None,
            row.get("office") or None,
            row.get("place") == "yes",
        )


def _armed_groups() -> Iterator[Body]:
    for row in table("armed_groups"):
        other_sector = row["code"] in {"PRM", "PRE", "CRM"}
        yield Body(
            f"group:{slug(row['name'])}",
            row["name"],
            listed(row["aliases"]),
            row["country"] or None,
            row["code"] if other_sector else "REB",
            None if other_sector else row["code"] or None,
        )


def _territories() -> Iterator[Body]:
    for row in table("breakaway"):
        key = f"territory:{slug(row['name'])}"
        yield Body(key, row["name"], listed(row["aliases"]), row["country"], "PRE", None)
