"""To whom it is said: "told *reporters*", "in a letter to *the court*", "in an interview with *Le Soir*"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.knowledge.circumstances import ASKED, OBJECT, gatherings, hearers_of, occasions, utterances
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.frame import Frame
from dateline.reading.attributions.said import TimeIndex
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_WITHIN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART"})
"""Parts of speech that a phrase for someone is made of, besides "of" and what hyphens join."""
_PEOPLE = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_LONGEST = 14
"""Tokens of such a phrase, at most."""
_ANSWERS = frozenset({"response", "reply", "answer", "reaction", "respond"})
"""What one gives to questions and events as well as to people."""


def hearers(frame: Frame, index: MentionIndex, clock: TimeIndex) -> list[tuple[int, ...]]:
    """The phrases for those spoken to, as token numbers, in the order of the text."""
    found = [*_of_verb(frame, index, clock), *_behind_links(frame, index, clock)]
    out: list[tuple[int, ...]] = []
    for phrase in sorted(found):
        if phrase and (not out or phrase[0] > out[-1][-1]):
            out.append(phrase)
    return out


def _of_verb(frame: Frame, index: MentionIndex, clock: TimeIndex) -> Iterator[tuple[int, ...]]:
    """The object of "told", "asked", "warned"; in the passive its subject ("reporters were told")."""
    cue = frame.doc[frame.head]
    links = hearers_of().get(cue.lemma_.lower(), frozenset())
    if cue.pos_ not in ("VERB", "AUX") or not links & {OBJECT, ASKED}:
        return
    patient = next((c for c in cue.children if c.dep_ == "nsubjpass"), None)
    if patient is not None and patient.i not in frame.source:
        yield tuple(t.i for t in patient.subtree if t.i < cue.i and t.i not in frame.cue)
        return
    phrase = _phrase(frame, frame.head + 1, clock, beyond=True)
    if not phrase or set(phrase) & set(frame.source):
        return
    head = _head(frame, phrase)
    if head.lemma_.lower() in gatherings():
        return
    if OBJECT in links or _is_told(frame, phrase) or is_someone(head, index):
        yield phrase


def _is_told(frame: Frame, phrase: tuple[int, ...]) -> bool:
    """Whether behind the phrase stands what someone is asked to do, or told: "to leave", "that ..."."""
    following = frame.doc[phrase[-1] + 1] if phrase[-1] + 1 < len(frame.doc) else None
    return following is not None and (
        following.tag_ == "TO" or following.lower_ in ("that", "not", "if", "whether")
    )


def _behind_links(frame: Frame, index: MentionIndex, clock: TimeIndex) -> Iterator[tuple[int, ...]]:
    """Those behind a preposition of the cue, of what the speaker does meanwhile, or of an utterance."""
    doc = frame.doc
    for number in frame.tokens:
        token = doc[number]
        if token.pos_ != "ADP":
            if token.tag_ == "VBG" and token.lemma_.lower() == "address":
                phrase = _phrase(frame, number + 1, clock)
                if phrase and _head(frame, phrase).lemma_.lower() not in gatherings():
                    yield phrase
            continue
        word, above = token.lower_, token.head
        if number > 0 and word in ("to", "with", "by") and doc[number - 1].lemma_.lower() in hearers_of():
            above = doc[number - 1]
        lemma = above.lemma_.lower()
        links = hearers_of().get(lemma, frozenset()) if above.pos_ in ("VERB", "AUX") else frozenset()
        noun = above.pos_ in ("NOUN", "PROPN") and above.i in frame.tokens
        spoken = noun and lemma in utterances() and word == "to"
        spoken = spoken or (noun and lemma in occasions() - gatherings() and word == "with")
        asked = word == "by" and above.tag_ == "VBN" and lemma == "ask" and above.i in frame.tokens
        if not (word in links or spoken or asked):
            continue
        phrase = _phrase(frame, number + 1, clock, beyond=above.i == frame.head)
        if not phrase:
            continue
        head = _head(frame, phrase)
        if lemma in _ANSWERS and not is_someone(head, index):
            continue
        if above.i == frame.head and not (is_someone(head, index) or head.tag_ in ("NNS", "PRP")):
            continue
        yield phrase


def _phrase(frame: Frame, start: int, clock: TimeIndex, *, beyond: bool = False) -> tuple[int, ...]:
    """The noun phrase that begins at a token of the frame (with *beyond*, of the content too); () if none."""
    doc = frame.doc
    end = doc[frame.head].sent.end
    free = set(frame.tokens) | (set(frame.content) if beyond else set())
    out: list[int] = []
    for at in range(start, min(end, start + _LONGEST)):
        token = doc[at]
        if at not in free or clock.covers(token_span(token)):
            break
        if token.pos_ in _WITHIN or token.text in ("-", "&", "’", "'"):
            if token.tag_ == "TO" or token.tag_ in ("WDT", "WP") or token.lower_ == "not":
                break
            out.append(at)
        elif out and (token.lower_ == "of" or (token.lower_ == "and" and _joins(doc[at], free))):
            out.append(at)
        else:
            break
    while out and (doc[out[-1]].pos_ not in _NOMINAL or doc[out[-1]].lower_ in ("of", "and")):
        out.pop()
    # "told reporters the road was open": the second noun phrase begins what is told.
    for before, at in pairwise(out):
        breaks = doc[at].pos_ in ("DET", "PRON") and doc[before].pos_ in _NOMINAL
        if breaks and doc[at].lower_ not in ("'s", "’s"):
            return tuple(i for i in out if i < at)
    return tuple(out) if any(doc[i].pos_ in _NOMINAL for i in out) else ()


def _joins(token: Token, free: set[int]) -> bool:
    following = token.i + 1
    return following in free and token.doc[following].pos_ in _WITHIN


def _head(frame: Frame, phrase: tuple[int, ...]) -> Token:
    """The head word of a phrase: its last noun before "of"."""
    doc = frame.doc
    end = next((i for i in phrase if doc[i].lower_ == "of"), phrase[-1] + 1)
    return doc[max(phrase[0], end - 1)]


def is_someone(token: Token, index: MentionIndex) -> bool:
    """Whether a word is known to stand for someone."""
    if token.pos_ == "PRON" and token.lower_ not in ("it", "this", "that"):
        return True
    return token.ent_type_ in _PEOPLE or bool(index.covering(token_span(token)))
