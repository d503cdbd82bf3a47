"""Which member of the cast each phrase speaks of: descriptions and pronouns, in the order of the text.

After the rules of shallow coreference for news (Lappin & Leass 1994; Mitkov 1998): the nearest phrase before
that agrees in number and gender, subjects first, and the speaker of the last quotation for a pronoun beside
a verb of speech. Where nothing fits well, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.knowledge import countries, offices
from dateline.knowledge.roles import role_ending, role_words
from dateline.model import MentionForm, Role, Span
from dateline.reading.actors.cast import GOVERNMENT, Cast
from dateline.reading.actors.describing import content
from dateline.reading.actors.found import Found
from dateline.reading.actors.phrases import Codes, resolve_phrase
from dateline.reading.actors.view import View

SENTENCES_BACK = {"he": 4, "they": 2, "it": 1}
"""How many sentences a pronoun may reach back."""
THEY_SCORE = 0.5
"""The least score for "they": a subject of this sentence, or a pair or a speaker of the one before."""
_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_SPEECH = frozenset(
    "say tell add insist warn stress note ask call urge claim accuse announce declare argue describe explain admit "
    "reply state report predict demand deny vow pledge continue conclude believe think hope want".split()
)
_PAIR_BACK = 4
"""How many sentences "the two leaders" may reach back."""
_SUBJECT = frozenset("nsubj nsubjpass csubj".split())
_TWO_PEOPLE = frozenset(
    "leader president minister man woman side diplomat official general premier rival".split()
)
_TWO_COUNTRIES = frozenset("country nation state side government power neighbor neighbour".split())


@dataclass(slots=True)
class Past:
    """A mention that has been read: its members, its place, and how it stands in its sentence."""

    members: tuple[int, ...]
    sentence: int
    start: int
    subject: bool
    head: int
    view: View
    quoted: bool
    form: MentionForm


Row = tuple[Span, int, MentionForm]


class Reader:
    """Walks a report's phrases in order, and keeps what was met."""

    def __init__(self, cast: Cast, names: Iterable[Found]) -> None:
        """A reader over a cast that holds every named actor already; *names* know their members."""
        self.cast = cast
        self.at_start = {
            (f.view.number, f.first): (f.member, f.head)
            for f in names
            if f.kind == "person" and f.form == "name" and f.member is not None
        }
        self.past: list[Past] = []
        self.rows: list[Row] = []
        self.seen: dict[int, int] = {}
        self.at_head: dict[tuple[int, int], tuple[int, ...]] = {}

    def name(self, found: Found, member: int) -> None:
        """A name whose member is known."""
        self._note(found.view, found.span, (member,), found.form, found.head)
        self._join_conjunct(found, member)

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
            self._note(found.view, found.span, members, found.form, found.head)
            if len(members) == 1:
                self._join_conjunct(found, members[0])

    def pronoun(self, view: View, token: int) -> None:
        """A pronoun."""
        lower = view.lower[token]
        members: tuple[int, ...] = ()
        if lower.endswith(("self", "selves")):
            members = self._reflexive(view, token)
        elif lower in _HE:
            members = self._he(view, token, _HE[lower])
        elif lower in _THEY:
            members = self._they(view, token)
        elif lower in _IT:
            members = self._it(view, token)
        if members:
            self._note(view, view.span(token, token + 1), members, "pronoun", token)

    # --- descriptions ---------------------------------------------------------------------------------

    def _codes(self, found: Found) -> Codes:
        view = found.view
        text = " ".join(view.doc[found.first : found.last].text.split())
        codes = resolve_phrase(text, "", self.cast.day)
        if codes.country is None and codes.code is None:
            for token in range(found.first, found.head):
                for member in self.at_head.get((view.number, token), ()):
                    owner = self.cast.members[member]
                    if owner.country or owner.code:
                        return Codes(owner.country, codes.sector, owner.code)
        return codes

    def _owner(self, found: Found) -> tuple[int, ...]:
        """The members of the possessor: "his", "Putin's"."""
        if found.owner is None:
            return ()
        return self.at_head.get((found.view.number, found.owner), ())

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
        if role in {"ally", "neighbor", "neighbour", "partner", "enemy", "rival"}:
            return ()
        told = codes.country or codes.code
        unknown_of = found.last > found.head + 1 and not told
        if (found.definite or (told and found.form == "role")) and not unknown_of:
            member = self.cast.with_role(
                self._diplomat(found, role, extra), extra, codes.country, codes.code, self.seen
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
        """The person named right after the phrase and a comma, or linked to it by "is": "the envoy, Kofi Annan,"."""
        view = found.view
        at = found.last
        after = view.lower[at] if at < len(view) else ""
        if after in {"to", "for", "in", "of"}:
            for start in (at + 2, at + 3):
                beside = self.at_start.get((view.number, start))
                if beside is not None and self.at_head.get((view.number, start - 1)) is not None:
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
            member = self.cast.with_role(word, frozenset(), codes.country, None, self.seen)
            if member is not None and member != owners[0]:
                return member
            for office in _EQUAL_OFFICES.get(word, (word,)):
                term = offices.holder(office, codes.country, self.cast.day) if self.cast.day else None
                if term is not None:
                    return self.cast.known_person(term.person)
        return None

    def _last_subject(self, found: Found) -> tuple[int, ...]:
        for past in reversed(self.past):
            if past.sentence != found.sentence:
                break
            if past.form not in {"adjective"} and self.cast.members[past.members[0]].kind == "person":
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
        country = next(
            (m for t in range(found.first - 1, max(-1, found.first - 3), -1)
             if (m := self.at_head.get((found.view.number, t)))), ()
        )  # fmt: skip
        if country and self.cast.members[country[0]].kind in {"country", "person"}:
            codes = Codes(self.cast.members[country[0]].country, codes.sector, codes.code)
        return (self.cast.group(found, word, frozenset(), codes, self._group_name(found, word, codes)),)

    def _group(self, found: Found) -> tuple[int, ...]:
        role = found.role or ""
        pair = self._pair(found, role)
        if pair is not None:
            return pair
        if role in _TWO_COUNTRIES and found.owner is not None and not found.plural and role != "government":
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
        return (self.cast.group(found, role, extra, codes, self._group_name(found, role, codes)),)

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
        if word in {"group", "organization", "organisation", "movement", "militants"}:
            for past in reversed(self.past):
                if past.sentence < found.sentence - 2:
                    break
                member = self.cast.members[past.members[0]]
                if (
                    member.kind in {"group", "organisation"}
                    and member.known
                    and member.sector in {"REB", "NGO", "CRM"}
                ):
                    return past.members[0]
        best = None
        for name, number in self.cast.named_bodies():
            if (
                word in name.split()
                and number in self.seen
                and (best is None or self.seen[number] > self.seen[best])
            ):
                best = number
        return best

    def _pair(self, found: Found, role: str) -> tuple[int, ...] | None:
        """The two whom "the two leaders", "both countries", "the leaders" speak of; None if it is no such phrase."""
        if (
            not found.definite
            or not (found.plural or found.number in {"two", "both"})
            or found.owner is not None
        ):
            return None
        two = found.number in {"two", "both"}
        if found.number and not two:
            return None
        if role in _TWO_COUNTRIES and two:
            pair = self._last_two(found, countries_only=True)
            return pair if len(pair) == 2 else ()
        if role in _TWO_PEOPLE and (two or not self._extra(found)):
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
        near = [p for p in reversed(self.past) if p.sentence >= found.sentence - _PAIR_BACK]
        for rows in ([p for p in near if p.subject], near):
            taken: list[int] = []
            for number in (m for past in rows for m in past.members):
                member = self.cast.members[number]
                if countries_only:
                    code = member.country if member.kind in {"country", "person", "organisation"} else None
                    number = self.cast.country(code) if code else -1
                elif member.kind != "person" or (not member.known and not member.titles):
                    continue
                elif any(self.cast.members[t].country == member.country for t in taken):
                    continue
                elif role is not None and not self.cast.can_be(number, role):
                    continue
                if number >= 0 and number not in taken:
                    taken.append(number)
                if len(taken) == 2:
                    return tuple(sorted(taken))
        return ()

    # --- pronouns -------------------------------------------------------------------------------------

    def _reflexive(self, view: View, token: int) -> tuple[int, ...]:
        """ "Assad himself" is Assad; elsewhere the subject of the clause."""
        before = self.at_head.get((view.number, token - 1))
        if before:
            return before
        governor = view.heads[token]
        for past in reversed(self.past):
            if past.sentence != view.sentence[token]:
                break
            if past.subject and view.heads[past.head] == governor and past.form != "adjective":
                return past.members
        return ()

    def _he(self, view: View, token: int, gender: str) -> tuple[int, ...]:
        sentence, start = view.sentence[token], view.starts[token]
        beside = self._conjunct_owner(view, token)
        if beside is not None and self.cast.members[beside].gender in {None, gender}:
            return (beside,)
        subject = view.deps[token] in _SUBJECT
        governor = view.heads[token]
        best: tuple[float, int, int] | None = None
        for past in reversed(self.past):
            back = sentence - past.sentence
            if back > SENTENCES_BACK["he"]:
                break
            if len(past.members) != 1 or past.form == "adjective":
                continue
            member = self.cast.members[past.members[0]]
            if member.kind != "person" or member.gender not in {None, gender}:
                continue
            if past.view is view and back == 0:
                if view.heads[past.head] == governor and view.deps[token] != "poss" and past.head != governor:
                    continue
                if view.quoted[token] and view.heads[past.head] == view.heads[governor] and past.subject:
                    continue
            score = -1.5 * back
            score += 1.0 if past.subject else 0.0
            score += 0.5 if member.gender == gender else 0.0
            score += 0.6 if past.form in {"name", "pronoun"} else 0.0
            score -= 1.0 if past.view.deps[past.head] == "poss" else 0.0
            if past.quoted and not view.quoted[token]:
                score -= 2.0
            if not past.quoted and view.quoted[token] and back == 0:
                score -= 0.5
            if subject and view.lemmas[governor] in _SPEECH and past.subject:
                if past.view.lemmas[past.view.heads[past.head]] in _SPEECH:
                    score += 1.5
            rank = (score, past.start if past.start < start else -1, past.members[0])
            if best is None or rank[:2] > best[:2]:
                best = rank
        return (best[2],) if best is not None else ()

    def _conjunct_owner(self, view: View, token: int) -> int | None:
        """The person joined to what a possessive owns: "Stein and her press secretary"."""
        owned = view.heads[token]
        if view.deps[token] != "poss" or view.deps[owned] != "conj":
            return None
        members = self.at_head.get((view.number, view.heads[owned]), ())
        if len(members) == 1 and self.cast.members[members[0]].kind == "person":
            return members[0]
        return None

    def _they(self, view: View, token: int) -> tuple[int, ...]:
        sentence = view.sentence[token]
        governor = view.heads[token]
        best: tuple[float, int] | None = None
        chosen: tuple[int, ...] = ()
        for past in reversed(self.past):
            back = sentence - past.sentence
            if back > SENTENCES_BACK["they"]:
                break
            member = self.cast.members[past.members[0]]
            several = len(past.members) > 1
            if past.form == "adjective" or not (several or member.kind == "group"):
                continue
            if past.view is view and view.heads[past.head] == governor and view.deps[token] != "poss":
                continue
            score = -1.0 * back + (1.0 if past.subject else 0.0) + (0.7 if several else 0.0)
            if view.lemmas[governor] in _SPEECH and past.subject:
                score += 0.5
            rank = (score, past.start)
            if best is None or rank > best:
                best, chosen = rank, past.members
        return chosen if best is not None and best[0] >= THEY_SCORE else ()

    def _it(self, view: View, token: int) -> tuple[int, ...]:
        sentence = view.sentence[token]
        governor = view.heads[token]
        possessive = view.deps[token] == "poss"
        speaks = view.deps[token] in _SUBJECT and view.lemmas[governor] in _SPEECH
        if not possessive and not speaks:
            return ()
        for past in reversed(self.past):
            back = sentence - past.sentence
            if back > (0 if possessive else SENTENCES_BACK["it"]):
                break
            member = self.cast.members[past.members[0]]
            if len(past.members) == 1 and past.form != "adjective" and past.subject and not member.plural:
                if member.kind in {"organisation", "country"} or (member.kind == "group" and member.known):
                    return past.members
        return ()

    # --- keeping --------------------------------------------------------------------------------------

    def _note(self, view: View, span: Span, members: tuple[int, ...], form: MentionForm, head: int) -> None:
        for member in members:
            self.rows.append((span, member, form))
            self.seen[member] = len(self.past)
        self.at_head[view.number, head] = members
        dep, token = view.deps[head], head
        while dep in {"conj", "appos"} and view.heads[token] != token:
            token = view.heads[token]
            dep = view.deps[token]
        self.past.append(
            Past(
                members, view.sentence[head], span.start, dep in _SUBJECT, head, view, view.quoted[head], form
            )
        )

    def _join_conjunct(self, found: Found, member: int) -> None:
        """ "Obama and Putin": the pair is kept as one phrase for "they" and "the two leaders"."""
        view = found.view
        if view.deps[found.head] != "conj":
            return
        first = view.heads[found.head]
        others = self.at_head.get((view.number, first), ())
        if others and member not in others and found.form != "adjective":
            pair = (*others, member)
            self.at_head[view.number, first] = others
            subject = view.deps[first] in _SUBJECT
            self.past.append(
                Past(
                    pair,
                    found.sentence,
                    view.starts[first],
                    subject,
                    first,
                    view,
                    view.quoted[first],
                    found.form,
                )
            )


_EQUAL_OFFICES = {
    "secretary of state": ("foreign minister", "foreign secretary"),
    "foreign minister": ("foreign minister", "foreign secretary", "secretary of state"),
    "foreign secretary": ("foreign minister", "secretary of state"),
    "secretary of defense": ("defense minister", "defence secretary"),
    "defense minister": ("defense minister", "secretary of defense", "defence secretary"),
    "defence minister": ("defense minister", "secretary of defense", "defence secretary"),
    "prime minister": ("prime minister", "chancellor"),
    "chancellor": ("chancellor", "prime minister", "president"),
    "president": ("president",),
}


def _bare(found: Found) -> str:
    """The words of a phrase without determiner, number, quantity and possessive pronoun, as inside a sentence."""
    view = found.view
    first = found.first
    while first < found.head and (
        view.pos[first] == "DET"
        or (view.pos[first] == "NUM" and view.texts[first + 1] != "-")
        or (view.pos[first] == "PRON" and view.deps[first] in {"poss", "det"})
        or view.lower[first] in _QUANTITIES
    ):
        first += 1
    words = " ".join(view.doc[first : found.last].text.split())
    if (
        view.pos[first] in {"NOUN", "ADJ", "VERB"}
        and words[1:2].islower()
        and view.doc[first].ent_type_ != "NORP"
    ):
        return words[0].lower() + words[1:]
    return words


_QUANTITIES = frozenset("many several few other some dozens hundreds thousands more most least".split())
