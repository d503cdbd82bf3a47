"""Who held which office when: `data/office_holders.tsv` over `data/national_leaders.tsv`.

The first is written by hand from public facts, the second made by `tools/build_countries.py` and open at
its end: it says who held office when the World Factbook was last seen, not until when.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.knowledge.names import name_key
from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office: ``start`` and ``end`` are days, the end None while it lasts.

    ``office`` is a lower-case title ("president", "foreign minister"), of ``country`` (alpha-3) or, where
    that is None, of ``organisation`` ("United Nations"); ``person`` the usual name, ``sector`` PLOVER's.
    """

    office: str
    country: str | None
    organisation: str | None
    person: str
    aliases: tuple[str, ...]
    start: datetime.date
    end: datetime.date | None
    source: str
    sector: str = "GOV"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the office was this person's on *day*."""
        return self.start <= day and (self.end is None or day <= self.end)


@cache
def terms() -> tuple[Term, ...]:
    """All terms, by office, country and start."""
    by_hand = list(_read("office_holders"))
    names = {(t.office, t.country, name_key(n)) for t in by_hand for n in (t.person, *t.aliases)}
    ended = {(t.office, t.country): t.end for t in by_hand}
    for term in sorted(by_hand, key=lambda t: t.start):
        ended[term.office, term.country] = term.end
    made = []
    for term in _read("national_leaders"):
        if any((term.office, term.country, name_key(n)) in names for n in (term.person, *term.aliases)):
            continue
        last = ended.get((term.office, term.country), datetime.date.min)
        if last is not None and last <= term.start:
            made.append(term)
    return tuple(
        sorted([*by_hand, *made], key=lambda t: (t.office, t.country or t.organisation or "", t.start))
    )


@lru_cache(maxsize=1 << 14)
def terms_of(name: str) -> tuple[Term, ...]:
    """The terms of the person who bears this full name or alias in any spelling, the earliest first."""
    return _by_name().get(name_key(name), ())


def holder(
    office: str, country: str | None, day: datetime.date, organisation: str | None = None
) -> Term | None:
    """The term that covers *day* for an office of a country or else of an organisation; None if not known."""
    for term in _by_office().get((office, country, None if country else organisation), ()):
        if term.holds_on(day):
            return term
    return None


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """Family name, folded → the usual names of all who bear it here."""
    found: dict[str, dict[str, None]] = {}
    for term in terms():
        for name in (term.person, *term.aliases):
            key = name_key(name)
            if key:
                found.setdefault(key[-1], {})[term.person] = None
                if len(key) > 1 and term.country in FAMILY_NAME_FIRST:
                    found.setdefault(key[0], {})[term.person] = None
    return {word: tuple(names) for word, names in found.items()}


FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"})
"""Countries whose people put the family name first."""


@cache
def _by_name() -> dict[tuple[str, ...], tuple[Term, ...]]:
    found: dict[tuple[str, ...], dict[Term, None]] = {}
    for term in sorted(terms(), key=lambda t: t.start):
        for name in (term.person, *term.aliases):
            found.setdefault(name_key(name), {})[term] = None
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _by_office() -> dict[tuple[str, str | None, str | None], tuple[Term, ...]]:
    found: dict[tuple[str, str | None, str | None], list[Term]] = {}
    for term in terms():
        found.setdefault((term.office, term.country, None if term.country else term.organisation), []).append(
            term
        )
    return {key: tuple(entries) for key, entries in found.items()}


TWO_FAMILY_NAMES = frozenset(
    "ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split()
)
"""Countries in which the last two of three names or more are those of the family: "Pena Nieto"."""


def _read(name: str) -> Iterator[Term]:
    for row in table(name):
        aliases = listed(row["aliases"])
        parts = row["person"].split()
        if row["country"] in TWO_FAMILY_NAMES and len(parts) > 2 and parts[-2][0].isupper():
            aliases = tuple(dict.fromkeys((*aliases, " ".join(parts[-2:]))))
        yield Term(
            row["office"],
            row["country"] or None,
            row.get("organisation") or None,
            row["person"],
            aliases,
            datetime.date.fromisoformat(row["from"]),
            datetime.date.fromisoformat(row["to"]) if row.get("to") else None,
            row["source"],
            row.get("sector") or "GOV",
        )
