"""Who speaks: from the source's words to actors, by the head of the phrase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.cues import voices
from dateline.model import Attribution, Mention, Span
from dateline.reading.actors.index import MentionIndex
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_THIRD_PERSON = frozenset({"he", "she", "they", "it"})
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our"})


def speakers(doc: Doc, source: Sequence[int], index: MentionIndex) -> tuple[int, ...]:
    """The actors a source phrase names, in its order; a pronoun counts through its own mention.

    A phrase for a voice of someone ("Putin's office", "a spokesman for the ministry") that is no actor itself
    stands for whom it speaks for.
    """
    out: list[int] = []
    for head in _heads(doc, source):
        out += _actors(head, index)
    return tuple(dict.fromkeys(out))


def is_first_person(text: str, source: Sequence[Span]) -> bool:
    """Whether a source is no more than "I" or "we"."""
    return len(source) == 1 and source[0].of(text).lower() in _FIRST_PERSON


def first_mentions(mentions: Sequence[Mention]) -> dict[int, int]:
    """Actor → where the text first speaks of it other than by a pronoun."""
    out: dict[int, int] = {}
    for mention in mentions:
        if mention.form != "pronoun":
            out[mention.actor] = min(mention.span.start, out.get(mention.actor, mention.span.start))
    return out


def names_the_unnamed(text: str, found: Attribution, first: Mapping[int, int]) -> bool:
    """Whether a pronoun is taken for someone first named in what it says: '"The miners left," they said'.

    Whoever speaks has been named before; the speaker of the statement before is the better guess.
    """
    if len(found.source) != 1 or found.source[0].of(text).lower() not in _THIRD_PERSON:
        return False
    return bool(found.speakers) and all(
        any(piece.start <= first.get(actor, -1) < piece.end for piece in found.content)
        for actor in found.speakers
    )


def _heads(doc: Doc, source: Sequence[int]) -> list[Token]:
    """The head words of a phrase: one, or one for each part of "Obama and Putin"."""
    if not source:
        return []
    inside = set(source)
    tops = [doc[i] for i in source if doc[i].head.i not in inside or doc[i].head == doc[i]]
    head = tops[0] if tops else doc[source[-1]]
    if head.pos_ == "VERB":
        # "The judge, writing for the majority,": the name may hang on the participle.
        head = next((c for c in head.lefts if c.dep_ == "nsubj" and c.i in inside), head)
    if head.lower_ in _RELATIVE:
        antecedent = _antecedent(head)
        return [head] if antecedent is None else [antecedent]
    named = doc[max(i for i in source if not doc[i].is_punct or i == source[0])]
    if (
        head.ent_type_ not in ("", "PERSON")
        and named.ent_type_ == "PERSON"
        and _is_one_phrase(doc, head, named)
    ):
        return [named]
    # "Obama and Putin"; "President Obama and Putin", where the parser hangs the names on the title.
    heads = [head]
    for part in (head, *(c for c in head.children if c.dep_ == "appos")):
        heads += [c for c in part.conjuncts if c.i in inside and c.i > part.i and c not in heads]
    return heads


def _is_one_phrase(doc: Doc, head: Token, named: Token) -> bool:
    """Whether a body and a name stand in one phrase: "Miners Union (MU) chief Ann Low"."""
    between = doc[head.i + 1 : named.i]
    return bool(between) and not any(
        t.pos_ in ("ADP", "VERB", "CCONJ", "AUX") or t.text == "," for t in between
    )


def _antecedent(pronoun: Token) -> Token | None:
    node = pronoun
    while node.dep_ != "relcl" and node.head != node:
        node = node.head
    return node.head if node.dep_ == "relcl" else None


def _actors(head: Token, index: MentionIndex) -> tuple[int, ...]:
    found = index.covering(token_span(head))
    if found:
        return found
    for child in head.children:
        if child.dep_ == "appos":
            found = index.covering(token_span(child))
            if found:
                return found
    if head.lemma_.lower() not in voices():
        return ()
    for child in head.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            found = index.covering(token_span(child))
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("of", "for", "from", "by"):
            found = next((f for c in child.children if (f := index.covering(token_span(c)))), ())
        if found:
            return found
    return ()
