"""Filling roles: which words around a head stand for who did it and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.frames import word_class
from dateline.reading.events.grammar import Slots, noun_slots, verb_slots
from dateline.reading.events.parties import ACTOR_ENTITIES, Parties
from dateline.reading.places import is_place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.reading.events.candidates import Candidate


class RoleFiller:
    """Picks the filler of a role from the slots that a frame names for it."""

    def __init__(self, parties: Parties) -> None:
        """For the report whose actors *parties* knows."""
        self._parties = parties

    def of_noun(self, slot: str, slots: Slots) -> tuple[Token, ...]:
        """The parties in one slot of a noun."""
        if slot == "poss":
            return tuple(t for t in slots.before if self._names(t))
        return tuple(t for t in slots.after(slot) if _is_thing(t) and (self._party(t) or _is_struck(t)))

    def first_of_noun(
        self, names: tuple[str, ...], slots: Slots, but: tuple[Token, ...] = ()
    ) -> tuple[Token, ...]:
        """The parties in the first slot of a noun that has any, without those in *but*."""
        taken = {t.i for t in but}
        for name in names:
            found = tuple(t for t in self.of_noun(name, slots) if t.i not in taken)
            if found:
                return found
        return ()

    def _names(self, token: Token) -> bool:
        """Whether a word before a noun names an actor ("rebel attack", "Israel's strike", "Syrian raid")."""
        if token.dep_ == "poss" and token.lower_ not in {"its", "this", "that"}:
            return True
        return self._party(token)

    def is_party(self, token: Token) -> bool:
        """Whether a word speaks of someone, known or not."""
        return self._party(token) or self._parties.is_human(token)

    def _party(self, token: Token) -> bool:
        return self._parties.is_actor(token) or self._parties.resolve(token)[1] <= 2

    def first(
        self, names: tuple[str, ...], slots: Slots, inner: Candidate | None, but: tuple[Token, ...] = ()
    ) -> tuple[Token, ...]:
        """The filler of the first slot that speaks of an actor; else of the first that is filled at all."""
        taken = {t.i for t in but}
        known = {a for t in but for a in self._parties.resolve(t)[0]}
        filled = []
        for name in names:
            tokens = tuple(
                t for t in self._slot(name, slots, inner) if t.i not in taken and not _is_manner(t, name)
            )
            if tokens:
                filled.append(tokens)
        hit = self._slot("obj", slots, inner) if "obj" in names else ()
        struck = any(_is_struck(t) or t.pos_ == "NUM" for t in hit)
        if struck:  # "hit a market in Sisaket"
            filled = [f for f in filled if not all(t.dep_ == "pobj" and t.head.lower_ in _WHERE for t in f)]
        for nearest in (1, 2):
            for tokens in filled:
                for token in tokens:
                    actors, level = self._parties.resolve(token)
                    if level <= nearest and not set(actors) <= known:
                        return tokens
                    if level > 2 and (self._parties.is_human(token) or token.ent_type_ in ACTOR_ENTITIES):
                        return tokens
        for tokens in filled:
            if any(t.ent_type_ in ACTOR_ENTITIES for t in tokens):
                return tokens
        return next((t for t in filled if t[0].pos_ not in {"VERB", "AUX"}), ())

    def _slot(self, name: str, slots: Slots, inner: Candidate | None) -> tuple[Token, ...]:
        if name == "subj":
            return tuple(slots.subjects)
        if name == "obj":
            return tuple(slots.objects)
        if name == "dative":
            return tuple(slots.datives)
        if name == "poss":
            return tuple(t for o in slots.objects for t in noun_slots(o).before if self._names(t))
        if name == "inner":
            if inner is not None:
                return inner.targets or (inner.sources if inner.nominal or inner.mutual else ())
            return self._below(slots)
        if name == "innerdoer":  # "condemned Israel's killing of two guards"
            return inner.sources if inner is not None and inner.type in _DONE_TO_SOMEONE else ()
        if name == "innersubj":
            if inner is not None and not inner.nominal:
                return inner.sources
            return tuple(t for clause in slots.clauses for t in verb_slots(clause).subjects)
        return tuple(t for t in slots.after(name) if _is_thing(t))

    def _below(self, slots: Slots) -> tuple[Token, ...]:
        """What an inner clause that is no event is about: its objects, then its prepositions."""
        verbs = slots.clauses + [t for _, t in slots.prepositions if t.pos_ == "VERB"]
        for verb in verbs:
            below = verb_slots(verb)
            things = below.objects + below.datives + [t for _, t in below.prepositions if t.pos_ != "VERB"]
            for thing in things:
                if self._parties.resolve(thing)[1] <= 2:
                    return (thing,)
        return ()


def _is_thing(token: Token) -> bool:
    """Whether a word after a preposition may be a party: no verb, no day, no amount."""
    if token.pos_ in {"VERB", "AUX", "ADV"}:
        return False
    people = token.lemma_.lower() in word_class("people")  # "at hundreds of demonstrators"
    return token.ent_type_ not in _NO_PARTY or is_place(token) or people or token.lower_ in _MANY


def _is_struck(token: Token) -> bool:
    """Whether a word is a thing that may be attacked or closed, as "a strike on a power station"."""
    lemma = token.lemma_.lower()
    return lemma in word_class("buildings") or lemma in word_class("ways")


def _is_manner(token: Token, slot: str) -> bool:
    """Whether a noun after a preposition says how: "with immediate effect", "in anger", "in a statement"."""
    if slot in _INNER_SLOTS or token.pos_ != "NOUN" or token.tag_ != "NN":
        return False
    if token.lemma_.lower() in _MEDIA:
        return True
    if slot not in {"with", "in"} or word_class("people") | word_class("forces") >= {token.lemma_.lower()}:
        return False
    return not any(c.dep_ in {"det", "poss", "nummod"} or c.ent_type_ for c in token.children)


_WHERE = frozenset({"in", "at", "near", "outside"})
_INNER_SLOTS = frozenset({"subj", "obj", "dative", "poss", "inner", "innersubj", "innerdoer"})
_DONE_TO_SOMEONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"})
_MEDIA = frozenset(
    "statement speech letter interview message report article video broadcast televise tweet".split()
)
_MANY = frozenset({"dozens", "hundreds", "thousands", "scores"})
_NO_PARTY = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
