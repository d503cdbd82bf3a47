"""Where it happened: the place names that a trigger governs or that stand near it in its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge import countries
from dateline.model import Span
from dateline.reading.syntax import token_span, tokens_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
NOT_PLACES = frozenset({"PERSON", "NORP", "ORG", "DATE", "TIME", "EVENT", "MONEY", "LAW", "LANGUAGE"})
WHERE = frozenset("in at near outside inside around across throughout off within on into to over".split())
"""Prepositions after which a place name says where; the last three only if nothing better is found."""
_MAYBE = frozenset({"over", "into", "to"})
_DEEPEST = 4


def place_of(
    triggers: Sequence[Token], targets: Sequence[Token] = (), words: bool = False
) -> tuple[str, Span] | None:
    """The name and place of the nearest place name that says where the event of *triggers* was.

    Looked for behind the prepositions of the triggers and of their objects, then among *targets* ("shelled
    Aleppo"), then in the clause above. An event of *words* is where they were spoken, not where or what they
    were about ("condemned the raid in Jenin", "called on Mali", "talks on Syria").
    """
    maybe: Token | None = None
    for trigger in triggers:
        for token in _said_after(trigger, 0, words):
            if token.head.lower_ not in _MAYBE:
                return _named(token)
            maybe = maybe or token
    if maybe is not None:
        return _named(maybe)
    for target in targets:
        if is_place(target):
            return _named(target)
    for trigger in triggers:
        head = trigger.head
        if trigger.dep_ in {"conj", "xcomp", "advcl", "prep", "pcomp"} and head.i != trigger.i:
            above = next(
                (t for t in _said_after(head, _DEEPEST - 1, words) if t.head.lower_ not in _MAYBE), None
            )
            if above is not None:
                return _named(above)
    return None


def is_place(token: Token) -> bool:
    """Whether a word is, or ends, the name of a place."""
    return token.ent_type_ in PLACES or (token.pos_ == "PROPN" and _is_known(token.text))


def _is_known(name: str) -> bool:
    return name in countries.names() or name in countries.capitals()


def _said_after(head: Token, depth: int, words: bool) -> list[Token]:
    """The place names after a preposition of *head*, of its objects, or of what stands below those."""
    found: list[Token] = []
    deeper: list[Token] = []
    where, topics = (_WHERE_SAID, _TOPICS | _ASIDE) if words else (WHERE, _ASIDE)
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ not in topics:
            for pobj in child.children:
                if pobj.dep_ == "pobj" and not _is_subject(pobj, head):
                    if child.lower_ in where:
                        found += [t for t in (_place_in(pobj),) if t is not None]
                    if not words or child.lower_ in _WITHIN:
                        deeper.append(pobj)
        elif child.dep_ in {"dobj", "nsubjpass", "attr"} and (not words or head.lemma_ in _MEETING):
            deeper.append(child)
    if not found and depth < _DEEPEST:
        for token in deeper:
            found += _said_after(token, depth + 1, words)
    return found


def _is_subject(pobj: Token, head: Token) -> bool:
    """Whether the parser took the subject of a verb into the day before it: "In March Seoul proposed"."""
    dated = any(c.ent_type_ in {"DATE", "TIME"} and c.i < pobj.i for c in pobj.children)
    return dated and pobj.i + 1 == head.i


_ASIDE = frozenset("about regarding concerning despite before until since according".split())
_TOPICS = frozenset("over for against after on of to".split())
_WHERE_SAID = frozenset("in at near outside inside".split())
_WITHIN = frozenset("in at during with between".split())
_MEETING = frozenset("meet hold have host attend join visit greet receive open begin start conduct".split())
# Nouns that stand for the place named before them ("in Syria's north"); not "at Berlin's request".
_PARTS = frozenset(
    "capital city town village region province district north south east west northeast northwest southeast "
    "southwest centre center border coast suburb outskirts area airport port countryside island valley "
    "desert mountain heartland stronghold market hospital school airspace waters territory".split()
)


def _place_in(pobj: Token) -> Token | None:
    """The name in a phrase such as "Aleppo", "the city of Aleppo", "the Aleppo suburb of Daraya"."""
    if pobj.ent_type_ in PLACES and pobj.text[0].isupper():
        return pobj
    named = pobj.pos_ == "PROPN" and pobj.text[0].isupper()
    if named and (pobj.ent_type_ not in NOT_PLACES or _is_known(pobj.text) or _is_mistaken(pobj)):
        return pobj
    for child in pobj.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "in"}:
            for token in child.children:
                if token.dep_ == "pobj" and token.ent_type_ in PLACES:
                    return token
    for child in pobj.children:
        if child.dep_ == "poss" and pobj.lemma_.lower() not in _PARTS:
            continue
        if child.dep_ in {"compound", "nmod", "poss", "appos"} and child.ent_type_ in PLACES:
            return child
    return None


def _is_mistaken(pobj: Token) -> bool:
    """Whether a name behind "in" or "near" is a small town's, whatever the parser calls it."""
    if pobj.head.lower_ not in {"in", "near"} or pobj.ent_type_ not in {"PERSON", "ORG"}:
        return False
    return (
        pobj.text[1:].islower()
        and pobj.text not in _BODIES
        and not any(c.dep_ == "det" for c in pobj.children)
    )


_BODIES = frozenset("Congress Parliament Senate Twitter Facebook Instagram Telegram Cabinet God".split())


def _named(token: Token) -> tuple[str, Span]:
    """The whole name around a token: its entity, or the run of proper nouns it ends."""
    doc = token.doc
    first = last = token.i
    if token.ent_type_:
        while first > 0 and doc[first].ent_iob_ == "I":
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
            last += 1
    else:
        while first > 0 and doc[first - 1].dep_ == "compound" and doc[first - 1].head.i <= token.i:
            first -= 1
    if doc[first].lower_ == "the" and first < last:
        first += 1
    if doc[last].tag_ == "POS" and first < last:
        last -= 1
    tokens = doc[first : last + 1]
    span = tokens_span(tokens) if len(tokens) > 1 else token_span(tokens[0])
    return tokens.text, span
