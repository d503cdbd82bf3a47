"""How it was done and what it was about: PLOVER's mode and context of an event, by words near its trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.frames import context_words, mode_words
from dateline.reading.events.candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

FARTHEST = 24
"""Tokens from the trigger within which a word of its clause says how it was done."""
MANY = 3
"""Named parties from which on a meeting is multilateral."""


def mode_of(candidate: Candidate) -> str | None:
    """The mode of an event: what its frame says, else the word of its clause that says most."""
    if candidate.mode is not None:
        return candidate.mode
    known = mode_words(candidate.type)
    if not known:
        return None
    best: tuple[int, str] | None = None
    for token in _clause(candidate):
        if token.i == candidate.head.i != candidate.core.i:
            continue  # "called a meeting": a light verb says nothing of the manner
        found = known.get(token.lemma_.lower()) or known.get(token.lower_)
        if found is not None and (best is None or found < best):
            best = found
    if best is None and candidate.type == "CONSULT" and len(candidate.sources) >= MANY:
        return "multilateral"
    return best[1] if best else None


def _clause(candidate: Candidate) -> list[Token]:
    """The words of an event's clause near its trigger, without clauses of their own below it."""
    found: list[Token] = []
    waiting = [candidate.head]
    centre = candidate.head.i
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting += [c for c in token.children if c.dep_ not in _OWN_CLAUSE and abs(c.i - centre) <= FARTHEST]
    return found


_OWN_CLAUSE = frozenset({"relcl", "ccomp", "advcl", "conj", "parataxis", "punct", "det", "aux", "auxpass"})


def contexts_of(sentence: Tokens) -> tuple[str, ...]:
    """The PLOVER contexts that the words of a sentence speak of, in order of their first word."""
    known = context_words()
    found: dict[str, None] = {}
    for token in sentence:
        contexts = known.get(token.lower_) or known.get(token.lemma_)
        if contexts:
            found.update(dict.fromkeys(contexts))
    return tuple(found)
