"""Who says it: the noun phrases of the parse, and which of them is the subject of a verb of saying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.reading.attributions.spill import true_head

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NOTS = frozenset({"n't", "n’t"})
_OCCASIONS = frozenset({"when", "if", "once", "while", "as"})
_CLIMB = frozenset({"xcomp", "advcl", "conj", "pcomp", "acl", "prep", "ccomp", "dep", "parataxis"})
_MOST_STEPS = 6
"""Steps a verb without subject looks upwards for one."""
_LONGEST_NAME = 8
"""Tokens a name at the head of a sentence may have."""


def subtree(token: Token, without: Iterable[Token] = ()) -> tuple[int, ...]:
    """The token numbers under *token* (itself included), leaving out the subtrees of *without*."""
    numbers = {t.i for t in token.subtree}
    for other in without:
        numbers -= {t.i for t in other.subtree}
    return tuple(sorted(numbers))


def noun_phrase(head: Token) -> tuple[int, ...]:
    """The noun phrase of *head*, without what is loosely added behind it (a participle's or that-clause)."""
    loose = [c for c in head.children if c.i > head.i and c.dep_ in ("parataxis", "ccomp", "punct", "advcl")]
    numbers = subtree(head, loose)
    # One run of tokens around the head: what the parser hung on from afar is no part of the phrase.
    at = numbers.index(head.i)
    low = high = at
    while low > 0 and numbers[low - 1] == numbers[low] - 1:
        low -= 1
    while high + 1 < len(numbers) and numbers[high + 1] == numbers[high] + 1:
        high += 1
    return numbers[low : high + 1]


def noun_phrase_before(noun: Token, clause: Token) -> tuple[int, ...]:
    """The noun phrase of *noun* without the clause that hangs on it."""
    return tuple(i for i in noun_phrase(noun) if i < clause.left_edge.i)


def source_of(verb: Token) -> tuple[int, ...]:
    """The phrase for who says it: the verb's own subject, or that of the verb it leans on; () if none."""
    node = true_head(verb) or verb
    for _ in range(_MOST_STEPS):
        passive = any(c.dep_ == "auxpass" for c in node.children)
        if node == verb and (passive or is_asked(verb)):
            return _agent(node)
        for child in _near(node):
            if child.dep_ in _SUBJECTS and child.dep_ != "expl" and child.lower_ not in _NOTS:
                if child.dep_ in ("nsubjpass", "csubjpass") and node == verb:
                    continue
                if child.lower_ in ("it", "there") and _expletive(child, node):
                    return ()
                return noun_phrase(child)
            if child.dep_ == "expl":
                return ()
        if node.dep_ in ("acl", "relcl"):
            return noun_phrase_before(node.head, node)
        if node.dep_ not in _CLIMB or node.head == node:
            return _opening(node)
        node = node.head
        while node.dep_ in ("prep", "pcomp") and node.head != node:
            node = node.head
        if node.pos_ in ("NOUN", "PROPN", "PRON"):
            return ()
    return ()


def is_asked(verb: Token) -> bool:
    """Whether a participle begins a sentence: "Asked whether he would go, the minister ..." """
    return verb.i == verb.sent.start and verb.tag_ in ("VBN", "VBD") and verb.dep_ != "ROOT"


def is_asked_aside(verb: Token) -> bool:
    """Whether a participle behind a word for the occasion has no doer: "she said when asked about it"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ != "advcl" or not verb.i:
        return False
    before = verb.nbor(-1)
    aside = before.lower_ in _OCCASIONS and before.head == verb
    return aside and not any(c.dep_ in _SUBJECTS or c.dep_ == "agent" for c in verb.children)


def _opening(verb: Token) -> tuple[int, ...]:
    """The name that opens a sentence whose verb has no subject in the parse: "Kommersant, citing X, said"."""
    doc, start = verb.doc, verb.sent.start
    if verb.tag_ not in ("VBD", "VBZ") or not doc[start].text[:1].isupper():
        return ()
    for end in range(start, min(verb.i, start + _LONGEST_NAME)):
        if doc[end].text == ",":
            named = doc[end - 1].pos_ in ("PROPN", "NOUN", "ADJ") and doc[end - 1].ent_type_ not in (
                "DATE",
                "TIME",
            )
            return tuple(range(start, end)) if end > start and named and doc[end + 1].tag_ == "VBG" else ()
        if doc[end].pos_ not in ("PROPN", "NOUN", "ADJ", "DET", "NUM") and doc[end].tag_ != "POS":
            return ()
    return ()


def _near(verb: Token) -> Iterator[Token]:
    """The verb's children and, behind them, those of its auxiliaries, where a subject may hang."""
    yield from verb.children
    for child in verb.children:
        if child.dep_ == "aux":
            yield from child.children


def _expletive(subject: Token, verb: Token) -> bool:
    return subject.lower_ == "there" or any(c.dep_ == "acomp" for c in verb.children)


def _agent(verb: Token) -> tuple[int, ...]:
    for child in verb.children:
        if child.dep_ == "agent":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return noun_phrase(grandchild)
    return ()
