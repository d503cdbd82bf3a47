"""Numbers given for a tally: "the toll rose to 34", "bringing to 34 the number of dead"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.reading.figures.words import entry_of, modifier_of, noun_kind, of_child, people_row, state_of

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 6
"""Verbs climbed in search of a subject."""
NEAR = 15
"""Words behind a bare "number" among which those counted are named."""


def changed(head: Token, relation: str, noun: Token | None) -> tuple[str, Token, bool] | None:
    """A number given for a tally: "the toll rose to 34", "bringing to 34 the number of dead"."""
    if head.pos_ == "NOUN" and relation == "to":
        # "a rise to 34 in the number of dead" is too loose to read.
        return None
    if entry_of("verb", head, "change") is None:
        return None
    # "the army put the toll at nine": the toll is told of, not the army.
    for tally in sorted(_tallies(head), key=lambda t: not (noun_kind(t, "tally") or noun_kind(t, "toll"))):
        if noun is not None and (
            tally.i == noun.i or not (noun_kind(tally, "tally") or noun_kind(tally, "toll"))
        ):
            continue
        if what := tally_of(tally):
            return what, head, True
    return None


def _tallies(verb: Token) -> Iterator[Token]:
    """The nouns a verb of change may speak of: its subject (also of the verb it hangs on), its object."""
    node = verb
    for _ in range(STEPS):
        subjects = [c for c in node.lefts if c.dep_ in ("nsubj", "nsubjpass")]
        for child in subjects:
            if child.pos_ == "PRON":
                yield from _before(child)
            else:
                yield child
        if node is verb:
            yield from (c for c in node.rights if c.dep_ == "dobj")
        if subjects or node.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "prep", "pcomp"):
            break
        node = node.head
    if verb.dep_ in ("acl", "relcl"):
        yield verb.head


def _before(pronoun: Token) -> Iterator[Token]:
    """The nearest tally named before a pronoun in its paragraph ("it may soon reach half a million")."""
    first = max(0, pronoun.i - 40)
    for i in range(pronoun.i - 1, first - 1, -1):
        token = pronoun.doc[i]
        if token.pos_ == "NOUN" and (noun_kind(token, "tally") or noun_kind(token, "toll")):
            yield token
            return


def _spoken_of(tally: Token) -> str | None:
    """The people whose number is given without a name ("put the number at 900; police saw 300 marchers")."""
    doc = tally.doc
    if tally.lower_ != "number":
        return None
    for i in range(tally.i + 1, min(len(doc), tally.i + NEAR)):
        if doc[i].is_sent_start:
            break
        numbered = any(c.dep_ == "nummod" for c in doc[i].lefts)
        if numbered and (group := noun_kind(doc[i], "group")):
            return group.what
    return None


def tally_of(noun: Token) -> str | None:
    """What a toll, number, total or plural noun counts."""
    if noun_kind(noun, "toll"):
        for child in noun.lefts:
            if child.dep_ in ("compound", "amod") and (entry := noun_kind(child, "event")):
                return entry.what
        return "killed"
    if noun_kind(noun, "tally"):
        of = of_child(noun)
        for word in (noun, of):
            if word is not None and (modifier := modifier_of(word)):
                return modifier[0]
        if of is not None:
            if (entry := noun_kind(of, "event") or noun_kind(of, "group")) and entry.what:
                return entry.what
            if state := state_of(of):
                return state.what
            if people_row(of):
                return "people"
        for child in noun.lefts:
            if child.dep_ == "compound" and (entry := noun_kind(child, "event") or noun_kind(child, "group")):
                return entry.what
        return _spoken_of(noun) if of is None else None
    if body := noun_kind(noun, "body"):
        return body.what
    entry = noun_kind(noun, "event") or noun_kind(noun, "group")
    return entry.what if entry and noun.tag_ in ("NNS", "NNPS") else None
