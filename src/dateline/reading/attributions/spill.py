"""What the parser leaves inside a that-clause although it belongs to the verb of saying.

"The mayor said the dam would hold and warned people to stay calm": "warned" is the mayor's, not the dam's.
"She said the talks had failed, adding that ...": "adding" is hers. Both hang on the inner verb in the parse.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.knowledge.cues import QUOTE, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_STEPS = 3
"""Verbs between a spilt verb and the clause's own."""
_VERBAL = frozenset({"conj", "xcomp", "advcl", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@cache
def _reporting() -> frozenset[str]:
    """Lemmas of verbs for what someone says, wants, promises or refuses."""
    return frozenset(
        word
        for (word, part), senses in cues().items()
        if part == "verb" and (QUOTE in senses or any(s.attitude != "thinks" for s in senses.values()))
    )


def true_head(verb: Token) -> Token | None:
    """The verb of saying that *verb* goes with, where the parser hung it inside that verb's clause."""
    if verb.lemma_.lower() not in _reporting() or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        edge = verb.left_edge.i
        if edge == 0 or verb.doc[edge - 1].text != ",":
            return None
    elif not (verb.tag_ == "VBD" and verb.dep_ == "conj" and _has_auxiliary(verb.head)):
        return None
    node = verb.head
    for _ in range(_MOST_STEPS):
        if node.dep_ == "ccomp" and node.head.i < node.i:
            return node.head if QUOTE in cues().get((node.head.lemma_.lower(), "verb"), ()) else None
        if node.dep_ not in _VERBAL:
            return None
        node = node.head
    return None


def _has_auxiliary(verb: Token) -> bool:
    """Whether a verb's form ("would hold", "had fallen") keeps a bare past tense from being its fellow."""
    return verb.tag_ == "VB" or (
        verb.tag_ in ("VBN", "VBG") and any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.children)
    )


def own_part(verb: Token, clause: Token) -> set[int]:
    """The tokens of *clause* without those that go with *verb*, whose complement it is."""
    numbers = {t.i for t in clause.subtree}
    for token in clause.subtree:
        if token.tag_ in ("VBG", "VBD") and token.i in numbers and token.i > clause.i:
            head = true_head(token)
            if head is not None and head.i == verb.i:
                numbers -= {t.i for t in token.subtree}
    return numbers
