"""Attribution at the end of a sentence, read off the surface: "..., her spokesman confirms to the paper."

The parser often loses the clause in front of such a tail (it takes the verb of saying for one more clause of
the sentence), above all where that clause holds a verb of asking or saying itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.knowledge.cues import TAIL, Cues
from dateline.reading.attributions.drafts import Draft, Passage, runs, whole
from dateline.reading.attributions.predicates import cue_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LONGEST_TAIL = 25
"""Tokens from the verb to the end of the sentence, at most."""
_LONGEST_SOURCE = 25
"""Tokens of the phrase for who says it, at most."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def tails(passage: Passage, table: Cues) -> Iterator[Draft]:
    """Drafts for the sentences of one paragraph that end ", X said ..." or ", said X", outside quotations."""
    doc = passage.doc
    for sentence in doc.sents:
        if not len(sentence) > 4:
            continue
        for verb in doc[max(sentence.start, sentence.end - _LONGEST_TAIL) : sentence.end]:
            if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
                continue
            senses = table.get((verb.lemma_.lower(), "verb"), {})
            if TAIL not in senses or not passage.outside(verb.i):
                continue
            source = _source(passage, verb, sentence.start)
            if source is None:
                continue
            start = max(sentence.start, passage.lead)
            comma = min(source[0], verb.i) - 1
            content = range(start, comma)
            if not _is_clause(passage, content):
                continue
            pieces, held = whole(runs(doc, content), passage, verb.i)
            if pieces:
                yield Draft(
                    paragraph=passage.number,
                    head=verb.i,
                    cue=tuple(runs(doc, cue_of(verb))),
                    source=tuple(runs(doc, source)),
                    source_tokens=tuple(source),
                    content=pieces,
                    attitude=senses[TAIL].attitude,
                    speech=True,
                    quotes=held,
                )
                break


def _source(passage: Passage, verb: Token, start: int) -> range | None:
    """The phrase between comma and verb, or behind ", said"; None if the verb does not end its sentence."""
    doc = passage.doc
    first = verb.i
    while first > start and doc[first - 1].dep_ in ("aux", "advmod", "neg") and doc[first - 1].head == verb:
        first -= 1
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
    if first == start:
        return None
    if doc[first - 1].text == "," and first - 1 > start:
        return _behind(passage, verb) if subject is None else None
    if verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in verb.children):
        return None
    if subject is not None:
        left = subject.left_edge.i
    else:
        left = first - 1
        while left > start and doc[left - 1].text != "," and first - left <= _LONGEST_SOURCE:
            left -= 1
    if not start < left < first or doc[left - 1].text != "," or first - left > _LONGEST_SOURCE:
        return None
    if doc[left].pos_ in ("CCONJ", "SCONJ", "ADP", "VERB", "AUX") or doc[first - 1].pos_ not in _NOMINAL:
        return None
    if any(doc[i].tag_ in _FINITE for i in range(left, first)):
        return None
    return range(left, first) if _closes(passage, verb) else None


def _behind(passage: Passage, verb: Token) -> range | None:
    """The phrase behind ", said": the rest of the sentence, if there is a noun and no other clause in it."""
    doc, end = passage.doc, verb.sent.end
    while end > verb.i + 1 and doc[end - 1].is_punct:
        end -= 1
    rest = doc[verb.i + 1 : end]
    if not len(rest) or rest[0].pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    if rest[0].lower_ == "that" or verb.tag_ == "VBN":
        return None
    if any((t.tag_ in _FINITE and t.dep_ != "relcl") or t.tag_ == "TO" for t in rest):
        return None
    return range(verb.i + 1, end) if any(t.pos_ in _NOMINAL for t in rest) else None


def _closes(passage: Passage, verb: Token) -> bool:
    """Whether only a listener, time, place or occasion follows the verb in its sentence."""
    doc = passage.doc
    for token in doc[verb.i + 1 : verb.sent.end]:
        if token.text == "," and token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "VBG":
            return True  # "..., the mayor said, adding that ..."
        if token.tag_ in _FINITE or token.text == ":" or not passage.outside(token.i):
            return False
        if token.dep_ == "dobj" and token.head == verb and verb.lemma_ not in ("tell", "inform"):
            return False
        if token.i == verb.i + 1 and (token.lower_ == "that" or token.dep_ in ("acomp", "mark")):
            return False
    return True


def _is_clause(passage: Passage, content: range) -> bool:
    """Whether the words in front are a clause (in a heading: have a noun), and all of them no aside."""
    doc = passage.doc
    if len(content) < 2 or not passage.outside(content[0]):
        return False
    if passage.number == 0:
        return any(doc[i].pos_ in _NOMINAL for i in content)
    return any(doc[i].tag_ in _FINITE and doc[i].dep_ not in ("relcl", "advcl", "acl") for i in content)
