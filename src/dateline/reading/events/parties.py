"""From the words that fill a role to the actors they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.frames import word_class
from dateline.model import Mention, Span
from dateline.reading.actors.index import MentionIndex
from dateline.reading.events.grammar import MAX_CLIMB, PREMODIFIERS, PREPOSITIONS, noun_phrase
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTOR_ENTITIES = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
_THIRD = frozenset({"it", "he", "she", "they", "its", "his", "her", "their"})
_PERSONAL = frozenset({"he", "she", "him", "her", "they", "them", "we", "us", "i", "me"})
# A party named after these stands in the phrase but does not belong to it ("talks about Syria").
_OUTSIDE = frozenset({"about", "despite", "since", "during", "after", "before", "until", "like", "without"})
_DEEPEST = 3


class Parties:
    """Resolves heads of phrases to actor indices, and keeps what it found for a report."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        """For the mentions of one report."""
        self.index = MentionIndex(mentions)
        self._found: dict[tuple[int, int], tuple[tuple[int, ...], int]] = {}

    def is_actor(self, token: Token) -> bool:
        """Whether a phrase speaks of a person, body or place, known or not."""
        if token.ent_type_ in ACTOR_ENTITIES or self.is_human(token):
            return True
        return self.resolve(token)[1] <= 1

    def is_human(self, token: Token) -> bool:
        """Whether a word by itself means people or a body of people."""
        lemma = token.lemma_.lower()
        if token.pos_ == "NUM":  # "three of the officers"
            return any(self.is_human(t) for c in token.children if c.lower_ == "of" for t in c.children)
        return token.lower_ in _PERSONAL or lemma in word_class("people") or lemma in word_class("forces")

    def resolve(self, head: Token) -> tuple[tuple[int, ...], int]:
        """The actors of the phrase around *head*, and how far they were from the head.

        0 the head itself, 1 what stands before it ("Syrian troops"), 2 a prepositional phrase of its own
        ("leaders of Hamas"), 3 nothing found.
        """
        key = (id(head.doc), head.i)
        if key not in self._found:
            self._found[key] = self._resolve(head)
        return self._found[key]

    def _resolve(self, head: Token) -> tuple[tuple[int, ...], int]:
        direct = self._direct(head)
        if direct:
            return direct, 0
        before = self._before(head, 0)
        if before:
            return before, 1
        for child in head.children:
            if child.dep_ in PREPOSITIONS and child.lower_ not in _OUTSIDE:
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        found = self._direct(pobj) or self._before(pobj, 0)
                        if found:
                            return found, 2
        return (), 3

    def _direct(self, token: Token) -> tuple[int, ...]:
        found = self.index.covering(token_span(token))
        if not found and token.lower_ in _THIRD:
            speaker = _speaker_above(token)
            if speaker is not None:
                return self.resolve(speaker)[0]
        return found

    def _before(self, head: Token, depth: int) -> tuple[int, ...]:
        found: tuple[int, ...] = ()
        for child in head.children:
            before = child.i < head.i and child.dep_ in PREMODIFIERS
            if before and _is_against(child):
                continue
            if before or (depth and child.dep_ in {"conj", "npadvmod"}):
                found += self._direct(child)
                if depth < _DEEPEST:
                    found += self._before(child, depth + 1)
        return tuple(dict.fromkeys(found))

    def anywhere(self, head: Token, reach: int) -> tuple[int, ...]:
        """The first actor named below *head*, at most *reach* tokens after it: the last resort."""
        last = min(head.right_edge.i, head.i + reach)
        if last <= head.i:
            return ()
        doc = head.doc
        found = self.index.inside(Span(token_span(head).start, token_span(doc[last]).end))
        return found[:1]


def _is_against(token: Token) -> bool:
    """Whether a word stands after "anti-", and so names whom something is against."""
    if token.lower_.startswith("anti"):
        return True
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "anti"


def _speaker_above(pronoun: Token) -> Token | None:
    """The subject of the verb whose words a pronoun stands in: "Japan said it had …"."""
    token = pronoun
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return None
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            speaker = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            if speaker is None or speaker.lower_ in _THIRD or speaker.i == pronoun.i:
                return None
            several = any(c.dep_ == "conj" for c in speaker.children)
            if pronoun.lower_ in {"they", "their"} and speaker.ent_type_ == "PERSON" and not several:
                return None
            return speaker
        token = token.head
    return None


def phrase_span(head: Token) -> Span:
    """The place of the phrase around a noun: what stands before it, and "of X" after it."""
    first, last = noun_phrase(head)
    if first.dep_ == "det" and first.i < head.i:
        first = first.nbor(1)
    return Span(token_span(first).start, token_span(last).end)
