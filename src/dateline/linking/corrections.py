"""What users decided about actors, put over what was found; the last decision on a matter holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.linking.actors import Identities, free_id, merged
from dateline.linking.names import slug
from dateline.linking.sketch import Sketch
from dateline.linking.ties import by_correction
from dateline.model import Actor, ActorAt, ByReport, Correction, Role, Selector, Span


@dataclass(frozen=True, slots=True)
class Ruling:
    """A correction with what stands where its selectors point: for each party, actors of readings."""

    correction: Correction
    parties: tuple[tuple[ActorAt, ...], ...]


def locate(selector: Selector, text: str) -> Span | None:
    """Where the words of *selector* stand in *text*: where most of what was about them still is.

    None where they are gone, or stand in several places and nothing about them is left to choose by.
    """
    if not selector.exact:
        return None
    best: list[Span] = []
    most = -1
    start = text.find(selector.exact)
    while start >= 0:
        end = start + len(selector.exact)
        common = _common(selector.prefix[::-1], text[max(0, start - len(selector.prefix)) : start][::-1])
        common += _common(selector.suffix, text[end : end + len(selector.suffix)])
        if common > most:
            best, most = [], common
        if common == most:
            best.append(Span(start, end))
        start = text.find(selector.exact, start + 1)
    return best[0] if len(best) == 1 else None


def _common(wanted: str, found: str) -> int:
    """How many characters the two have in common from their start."""
    for number, (a, b) in enumerate(zip(wanted, found, strict=False)):
        if a != b:
            return number
    return min(len(wanted), len(found))


def corrected(identities: Identities, sketches: Sequence[Sketch], rulings: Sequence[Ruling]) -> Identities:
    """The identities with every ruling put into effect, in the order given."""
    if not rulings:
        return identities
    actors = _Actors(identities, sketches)
    for ruling in rulings:
        match ruling.correction.action:
            case "merge-actors":
                actors.merge([at for party in ruling.parties for at in party], ruling.correction)
            case "split-actor":
                actors.split([at for party in ruling.parties for at in party], ruling.correction)
            case "rename-actor" | "set-role":
                actors.set([at for party in ruling.parties for at in party], ruling.correction)
            case "undo":
                pass
    return actors.identities()


class _Actors:
    """The identities while rulings change them."""

    def __init__(self, identities: Identities, sketches: Sequence[Sketch]) -> None:
        self._actors = dict(identities.actors)
        self._actor_of = ByReport(identities.actor_of)
        self._why = ByReport(identities.why)
        self._sketches = sketches
        self._place_of = {sketch.report: place for place, sketch in enumerate(sketches)}
        self._set: dict[str, list[Correction]] = defaultdict(list)

    def merge(self, ruled: Sequence[ActorAt], correction: Correction) -> None:
        keys = list(dict.fromkeys(self._actor_of[at] for at in ruled))
        first = keys[0]
        for other in keys[1:]:
            for at in self._members(other):
                self._actor_of[at] = first
                self._why[at] = by_correction(correction)
            del self._actors[other]
            self._set[first] = self._set.pop(other, []) + self._set[first]
        name = self._actors[first].name
        self._remake(first)
        self._actors[first] = _named(self._actors[first], name)

    def split(self, ruled: Sequence[ActorAt], correction: Correction) -> None:
        apart = sorted(set(ruled))
        first = self._read(apart[0])
        name = correction.values.get("name") or first.name
        left = {self._actor_of[at] for at in apart}
        key = free_id(f"{first.kind}-{slug(name)}", self._actors)
        for at in apart:
            self._actor_of[at] = key
            self._why[at] = by_correction(correction)
        self._remake(key)
        self._actors[key] = _named(self._actors[key], name)
        for old in sorted(left):
            self._remake(old)

    def set(self, ruled: Sequence[ActorAt], correction: Correction) -> None:
        counts = Counter(self._actor_of[at] for at in ruled)
        self._set[min(counts, key=lambda key: (-counts[key], key))].append(correction)

    def identities(self) -> Identities:
        for key, corrections in self._set.items():
            for correction in corrections:
                if key in self._actors:
                    self._actors[key] = _with(self._actors[key], correction)
        return Identities({key: self._actors[key] for key in sorted(self._actors)}, self._actor_of, self._why)

    def _read(self, at: ActorAt) -> Actor:
        """An actor as its report was read."""
        report, index = at
        return self._sketches[self._place_of[report]].actors[index]

    def _members(self, key: str) -> list[ActorAt]:
        return sorted(at for at, actor in self._actor_of.items() if actor == key)

    def _remake(self, key: str) -> None:
        members = self._members(key)
        if members:
            named = [self._actors[key].name] if key in self._actors else []
            self._actors[key] = merged([self._read(at) for at in members], named)
        else:
            self._actors.pop(key, None)


def _with(actor: Actor, correction: Correction) -> Actor:
    values = correction.values
    if correction.action == "rename-actor":
        return _named(actor, values["name"])
    actor = replace(
        actor, country=values.get("country", actor.country), sector=values.get("sector", actor.sector)
    )
    if "title" not in values:
        return actor
    role = Role(values["title"], values.get("from"), values.get("to"), basis="correction")
    others = tuple(r for r in actor.roles if r.title.casefold() != role.title.casefold())
    return replace(actor, roles=(*others, role))


def _named(actor: Actor, name: str) -> Actor:
    """The actor under another name; the name it had is one of its aliases."""
    return replace(actor, name=name, aliases=tuple(sorted({*actor.aliases, actor.name} - {name})))
