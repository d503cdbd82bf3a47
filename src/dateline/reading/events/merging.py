"""One event told by several words of a sentence: nouns join their verbs, results what brought them about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.frames import word_class
from dateline.model import OTHER
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.details import mode_of
from dateline.reading.events.grammar import has_subject, is_absolute, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_nature(candidate: Candidate) -> Candidate:
    """What a disaster does is no attack: "a quake flattened two villages", "hit by a falling wall"."""
    sources = [t.lemma_.lower() for t in candidate.sources]
    natural = word_class("disasters") | word_class("falling things")
    if candidate.type == "ASSAULT" and sources and natural.issuperset(sources):
        return replace(candidate, type=OTHER, mode="disaster")
    return candidate


def without_attacker(candidate: Candidate) -> Candidate:
    """In a report of a disaster, the dead and injured that no attacker is named for are the disaster's."""
    things = word_class("vehicles") | word_class("disasters") | word_class("accidents") | {"fire"}
    if candidate.type != "ASSAULT" or candidate.mode or candidate.nominal:
        return candidate
    if any(t.lemma_.lower() not in things for t in candidate.sources):
        return candidate
    if candidate.told or candidate.inner or candidate.core.lemma_ not in word_class("casualties"):
        return candidate
    if mode_of(candidate) is not None or any(t.lemma_ in word_class("attacks") for t in candidate.head.sent):
        return candidate
    return replace(candidate, type=OTHER, mode="disaster")


def merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those taken together that tell of one event twice ("wounded two in a bomb attack").

    A noun below a verb of its type lends it the parties it lacks, and goes.
    """
    verbs = {c.head.i: c for c in candidates if not c.nominal}
    gone: set[int] = set()
    for noun in candidates:
        if not noun.nominal:
            continue
        above = _verb_above(noun.head, verbs)
        if above is None:
            continue
        if noun.type == OTHER and noun.head.dep_ == "nsubj" and noun.head.head.i == above:
            # "the earthquake destroyed two villages"
            told = (noun.core,)
            verbs[above] = replace(verbs[above], type=OTHER, mode=noun.mode, sources=told, told=told)
            gone.add(noun.core.i)
            continue
        if verbs[above].type != noun.type:
            continue
        verb = verbs[above]
        own = {t.i for t in (*verb.sources, *verb.targets)}
        lost = {noun.core.i}
        sources = tuple(t for t in verb.sources if t.i not in lost) or noun.sources
        targets = tuple(t for t in verb.targets if t.i not in lost)
        if not targets and not (verb.mutual and len(sources) > 1):
            targets = tuple(t for t in noun.targets if t.i not in own)
        verbs[above] = replace(
            verb,
            sources=sources,
            targets=targets,
            mode=verb.mode or noun.mode,
            told=(*verb.told, noun.core),
        )
        gone.add(noun.core.i)
    for candidate in list(verbs.values()):
        head = candidate.head
        above = head.head.i
        if above not in verbs:
            continue
        calamity = verbs[above].type == OTHER and verbs[above].mode in {"disaster", "accident"}
        if (
            calamity
            and candidate.type == "ASSAULT"
            and head.dep_ in {"advcl", "conj"}
            and not has_subject(head)
        ):
            # "an earthquake struck Nepal, killing two"
            verbs[head.i] = replace(verbs[head.i], type=OTHER, mode=verbs[above].mode, sources=())
            continue
        if head.dep_ != "advcl" or not is_infinitive(head):
            continue
        if verbs[above].type == candidate.type:
            verb = verbs[above]
            verbs[above] = replace(
                verb, sources=verb.sources or candidate.sources, targets=verb.targets or candidate.targets
            )
        gone.add(candidate.core.i)
    return [verbs.get(c.head.i, c) if not c.nominal else c for c in candidates if c.core.i not in gone]


def causes(candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """What brought about the dead, injured or damage that a clause tells, by the place of the word for it.

    "ambushed a convoy, killing 17 and wounding 31", "17 were killed and 31 wounded", "17 were killed when
    rebels attacked a base": such words tell no other event, they say what came of it.
    """
    found: dict[int, Candidate] = {}
    for at, candidate in enumerate(candidates):
        head = candidate.head
        died = candidate.mode == "death" and not candidate.nominal
        if not died and (candidate.nominal or head.lemma_ not in word_class("casualties")):
            continue
        before = candidates[:at]
        joined = next((c for c in before if c.head.i == head.head.i and head.dep_ == "conj"), None)
        if joined is not None and joined.head.lemma_ in word_class("casualties"):
            if not _has_other_doer(candidate, joined):
                found[candidate.core.i] = found.get(joined.core.i, joined)
        elif _adds(head):
            cause = next((c for c in reversed(before) if _may_cause(c, head) and c.core.i not in found), None)
            if cause is not None:
                found[candidate.core.i] = cause
        elif died or not candidate.sources:
            verbs = {head.i, *(c.i for c in head.children if c.dep_ == "conj")}
            told = (c for c in candidates[at + 1 :] if c.head.head.i in verbs and _is_occasion(c.head))
            cause = next((c for c in told if c.type == "ASSAULT" or c.mode in _CALAMITIES), None)
            if cause is not None:
                found[candidate.core.i] = cause
    return found


def _adds(verb: Token) -> bool:
    """Whether a participle adds to the clause before it what came of that: "killing 12", "with 12 killed"."""
    if is_absolute(verb):
        return True
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "conj"} or has_subject(verb):
        return False
    before = verb.nbor(-1) if verb.i else verb
    return before.text == "," and not any(c.dep_ in {"mark", "aux"} for c in verb.children)


def _is_occasion(verb: Token) -> bool:
    """Whether a clause says on what occasion that above it came about: "when a bomb exploded"."""
    return verb.dep_ == "advcl" and any(c.lower_ in _OCCASIONS for c in verb.children if c.i < verb.i)


_OCCASIONS = frozenset({"when", "as", "after"})
_CALAMITIES = frozenset({"disaster", "accident"})


def _may_cause(candidate: Candidate, result: Token) -> bool:
    """Whether an event may have had the *result* told after it: harm done, in a clause of its own."""
    harm = candidate.type in {"ASSAULT", "COERCE"} or candidate.mode in _CALAMITIES
    if candidate.nominal:  # "the explosion tore through a market, killing 12"
        return harm and candidate.head.dep_ == "nsubj" and candidate.head.head.i == result.head.i
    return harm and candidate.head.i < result.i


def _has_other_doer(candidate: Candidate, first: Candidate) -> bool:
    """Whether someone else did the second of two deeds: "rebels killed five and the army killed ten"."""
    doers, others = ({t.i for t in c.sources} for c in (candidate, first))
    return bool(doers) and bool(others) and doers != others


_LINKS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "conj", "pcomp"})


def _verb_above(noun: Token, verbs: dict[int, Candidate]) -> int | None:
    token = noun
    for _ in range(4):
        if token.dep_ not in _LINKS or token.head.i == token.i:
            return None
        token = token.head
        if token.i in verbs:
            return token.i
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None
