"""Names that the knowledge files hold, found in running text by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.knowledge import countries, offices, organisations
from dateline.knowledge.actor_words import words
from dateline.knowledge.organisations import Body
from dateline.knowledge.roles import role_words

HitKind = Literal["country", "adjective", "people", "capital", "body", "national", "person", "place", "none"]

_WORD = re.compile(r"\w+")
_OF_MANY = re.compile(r"\b(?:inter|pan|trans|latin|all)[-– ]$", re.I)
"""Before "American" or "African", what says that it is no one country's: "Inter-American"."""
LONGEST_PREFIX = 8
"""Characters of such a word with its hyphen and what stands before it, at most."""
SHORTEST_ACRONYM = 3
"""National parties and services are also found by an acronym of so many letters, if one country has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for: a country's code, a body, bodies of several countries, a person's usual name.

    A "place" is a city or division with its country's code; "none" is a name that only looks like another.
    """

    kind: HitKind
    code: str | None = None
    bodies: tuple[Body, ...] = ()
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the knowledge files at [start, end) of a text."""

    start: int
    end: int
    entry: Entry


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
    """The names in ``text[start:end]``, in order and without overlap, the longest at each place."""
    buckets = _buckets()
    limit = len(text) if end is None else end
    free_from = start
    for match in _WORD.finditer(text, start, limit):
        at = match.start()
        if at < free_from:
            continue
        for name, entry in buckets.get(match.group(), ()):
            stop = at + len(name)
            if stop <= limit and text.startswith(name, at) and (stop == len(text) or not _inside(text, stop)):
                if entry.kind == "adjective" and _OF_MANY.search(text, max(0, at - LONGEST_PREFIX), at):
                    break
                yield Hit(at, stop, entry)
                free_from = stop
                break


def lookup(name: str) -> Entry | None:
    """The entry of exactly this name, if there is one."""
    match = _WORD.match(name)
    for known, entry in _buckets().get(match.group(), ()) if match else ():
        if known == name:
            return entry
    return None


def _inside(text: str, stop: int) -> bool:
    """Whether the word goes on at *stop*."""
    return text[stop].isalnum() and text[stop - 1].isalnum()


@cache
def _buckets() -> dict[str, tuple[tuple[str, Entry], ...]]:
    """First word → (name, entry) with the longest name first."""
    found: dict[str, Entry] = {}
    for name, entry in _entries():
        for spelling in (name, name.replace("'", "’")) if "'" in name else (name,):
            found.setdefault(spelling, entry)
    buckets: dict[str, list[tuple[str, Entry]]] = {}
    for name, entry in found.items():
        match = _WORD.match(name)
        if match:
            buckets.setdefault(match.group(), []).append((name, entry))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0]))) for first, names in buckets.items()}


def _entries() -> Iterator[tuple[str, Entry]]:
    """Every name, those that win where two share it first."""
    for name in countries.other_names():
        yield name, Entry("none")
    for name, body in organisations.by_name().items():
        yield name, Entry("body", bodies=(body,))
    for name, code in countries.names().items():
        yield name.removeprefix("the ").removeprefix("The "), Entry("country", code)
    for word, code in countries.adjectives().items():
        yield word, Entry("adjective", code)
    for word, code in countries.nouns().items():
        yield word, Entry("people", code)
    for word, code in countries.capitals().items():
        yield word, Entry("capital", code)
    for term in offices.terms():
        for name in (term.person, *term.aliases):
            if " " in name:
                yield name, Entry("person", term.country, person=term.person)
    for name, found in sorted(organisations.national_bodies().items()):
        acronym = name.isupper() and len(name) >= SHORTEST_ACRONYM and len(found) == 1
        if (
            acronym
            or " " in name
            or (found[0].sector == "LEG" and name not in words("common name of a parliament"))
        ):
            yield name, Entry("national", bodies=found)
    for name, code in countries.places().items():
        if name.lower() not in role_words():  # Prince and Sultan are places too, and far more often titles
            yield name, Entry("place", code)
