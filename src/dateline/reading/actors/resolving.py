"""Which member of the cast a describing phrase speaks of, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge import countries, offices
from dateline.knowledge.actor_words import counterparts, words
from dateline.knowledge.roles import role_ending, role_words
from dateline.model import Role
from dateline.reading.actors.cast import GOVERNMENT, Cast
from dateline.reading.actors.describing import content
from dateline.reading.actors.found import Found
from dateline.reading.actors.history import History
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.phrases import Codes, resolve_phrase
from dateline.reading.actors.pronouns import resolve_pronoun
from dateline.reading.actors.view import View

PAIR_BACK = 4
"""How many sentences "the two leaders" may reach back."""


class Reader:
    """Walks a report's phrases in order, and keeps what was met in its ``history``."""

    def __init__(self, cast: Cast, names: Iterable[Found]) -> None:
        """A reader over a cast that holds every named actor already; *names* know their members."""
        self.cast = cast
        self.history = History()
        self.at_start = {
            (f.view.number, f.first): (f.member, f.head)
            for f in names
            if f.kind == "person" and f.form == "name" and f.member is not None
        }

    def name(self, found: Found, member: int) -> None:
        """A name whose member is known."""
        self.history.note(found.view, found.span, (member,), found.form, found.head)
        self.history.join(found, member)
        if found.apposition:
            self.history.rows.append((found.view.span(*found.apposition), member, "role"))

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
        members = resolve_pronoun(self.cast, self.history, view, token)
        if members:
            self.history.note(view, view.span(token, token + 1), members, "pronoun", token)

    def _codes(self, found: Found) -> Codes:
        view = found.view
        text = " ".join(view.doc[found.first : found.last].text.split())
        codes = resolve_phrase(text, "", self.cast.day)
        if codes.country is None and codes.code is None:
            for token in range(found.first, found.head):
                for member in self.history.members_at(view, token):
                    owner = self.cast.members[member]
                    if owner.country or owner.code:
                        return Codes(owner.country, codes.sector, owner.code)
        return codes

    def _owner(self, found: Found) -> tuple[int, ...]:
        """The members of the possessor: "his", "Putin's"."""
        if found.owner is None:
            return ()
        return self.history.members_at(found.view, found.owner)

    def _extra(self, found: Found) -> frozenset[str]:
        ending = role_ending(found.view.lower, found.head + 1)
        return content(found.view, found, ending[0]) if ending else frozenset()

    def _person(self, found: Found) -> tuple[int, ...]:
        role = found.role or ""
        codes = self._codes(found)
        extra = self._extra(found)
        beside = self._beside(found)
        if beside is not None:
            self._give(beside, found, role, extra, codes)
            return (beside,)
        if role == "counterpart":
            other = self._counterpart(found, codes)
            return (other,) if other is not None else ()
        if role in words("relation"):
            return ()
        told = codes.country or codes.code
        unknown_of = found.last > found.head + 1 and not told
        if (found.definite or (told and found.form == "role")) and not unknown_of:
            member = self.cast.with_role(
                self._diplomat(found, role, extra), extra, codes.country, codes.code, self.history.seen
            )
            if member is None and codes.country and self.cast.day:
                term = offices.holder(role, codes.country, self.cast.day)
                if term is not None and not extra:
                    member = self.cast.known_person(term.person)
            if member is not None:
                return (member,)
        body = self._part_of_name(found) if found.definite else None
        if body is not None:
            return (body,)
        name = _bare(found)
        if name.lower() in role_words() and not told and not found.definite:
            return (self.cast.someone(name, found, codes),) if found.form == "description" else ()
        return (self.cast.someone(name, found, codes),)

    def _diplomat(self, found: Found, role: str, extra: frozenset[str]) -> str:
        return "top diplomat" if role == "diplomat" and extra & {"top", "chief", "senior"} else role

    def _beside(self, found: Found) -> int | None:
        """The person named right after: "the envoy, Kofi Annan", "the envoy to Syria Kofi Annan"."""
        view = found.view
        at = found.last
        after = view.lower[at] if at < len(view) else ""
        if after in {"to", "for", "in", "of"}:
            for start in (at + 2, at + 3):
                beside = self.at_start.get((view.number, start))
                if beside is not None and self.history.members_at(view, start - 1):
                    return beside[0]
            return None
        beside = self.at_start.get((view.number, at + 1 if after == "," else at))
        if beside is None or view.sentence[beside[1]] != found.sentence:
            return None
        member, head = beside
        if found.first <= view.heads[head] < found.last or view.heads[found.head] == head:
            return member
        return None

    def _give(self, member: int, found: Found, role: str, extra: frozenset[str], codes: Codes) -> None:
        if role != "counterpart" and role_words()[role].sector:
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
        pair = self._pair(found, role)
        if pair is not None:
            return pair
        if (
            role in words("pair of countries")
            and found.owner is not None
            and not found.plural
            and role != "government"
        ):
            owners = [self.cast.members[m] for m in self._owner(found)]
            code = next((m.country for m in owners if m.country), None)
            return (self.cast.country(code),) if code else ()
        codes = self._codes(found)
        if found.definite and codes.country is None and not found.plural:
            body = self._part_of_name(found)
            if body is not None:
                return (body,)
        if role in GOVERNMENT and codes.country is None and codes.code is None and not found.definite:
            return ()
        extra = self._extra(found)
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
            if role in GOVERNMENT or found.form == "adjective":
                return f"{adjective} {noun}"
        return _bare(found)

    def _part_of_name(self, found: Found) -> int | None:
        """ "The council" of the Syrian National Council; "the group" of the armed group met last."""
        word = found.view.lower[found.head]
        if word in words("any group"):
            for past in self.history.back(found.sentence, 2):
                member = self.cast.members[past.members[0]]
                if (
                    member.kind in {"group", "organisation"}
                    and member.known
                    and member.sector in {"REB", "NGO", "CRM"}
                ):
                    return past.members[0]
        best: int | None = None
        extra = self._extra(found)
        for name, number in self.cast.bodies_with(word):
            later = best is None or self.history.seen.get(number, -1) > self.history.seen[best]
            if extra <= name and number in self.history.seen and later:
                best = number
        return best

    def _pair(self, found: Found, role: str) -> tuple[int, ...] | None:
        """The two whom "the two leaders" or "both countries" speak of; None if it is no such phrase."""
        if (
            not found.definite
            or not (found.plural or found.number in {"two", "both"})
            or found.owner is not None
        ):
            return None
        two = found.number in {"two", "both"}
        if found.number and not two:
            return None
        if role in words("pair of countries") and two:
            pair = self._last_two(found, countries_only=True)
            return pair if len(pair) == 2 else ()
        if role in words("pair of people") and (two or not self._extra(found)):
            if self._codes(found) != Codes(None, self._codes(found).sector, None):
                return None
            pair = self._last_two(found, countries_only=False, role=role) or self._last_two(
                found, countries_only=False
            )
            return pair if len(pair) == 2 else (() if two else None)
        return None

    def _last_two(self, found: Found, *, countries_only: bool, role: str | None = None) -> tuple[int, ...]:
        """The last two different persons (of two countries), or countries, in the sentences before.

        With *role*, only persons whom the word can speak of count. Subjects come before others.
        """
        near = list(self.history.back(found.sentence, PAIR_BACK))
        for rows in ([p for p in near if p.subject], near):
            taken: list[int] = []
            for number in (m for past in rows for m in past.members):
                member = self.cast.members[number]
                if countries_only:
                    code = member.country if member.kind in {"country", "person", "organisation"} else None
                    number = self.cast.country(code) if code else -1
                elif (
                    member.kind != "person"
                    or (not member.known and not member.titles)
                    or any(self.cast.members[t].country == member.country for t in taken)
                    or (role is not None and not self.cast.can_be(number, role))
                ):
                    continue
                if number >= 0 and number not in taken:
                    taken.append(number)
                if len(taken) == 2:
                    return tuple(sorted(taken))
        return ()


def _bare(found: Found) -> str:
    """The words of a phrase as inside a sentence, without determiner, number and possessive pronoun."""
    view = found.view
    first = found.first
    while first < found.head and (
        view.pos[first] == "DET"
        or (view.pos[first] == "NUM" and view.texts[first + 1] != "-")
        or (view.pos[first] == "PRON" and view.deps[first] in {"poss", "det"})
        or view.lower[first] in words("quantity")
    ):
        first += 1
    text = " ".join(view.doc[first : found.last].text.split())
    if (
        view.pos[first] in {"NOUN", "ADJ", "VERB"}
        and text[1:2].islower()
        and view.doc[first].ent_type_ != "NORP"
    ):
        return text[0].lower() + text[1:]
    return text
