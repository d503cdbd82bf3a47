"""Who is who across reports: actors of single readings become the record's actors.

An actor that the knowledge files know is itself everywhere. Other people are one when first and last name
agree in any spelling and nothing speaks against it; another country, or other roles in reports that have
nothing else in common, keeps namesakes apart. A surname alone joins the one fuller name it can belong to.
Who is named by an office alone ("the interior minister") is the one to whom another report of that time
gives the office. Groups that are only described ("protesters") are the same across reports only with a
country to them, and people who are only described ("a witness") never.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dateline.linking.bearers import Bearers, Found, Groups, Related
from dateline.linking.dictionaries import OWN
from dateline.linking.names import longest, parts, person_key, slug, spelling
from dateline.linking.offices import holder, holdings, office
from dateline.linking.sketch import Sketch
from dateline.linking.ties import explained
from dateline.linking.words import folded
from dateline.model import Actor, ByReport, IdentityBasis, Role, Tie

T = TypeVar("T")
NOTHING_ALIKE: Related = {}


@dataclass(frozen=True, slots=True)
class Identities:
    """The record's actors by id, and which of them each reading's actors are.

    ``why`` is left out of actors of one report alone.
    """

    actors: Mapping[str, Actor]
    actor_of: ByReport[str]
    why: ByReport[Tie] = field(default_factory=ByReport)


def identify(sketches: Sequence[Sketch], related: Related = NOTHING_ALIKE) -> Identities:
    """Tie the actors of all readings, in order of their reports, of which some are *related*."""
    groups: Groups = {}
    people: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    bodies: dict[tuple[str, str], list[Found]] = defaultdict(list)
    days: dict[str, datetime.date | None] = {}
    for found in _all(sketches, days):
        actor = found.actor
        if actor.known:
            basis: IdentityBasis = "dictionary" if actor.known.startswith(f"{OWN}:") else "knowledge"
            _put(groups, _known_id(actor.known), [found], related, basis)
        elif actor.kind == "country" and actor.country:
            _put(groups, f"country-{actor.country}", [found], related, "knowledge")
        elif actor.kind == "person" and found.named:
            people[person_key(actor.name)].append(found)
        else:
            bodies[actor.kind, folded(actor.name)].append(found)
    _people(people, groups, related)
    _by_office(bodies, groups, days, related)
    alone = _bodies(bodies, groups, related)
    actors: dict[str, Actor] = {}
    actor_of = ByReport[str]()
    why = ByReport[Tie]()
    ties: dict[Tie, Tie] = {}  # most are alike
    described: dict[Actor, Actor] = {}  # as are most who are only described
    for key in sorted([*groups, *alone]):
        if key in alone:
            found = alone.pop(key)
            actor = _merged([found])
            actors[key] = described.setdefault(actor, actor)
            actor_of[found.at] = key
            continue
        group = groups.pop(key)  # what is told of needs no place any more
        actors[key] = _merged(group.members)
        actor_of.update((found.at, key) for found in group.members)
        for at, tie in explained(group, actors[key], related):
            why[at] = ties.setdefault(tie, tie)
    return Identities(actors, actor_of, why)


def _merged(found: Sequence[Found]) -> Actor:
    named = [one.actor.name for one in found if one.named and one.actor.kind == "person"]
    return merged([one.actor for one in found], named)


def merged(actors: Sequence[Actor], names: Sequence[str] = ()) -> Actor:
    """One actor out of several readings': the fullest name, all aliases and roles, country by majority.

    The name is that of the knowledge files, else one of *names*, else one of the readings'.
    """
    known = [actor for actor in actors if actor.known]
    name = _most(actor.name for actor in known) or longest(names or [actor.name for actor in actors])
    aliases = {alias for actor in actors for alias in (actor.name, *actor.aliases)} - {name, ""}
    return Actor(
        name=name,
        kind=_most(actor.kind for actor in actors) or "group",
        known=_most(actor.known for actor in actors),
        country=_most(actor.country for actor in known) or _most(actor.country for actor in actors),
        sector=_most(actor.sector for actor in known) or _most(actor.sector for actor in actors),
        code=_most(actor.code for actor in actors),
        roles=_roles(actors),
        aliases=tuple(sorted(aliases)),
    )


def _all(sketches: Iterable[Sketch], days: dict[str, datetime.date | None]) -> Iterator[Found]:
    """The actors of all readings; notes in *days* when each report was published."""
    held: dict[Actor, Actor] = {}  # reports name the same ones
    for sketch in sketches:
        days[sketch.report] = sketch.published.date
        named = set(sketch.named)
        for index, actor in enumerate(sketch.actors):
            yield Found((sketch.report, index), held.setdefault(actor, actor), index in named)


def _put(
    groups: Groups,
    key: str,
    found: Sequence[Found],
    related: Related,
    basis: IdentityBasis,
    given: str | None = None,
) -> None:
    """Take *found* into the group *key* on the ground of *basis*, which the report *given* lends."""
    group = groups.get(key)
    if group is None:
        group = groups[key] = Bearers(related)
    group.add(found)
    group.grounds += [(basis, given)] * len(found)


def _known_id(known: str) -> str:
    """A knowledge key as an id; codes keep their capitals ("country:RUS" → "country-RUS")."""
    kind, _, rest = known.partition(":")
    return f"{slug(kind)}-{rest if rest.isupper() else slug(rest)}"


def _people(people: Mapping[tuple[str, ...], Sequence[Found]], groups: Groups, related: Related) -> None:
    """Full names first, each split where namesakes must be apart; then surnames into the one they fit."""
    full: dict[tuple[str, ...], set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    for key, bearers in groups.items():
        for name in _person_names(bearers):
            full[person_key(name)].add(key)
            if parts(name):
                surnames[spelling(parts(name)[-1])].add(key)
    for alone in (False, True):
        for spelled in sorted(key for key in people if (len(key) <= 1) is alone):
            for bearers in _namesakes(people[spelled], related):
                if alone:
                    fits = {k for k in surnames[spelled[0] if spelled else ""] if bearers.belongs(groups[k])}
                else:
                    fits = {k for k in full[spelled] if bearers.agrees(groups[k])}
                known = len(fits) == 1
                key = fits.pop() if known else _new_id("person", bearers.members, groups)
                _put(groups, key, bearers.members, related, "surname" if alone and known else "name")
                if not alone:
                    surnames[spelled[-1]].add(key)


def _person_names(bearers: Bearers) -> set[str]:
    return {
        name
        for found in bearers.members
        if found.actor.kind == "person"
        for name in (found.actor.name, *found.actor.aliases)
    }


def _by_office(
    bodies: dict[tuple[str, str], list[Found]],
    groups: Groups,
    days: Mapping[str, datetime.date | None],
    related: Related,
) -> None:
    """Take out of *bodies* those named by an office alone whom another report of that time names in full."""
    held = holdings(
        (key, found.at[0], found.actor, days[found.at[0]])
        for key in sorted(groups)
        for found in groups[key].members
        if found.actor.kind == "person"
    )
    for spoken in sorted(bodies):
        left = []
        for found in bodies[spoken]:
            day, meant = days[found.at[0]], office(found.actor.name, found.actor.country)
            sure = holder(meant, day, held) if day and meant and found.actor.kind == "person" else None
            if sure is None:
                left.append(found)
            else:
                _put(groups, sure.key, [found], related, "office", sure.report)
        bodies[spoken] = left


def _bodies(bodies: dict[tuple[str, str], list[Found]], groups: Groups, related: Related) -> dict[str, Found]:
    """Organisations, groups and people without a name; what is only described, without a country, comes back.

    Named bodies are one with one name and one country, or with a name that no two countries share.
    """
    alone: dict[str, Found] = {}
    for kind, name in sorted(bodies):
        by_country: dict[str, list[Found]] = defaultdict(list)
        for found in bodies.pop((kind, name)):
            without = kind == "person" or not found.actor.country
            by_country["" if without else found.actor.country or ""].append(found)
        stateless = by_country.pop("", [])
        named = [found for found in stateless if found.named]
        if len(by_country) == 1:
            next(iter(by_country.values())).extend(named)
        elif named:
            _put(groups, free_id(f"{kind}-{slug(name)}", groups, alone), named, related, "name")
        for country in sorted(by_country):
            found_there = by_country[country]
            basis: IdentityBasis = "name" if any(found.named for found in found_there) else "description"
            key = free_id(f"{kind}-{slug(name)}-{country}", groups, alone)
            _put(groups, key, found_there, related, basis)
        for found in stateless:
            if not found.named:
                alone[free_id(f"{kind}-{slug(name)}-{found.at[0][:8]}", groups, alone)] = found
    return alone


def _namesakes(found: Sequence[Found], related: Related) -> list[Bearers]:
    """Bearers of one name in groups: one a country, those of no known country with whom they fit."""
    by_country: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_country[one.actor.country or ""].append(one)
    stateless = by_country.pop("", [])
    groups = []
    for country in sorted(by_country):
        groups.append(Bearers(related))
        groups[-1].add(by_country[country])
    for one in stateless:
        alone = Bearers(related)
        alone.add([one])
        fits = [group for group in groups if alone.belongs(group)]
        if not fits and len(groups) == 1 and not alone.told_apart(groups[0]):
            fits = groups
        if len(fits) == 1:
            fits[0].add([one])
        elif fits and not any(group.countries for group in fits):
            for group in fits[1:]:
                fits[0].add(group.members)
                groups.remove(group)
            fits[0].add([one])
        else:
            groups.append(alone)
    return groups


def _new_id(kind: str, found: Sequence[Found], groups: Groups) -> str:
    """A readable id: the commonest name; a country, then a role, where another bears that name."""
    plain = f"{kind}-{slug(_most(f.actor.name for f in found) or '')}"
    country = _most(f.actor.country for f in found)
    role = _most(role.title for f in found for role in f.actor.roles)
    for key in (
        plain,
        f"{plain}-{country}" if country else plain,
        f"{plain}-{slug(role)}" if role else plain,
    ):
        if key not in groups:
            return key
    return free_id(plain, groups)


def free_id(key: str, *taken: Collection[str]) -> str:
    """*key*, or with a number after it that none of those *taken* has."""
    number, free = 2, key
    while any(free in keys for keys in taken):
        free, number = f"{key}-{number}", number + 1
    return free


def _most(values: Iterable[T | None]) -> T | None:
    """The commonest value that is not None, the first by its text among equals."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda v: (-counts[v], str(v))) if counts else None


def _roles(actors: Sequence[Actor]) -> tuple[Role, ...]:
    roles: dict[tuple[str, str | None, str | None], Role] = {}
    for actor in actors:
        for role in actor.roles:
            # A span points into one report's text; the record's actor stands above all reports.
            roles.setdefault((folded(role.title), role.start, role.end), replace(role, span=None))
    return tuple(roles[key] for key in sorted(roles, key=lambda k: tuple(part or "" for part in k)))
