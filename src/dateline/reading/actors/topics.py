"""Persons spoken of again by what they are: "the leftist leader", "the 78-year-old", "the official"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.actor_words import words
from dateline.reading.actors.clauses import OBJECT, clause_of
from dateline.reading.actors.describing import AGE
from dateline.reading.actors.fitting import FORMER
from dateline.reading.actors.found import Found
from dateline.reading.actors.phrases import Codes
from dateline.reading.actors.pronouns import OBJECT_SCORE

if TYPE_CHECKING:
    from dateline.reading.actors.resolving import Reader

SUBORDINATE = frozenset("relcl advcl acl".split())
TOPIC_BACK = 2
"""How many sentences "the billionaire" may reach back for whom it speaks of."""


def is_former(found: Found) -> bool:
    """Whether the phrase says that the office is no longer held: "the ex-president"."""
    return any(found.view.lower[i] in FORMER for i in range(found.first, found.head))


def is_epithet(found: Found, role: str, former: bool) -> bool:
    """Whether "the [role]" may speak again of a person told of before: "the leftist leader"."""
    if found.owner is not None or found.view.lower[found.first] != "the" or found.last > found.head + 1:
        return False
    modified = found.head - found.first > 1
    return former or (
        role in words("epithet") and (modified or role not in words("epithet that needs a modifier"))
    )


def topic(reader: Reader, found: Found) -> tuple[int, ...]:
    """The person whom an epithet or an age speaks of: of that age, else the likeliest just before."""
    age = found.number if found.role == AGE else None
    best: tuple[float, int, int] | None = None
    for past in reader.history.back(found.sentence, TOPIC_BACK):
        number = past.members[0]
        member = reader.cast.members[number]
        if len(past.members) > 1 or member.kind != "person" or past.form == "adjective":
            continue
        if found.gender and member.gender not in {None, found.gender}:
            continue
        known = reader.cast.ages.get(number)
        if (age and known and known != age) or " " not in member.name:
            continue
        if past.sentence == found.sentence and past.view is found.view and past.subject:
            clause = clause_of(found.view, found.head)
            if past.view.heads[past.head] == clause:
                continue
        score = -1.5 * (found.sentence - past.sentence) + 1.0 * past.subject
        score += OBJECT_SCORE * (past.view.deps[past.head] in OBJECT)
        score += 0.6 * (past.form in {"name", "pronoun"}) + 9.0 * (age is not None and known == age)
        score -= 1.0 * (past.view.deps[past.head] == "poss") + 1.0 * past.quoted
        score -= 0.7 * (past.view.deps[clause_of(past.view, past.head)] in SUBORDINATE)
        rank = (score, past.start, number)
        if best is None or rank[:2] > best[:2]:
            best = rank
    if best is None and found.view.number > 0:
        return hero(reader, age)
    return (best[2],) if best is not None else ()


def hero(reader: Reader, age: str | None) -> tuple[int, ...]:
    """The named person of whom the report has spoken most, if it has more than once."""
    count: dict[int, int] = {}
    for past in reader.history.past:
        for number in past.members:
            member = reader.cast.members[number]
            fits = not age or reader.cast.ages.get(number) in {None, age}
            if member.kind == "person" and " " in member.name and fits:
                count[number] = count.get(number, 0) + 1
    if not count:
        return ()
    number = max(sorted(count), key=lambda n: count[n])
    return (number,) if count[number] > 1 else ()


def stranger(reader: Reader, found: Found, role: str, codes: Codes) -> int | None:
    """The unnamed person of this role told of before: "a German official … the official"."""
    if reader.extra_of(found) or found.last > found.head + 1:
        return None
    for number in sorted(reader.history.seen, key=lambda n: -reader.history.seen[n]):
        member = reader.cast.members[number]
        if member.kind == "person" and not member.keys and any(t[0] == role for t in member.titles):
            return number if codes.country in {None, member.country} else None
    return None
