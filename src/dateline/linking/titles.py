"""Titles of events: the clause of the mention that tells most, with the names that the record has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.linking.clauses import Part
from dateline.linking.told import Told
from dateline.model import Actor, ActorAt

FACTS = frozenset({"occurred", "reported"})
_SPACE_BEFORE = re.compile(r" (?=[,:’'])")


def telling_most(mentions: Sequence[Told], kind: str) -> Told:
    """The mention of type *kind* that speaks for the event: a fact, no mere result, in the fullest clause."""
    fitting = [told for told in mentions if told.mention.type == kind]
    count = Counter(told.mention.trigger.casefold() for told in fitting)

    def rank(told: Told) -> tuple[object, ...]:
        mention = told.mention
        return (
            mention.status not in FACTS,
            mention.result_of is not None,
            -mention.clause.weight,
            -count[mention.trigger.casefold()],
            max(mention.sentence, 0),
            told.at,
        )

    return min(fitting, key=rank)


def title_of(told: Told, actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]) -> str:
    """The clause of a mention, its parties by the names in the record."""
    words = [_word(part, told, actors, actor_of) for part in told.mention.clause.parts]
    title = _SPACE_BEFORE.sub("", " ".join(words)) or " ".join(told.mention.trigger.split())
    return title[:1].upper() + title[1:]


def short_name(actor: Actor) -> str:
    """A person by the one part of the name that a report also calls them by, the last if it can be chosen."""
    parts = [word for part in actor.name.split() for word in dict.fromkeys((part, part.split("-")[-1]))]
    if actor.kind != "person":
        return actor.name
    alone = [part for part in parts if part in actor.aliases]
    return alone[-1] if alone else actor.name


def _word(part: Part, told: Told, actors: Mapping[str, Actor], actor_of: Mapping[ActorAt, str]) -> str:
    if isinstance(part, str):
        return part
    key = actor_of.get((told.sketch.report, part))
    return short_name(actors[key]) if key else told.sketch.actors[part].name
