"""What the parser leaves inside a complement although it belongs to the verb of saying.

"The mayor said the dam would hold and warned people to stay calm": "warned" is the mayor's, not the dam's.
"She said the talks had failed, adding that ...": "adding" is hers. Both hang on the inner verb in the parse,
and the form of the verbs gives it away: a bare past tense is no fellow of "would hold".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.knowledge.cues import QUOTE, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_STEPS = 3
"""Verbs between a spilt participle and the clause's own verb."""
_MOST_STEPS_UP = 6
"""Words between a spilt verb and the one it goes with."""
_SPILT = frozenset({"VBG", "VBD", "VBZ"})
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
    """The verb that *verb* goes with, where the parser hung it inside that verb's complement."""
    if verb.lemma_.lower() not in _reporting() or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        edge = verb.left_edge.i
        return _sayer(verb.head) if edge > 0 and verb.doc[edge - 1].text == "," else None
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ") and not _may_join(verb, verb.head):
        return _equal(verb)
    return None


def _sayer(node: Token) -> Token | None:
    """The verb of saying in whose that-clause *node* is."""
    for _ in range(_MOST_STEPS):
        if node.dep_ == "ccomp" and node.head.i < node.i:
            return node.head if QUOTE in cues().get((node.head.lemma_.lower(), "verb"), ()) else None
        if node.dep_ not in _VERBAL:
            return None
        node = node.head
    return None


def _may_join(verb: Token, other: Token) -> bool:
    """Whether a bare past or present tense can be the fellow of *other* by its form.

    "would hold and warned", "had fallen and urged", "to end it and pledged" are no fellows, nor are
    "(sanctions that) hurt and supports".
    """
    if other.tag_ in ("VBN", "VBG"):
        return not any(c.dep_ == "aux" for c in other.children)
    return other.pos_ not in ("VERB", "AUX") or other.tag_ == verb.tag_


def _equal(verb: Token) -> Token | None:
    """The nearest verb above in the tense of *verb*, passing through clauses, nouns and prepositions."""
    node = verb.head
    for _ in range(_MOST_STEPS_UP):
        if node.head == node:
            return None
        node = node.head
        perfect = node.tag_ == "VBN" and any(c.lemma_ == "have" for c in node.children)
        if node.tag_ == verb.tag_ or (perfect and node.dep_ not in ("relcl", "acl")):
            return node if node.pos_ in ("VERB", "AUX") and node.i < verb.i else None
    return None


def without_spilt(verb: Token, content: set[int]) -> set[int]:
    """The content of *verb* without what goes with *verb* itself."""
    doc = verb.doc
    for number in sorted(content):
        token = doc[number]
        if number > verb.i and token.tag_ in _SPILT and token.dep_ in ("conj", "advcl") and number in content:
            head = true_head(token)
            if head is not None and head.i <= verb.i:
                content = content - {t.i for t in token.subtree}
    return content
