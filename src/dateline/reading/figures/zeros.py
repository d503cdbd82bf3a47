"""Numbers that are said to be none: "no one was hurt", "there were no casualties", "killed nobody".

Only what is told as a fact: not what must not, may not or will not be, nor what "no reports" tell of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.figures import words_of
from dateline.reading.figures.numbers import Number
from dateline.reading.figures.words import Count, is_people, noun_kind, of_child, state_of, verb_says

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_zeros(tokens: Sequence[Token]) -> Iterator[tuple[Number, Count]]:
    """The numbers of a sentence that are said to be none, with what they count."""
    base = tokens[0].i
    for token in tokens:
        word = token.lower_
        if word not in words_of("none"):
            continue
        at = token.i - base
        if word in ("no", "not"):
            noun = token.head if token.dep_ in ("det", "neg") else None
            if noun is None or not 0 < noun.i - token.i <= 4 or noun.pos_ not in ("NOUN", "PRON", "NUM"):
                continue
            if word == "not" and noun.lower_ != "one":
                continue
        else:
            noun = token
        if (count := _count(noun, at, base)) is not None:
            end = noun.i - base + 1
            yield Number(at, end, at, end, 0.0, 0.0, 0.0, word=True), count


def _count(noun: Token, at: int, base: int) -> Count | None:
    nobody = noun.lower_ in ("one", "nobody", "none", "body")
    if any(child.lower_ in ("else", "other", "further", "more", "new") for child in noun.children):
        return None
    verb, relation = noun.head, noun.dep_
    of = of_child(noun)
    if not nobody and (event := noun_kind(noun, "event")):
        # "no deaths were reported" leaves open whether there were any
        passive = relation == "nsubjpass" and verb.lemma_ not in words_of("giving")
        told = verb.pos_ in ("VERB", "AUX") and (passive or relation in ("attr", "dobj", "nsubj"))
        if not told or verb.lemma_ not in words_of("having") or _is_unsure(verb):
            return None
        return Count(event.what, None, noun, (at + 1, noun.i - base + 1), verb)
    if not (nobody or is_people(noun)) or verb.pos_ not in ("VERB", "AUX") or _is_unsure(verb):
        return None
    counted = of if of is not None else None if nobody else noun
    described = (counted.left_edge.i - base, counted.i - base + 1) if counted is not None else None
    if relation in ("nsubjpass", "dobj"):
        what = verb_says(verb, "object", counted)
    elif relation == "nsubj":
        state = next((s for c in verb.rights if c.dep_ in ("acomp", "oprd") and (s := state_of(c))), None)
        what = state.what if state else verb_says(verb, "subject", counted)
    else:
        return None
    return Count(what, None, counted, described, verb) if what else None


def _is_unsure(verb: Token) -> bool:
    """Whether a verb does not tell a fact: it has a modal, another negation, or stands behind "if"."""
    return verb.tag_ == "VBG" or any(
        child.tag_ in ("MD", "TO") or child.dep_ == "neg" or child.lower_ in ("if", "unless", "until")
        for child in verb.lefts
    )
