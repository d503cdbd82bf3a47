"""What a word is in its phrase: a noun among verbs, the second of two, a question, a part of a compound."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dateline.reading.events.grammar import ancestors, has_subject, is_infinitive, verb_slots

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 5
"""How many heads may stand inside one another; deeper ones are parse errors."""
CLAUSAL = frozenset({"VERB", "AUX", "ADJ"})


def governor(noun: Token) -> str:
    """The lemma of the verb whose object a noun is, also behind a preposition ("called for a strike")."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.lemma_ if noun.dep_ in {"pobj", "dobj", "nsubjpass"} else ""


def first_joined(verb: Token) -> int:
    """The first of the verbs that one is joined to ("urged him to end it and withdraw")."""
    for _ in range(DEEPEST):
        if verb.dep_ != "conj" or verb.head.pos_ not in CLAUSAL:
            break
        verb = verb.head
    return verb.i


def is_asked_whether(clause: Token) -> bool:
    """Whether a clause below "ask" is a question told, which wants an answer and no deed: "asked whether"."""
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or (first.tag_ in {"WRB", "WP", "WDT"} and first.i < clause.i)


def is_question(clause: Token) -> bool:
    """Whether a clause below "ask" is what was asked word for word, not what was asked for."""
    if not has_subject(clause) or any(c.dep_ == "mark" for c in clause.children):
        return False
    return not any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def is_subjunctive(clause: Token, above: Token) -> bool:
    """Whether a clause says what is wanted by its bare verb: "insisted that he leave"."""
    if any(c.dep_ == "aux" for c in clause.children):
        return False
    return clause.tag_ == "VB" or (clause.tag_ == "VBP" and above.tag_ == "VBD")


def in_compound(token: Token) -> bool:
    """Whether a noun only says what kind ("murder and kidnapping charges")."""
    if token.dep_ == "conj":
        return token.head.dep_ in {"compound", "nmod"}
    return token.dep_ in {"compound", "npadvmod"}


def is_noun(token: Token) -> bool:
    """Whether a participle is used as a noun: "the injured"."""
    if token.tag_ == "VBN" and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        return True
    return any(c.dep_ == "det" for c in token.children)


def clause_heads(noun: Token) -> list[int]:
    """The heads above a noun up to the verb of its clause."""
    found = []
    for token in ancestors(noun):
        found.append(token.i)
        if token.pos_ in {"VERB", "AUX"} or len(found) > DEEPEST:
            break
    return found


def of_lemmas(noun: Token) -> set[str]:
    """The lemmas of what follows a noun after "of"."""
    return {
        pobj.lemma_.lower()
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for pobj in child.children
    }


def verb_of_occasion(noun: Token) -> Token | None:
    """The verb of what is done in or after talks: "urged" of "in a call with Paris, Rome urged"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _ON_OCCASION:
        return None
    above = itertools.islice(ancestors(noun), 2 * DEEPEST)
    return next((t for t in above if t.pos_ in {"VERB", "AUX"} and not is_infinitive(t)), None)


def doers_of_occasion(noun: Token) -> list[Token]:
    """Who takes part in talks by doing something in or after them."""
    verb = verb_of_occasion(noun)
    return verb_slots(verb).subjects if verb is not None else []


_ON_OCCASION = frozenset({"in", "during", "after", "at", "following", "before"})
