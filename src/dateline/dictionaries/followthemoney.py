"""Entities of FollowTheMoney, the data model of OpenAleph, as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateline.dictionaries.parsed import Parsed
from dateline.knowledge.codes import from_alpha2
from dateline.model import ActorKind, CodedTerm, DictionaryActor

KINDS: dict[str, ActorKind] = {
    "Person": "person",
    "Organization": "organisation",
    "PublicBody": "organisation",
    "Company": "organisation",
    "LegalEntity": "organisation",
}
"""The schemata that are actors here, and their kind."""
SECTORS = {"PublicBody": "GOV", "Company": "BUS"}
NAMES = ("name", "alias", "previousName", "weakAlias")
COUNTRIES = ("country", "nationality", "jurisdiction", "citizenship")


def read_followthemoney(lines: Iterable[str]) -> Parsed:
    """The people and bodies among the entities; entities of other schemata are passed over."""
    parsed = Parsed()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            schema, properties = entity["schema"], entity["properties"]
            if schema in KINDS:
                parsed.actors.append(_actor(schema, properties, entity.get("caption"), number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            parsed.trouble(number, f"is no entity of FollowTheMoney ({type(error).__name__}: {error})")
    return parsed


def _actor(schema: str, properties: dict[str, Any], caption: str | None, line: int) -> DictionaryActor:
    names = dict.fromkeys(
        str(name).strip() for name in (caption, *_values(properties, NAMES)) if name and str(name).strip()
    )
    if not names:
        raise ValueError("it has no name")
    countries = (from_alpha2().get(str(code).upper()) for code in _values(properties, COUNTRIES))
    term = CodedTerm(
        country=next((code for code in countries if code), None),
        sector=SECTORS.get(schema),
        title=next((str(title) for title in _values(properties, ("position",))), None),
    )
    first, *others = names
    return DictionaryActor(first, (term,), tuple(others), KINDS[schema], line)


def _values(properties: dict[str, Any], keys: Iterable[str]) -> list[Any]:
    return [value for key in keys for value in properties.get(key, ())]
