"""Word lists and small tables for reading actors (`data/actor_words.tsv` and its neighbours)."""

from __future__ import annotations

import datetime
from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list; KeyError if there is none of this name."""
    return _lists()[name]


@cache
def honorifics() -> dict[str, str | None]:
    """Honorific or short title before a name, lower-case → "m", "f" or None where it tells no gender."""
    found: dict[str, str | None] = dict.fromkeys(words("honorific"))
    found |= dict.fromkeys(words("honorific, male"), "m")
    return found | dict.fromkeys(words("honorific, female"), "f")


@cache
def same_group() -> dict[str, str]:
    """Role word → the one that speaks of the same group in a report: "soldier" → "troop"."""
    found = {v: row["word"] for row in table("same_groups") for v in listed(row["variants"])}
    return found | dict.fromkeys(words("government"), "government")


@cache
def counterparts() -> dict[str, tuple[str, ...]]:
    """Office → the offices that its holder's counterparts hold in other countries."""
    return {row["office"]: listed(row["counterparts"]) for row in table("counterparts")}


@cache
def in_power() -> dict[str, tuple[tuple[datetime.date, datetime.date | None], ...]]:
    """Key of an armed group → the times in which it was the government of its country (end excluded)."""
    found: dict[str, list[tuple[datetime.date, datetime.date | None]]] = {}
    for row in table("groups_in_power"):
        end = datetime.date.fromisoformat(row["to"]) if row["to"] else None
        found.setdefault(row["key"], []).append((datetime.date.fromisoformat(row["from"]), end))
    return {key: tuple(times) for key, times in found.items()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(listed(row["words"])) for row in table("actor_words")}
