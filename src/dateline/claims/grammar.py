"""What the parser tells of a claim: which words are names, and which say something of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.plain_words import plain_words
from dateline.model import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHAT_IS_SAID = ("ccomp", "xcomp", "attr", "acomp", "dobj", "oprd")
"""What stands for a verb that says little by itself ("said that …", "was the first …", "made a call")."""
_WHERE = frozenset({"in", "at", "near", "off"})
"""Prepositions that say where something is."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The places of the names, of the predicates, and of what only says where, in a claim."""

    names: frozenset[Span]
    predicates: frozenset[Span]
    settings: frozenset[Span]


def grammar_of(report: Report) -> Grammar:
    """Parse a claim, which is given as a report."""
    from dateline.reading.syntax import parse, token_span

    names: set[Span] = set()
    predicates: set[Span] = set()
    settings: set[Span] = set()
    for sentence in parse(report.text, report.body).sentences:
        tokens = list(sentence.tokens)
        names.update(token_span(token) for token in tokens if token.pos_ == "PROPN")
        predicates.update(token_span(token) for token in _predicates(tokens))
        settings.update(token_span(token) for token in tokens if _is_setting(token))
    return Grammar(frozenset(names), frozenset(predicates), frozenset(settings))


def _is_setting(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE


def _predicates(tokens: list[Token]) -> Iterator[Token]:
    """The heads of the clauses, or what stands for those that are plain words."""
    for token in tokens:
        if token.dep_ == "ROOT":
            yield from _telling(token)


def _telling(head: Token) -> Iterator[Token]:
    """A head with its object and means, one of which may tell by itself: "carried out the attack"."""
    if head.lower_ in plain_words():
        inner = [child for child in head.children if child.dep_ in _WHAT_IS_SAID]
        for child in inner[:1]:
            yield from _telling(child)
        return
    yield head
    for child in head.children:
        if child.dep_ == "dobj" and child.pos_ == "NOUN":
            yield child
        if child.dep_ == "prep" and child.lower_ == "by":
            yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
