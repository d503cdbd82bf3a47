"""Phrases that speak of several: "the two leaders", "both sides", "the presidents of Chile and Peru"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge import offices
from dateline.knowledge.actor_words import words
from dateline.knowledge.roles import role_words
from dateline.reading.actors.clauses import OBJECT, SUBJECT, clause_of, subject_of
from dateline.reading.actors.found import Found
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.phrases import Codes
from dateline.reading.actors.view import View

if TYPE_CHECKING:
    from dateline.reading.actors.history import Past
    from dateline.reading.actors.resolving import Reader

PAIR_BACK = 4
"""How many sentences "the two leaders" may reach back."""
LEAD = 2
"""Two countries or sides named together in so many first sentences are those that the report is about."""


def each_of(reader: Reader, found: Found, extra: frozenset[str]) -> tuple[int, ...] | None:
    """The holders of one office in two countries or more; None if the phrase does not speak of them.

    The phrase then takes in all its countries: "the foreign ministers of Chile and Peru".
    """
    role = found.role or ""
    entry = role_words().get(role)
    if not found.plural or entry is None or extra:
        return None
    if entry.use != "office" and role not in words("office in each country"):
        return None
    countries, first, last = _countries(reader, found)
    if len(countries) < 2:
        return None
    found.first, found.last = first, last
    members = []
    for code in countries:
        member = reader.cast.known_holder(role, code)
        if member is None:
            member = reader.cast.with_role(role, extra, code, None, reader.history.seen)
        if member is None and reader.cast.day:
            term = offices.holder(role, code, reader.cast.day)
            member = reader.cast.known_person(term.person) if term is not None else None
        if member is None:
            one = Found(found.view, first, last, found.head, "role", "person", "", role=role, definite=True)
            country = reader.cast.members[reader.cast.country(code)].name
            member = reader.cast.someone(f"{role} of {country}", one, Codes(code, entry.sector))
        members.append(member)
    return tuple(dict.fromkeys(members))


def _countries(reader: Reader, found: Found) -> tuple[list[str], int, int]:
    """The countries after "of" or before the role word, and where the phrase with them begins and ends."""
    view = found.view
    after = found.head + 1
    if after < len(view) and view.lower[after] == "of":
        tokens = [i for i in range(after + 1, min(len(view), after + 10)) if _hangs_on(view, i, after)]
        both = any(view.lower[i] in words("pair of countries, plural") for i in tokens)
        if both and any(view.lower[i] in {"both", "two"} for i in range(after, tokens[-1] + 1)):
            pair = last_two(reader, found, countries_only=True)
            codes = [c for n in pair if (c := reader.cast.members[n].country)]
            return codes, found.first, tokens[-1] + 1
    else:
        tokens = [i for i in range(max(0, found.first - 3), found.head) if lookup(view.texts[i])]
        if tokens and any(view.lower[i] != "and" and i not in tokens for i in range(tokens[0], tokens[-1])):
            return [], found.first, found.last
    codes = []
    for i in tokens:
        entry = lookup(view.texts[i])
        named = entry is not None and entry.kind in {"country", "adjective", "capital"}
        if named and entry is not None and entry.code and entry.code not in codes:
            codes.append(entry.code)
    if not tokens:
        return [], found.first, found.last
    return codes, min(found.first, tokens[0]), max(found.last, tokens[-1] + 1)


def _hangs_on(view: View, token: int, of: int) -> bool:
    """Whether a noun is the object of an "of" or joined to it."""
    for _ in range(5):
        if view.heads[token] == of:
            return view.deps[token] == "pobj"
        if view.deps[token] != "conj":
            return False
        token = view.heads[token]
    return False


def pair_of(reader: Reader, found: Found, extra: frozenset[str]) -> tuple[int, ...] | None:
    """The two whom "the two leaders" or "both countries" speak of; None if it is no such phrase."""
    role = found.role or ""
    two = found.number in {"two", "both"}
    if not found.definite or found.owner is not None or not (found.plural or two):
        return None
    if found.number and not two:
        return None
    if role == "side" and not two:
        return ()
    if role == "side":
        pair = _joined(reader, found) or reader.sides or _of_the_lead(reader, _SIDES)
        reader.sides = pair
        members = [reader.cast.members[n] for n in pair]
        codes = {m.country for m in members if m.kind != "country"}
        if pair and (None in codes or len(codes) == 1):
            return pair
    if role in words("pair of countries") and two:
        pair = last_two(reader, found, countries_only=True)
        return pair if len(pair) == 2 else ()
    if role in words("pair of bodies") and two:
        pair = _joined(reader, found)
        return pair if all(reader.cast.members[n].kind in {"organisation", "group"} for n in pair) else ()
    if role in words("pair of people") and (two or (not extra and role in words("pair without a number"))):
        if reader.codes_of(found).country or reader.codes_of(found).code:
            return None
        office = role if role in words("pair without a number") else None
        pair = last_two(reader, found, countries_only=False, role=office) or last_two(
            reader, found, countries_only=False
        )
        return pair if len(pair) == 2 else (() if two else None)
    return None


def _joined(reader: Reader, found: Found) -> tuple[int, ...]:
    """The last two named together ("A and B met"), or who did something to whom in the sentence before."""
    apart = _subject(reader, found)
    for past in reader.history.back(found.sentence, PAIR_BACK):
        if len(past.members) == 2 and past.form != "adjective" and apart.isdisjoint(past.members):
            return past.members
    return ()


def _subject(reader: Reader, found: Found) -> set[int]:
    """The subject of the clause in which a phrase is none: A and B in "A and B urged both sides"."""
    view = found.view
    if view.deps[found.head] in SUBJECT:
        return set()
    subject = subject_of(view, clause_of(view, found.head))
    if subject is None:
        return set()
    members = set(reader.history.members_at(view, subject))
    joined = (p.members for p in reader.history.back(found.sentence, 0) if members & set(p.members))
    return members.union(*joined)


def _facing(reader: Reader, found: Found) -> tuple[int, ...]:
    """Subject and object of one verb in the sentence before: "Asfura leads Nasralla. Both men …"."""
    near: list[Past] = [
        p
        for p in reader.history.back(found.sentence, 1)
        if p.sentence < found.sentence and len(p.members) == 1
    ]
    for past in near:
        if past.view.deps[past.head] not in OBJECT:
            continue
        subject = subject_of(past.view, past.view.heads[past.head])
        members = reader.history.members_at(past.view, subject) if subject is not None else ()
        pair = (*members, *past.members)
        if len(set(pair)) == 2 and all(reader.cast.members[n].kind == "person" for n in pair):
            return pair
    return ()


_COUNTRIES = frozenset({"country"})
_SIDES = frozenset({"country", "organisation", "group"})


def _of_the_lead(reader: Reader, kinds: frozenset[str]) -> tuple[int, ...]:
    """The two of these *kinds* that the report names together at its head: "Chile and Peru resumed talks"."""
    for past in reader.history.past:
        if past.sentence >= LEAD:
            break
        members = sorted(set(past.members))
        if len(members) == 2 and all(reader.cast.members[n].kind in kinds for n in members):
            return tuple(members)
    return ()


def last_two(
    reader: Reader, found: Found, *, countries_only: bool, role: str | None = None
) -> tuple[int, ...]:
    """The last two different persons (of two countries), or countries, in the sentences before.

    Two named together come first, then who faces whom, then subjects before others. With *role*, only
    persons whom the word can speak of count.
    """
    cast = reader.cast
    if not countries_only:
        for pair in (_joined(reader, found), _facing(reader, found)):
            fits = all(role is None or cast.can_be(n, role) for n in pair)
            if pair and fits and all(cast.members[n].kind == "person" for n in pair):
                return tuple(sorted(pair))
    apart = _subject(reader, found)
    near = [p for p in reader.history.back(found.sentence, PAIR_BACK) if apart.isdisjoint(p.members)]
    together = [p for p in near if len(p.members) == 2]
    if (
        not together
        and countries_only
        and (about := _of_the_lead(reader, _COUNTRIES))
        and apart.isdisjoint(about)
    ):
        return about
    for rows in (together[:1], [p for p in near if p.subject], near):
        taken: list[int] = []
        for number in (m for past in rows for m in past.members):
            member = cast.members[number]
            if countries_only:
                # An agency that reports, or is credited, speaks for no country.
                speaks = member.kind in {"country", "person", "organisation"} and member.sector != "JRN"
                code = member.country if speaks else None
                number = cast.country(code) if code else -1
            elif (
                member.kind != "person"
                or (not member.known and not member.titles)
                or any(cast.members[t].country == member.country for t in taken)
                or (role is not None and not cast.can_be(number, role))
            ):
                continue
            if number >= 0 and number not in taken:
                taken.append(number)
            if len(taken) == 2:
                return tuple(sorted(taken))
    return ()
