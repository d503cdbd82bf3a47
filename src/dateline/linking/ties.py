"""Why the actors of several reports are taken for one: in words, for whoever doubts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dateline.linking.bearers import Bearers, Found, Related, words_of
from dateline.linking.words import folded
from dateline.model import Actor, ActorAt, Correction, Identity, Tie

ID_SHOWN = 8
"""So many characters of a report's id are enough to name it."""
COUNTRY, LISTED = Tie("knowledge", "a country"), Tie("dictionary", "in a dictionary of yours")


def explained(group: Bearers, actor: Actor, related: Related) -> Iterator[tuple[ActorAt, Tie]]:
    """Why each member of *group*, which became *actor*, is one with the others, if there are any."""
    single = len(group.members) == 1
    known = Tie("knowledge", f"known to the knowledge files ({actor.known})")
    countries = Counter(found.actor.country for found in group.members if found.actor.country)
    roles = Counter(word for found in group.members for word in _role_words(found.actor))
    for found, (basis, given) in zip(group.members, group.grounds, strict=True):
        if basis == "knowledge":
            yield found.at, COUNTRY if actor.kind == "country" else known
        elif basis == "dictionary":
            yield found.at, LISTED
        elif basis == "office":
            report = (given or "")[:ID_SHOWN]
            yield found.at, Tie("office", f"{found.actor.name}: the report {report} gives the office a name")
        elif not single:
            words = [_alike(found, actor, basis), *_speaking(found, countries, roles)]
            if not related.get(found.at[0], frozenset()).isdisjoint(group.reports):
                words.append("reports that have much in common")
            if len(words) == 1:
                words.append("nothing that tells them apart")
            spelled = basis == "name" and folded(found.actor.name) != folded(actor.name)
            yield found.at, Tie("spelling" if spelled else basis, "; ".join(words))


def by_correction(correction: Correction) -> Tie:
    """The tie of an actor that a user's *correction* put where it is."""
    said = "says that these are one" if correction.action == "merge-actors" else "keeps it apart"
    return Tie("correction", f"the correction {correction.id} {said}")


def ties(actor_of: Mapping[ActorAt, str], why: Mapping[ActorAt, Tie]) -> tuple[Identity, ...]:
    """What the record keeps of the ties: one a report, and one in all for what holds in every report.

    Nothing is kept of actors of one report alone.
    """
    found: dict[str, dict[Identity, None]] = defaultdict(dict)
    for at, tie in why.items():
        report = None if tie.basis in {"knowledge", "dictionary"} else at[0]
        identity = Identity(actor_of[at], tie.basis, tie.why, report)
        found[identity.actor][identity] = None
    return tuple(identity for actor in sorted(found) for identity in sorted(found.pop(actor), key=_order))


def _order(identity: Identity) -> tuple[str, str, str]:
    return identity.report or "", identity.basis, identity.why


def _alike(found: Found, actor: Actor, basis: str) -> str:
    """What of the name speaks for the two being one."""
    if basis == "surname":
        return f"{found.actor.name} alone, and the one fuller name that it fits"
    if basis == "description":
        return "described in the same words"
    if folded(found.actor.name) == folded(actor.name):
        return "the same name"
    return f"{found.actor.name}: another spelling or form of the name"


def _speaking(found: Found, countries: Mapping[str, int], roles: Mapping[str, int]) -> Iterable[str]:
    """What else speaks for it: a country, a role that others of the group have."""
    country = found.actor.country
    if country and countries[country] > 1:
        yield f"the same country ({country})"
    shared = [role.title for role in found.actor.roles if any(roles[w] > 1 for w in words_of(role))]
    if shared:
        yield f"a like role ({shared[0]})"


def _role_words(actor: Actor) -> frozenset[str]:
    return frozenset(word for role in actor.roles for word in words_of(role))
