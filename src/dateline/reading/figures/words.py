"""What single words say is counted: look-ups of tokens in counted.tsv, and what hangs on a counted noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.figures import Counted, counted, hedges

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 6
"""Governors climbed from a number before giving up."""
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
"""Parts of speech of what can be counted."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a number counts: name, unit, the counted noun and the token that governs it (for event and scope).

    ``described`` are the token positions of the counted noun with what stands before it; ``tally`` tells a
    number that was given for a toll or total, ``rate`` the time that a rate is given for.
    """

    what: str
    unit: str | None
    noun: Token | None
    described: tuple[int, int] | None
    anchor: Token
    tally: bool = False
    rate: str | None = None


def is_bound(preposition: Token) -> bool:
    """Whether a preposition only bounds the number behind it ("killed up to 40", "between 3 and 5")."""
    at, doc = preposition.i, preposition.doc
    if at + 1 >= len(doc) or doc[at + 1].pos_ != "NUM":
        return False
    word = preposition.lower_
    before = doc[at - 1].lower_ if at else ""
    if word == "between":  # a range, not "an exchange between two men"
        return any(t.lower_ == "and" for t in doc[at + 2 : at + 4])
    return (word == "to" and before == "up") or (word,) in hedges("before")


def of_child(node: Token) -> Token | None:
    """The noun in the "of" phrase of a noun or number ("dozens of troops")."""
    for child in node.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((t for t in child.rights if t.dep_ == "pobj"), None)
    return None


def entry_of(part: str, token: Token, kind: str) -> Counted | None:
    """The row of one kind for a token, by its lemma or its form."""
    table, word = counted(part), token.lower_
    rows = table.get(token.lemma_.lower()) or table.get(word) or table.get(word.rstrip("s")) or ()
    return next((entry for entry in rows if entry.kind == kind), None)


def noun_kind(noun: Token | None, kind: str) -> Counted | None:
    """The row of a noun that is of *kind* ("event", "group", "tally", ...)."""
    return entry_of("noun", noun, kind) if noun is not None else None


def tells_number(noun: Token) -> bool:
    """Whether a noun is a toll, a tally or a counted event: no one who could give a number."""
    return any(noun_kind(noun, kind) for kind in ("toll", "tally", "event"))


def people_row(noun: Token) -> Counted | None:
    """The row that counts people, where the noun names people."""
    if entry := noun_kind(noun, "people"):
        return entry
    if noun.ent_type_ == "NORP":
        return counted("noun")["people"][0]
    if noun.lemma_.lower().endswith(("man", "men", "woman", "women", "people")):
        return counted("noun")["people"][0]
    return None


def is_people(noun: Token | None) -> bool:
    """Whether a noun names people; so does what is not said."""
    if noun is None:
        return True
    group = noun_kind(noun, "group")
    return group.of == "people" if group else people_row(noun) is not None


def _fits(entry: Counted, noun: Token | None) -> bool:
    if entry.what == "=":
        return noun is not None and noun_kind(noun, "group") is not None
    if entry.of == "forces":
        group = noun_kind(noun, "group")
        return noun is not None and (noun.lower_ == "men" or (group is not None and group.of == "people"))
    if entry.of == "people":
        return is_people(noun)
    if entry.of == "things":
        return noun is not None and not is_people(noun)
    return True


def verb_says(verb: Token, role: str, noun: Token | None) -> str | None:
    """What a verb says of its object or subject, if it says anything that is counted."""
    table = counted("verb")
    entries = table.get(verb.lemma_.lower()) or table.get(verb.lower_, ())
    for entry in entries:
        kind, _, way = entry.kind.partition(" ")
        if way and kind == role and _fits(entry, noun):
            if _goes(verb, way):
                return entry.what
        elif entry.kind == "loses lives" and role == "subject":
            if any(c.dep_ == "dobj" and noun_kind(c, "lives") for c in verb.rights):
                return entry.what
        elif entry.kind == role and _fits(entry, noun):
            if entry.what != "=":
                return entry.what
            group = noun_kind(noun, "group")
            return group.what if group else None
    return None


def _goes(verb: Token, way: str) -> bool:
    """Whether a verb has the particle or preposition, and the noun behind it, of *way* ("to hospital")."""
    link, _, noun = way.partition(" ")
    for child in verb.rights:
        if child.lower_ == link or (link == "from" and child.lower_ == "out"):
            return not noun or any(t.lower_.startswith(noun) for t in child.subtree)
    return False


def state_of(token: Token) -> Counted | None:
    """The row of a word for a state people are in ("dead", "missing")."""
    return next(iter(counted("adjective").get(token.lower_, ())), None)


def modifier_of(noun: Token) -> tuple[str, Token] | None:
    """What a participle, an adjective or a relative clause says of the counted noun."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "compound", "appos", "advcl"):
            if state := state_of(child):
                return state.what, child
            if child.tag_ == "VBN" and (what := verb_says(child, "object", noun)):
                return what, child
            if child.tag_ == "VBG" and child.dep_ != "amod" and (what := verb_says(child, "subject", noun)):
                return what, child
        elif child.dep_ == "relcl":
            passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in child.lefts)
            active = any(c.dep_ == "nsubj" and c.tag_ in ("WP", "WDT") for c in child.lefts)
            role = "object" if passive or not active else "subject"
            if what := verb_says(child, role, noun):
                return what, child
    return None


def climb(node: Token) -> tuple[Token | None, str]:
    """The word that governs a noun or bare number, through coordination, and the relation to it."""
    for _ in range(STEPS):
        relation, head = node.dep_, node.head
        if head.i == node.i:
            return None, "ROOT"
        if relation in ("conj", "nummod", "quantmod", "compound", "nmod") and head.pos_ in NOMINAL:
            node = head
            continue
        if relation == "prep" and node.lower_ == "to" and head.lower_ == "from":
            return head.head, "to"
        if relation == "pobj":
            preposition = head
            if preposition.lower_ == "of" and preposition.head.lower_ == "quarter":
                node = preposition.head
                continue
            if is_bound(preposition):
                return preposition.head, "dobj"
            if preposition.lower_ == "from" and any(t.lower_ == "to" for t in node.lefts):
                return preposition.head, "to"
            if (
                preposition.dep_ == "prep"
                and preposition.lower_ == "to"
                and preposition.head.lower_ == "from"
            ):
                return preposition.head.head, "to"
            return preposition.head, preposition.lower_
        return head, relation
    return None, ""
