"""Bearers of one name who are taken for one actor: what is known of them together, and why they are one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.linking.pairs import Company, Ints
from dateline.linking.words import folded
from dateline.model import Actor, ActorAt, IdentityBasis, Role

Related = Mapping[str, frozenset[str]]
"""Report → the reports that have much in common with it, which it has much in common with, too."""
Ground = tuple[IdentityBasis, str | None]
ROLES_HELD = 1 << 12
"""Titles whose words are kept at hand."""


class Alike(Mapping[str, frozenset[str]]):
    """`Related` for all of the *reports*, in order of their ids, by the pairs of them that are alike."""

    def __init__(self, reports: Sequence[str], pairs: Ints) -> None:
        """Look up in *pairs*, which are written as numbers (see `pairs`)."""
        self._reports, self._near = reports, Company(len(reports), pairs)

    def __getitem__(self, report: str) -> frozenset[str]:
        at = bisect_left(self._reports, report)
        if at == len(self._reports) or self._reports[at] != report:
            raise KeyError(report)
        return frozenset(self._reports[other] for other in self._near[at].tolist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)


@dataclass(frozen=True, slots=True)
class Found:
    """An actor of one reading, where it stands, and whether a name stands for it there."""

    at: ActorAt
    actor: Actor
    named: bool


@dataclass(slots=True)
class Bearers:
    """Those of one name who are taken for one actor, and what is known of them together.

    ``grounds`` says on what each of the members was taken in, and the report that it rests on besides its
    own. Most bearers stand alone, and share what is empty.
    """

    related: Related
    members: list[Found] = field(default_factory=list)
    countries: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    reports: set[str] = field(default_factory=set)
    grounds: list[Ground] = field(default_factory=list)

    def add(self, found: Sequence[Found]) -> None:
        """Take more bearers in."""
        for one in found:
            self.members.append(one)
            self.reports.add(one.at[0])
            if one.actor.country and one.actor.country not in self.countries:
                self.countries |= {one.actor.country}
            for role in one.actor.roles:
                self.roles |= words_of(role)

    def agrees(self, other: Bearers) -> bool:
        """Whether no country speaks against the two being one."""
        return not (self.countries and other.countries) or bool(self.countries & other.countries)

    def meets(self, other: Bearers) -> bool:
        """Whether they stand in one report, or in reports that have much in common."""
        fewer, more = sorted((self.reports, other.reports), key=len)
        return not fewer.isdisjoint(more) or any(
            not more.isdisjoint(self.related.get(report, ())) for report in fewer
        )

    def belongs(self, other: Bearers) -> bool:
        """Whether something speaks for the two being one (country, role, like reports), nothing against."""
        return self.agrees(other) and (
            bool(self.countries & other.countries) or bool(self.roles & other.roles) or self.meets(other)
        )

    def told_apart(self, other: Bearers) -> bool:
        """Whether both have roles, none in common, in reports that have nothing else in common."""
        return bool(self.roles and other.roles) and not self.roles & other.roles and not self.meets(other)


Groups = dict[str, Bearers]


def words_of(role: Role) -> frozenset[str]:
    """The words of a title by which roles are compared."""
    return _words(role.title)


@lru_cache(maxsize=ROLES_HELD)
def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in folded(title).split() if len(word) > 2)
