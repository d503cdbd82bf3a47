"""Where a report plays: in a report from Nairobi about Kenya "the police" are Kenya's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.knowledge.roles import role_words
from dateline.model import Span
from dateline.reading.actors.cast import Cast, Member
from dateline.reading.actors.history import Row
from dateline.reading.actors.lexicon import scan

OF_A_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB"})
"""Sectors whose people and bodies belong to one country, as companies, churches and crowds need not."""

ABROAD = 3
"""A report that speaks of another country as often as once in so many times may mean that one's police."""


def scene_of(text: str, dateline: Span | None) -> str | None:
    """The country (alpha-3) of a dateline: named in it, or of the capital it names; None if not known."""
    place = dateline.of(text) if dateline else ""
    hits = [hit.entry for hit in scan(place.title() if place.isupper() else place)]
    if not hits and place:
        hits = [hit.entry for hit in scan(place.title())]
    codes = [entry.code for entry in hits if entry.kind in {"country", "capital"}]
    return codes[-1] if codes else None


def place_in(cast: Cast, rows: Iterable[Row], country: str | None) -> None:
    """Give *country* to what is of a state and of none named, if the report hardly speaks of another."""
    if country is None:
        return
    spoken = Counter(code for _, number, _ in rows if (code := cast.members[number].country))
    spoken[country] += 1
    home = spoken.pop(country)
    if max(spoken.values(), default=0) * ABROAD > home:
        return
    for member in cast.members:
        if member.country is None and member.code is None and _of_a_state(member):
            member.country = country


def _of_a_state(member: Member) -> bool:
    """Whether what the report calls a member says that it is a state's; a weak "spokesman" alone does not."""
    if member.known or member.sector not in OF_A_STATE:
        return False
    if member.sector != "GOV":
        return True
    words = [member.group[0]] if member.group else [title[0] for title in member.titles]
    entries = [role_words().get(word) for word in words]
    return any(entry is not None and entry.strong for entry in entries)
