"""Which member of the cast a describing phrase speaks of, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge import countries, offices
from dateline.knowledge.actor_words import counterparts, words
from dateline.knowledge.roles import role_ending, role_words
from dateline.model import Role
from dateline.reading.actors.bodies import (
    body_beside,
    body_of_kind,
    fighters_of,
    known_rebels,
    part_in_kind,
    part_of_name,
)
from dateline.reading.actors.cast import GOVERNMENT, Cast
from dateline.reading.actors.clauses import speakers, subject_of
from dateline.reading.actors.describing import AGE, content
from dateline.reading.actors.fitting import FORMER
from dateline.reading.actors.found import Found
from dateline.reading.actors.history import History
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.pairs import each_of, pair_of
from dateline.reading.actors.phrases import Codes, resolve_phrase
from dateline.reading.actors.pronouns import resolve_pronoun
from dateline.reading.actors.topics import is_epithet, is_former, stranger, topic
from dateline.reading.actors.view import View

OWNER_BACK = 6
"""How many words before a phrase its possessor is looked for: "the separatists' leader"."""
LEAD = 2
"""In the first sentences a description may speak of someone whom the report names only later."""


class Reader:
    """Walks a report's phrases in order, and keeps what was met in its ``history``."""

    def __init__(self, cast: Cast, names: Iterable[Found]) -> None:
        """A reader over a cast that holds every named actor already; *names* know their members."""
        self.cast = cast
        self.history = History()
        self.speakers: dict[int, int] = {}
        self.same: dict[int, int] = {}
        self.sides: tuple[int, ...] = ()
        known = [f for f in names if f.form == "name" and f.member is not None]
        self.at_start = {(f.view.number, f.first): (f.member, f.head) for f in known if f.kind == "person"}
        self.body_at = {(f.view.number, f.first): f for f in known if f.kind in {"organisation", "group"}}
        self.body_before = {(f.view.number, f.last): f for f in self.body_at.values()}
        self.at_head_of_name = {(f.view.number, f.head): f.member for f in known}

    def enter(self, view: View) -> None:
        """Begin a paragraph."""
        self.speakers = speakers(view)

    def name(self, found: Found, member: int) -> None:
        """A name whose member is known."""
        self._named_as(found, member)
        self.history.note(found.view, found.span, (member,), found.form, found.head)
        self.history.join(found, member)
        if found.apposition:
            self.history.rows.append((found.view.span(*found.apposition), member, "role"))

    def _named_as(self, found: Found, member: int) -> None:
        """ "The driver was identified as Ann Low": the driver is she."""
        view = found.view
        governor = view.heads[found.head]
        verb = view.heads[governor] if view.lower[governor] == "as" else governor
        if view.lemmas[verb] not in words("verb of naming") or view.deps[found.head] not in {"pobj", "oprd"}:
            return
        subject = subject_of(view, verb)
        members = self.history.members_at(view, subject) if subject is not None else ()
        known = any(self.cast.members[m].known for m in members)
        passive = subject is not None and (view.deps[subject] == "nsubjpass" or view.deps[verb] == "acl")
        if (
            passive
            and self._can_be_named(members, found)
            and len(members) == 1
            and members[0] != member
            and not known
            and view.tags[subject or 0] in {"NN", "NNP", "PRP"}
        ):
            self.same[members[0]] = member

    def _can_be_named(self, members: tuple[int, ...], found: Found) -> bool:
        """Whether a phrase may speak of a person where *found* is one, of a body where it is none."""
        kinds = {self.cast.members[m].kind for m in members}
        heads = {group[0] for m in members if (group := self.cast.members[m].group)}
        person = kinds == {"person"} or (kinds == {"group"} and heads.isdisjoint(role_words()))
        return person if found.kind == "person" else kinds <= {"group", "organisation"}

    def describe(self, found: Found) -> None:
        """A describing phrase."""
        if found.form == "adjective" and found.kind == "group":
            members = self._modifier(found)
        elif found.role == "office" and found.kind == "organisation":
            members = self._office(found)
        elif found.kind == "person":
            members = self._person(found)
        else:
            members = self._group(found)
        if members:
            self.history.note(found.view, found.span, members, found.form, found.head)
            if len(members) == 1:
                self.history.join(found, members[0])

    def pronoun(self, view: View, token: int) -> None:
        """A pronoun."""
        members = resolve_pronoun(self.cast, self.history, view, token, self._speaker(view, token))
        if members:
            self.history.note(view, view.span(token, token + 1), members, "pronoun", token)

    def _speaker(self, view: View, token: int) -> tuple[int, ...]:
        """The members who speak the quotation that *token* stands in."""
        subject = self.speakers.get(token)
        if subject is None:
            return ()
        named = self.at_head_of_name.get((view.number, subject))
        return self.history.members_at(view, subject) or (() if named is None else (named,))

    def codes_of(self, found: Found) -> Codes:
        """What a phrase says of country and sector, its possessor's country included."""
        view = found.view
        text = view.words(found.first, found.last)
        codes = resolve_phrase(text, "", self.cast.day)
        before = range(max(0, found.first - OWNER_BACK), found.first)
        owners = [i for i in before if view.deps[i] == "poss" and view.heads[i] == found.head]
        if codes.country is None and codes.code is None:
            for token in (*owners, *range(found.first, found.head)):
                for member in self.history.members_at(view, token):
                    owner = self.cast.members[member]
                    armed = owner.sector == "REB" and owner.kind == "group" and codes.sector in {"GOV", "MIL"}
                    if owner.country or owner.code or armed:
                        return Codes(owner.country, owner.sector if armed else codes.sector, owner.code)
        return codes

    def _owner(self, found: Found) -> tuple[int, ...]:
        """The members of the possessor: "his", "Putin's"."""
        if found.owner is None:
            return ()
        return self.history.members_at(found.view, found.owner)

    def extra_of(self, found: Found) -> frozenset[str]:
        """The modifiers that tell a phrase's group or person from others."""
        ending = role_ending(found.view.lower, found.head + 1)
        return content(found.view, found, ending[0]) if ending else frozenset()

    def _person(self, found: Found) -> tuple[int, ...]:
        role = found.role or ""
        codes = self.codes_of(found)
        extra = self.extra_of(found)
        beside = self._beside(found)
        if beside is not None:
            self._give(beside, found, role, extra, codes)
            return (beside,)
        if role == "counterpart":
            other = self._counterpart(found, codes)
            return (other,) if other is not None else ()
        if role in words("relation"):
            return ()
        apposed = self._apposed(found)
        if apposed:
            return apposed
        predicate = self._predicate(found, role, extra, codes)
        if predicate is not None:
            return predicate
        told = codes.country or codes.code
        if role == AGE:
            return topic(self, found)
        unknown_of = found.last > found.head + 1 and not told
        foreign = found.owner is not None and not told
        former = is_former(found)
        looked_up = found.definite or (told and found.form == "role")
        if looked_up and not unknown_of and not foreign:
            member = self.cast.with_role(
                self._diplomat(found, role, extra),
                extra - FORMER,
                codes.country,
                codes.code,
                self.history.seen,
                former=former,
            )
            if member is None and codes.country and self.cast.day and not former:
                term = offices.holder(role, codes.country, self.cast.day)
                if term is not None and not extra:
                    member = self.cast.known_person(term.person)
            if member is not None:
                return (member,)
        if (
            not looked_up
            and found.sentence < LEAD
            and (named := self._named_later(role, codes, former)) is not None
        ):
            return (named,)
        if is_epithet(found, role, former) and (again := topic(self, found)):
            return again
        if role in words("epithet") and role not in role_words():
            return ()
        body = part_of_name(self, found) if found.definite and found.owner is None else None
        if body is not None:
            return (body,)
        unnamed = stranger(self, found, role, codes) if found.definite and found.owner is None else None
        if unnamed is not None:
            return (unnamed,)
        name = _bare(found)
        if name.lower() in role_words() and not told and not found.definite:
            return (self.cast.someone(name, found, codes),) if found.form == "description" else ()
        owners = self._owner(found)
        if len(owners) == 1 and found.view.lower[found.owner or 0] in words("possessive"):
            name = f"{self.cast.members[owners[0]].name}'s {name}"
        return (self.cast.someone(name, found, codes),)

    def _named_later(self, role: str, codes: Codes, former: bool) -> int | None:
        """The person of this role whom the report names only after its lead: "Ugandan activist freed"."""
        seen = self.history.seen
        number = self.cast.with_role(role, frozenset(), None, None, seen, former=former)
        if number is None or number in seen:
            return None
        country = self.cast.members[number].country
        return number if None in {country, codes.country} or country == codes.country else None

    def _apposed(self, found: Found) -> tuple[int, ...]:
        """The unnamed person of whom a phrase says more: "one civilian, a 62-year-old farmer, was killed"."""
        view, noun = found.view, found.view.heads[found.head]
        if view.deps[found.head] != "appos" or found.definite or noun >= found.first:
            return ()
        members = self.history.members_at(view, noun)
        unnamed = all(m.kind == "person" and not m.keys for m in map(self.cast.members.__getitem__, members))
        return members if len(members) == 1 and unnamed else ()

    def _predicate(
        self, found: Found, role: str, extra: frozenset[str], codes: Codes
    ) -> tuple[int, ...] | None:
        """The subject of "X is a cleric" or "X serves as envoy"; None if the phrase is no predicate."""
        view = found.view
        verb = view.heads[found.head]
        if view.deps[found.head] == "oprd":
            return ()
        if view.deps[found.head] == "pobj" and view.lower[verb] == "as":
            verb = view.heads[verb]
            if view.lemmas[verb] in words("verb of being made"):
                return ()
            if view.lemmas[verb] not in words("verb of serving as"):
                return None
        elif view.deps[found.head] != "attr" or view.lemmas[verb] != "be":
            return None
        if any(child.dep_ == "expl" for child in view.doc[verb].children):
            return None  # "there is a child": nobody is said to be one
        subject = subject_of(view, verb)
        members = self.history.members_at(view, subject) if subject is not None else ()
        if len(members) != 1 or self.cast.members[members[0]].kind != "person":
            return None
        if any(child.dep_ == "neg" for child in view.doc[verb].children):
            return ()
        self._give(members[0], found, role, extra, codes)
        return members

    def _diplomat(self, found: Found, role: str, extra: frozenset[str]) -> str:
        return "top diplomat" if role == "diplomat" and extra & {"top", "chief", "senior"} else role

    def _beside(self, found: Found) -> int | None:
        """The person named right after: "the envoy, Kofi Annan", "the envoy to Syria Kofi Annan"."""
        view = found.view
        at = found.last
        after = view.lower[at] if at < len(view) else ""
        if after in {"to", "for", "in", "of"}:
            for start in range(at + 2, min(len(view), at + 8)):
                if view.pos[start] in {"VERB", "AUX"} or view.sentence[start] != found.sentence:
                    return None
                beside = self.at_start.get((view.number, start))
                if beside is not None:
                    comma = view.texts[start - 1] == "," and view.deps[beside[1]] == "appos"
                    joined = bool(self.history.members_at(view, start - 1)) and start <= at + 3
                    return beside[0] if comma or joined else None
            return None
        beside = self.at_start.get((view.number, at + 1 if after == "," else at))
        if beside is None or view.sentence[beside[1]] != found.sentence:
            return None
        member, head = beside
        if found.first <= view.heads[head] < found.last or view.heads[found.head] == head:
            return member
        return None

    def _give(self, member: int, found: Found, role: str, extra: frozenset[str], codes: Codes) -> None:
        entry = role_words().get(role)
        if entry is not None and entry.gender:
            self.cast.members[member].gender = self.cast.members[member].gender or entry.gender
        if role != "counterpart" and entry is not None and entry.sector:
            self.cast.give_role(member, Role(_bare(found), span=found.span), role, extra, codes)

    def _counterpart(self, found: Found, codes: Codes) -> int | None:
        """ "His Russian counterpart": who holds in Russia the office that he holds."""
        owners = self._owner(found) or self._last_subject(found)
        if not owners or codes.country is None:
            return None
        owner = self.cast.members[owners[0]]
        words = [t[0] for t in owner.titles]
        words += [
            t.office
            for t in offices.terms_of(owner.name)
            if owner.known and (self.cast.day is None or t.holds_on(self.cast.day))
        ]
        for word in dict.fromkeys(words):
            member = self.cast.with_role(word, frozenset(), codes.country, None, self.history.seen)
            if member is not None and member != owners[0]:
                return member
            for office in counterparts().get(word, (word,)):
                term = offices.holder(office, codes.country, self.cast.day) if self.cast.day else None
                if term is not None:
                    return self.cast.known_person(term.person)
        return None

    def _last_subject(self, found: Found) -> tuple[int, ...]:
        for past in self.history.back(found.sentence, 0):
            if past.form != "adjective" and self.cast.members[past.members[0]].kind == "person":
                return past.members
        return ()

    def _office(self, found: Found) -> tuple[int, ...]:
        owners = self._owner(found)
        if not owners or self.cast.members[owners[0]].kind != "person":
            return ()
        member = self.cast.office_of(owners[0])
        if member is None:
            owner = self.cast.members[owners[0]]
            name = f"{owner.name}'s office"
            member = self.cast.organisation(name, Codes(owner.country, owner.sector, owner.code))
        elif found.view.pos[found.owner or 0] == "PROPN":
            self.cast.members[member].names.setdefault(_bare(found))
        return (member,)

    def _modifier(self, found: Found) -> tuple[int, ...]:
        word = found.role or ""
        codes = resolve_phrase(found.name, "", self.cast.day)
        before = range(found.first - 1, max(-1, found.first - 3), -1)
        country = next((m for t in before if (m := self.history.members_at(found.view, t))), ())
        if country and self.cast.members[country[0]].kind in {"country", "person"}:
            codes = Codes(self.cast.members[country[0]].country, codes.sector, codes.code)
        return (self.cast.group(found, word, frozenset(), codes, self._group_name(found, word, codes)),)

    def _group(self, found: Found) -> tuple[int, ...]:
        role = found.role or ""
        several = each_of(self, found, self.extra_of(found)) or pair_of(self, found, self.extra_of(found))
        if several is not None:
            return several
        if (
            role in words("pair of countries")
            and found.owner is not None
            and not found.plural
            and role != "government"
        ):
            owners = [self.cast.members[m] for m in self._owner(found)]
            code = next((m.country for m in owners if m.country), None)
            return (self.cast.country(code),) if code else ()
        beside = body_beside(self, found)
        if beside is not None:
            self.cast.take_codes(beside, self.codes_of(found))
            self.cast.nouns.setdefault(beside, set()).add(role)
            return (beside,)
        codes = self.codes_of(found)
        if found.definite and codes.country is None and not found.plural:
            body = part_of_name(self, found)
            if body is not None:
                return (body,)
        alone = found.definite and not found.plural and found.owner is None
        if alone and codes.country and role in words("commercial body") and not self.extra_of(found):
            body = body_of_kind(self, found, role, codes.country)
            if body is not None:
                return (body,)
        if role in GOVERNMENT and codes.country is None and codes.code is None and not found.definite:
            return ()
        extra = self.extra_of(found)
        owner = self._owner(found)
        if role not in GOVERNMENT and len(owner) == 1 and self.cast.members[owner[0]].kind != "country":
            extra |= frozenset({f"of {owner[0]}"})
        fighters = fighters_of(self, found, role, codes)
        if fighters is not None:
            return (fighters,)
        kind = part_in_kind(self, found, role)
        if kind is not None:
            return (kind,)
        rebels = known_rebels(self, found, role, extra, codes)
        if rebels is not None:
            return (rebels,)
        group = self.cast.group(found, role, extra, codes, self._group_name(found, role, codes))
        other = self._joined_country(found, codes)
        if other is None:
            return (group,)
        name = _bare(found).replace(found.view.texts[found.first], found.view.texts[found.first - 2], 1)
        joined = self.cast.group(found, role, extra, Codes(other, codes.sector), name)
        found.first -= 2
        return (joined, group)

    def _joined_country(self, found: Found, codes: Codes) -> str | None:
        """The first country of "Hungarian and Romanian officials", who are two groups."""
        view = found.view
        first = found.first
        if first < 2 or view.lower[first - 1] != "and" or codes.country is None or not found.plural:
            return None
        entry = lookup(view.texts[first - 2])
        if entry is None or entry.kind not in {"adjective", "country"} or lookup(view.texts[first]) is None:
            return None
        return entry.code if entry.code != codes.country else None

    def _group_name(self, found: Found, role: str, codes: Codes) -> str:
        if codes.country and (role in GOVERNMENT or found.owner is not None or found.form == "adjective"):
            country = countries.by_code()[codes.country]
            adjective = country.adjectives[0] if country.adjectives else country.name
            noun = "government" if role in GOVERNMENT else found.view.texts[found.head]
            if role in GOVERNMENT or found.form == "adjective" or self._of_pronoun(found):
                return f"{adjective} {noun}"
        return _bare(found)

    def _of_pronoun(self, found: Found) -> bool:
        return found.owner is not None and found.view.lower[found.owner] in words("possessive")


def _bare(found: Found) -> str:
    """The words of a phrase as inside a sentence, without determiner, number and possessive pronoun."""
    view = found.view
    first = found.first
    while first < found.head and (
        view.pos[first] == "DET"
        or (view.pos[first] == "NUM" and view.texts[first + 1] != "-")
        or (view.pos[first] == "PRON" and view.deps[first] in {"poss", "det"})
        or view.lower[first] in words("quantity")
        or view.lower[first] in words("quantity of people")
        or (view.lower[first] == "of" and first > found.first)
    ):
        first += 1
    text = view.words(first, found.last)
    if view.pos[first] in {"NOUN", "ADJ", "VERB"} and text[1:2].islower() and view.labels[first] != "NORP":
        return text[0].lower() + text[1:]
    return text
