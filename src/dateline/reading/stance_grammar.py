"""The grammar around a word of stance: whose it is, what it is about, whether the stand is taken at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.stances import stance_verbs, stance_words
from dateline.model import Span
from dateline.reading.propositions import negated
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 5
"""Governors climbed in search of a subject."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OPEN_MODALS = frozenset({"may", "might", "could", "can"})
_TIMES = frozenset({"when", "until", "once", "before"})
_PARTICLES = frozenset({"out", "down", "off"})


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, also where a verb above has it ("rejected the plan and refused to talk")."""
    node = verb
    for _ in range(STEPS):
        for child in node.lefts:
            if child.dep_ in SUBJECTS:
                relative = child.tag_ in ("WP", "WDT") and node.dep_ == "relcl"
                return node.head if relative else child
        if node.dep_ == "acl":
            return node.head
        if node.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp") or node.head.i == node.i:
            return None
        if node.dep_ == "ccomp" and not is_infinitive(node):
            return None
        node = node.head
    return None


def thing_of(word: Token, link: str) -> Token | None:
    """What a word of stance is about: its object, or what stands behind the words of *link*."""
    if not link or link in _PARTICLES:
        if link and not any(c.lower_ == link and c.dep_ in ("prt", "advmod") for c in word.rights):
            return None
        objects = (
            c
            for c in word.rights
            if c.dep_ == "dobj"
            or (c.dep_ == "xcomp" and c.tag_ == "VBG")
            or (c.dep_ == "ccomp" and c.lemma_ == "call" and is_question(c))  # "what it calls a crime"
        )
        return next(objects, None)
    # "called police for the smell": what stands behind an object is another matter.
    if any(c.dep_ == "dobj" for c in word.rights):
        return None
    node: Token | None = word
    for part in link.split():
        if node is not None:
            node = next((c for c in node.rights if c.lower_ == part), None)
    if node is None or node.dep_ not in ("prep", "prt"):
        return None
    return next((c for c in node.rights if c.dep_ in ("pobj", "pcomp")), None)


def is_laid_on(verb: Token) -> bool:
    """Whether the stand is only expected, asked or alleged of its holder ("accused of backing rebels")."""
    above, words = verb.head, stance_verbs("laid on")
    if verb.dep_ == "pcomp":
        above = above.head
    elif verb.dep_ in ("acl", "ccomp") and is_infinitive(verb):
        return True  # "a refusal to accept", "wants Russia to accept"
    elif verb.dep_ != "xcomp" or not is_infinitive(verb):
        return False
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in above.lefts)
    asked = any(c.dep_ in ("dobj", "dative") and c.i < verb.i for c in above.rights)
    on = any(c.dep_ == "prep" and c.lower_ in ("on", "upon", "to") and c.i < verb.i for c in above.rights)
    return passive or asked or on or above.lemma_.lower() in words or above.lower_ in words


def is_open(verb: Token) -> bool:
    """Whether a clause leaves open that the stand is taken (could, if, whether)."""
    # "did not oppose or support it": no stand at all.
    if (
        verb.dep_ == "conj"
        and negated(verb.head)
        and any(c.lower_ in ("or", "nor") for c in verb.head.rights)
    ):
        return True
    joined = verb.head if verb.dep_ == "conj" else verb
    if any(c.lower_ == "neither" and c.dep_ not in SUBJECTS for v in (verb, joined) for c in v.lefts):
        return True  # "neither supports nor opposes it"
    for child in verb.lefts:
        if child.dep_ == "aux" and child.lower_ in _OPEN_MODALS and not negated(verb):
            return True
        if child.tag_ == "MD" and child.lower_ in stance_words("modal"):
            return True  # what someone must support is not what they support
        if child.tag_ == "MD" and child.lower_ == "would" and any(map(_is_condition, verb.rights)):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless"):
            return True
        if child.lower_ in _TIMES and child.dep_ in ("advmod", "mark"):
            return True
    return False


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "provided") for c in clause.lefts)


def is_question(verb: Token) -> bool:
    """Whether a clause is opened by a question word ("how they ought to be built")."""
    return any(c.tag_ in ("WRB", "WP", "WDT") for c in verb.lefts)


def is_silence(verb: Token) -> bool:
    """Whether refusing to do it is only to keep silent ("declined to comment", "to release the names")."""
    told = any(c.dep_ == "dobj" and c.lemma_.lower() in stance_verbs("told") for c in verb.rights)
    return told or verb.lemma_ in stance_verbs("mute")


def is_lasting(verb: Token) -> bool:
    """Whether a denial tells of a stand ("will not accept") and not of the past ("did not accept")."""
    return not any(c.lower_ == "did" for c in verb.lefts) and verb.tag_ != "VBN"


def is_told_not_to(word: Token) -> bool:
    """Whether what is wished is that something be left undone ("urged them not to leave")."""
    return any(negated(c) for c in word.rights if c.dep_ in ("xcomp", "ccomp", "advcl"))


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has its "to"."""
    return any(c.tag_ == "TO" for c in verb.lefts)


def clause_span(head: Token) -> Span:
    """The place of a clause, without the clauses joined to it, hung on it or standing before it."""
    out: set[int] = set()
    for child in head.children:
        joined = child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX")
        hung = child.dep_ == "advcl" and any(c.dep_ in SUBJECTS for c in child.lefts)
        if joined or hung or (child.dep_ == "ccomp" and child.i < head.i):
            out |= {t.i for t in child.subtree}
    words = [t for t in head.subtree if t.i not in out and not t.is_punct and t.dep_ not in ("cc", "mark")]
    words = words or [head]
    return Span(token_span(words[0]).start, token_span(words[-1]).end)
