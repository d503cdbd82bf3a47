"""Offices as the reports give them: whom one report means by the office that another gives to a name."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.countries import by_code
from dateline.knowledge.roles import role_ending
from dateline.linking.words import folded
from dateline.model import Actor

Office = tuple[str, frozenset[str]]
"""Country (alpha-3) and the words of a title without it: ("LVA", {"interior", "minister"})."""

NEAR = datetime.timedelta(days=180)
"""A title that a report gives someone is taken to be held this long before and after (own judgement)."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the of for s its his her their".split())
_PAST = frozenset("former ex late then deputy acting future next".split())
"""Words by which a title is not, or not fully, that of the one who holds the office."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Someone (the key of a group of bearers) who is given an office in a report of this day."""

    key: str
    day: datetime.date
    report: str


def office(title: str, country: str | None) -> Office | None:
    """The office that a title names, if it is one that a single person holds at a time."""
    words = [folded(word) for word in _WORD.findall(title)]
    if country is None or not _PAST.isdisjoint(words):
        return None
    own = frozenset(words) - _SMALL - _words_of(country)
    ends = (role_ending(words, end) for end in range(1, len(words) + 1))
    single = any(found is not None and found[1].use == "office" for found in ends)
    return (country, own) if own and single else None


def holder(
    wanted: Office, day: datetime.date, holdings: Mapping[Office, Sequence[Holding]]
) -> Holding | None:
    """Who alone is given the office in reports near *day*, by the nearest; None for nobody or several."""
    near = [holding for holding in holdings.get(wanted, ()) if abs(holding.day - day) <= NEAR]
    if len({holding.key for holding in near}) != 1:
        return None
    return min(near, key=lambda holding: (abs(holding.day - day), holding.day, holding.report))


def holdings(
    actors: Iterable[tuple[str, str, Actor, datetime.date | None]],
) -> dict[Office, list[Holding]]:
    """The offices that reports give people: from key of the person, report, as it has them, its day."""
    found: dict[Office, list[Holding]] = defaultdict(list)
    for key, report, actor, day in actors:
        for role in actor.roles if day else ():
            named = office(role.title, actor.country)
            if named and day:
                found[named].append(Holding(key, day, report))
    return found


@cache
def _words_of(country: str) -> frozenset[str]:
    """All words by which a country, its people and what is of it are called."""
    entry = by_code().get(country)
    if entry is None:
        return frozenset()
    return frozenset(
        folded(word)
        for name in (entry.name, *entry.variants, *entry.nouns, *entry.adjectives)
        for word in _WORD.findall(name)
    )
