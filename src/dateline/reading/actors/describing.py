"""Phrases that speak of an actor without its name: "the US president", "Syrian rebels", "his office"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.actor_words import words
from dateline.knowledge.roles import RoleWord, last_words, role_ending
from dateline.model import ActorKind, MentionForm
from dateline.reading.actors.found import Found, left_edge
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.view import View

_DEFINITE = frozenset("the this that these those his her its their our my both".split())
_INDEFINITE = frozenset("a an another some any many several few other one dozens hundreds thousands".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve dozen both".split())
_POSSESSIVE = frozenset("his her its their".split())
_ACTING_MODIFIERS = frozenset({"REB", "MIL", "COP", "OPP", "GOV", "PRM"})
"""Sectors whose words act even before another noun: "a rebel attack", "army raids", "government shelling"."""
_COUNTRY_WORDS = frozenset("country countries nation nations state states side sides".split())
_CAPTIVE = frozenset("hostage captive prisoner".split())
"""In "hold a pilot hostage" the parser takes the last word for the head."""
_OFFICE = "office"
AGE = "age"
"""The role of "the 78-year-old"."""
LONGEST_OF_PHRASE = 8
"""An "of" phrase of more words than these does not belong to the name of a group."""


def find_descriptions(view: View, names: Sequence[Found]) -> list[Found]:
    """The describing phrases of a paragraph, in order; titles and appositions of *names* are not repeated."""
    named = [False] * len(view)
    for name in names:
        if name.form == "name" and (name.kind != "country" or name.last - name.first > 1):
            named[name.first : name.last] = [True] * (name.last - name.first)
        if name.apposition:
            named[name.apposition[0] : name.apposition[1]] = [True] * (
                name.apposition[1] - name.apposition[0]
            )
    people = {name.head for name in names if name.kind == "person"}
    endings = last_words()
    found: list[Found] = []
    for token in range(len(view)):
        if view.lower[token] == "old" and not named[token]:
            age = _age(view, token)
            if age is not None:
                found.append(age)
        if named[token] or view.pos[token] not in {"NOUN", "PROPN"}:
            continue
        if view.lower[token] == _OFFICE:
            office = _office(view, token, people)
            if office is not None:
                found.append(office)
            continue
        if view.lower[token] not in endings:
            if view.lower[token] in words("epithet"):
                first = left_edge(view, token)
                if view.lower[first] == "the" and view.deps[token] not in {"compound", "amod", "nmod"}:
                    found.append(_epithet(view, first, token, view.lower[token]))
            continue
        ending = role_ending(view.lower, token + 1)
        if ending is None or ending[1].use == "none" or any(named[ending[0] : token]):
            continue
        phrase = _phrase(view, token, ending[0], ending[1], found)
        if phrase is not None:
            found.append(phrase)
    return found


def _age(view: View, token: int) -> Found | None:
    """ "The 78-year-old" as a noun phrase of its own, which ends at *token*."""
    first = token - 5
    if first < 0 or view.lower[token - 2] != "year" or view.lower[first] != "the":
        return None
    age = view.texts[first + 1]
    followed = token + 1 < len(view) and view.pos[token + 1] in {"NOUN", "PROPN", "ADJ"}
    if not age.isdigit() or followed:
        return None
    found = _epithet(view, first, token, AGE)
    found.number = age
    return found


def _epithet(view: View, first: int, token: int, role: str) -> Found:
    name = view.words(first, token + 1)
    return Found(
        view, first, token + 1, token, "role", "person", name, role=role, definite=view.lower[first] == "the"
    )


def _phrase(view: View, token: int, role: int, word: RoleWord, before: Sequence[Found]) -> Found | None:
    head = view.heads[token]
    modifies = (
        view.deps[token] in {"compound", "nmod", "amod"}
        and head > token
        and view.pos[head] in {"NOUN", "PROPN"}
    )
    captive = token and view.lower[token] in _CAPTIVE and role_ending(view.lower, token) is not None
    if captive and view.tags[token] == "NN":
        return None
    if modifies and view.lower[head] not in _CAPTIVE:
        if view.pos[token] == view.pos[head] == "PROPN" and view.texts[token].istitle():
            return None
        if word.sector in _ACTING_MODIFIERS and word.strong and role_ending(view.lower, head + 1) is None:
            name = view.words(role, token + 1)
            return Found(
                view,
                role,
                token + 1,
                token,
                "adjective",
                "group",
                name,
                role=word.word,
                plural=True,
                definite=True,
            )
        return None
    lowest = max((f.head + 1 for f in before[-2:]), default=0)
    if role < lowest:
        return None
    plural = word.plural or view.tags[token] in {"NNS", "NNPS"}
    held = modifies and view.lower[head] in _CAPTIVE
    first = left_edge(view, head if held else token, lowest)
    first = min(first, role)
    if first == role > 1 and view.texts[role - 1] == "-" and view.lower[role - 2] == "ex":
        first = left_edge(view, role - 2) if role > 2 else 0
    counted = _counted_from(view, first)
    opening = view.lower[first]
    if opening in {"no", "such", "which", "what", "each", "every"}:
        return None
    if word.word == "head" and view.deps[token] == "pobj" and _possessed(view, first, token):
        return None
    if opening in {"a", "an"} and plural and not word.plural and view.pos[first] == "DET":
        return None
    before_it = " ".join(view.lower[max(0, first - 1) : token + 1])
    if first == token and before_it in words("set phrase"):
        return None
    number = next(
        (view.lower[i] for i in range(first, role) if view.lower[i] in _NUMBERS or view.pos[i] == "NUM"), None
    )
    owner = next((i for i in range(first, role) if view.deps[i] == "poss"), None)
    if (
        word.word == "force"
        and not plural
        and role == token
        and first == token - 1
        and view.pos[first] == "ADJ"
    ):
        return None
    definite = opening in _DEFINITE or owner is not None
    pair_or_owned = definite and (number in {"two", "both"} or owner is not None)
    if view.lower[token] in _COUNTRY_WORDS and not plural and not pair_or_owned:
        return None
    last = _of_phrase(view, token)
    if word.word in words("building") and not plural and view.deps[token] == "pobj":
        place = view.lower[head] in words("preposition of place") or view.lower[head] in {"to", "of"}
        if place:
            return None
    whole = plural or word.use == "group" or word.word in words("collective")
    kind: ActorKind = "group" if whole else "person"
    if view.labels[token] == "DATE" and first == role:
        return None
    form: MentionForm = (
        "role" if kind == "person" and (definite or opening not in _INDEFINITE) else "description"
    )
    return Found(
        view,
        counted,
        last,
        token,
        form,
        kind,
        view.words(first, last),
        role=word.word,
        gender=None if plural else word.gender,
        plural=plural,
        definite=definite,
        number=number,
        owner=owner,
    )


def _possessed(view: View, first: int, token: int) -> bool:
    return any(view.deps[i] == "poss" for i in range(first, token))


def _counted_from(view: View, first: int) -> int:
    """Where a phrase begins with the words that count it: at "tens" in "tens of thousands of refugees"."""
    while (
        first > 1 and view.lower[first - 1] == "of" and view.lower[first - 2] in words("quantity of people")
    ):
        first -= 2
    return first


def _of_phrase(view: View, head: int) -> int:
    """Where the phrase ends: after "of" and its noun, if the noun is near, else after the head."""
    after = head + 1
    if after < len(view) and view.lower[after] == "of" and view.heads[after] == head:
        for token in range(after + 1, min(len(view), after + LONGEST_OF_PHRASE)):
            if view.heads[token] == after and view.deps[token] == "pobj":
                return token + 1 if view.pos[token] == "PROPN" or view.lower[token] in last_words() else after
    return after


def _office(view: View, token: int, people: set[int]) -> Found | None:
    """ "Putin's office", "his office": the body that a person's office is."""
    for owner in range(token - 1, max(-1, token - 4), -1):
        owned = view.deps[owner] == "poss" and view.heads[owner] == token
        if owned and (owner in people or view.lower[owner] in _POSSESSIVE or _is_holder(view, owner)):
            first = min(owner, left_edge(view, token))
            name = view.words(first, token + 1)
            return Found(
                view,
                first,
                token + 1,
                token,
                "description",
                "organisation",
                name,
                role=_OFFICE,
                definite=True,
                owner=owner,
            )
    return None


def _is_holder(view: View, token: int) -> bool:
    """Whether a word speaks of the holder of an office: the "president" of "the president's office"."""
    ending = role_ending(view.lower, token + 1)
    return ending is not None and ending[1].use == "office" and not ending[1].plural


def content(view: View, found: Found, role_start: int) -> frozenset[str]:
    """The modifiers that tell a group from another: no determiners, numbers, countries, participles."""
    return frozenset(
        view.lemmas[i].lower()
        for i in range(found.first, role_start)
        if view.pos[i] in {"NOUN", "ADJ"}
        and view.deps[i] in {"compound", "nmod", "amod"}
        and view.lower[i] not in _INDEFINITE
        and not view.lower[i].endswith("ed")
        and lookup(view.texts[i]) is None
    )
