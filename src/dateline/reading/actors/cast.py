"""The cast of one report: who is in it, under which names, with which roles and codes."""

from __future__ import annotations

import datetime
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.knowledge import countries, offices, organisations
from dateline.knowledge.actor_words import same_group, words
from dateline.knowledge.names import given_names, name_key
from dateline.knowledge.organisations import Body
from dateline.knowledge.roles import role_words, stands_for
from dateline.model import Actor, ActorKind, Role
from dateline.reading.actors.fitting import former_fit, holds, role_fit
from dateline.reading.actors.found import Found
from dateline.reading.actors.phrases import Codes, body_sector, person_codes

GROUPS_BACK = 50
"""So many groups of one head word are compared with a new phrase."""
PEOPLE_BACK = 400
"""So many of the last persons are thought of for "the president"."""
NAMESAKES_BACK = 200
"""So many of the last with one word in their names are compared with a name; only lists have more."""
YEARS_AROUND_OFFICE = 12
"""A namesake is taken for the office holder only so many years before or after the term."""
SHORTEST_INITIALS = 3
"""Two initials are too common to say whose they are."""
LONG_NAME = 4
"""In a name of so many words any of them may stand for it: "Lula"."""
SMALL_WORDS = frozenset("of the for and in on to".split())
UNMET = 2
"""So much worse is a fit with someone named only later in the report."""
GOVERNMENT = words("government")


@dataclass(slots=True)
class Member:
    """One actor while the report is being read."""

    name: str
    kind: ActorKind
    known: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    gender: str | None = None
    plural: bool = False
    told: bool = False
    office: str | None = None
    names: dict[str, None] = field(default_factory=dict)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    titles: list[tuple[str, frozenset[str], str | None, str | None]] = field(default_factory=list)
    group: tuple[str, frozenset[str], str | None] | None = None

    def actor(self) -> Actor:
        """The finished row."""
        aliases = tuple(n for n in self.names if n != self.name)
        return Actor(
            self.name, self.kind, self.known, self.country, self.sector, self.code, tuple(self.roles), aliases
        )


class Cast:
    """The members by the order in which they were met; every look-up gives a member's number."""

    def __init__(self, day: datetime.date | None) -> None:
        """An empty cast; *day* is when the report was published, if known."""
        self.day = day
        self.members: list[Member] = []
        self._by_known: dict[str, int] = {}
        self._people: list[int] = []
        self._words: dict[str, deque[int]] = {}
        self._bodies: dict[str, int] = {}
        self._bodies_with: dict[str, deque[int]] = {}
        self._groups: dict[str, list[int]] = {}
        self._initials: dict[str, int] = {}
        self.abbreviations: set[str] = set()
        self.ages: dict[int, str] = {}
        self.places: set[str] = set()
        self.nouns: dict[int, set[str]] = {}
        self.introduced: dict[int, int] = {}

    def country(self, code: str, seen: str | None = None) -> int:
        """The country of this code."""
        known = f"country:{code}"
        number = self._by_known.get(known)
        if number is None:
            country = countries.by_code()[code]
            number = self._add(Member(country.name, "country", known, code))
        if seen:
            self.members[number].names.setdefault(seen)
        return number

    def body(self, body: Body, seen: str | None = None) -> int:
        """An organisation or armed group of the knowledge files."""
        number = self._by_known.get(body.key)
        if number is None:
            kind: ActorKind = "group" if body.key.startswith("group:") else "organisation"
            if body.key.startswith("territory:"):
                kind = "country"
            member = Member(
                body.name,
                kind,
                body.key,
                body.country,
                body_sector(body, self.day),
                body.code,
                office=body.office,
            )
            number = self._add(member)
            self._note_body(body.name.lower(), number)
        if seen:
            self.members[number].names.setdefault(seen)
        return number

    def organisation(self, name: str, codes: Codes, alias: str | None = None) -> int:
        """An organisation that only the report names; a short form of one named before is that one."""
        plain = re.sub(r"^(?:the|The) ", "", name)
        key = plain.lower()
        number = self._bodies.get(key)
        if number is None:
            number = self._longer_name(key)
        if number is None:
            number = self._add(Member(plain, "organisation", None, codes.country, codes.sector, codes.code))
        self._note_body(key, number)
        self.members[number].names.setdefault(plain)
        if alias:
            self.abbreviate(number, alias)
        return number

    def abbreviate(self, number: int, alias: str) -> None:
        """Note the abbreviation that the report gives for a body."""
        self.abbreviations.add(alias)
        self._note_body(alias.lower(), number)
        self.members[number].names.setdefault(alias)

    def _longer_name(self, key: str) -> int | None:
        """The body met last whose name holds all words of *key* and more: "the Commission"."""
        parts = key.split()
        if not parts or key in words("short name of many bodies"):
            return None
        noun = parts[-1] in words("head of an organisation") or parts[-1] in role_words()
        for number in reversed(self._bodies_with.get(parts[0], deque())):
            name = self.members[number].name.lower().split()
            if set(parts) < set(name) and (noun or name[0] == parts[0]):
                return number
        return None

    def spelled_out(self, name: str) -> int | None:
        """The body met whose initials an abbreviation is: the RSF of the Rapid Support Forces."""
        if not name.isupper() or not name.isalpha() or len(name) < SHORTEST_INITIALS:
            return None
        return self._initials.get(name)

    def ends_with(self, word: str) -> int | None:
        """The one body whose name ends with *word*, a noun for bodies: "the League" for the Arab League."""
        if word not in words("head of an organisation") and word not in role_words():
            return None
        numbers = {
            n
            for n in self._bodies_with.get(word, ())
            if (name := self.members[n].name.lower().split())[-1] == word and len(name) > 1
        }
        return min(numbers) if len(numbers) == 1 else None

    def begins_with(self, word: str) -> int | None:
        """The one organisation that only the report knows and whose name begins with *word*."""
        numbers = {
            n
            for n in self._bodies_with.get(word, ())
            if not self.members[n].known and self.members[n].name.lower().replace("-", " ").split()[0] == word
        }
        return min(numbers) if len(numbers) == 1 else None

    def _note_body(self, name: str, number: int) -> None:
        """Let a body be found by a name and by each word of it."""
        if name not in self._bodies:
            initials = "".join(w[0] for w in name.replace("-", " ").split() if w not in SMALL_WORDS).upper()
            if len(initials) >= SHORTEST_INITIALS:
                self._initials.setdefault(initials, number)
            for word in set(name.replace("-", " ").split()):
                self._bodies_with.setdefault(word, deque(maxlen=NAMESAKES_BACK)).append(number)
        self._bodies[name] = number

    def full_name(self, name: str, codes: Codes, country: str | None) -> int:
        """The person of this name of two words or more; a fuller or shorter form is the same."""
        key = name_key(name)
        near = {n for word in (key[0], key[-1]) for n in self._words.get(word, ())} if key else set()
        for number in sorted(near, reverse=True):
            if any(_same_person(key, other) for other in self.members[number].keys):
                self._name_person(number, name, key)
                return number
        return self._new_person(name, key, codes, country)

    def single_name(
        self, name: str, gender: str | None, codes: Codes, certain: bool, at: int | None = None
    ) -> int | None:
        """The person of this single name: one of the report, else one in office, else a new one.

        Of several, it is the one whose full name the report gave first before the place *at*.
        """
        key = name_key(name)
        if not key:
            return None
        near = [n for n in self._words.get(key[-1], ()) if _fits(self.members[n].gender, gender)]
        last = [n for n in near if any(k[-1] == key[-1] or k[0] == key[-1] for k in self.members[n].keys)]
        before = [n for n in last or near if at is not None and self.introduced.get(n, at) < at]
        choice = sorted(before, key=lambda n: self.introduced[n]) or list(reversed(last or near))
        if gender is not None:
            choice.sort(key=lambda n: self.members[n].gender != gender)
        for number in choice:
            if not codes.country or self.members[number].country in {None, codes.country}:
                self._name_person(number, name, key)
                return number
        holders = [p for p in offices.surnames().get(key[-1], ()) if self._in_office(p, codes.country)]
        if len(holders) == 1 and certain:
            number = self.known_person(holders[0])
            self._name_person(number, name, key)
            return number
        return self._new_person(name, key, codes, None) if certain else None

    def known_person(self, name: str) -> int:
        """A person of `offices` by the usual name, in the cast or new to it."""
        known = f"person:{organisations.slug(name)}"
        number = self._by_known.get(known)
        if number is None:
            number = self._new_person(name, name_key(name), Codes(), None)
        return number

    def bears(self, word: str, *, family: bool = False) -> bool:
        """Whether a person is called by this word; with *family*, as the last of several words."""
        key = name_key(word)
        if len(key) != 1:
            return False
        keys = [k for n in self._words.get(key[0], ()) for k in self.members[n].keys]
        if family:
            return any(len(k) > 1 and k[-1] == key[0] for k in keys)
        return any(key[0] in {k[0], k[-1]} or len(k) >= LONG_NAME for k in keys)

    def give_role(self, number: int, role: Role, word: str, extra: frozenset[str], codes: Codes) -> None:
        """Note a role that the text gives a person, and what it says of country and sector."""
        member = self.members[number]
        if all(r.title.lower() != role.title.lower() for r in member.roles):
            member.roles.append(role)
        member.titles.append((word, extra, codes.country, codes.code))
        # Whose brother someone is tells less than what office is held.
        kin = word in words("kin")
        self.take_codes(number, Codes(codes.country, None, codes.code) if kin else codes)
        if kin and member.sector is None:
            member.sector = codes.sector

    def take_codes(self, number: int, codes: Codes) -> None:
        """What the text says comes before the knowledge files, and what it says first before the rest."""
        member = self.members[number]
        if codes.country and (not member.known or member.country is None):
            member.country = member.country or codes.country
        if codes.code and member.country is None:
            member.code = member.code or codes.code
        if codes.sector and not member.told and (member.kind == "person" or member.sector is None):
            member.sector = codes.sector
            member.told = True

    def group(self, found: Found, word: str, modifiers: frozenset[str], codes: Codes, name: str) -> int:
        """The group that a phrase describes: one met before, if it can be the same, else a new one.

        The role word stands among its names, so that "rebel" finds "Syrian rebels".
        """
        number = self.met_group(found, word, modifiers, codes)
        head = same_group().get(word, word)
        count = _count(found)
        if number is not None:
            member = self.members[number]
            if codes.country and not member.country:
                member.country = codes.country
                member.name = name
            member.names.setdefault(name)
            return number
        member = Member(name, "group", None, codes.country, codes.sector, codes.code, plural=found.plural)
        member.group = (head, modifiers, count)
        member.names.setdefault(name)
        if found.role:
            member.names.setdefault(found.role)
        number = self._add(member)
        self._groups.setdefault(head, []).append(number)
        return number

    def met_group(self, found: Found, word: str, modifiers: frozenset[str], codes: Codes) -> int | None:
        """The group of before that a phrase can speak of."""
        head = same_group().get(word, word)
        if word == "people" and not (found.definite or codes.country or modifiers):
            return None
        count = _count(found)
        near = self._groups.get(head, [])[-GROUPS_BACK:]
        candidates = [n for n in reversed(near) if self._same_group(n, head, modifiers, codes)]
        entry = role_words().get(word)
        if entry is not None and word in words("body with a name"):
            candidates = [n for n in candidates if self.members[n].plural == found.plural]
        number = next((n for n in candidates if self._group_of(n)[2] == count), None)
        if number is None and found.definite:
            candidates = [n for n in candidates if codes.country in {None, self.members[n].country}]
            number = next((n for n in candidates if None in {count, self._group_of(n)[2]}), None)
        return number

    def is_bare(self, number: int) -> bool:
        """Whether nothing is known of a group but its head word."""
        return not self._group_of(number)[1] and self.members[number].country is None

    def _group_of(self, number: int) -> tuple[str, frozenset[str], str | None]:
        group = self.members[number].group
        assert group is not None
        return group

    def _same_group(self, number: int, head: str, modifiers: frozenset[str], codes: Codes) -> bool:
        """Whether head word, country, sector and modifiers of a phrase allow that it is this group."""
        member = self.members[number]
        other, others, _ = self._group_of(number)
        if other != head or (codes.country and member.country and codes.country != member.country):
            return False
        if codes.sector and member.sector and codes.sector != member.sector:
            return False
        return modifiers <= others or (not others and codes.country == member.country)

    def someone(self, name: str, found: Found, codes: Codes) -> int:
        """A person whom the report describes and does not name; the same words are the same person."""
        key = f"someone:{name.lower()}"
        number = self._by_known.get(key) if found.definite else None
        if number is None:
            member = Member(
                name, "person", None, codes.country, codes.sector, codes.code, gender=found.gender
            )
            member.names.setdefault(name)
            number = len(self.members)
            self.members.append(member)
            self._by_known[key] = number
            if found.role:
                member.titles.append((found.role, frozenset(), codes.country, codes.code))
        return number

    def bodies_with(self, word: str) -> Sequence[tuple[frozenset[str], int]]:
        """The bodies with *word* (lower-case) in a name: all words of the name, and the body."""
        numbers = self._bodies_with.get(word, ())
        return [(frozenset(self.members[n].name.lower().split()), n) for n in numbers]

    def with_role(
        self,
        word: str,
        extra: frozenset[str],
        country: str | None,
        code: str | None,
        order: dict[int, int],
        *,
        former: bool = False,
    ) -> int | None:
        """The person whom "the [country] [word]" can speak of; *order* ranks by how lately they were met.

        Roles that the text gives come before those of the knowledge files, a better fit before a nearer one,
        and who was met before who is only named later. *former* asks for one who holds the office no more.
        """
        best: tuple[int, int, int] | None = None
        for number in self._people[-PEOPLE_BACK:]:
            fit = former_fit if former else role_fit
            score = fit(self.members[number], word, extra, country, code, self.day)
            met = order.get(number, -1)
            if score == 2 and met < 0 and not (country or code):
                continue
            if score:
                rank = (score - (UNMET if met < 0 else 0), met, -number)
                if best is None or rank > best:
                    best = rank
        return -best[2] if best else None

    def known_holder(self, word: str, country: str) -> int | None:
        """The member who holds an office of *country* by the knowledge files."""
        wanted = stands_for(word)
        near = [n for n in self._people if self.members[n].known]
        return next((n for n in near if holds(self.members[n], wanted, country, None, self.day)), None)

    def can_be(self, number: int, word: str) -> bool:
        """Whether "the [word]" can speak of this person by a role of the text or an office."""
        member = self.members[number]
        wanted = stands_for(word)
        return any(t[0] in wanted for t in member.titles) or (
            member.known is not None and holds(member, wanted, None, None, self.day)
        )

    def office_of(self, number: int) -> int | None:
        """The body that is a person's office: the Kremlin for the president of Russia."""
        member = self.members[number]
        bodies = organisations.offices()
        for word, _, country, _ in member.titles:
            body = bodies.get(f"{word} {country or member.country}")
            if body:
                return self.body(body)
        if member.known:
            for term in reversed(offices.terms_of(member.name)):
                body = bodies.get(f"{term.office} {term.country}")
                if body and (self.day is None or term.holds_on(self.day)):
                    return self.body(body)
        return None

    def _in_office(self, person: str, country: str | None) -> bool:
        terms = offices.terms_of(person)
        if country and all(t.country != country for t in terms):
            return False
        return self.day is None or any(t.holds_on(self.day) for t in terms)

    def _new_person(self, name: str, key: tuple[str, ...], codes: Codes, country: str | None) -> int:
        known = self._known_as(name, country or codes.country) if " " in name else None
        if known is not None and f"person:{organisations.slug(known)}" in self._by_known:
            number = self._by_known[f"person:{organisations.slug(known)}"]
            self._name_person(number, name, key)
            return number
        member = Member(name, "person", None, codes.country, codes.sector, codes.code)
        if known is not None:
            member.known = f"person:{organisations.slug(known)}"
            facts = person_codes(known, self.day) or Codes()
            member.country, member.sector, member.code = facts.country, facts.sector, facts.code
            if known != name:
                member.keys.append(name_key(known))
        member.gender = given_names().get(key[0]) if key else None
        number = self._add(member)
        self._people.append(number)
        self._name_person(number, name, key)
        for other in member.keys:
            for word in other:
                self._note_person(word, number)
        return number

    def _known_as(self, name: str, country: str | None) -> str | None:
        """The usual name of the office holder who bears *name*, if time and country allow it."""
        terms = offices.terms_of(name)
        if not terms or (country and all(t.country not in {None, country} for t in terms)):
            return None
        if self.day is not None:
            around = datetime.timedelta(days=366 * YEARS_AROUND_OFFICE)
            if all(t.start - self.day > around or (t.end and self.day - t.end > around) for t in terms):
                return None
        return terms[-1].person

    def _name_person(self, number: int, name: str, key: tuple[str, ...]) -> None:
        member = self.members[number]
        member.names.setdefault(name)
        room = len(member.keys) < NAMESAKES_BACK
        if room and key and key not in member.keys and (len(key) > 1 or not member.keys):
            member.keys.append(key)
            for word in key:
                self._note_person(word, number)
        if " " in name and " " not in member.name:
            member.name = name

    def _note_person(self, word: str, number: int) -> None:
        """Let a person be found by a word of the name."""
        numbers = self._words.setdefault(word, deque(maxlen=NAMESAKES_BACK))
        if number not in numbers:
            numbers.append(number)

    def _add(self, member: Member) -> int:
        number = len(self.members)
        self.members.append(member)
        member.names.setdefault(member.name)
        if member.known:
            self._by_known[member.known] = number
        return number


def _same_person(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words or more can be one person's: same ends, or one within the other."""
    if key == other:
        return True
    if len(key) < 2 or len(other) < 2:
        return False
    if key[0] == other[0] and key[-1] == other[-1]:
        return True
    short, long = sorted((key, other), key=len)
    return (len(short) > 1 and len(short) < len(long) and long[: len(short)] == short) or long[
        -len(short) :
    ] == short


def _count(found: Found) -> str | None:
    """The number in a phrase that tells its group from others; "the two sides" tells nothing."""
    return None if found.definite and found.number in {"both", "two"} else found.number


def _fits(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
