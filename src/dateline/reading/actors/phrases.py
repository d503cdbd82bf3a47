"""What a phrase for an actor says by itself: country, PLOVER sector and code.

`resolve_phrase` is the one place that codes words; `find_actors` uses it for titles, descriptions and names,
and the benchmark measures it directly.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge import offices, organisations
from dateline.knowledge.actor_words import in_power
from dateline.knowledge.actor_words import words as words_of
from dateline.knowledge.names import POSSESSIVE, name_key
from dateline.knowledge.organisations import Body
from dateline.knowledge.roles import RoleWord, is_role, modifiers, role_ending, role_words
from dateline.reading.actors.lexicon import Hit, scan

_TOKEN = re.compile(r"(?!(?<=\.)\.)[\w.&]+(?:['’][a-z]+)?(?<!\.)|[^\w\s]")
_NAME = re.compile(
    r"[A-Z][\w.'’-]*+(?: (?:(?:al|el|de|da|bin|ibn|van|von|der|den|di|la)[ -]){0,2}[A-Z][\w.'’-]*+)*+"
)
_PREPOSITIONS = frozenset(
    "of for in at from to on with against by who that which about over under among between near into".split()
)
_FORMER = "ELI"
LONGEST_ROLE = 7
"""No role word that holds a preposition ("chancellor of the exchequer") has more words than these."""
YEARS_BY_SURNAME = 4
"""A bare family name is taken for an office holder's only so many years before or after the term."""
_ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})


@dataclass(frozen=True, slots=True)
class Codes:
    """Country (alpha-3), PLOVER sector, and PLOVER code of a body without a country; None where not said."""

    country: str | None = None
    sector: str | None = None
    code: str | None = None


@lru_cache(maxsize=8192)
def resolve_phrase(text: str, context: str = "", day: datetime.date | None = None) -> Codes:
    """The codes of an actor named or described by *text*, on *day*; *context* may tell the country.

    "the Mexican president" → MEX, GOV; "Taliban" → AFG, REB or GOV by the day; "ex-CIA official" → USA, ELI.
    Unknown is None: "taxi drivers" have a sector and no country.
    """
    hits = [hit for hit in scan(text) if not _in_longer_name(hit, text)]
    around = _countries_of(list(scan(context))) if context else []
    words = [(POSSESSIVE.sub("", m.group().lower()), m.start()) for m in _TOKEN.finditer(text)]
    head_end = _end_of_head(words, hits)
    former = _is_former(words, head_end)
    person = next((h.entry.person for h in hits if h.entry.kind == "person"), None) or _office_holder(
        text, hits, day
    )
    if person is not None:
        found = person_codes(person, day)
        if found is not None:
            return Codes(found.country, _FORMER if former else found.sector, found.code)
    role = _role(words, head_end, hits)
    if role is None:
        hits = [h for h in hits if h.entry.kind != "place" or len(text) - (h.end - h.start) <= len("the ")]
    country, code = _country_and_code(hits, head_end, text, around)
    body = _body(hits, head_end, country, around)
    if body is not None:
        country = country or body.country or (None if body.code else next(iter(around), None))
    elif country is None and code is None and around and (role or hits):
        country = around[0]
    people = _of_people(words, hits, text)
    owned = role is not None and any(h.entry.bodies and h.start < words[role[0]][1] for h in hits)
    sector = _sector(words, _in_names(words, hits), head_end, role, body, people, day, owned)
    return Codes(country, _FORMER if former and sector not in _ARMED else sector, None if country else code)


def _in_longer_name(hit: Hit, text: str) -> bool:
    """Whether a newspaper's or party's name is a part of another's: "Independent Electoral Commission"."""
    if not hit.entry.bodies:
        return False
    sector = hit.entry.bodies[0].sector
    if sector == "PTY" and hit.entry.kind == "national":
        before = text[: hit.start].rstrip().rpartition(" ")[2]
        return before.istitle() and before.lower() not in {"the", "a"} and not is_role(before.lower().split())
    if sector != "JRN" or " " in text[hit.start : hit.end]:
        return False
    after = _TOKEN.match(text, hit.end + 1)
    return after is not None and after.group()[0].isupper() and not is_role([after.group().lower()])


def _office_holder(text: str, hits: Sequence[Hit], day: datetime.date | None) -> str | None:
    """The office holder whose name *text* holds in another spelling, or whose family name it is."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        for first in range(len(words) - 1):
            terms = offices.terms_of(" ".join(words[first:]))
            if terms:
                return terms[-1].person
    if hits or day is None or not text[:1].isupper() or " " in text.strip():
        return None
    around = datetime.timedelta(days=366 * YEARS_BY_SURNAME)
    near = [
        name
        for name in offices.surnames().get((name_key(text) or ("",))[-1], ())
        if any(
            t.start - day <= around and (t.end is None or day - t.end <= around)
            for t in offices.terms_of(name)
        )
    ]
    return near[0] if len(near) == 1 else None


def person_codes(name: str, day: datetime.date | None) -> Codes | None:
    """The codes of a person in `offices`: in office on *day*, out of it (ELI), or of a country only."""
    terms = offices.terms_of(name)
    if not terms:
        return None
    term = terms[-1]
    sector: str | None = term.sector
    if day is not None:
        now = [t for t in terms if t.holds_on(day)]
        if now:
            term, sector = now[-1], now[-1].sector
        else:
            before = [t for t in terms if t.start <= day]
            term = before[-1] if before else terms[0]
            sector = _FORMER if before else None
    if term.country is None and term.organisation is not None:
        body = organisation_of(term.organisation)
        return Codes(body.country if body else None, sector, body.code if body else None)
    return Codes(term.country, sector)


def organisation_of(name: str) -> Body | None:
    """The body that bears exactly this name."""
    return organisations.by_name().get(name)


def _end_of_head(words: Sequence[tuple[str, int]], hits: Sequence[Hit]) -> int:
    """How many words stand before the first preposition or comma outside names and role words."""
    lower = [w for w, _ in words]
    for place, (word, at) in enumerate(words):
        if place and (word in _PREPOSITIONS or word in {",", "("}):
            if (
                word == "of"
                and all(w in words_of("quantity of") for w in lower[:place])
                and place + 1 < len(words)
            ):
                continue
            if any(h.start < at < h.end for h in hits):
                continue
            inside = any(
                is_role(lower[a:b])
                for a in range(max(0, place - LONGEST_ROLE), place)
                for b in range(place + 2, min(len(words), a + LONGEST_ROLE) + 1)
            )
            if not inside:
                return place
    return len(words)


def _is_former(words: Sequence[tuple[str, int]], head_end: int) -> bool:
    known = modifiers()
    return any(known.get(word.removeprefix("-")) == _FORMER for word, _ in words[: head_end - 1])


def _role(
    words: Sequence[tuple[str, int]], head_end: int, hits: Sequence[Hit]
) -> tuple[int, int, RoleWord] | None:
    """The role word that heads the phrase: the last in the head, or the first where a name follows."""
    lower = [w for w, _ in words]
    in_name = _in_names(words, hits)
    found = []
    end = head_end
    while end > 0:
        ending = role_ending(lower, end)
        if ending is not None and not all(in_name[ending[0] : end]):
            found.append((ending[0], end, ending[1]))
            end = ending[0]
        else:
            end -= 1
    if not found:
        return None
    return found[0] if found[0][1] == head_end else found[-1]


def _of_people(words: Sequence[tuple[str, int]], hits: Sequence[Hit], text: str) -> str | None:
    """The sector of "ordinary Kazakhs" (civilians), not of "the Kazakhs", which can be their state."""
    said = [w for w, _ in words if w not in {"the", "both"}]
    whole = hits and hits[-1].entry.kind == "people" and hits[-1].end == len(text)
    return "CVL" if whole and len(said) > 1 else None


def _in_names(words: Sequence[tuple[str, int]], hits: Sequence[Hit]) -> list[bool]:
    """Which words belong to the name of a body or country, and say nothing by themselves."""
    names = [h for h in hits if h.entry.kind in {"body", "national", "country", "none"}]
    return [any(h.start <= at < h.end for h in names) for _, at in words]


def _countries_of(hits: Sequence[Hit]) -> list[str]:
    return [
        code
        for h in hits
        if (code := h.entry.code or (h.entry.bodies[0].country if len(h.entry.bodies) == 1 else None))
        is not None
    ]


def _country_and_code(
    hits: Sequence[Hit], head_end: int, text: str, around: Sequence[str]
) -> tuple[str | None, str | None]:
    """The country first named in the phrase, or else the code of the first body in it that has one."""
    code = None
    for hit in hits:
        if hit.entry.kind in {"country", "adjective", "people", "capital", "person", "place"}:
            if code is None or hit.entry.kind == "adjective":
                return hit.entry.code, None
            break
        body = _choose(hit.entry.bodies, around, hits)
        if body is not None and body.country is not None:
            return body.country, None
        if body is not None and code is None:
            code = body.code
    return None, code


def _choose(bodies: Sequence[Body], around: Sequence[str], hits: Sequence[Hit]) -> Body | None:
    """The one body meant: the only one, or that of a country named in the phrase or around it."""
    if len(bodies) == 1:
        return bodies[0]
    named = {h.entry.code for h in hits if h.entry.code} or set(around)
    here = [b for b in bodies if b.country in named]
    if len(here) == 1:
        return here[0]
    return None


def _body(hits: Sequence[Hit], head_end: int, country: str | None, around: Sequence[str]) -> Body | None:
    for hit in hits:
        if hit.entry.bodies:
            wanted = [b for b in hit.entry.bodies if b.country == country]
            chosen = wanted[0] if wanted else _choose(hit.entry.bodies, around, hits)
            if chosen is not None:
                return chosen
            sectors = {b.sector for b in hit.entry.bodies}
            if len(sectors) == 1:
                first = hit.entry.bodies[0]
                return Body(first.key, first.name, (), None, first.sector, None)
    return None


def _sector(
    words: Sequence[tuple[str, int]],
    in_name: Sequence[bool],
    head_end: int,
    role: tuple[int, int, RoleWord] | None,
    body: Body | None,
    of_people: str | None,
    day: datetime.date | None,
    owned: bool,
) -> str | None:
    """The sector by the rules of the role table: strong words first, then modifiers, then the body.

    *owned* says whether a body is named before the role, whose man or woman it then is.
    """
    until = role[0] if role else head_end
    free = [w for (w, _), named in zip(words[:until], in_name, strict=False) if not named]
    before = [sector for w in free if (sector := _given(w)) is not None]
    of_body = body_sector(body, day) if body else None
    if role is None:
        return of_body or (before[-1] if before else None) or of_people
    word = role[2]
    if word.strong:
        if of_body and word.word in words_of("heads a body") and of_body != "GOV":
            return of_body
        if owned and of_body in _ARMED and word.sector in {"MIL", "GOV"}:
            return of_body
        if before and before[-1] in _ARMED | {"OPP"} and word.sector in {"MIL", "CVL", "GOV"}:
            return "REB" if before[-1] == "OPP" and word.sector == "MIL" else before[-1]
        return word.sector
    if before:
        return before[-1]
    return of_body or word.sector


def _given(word: str) -> str | None:
    """The sector that a word before a role gives it: that of a modifier, or of armed people who own it."""
    sector = modifiers().get(word, _FORMER)
    if sector != _FORMER:
        return sector
    role = role_words().get(word)
    return role.sector if role is not None and role.sector in _ARMED and role.strong else None


def body_sector(body: Body, day: datetime.date | None) -> str | None:
    """The sector of a body on a day: an armed group that rules its country is its government."""
    for start, end in in_power().get(body.key, ()):
        if day is not None and start <= day and (end is None or day < end):
            return "GOV"
    return body.sector
