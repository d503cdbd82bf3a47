"""Whether it happened: the status of an event mention from tense, modality, negation and cue words.

The nearest reading wins: "said it would send troops" is planned, whoever said it. Cue words are in
knowledge/data/status_cues.tsv.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.knowledge.frames import status_cues, word_class
from dateline.model import EventStatus
from dateline.reading.events.grammar import (
    MAX_CLIMB,
    SUBJECTS,
    ancestors,
    clause_above,
    has_subject,
    is_infinitive,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.reading.events.candidates import Candidate

ORDER: tuple[EventStatus, ...] = ("denied", "negated", "called-for", "possible", "planned", "reported")
"""What decides when several hold: the strongest doubt first."""
# Verbs whose infinitive happened if they did ("went on to attack").
FACTIVE = frozenset("begin start continue manage proceed go come force help compel prompt lead".split())
_ORDINALS = frozenset("first second third last latest only".split())
_PURPOSE = frozenset({"meet", "prepare", "plan", "arrive", "travel", "gather"})
_MARKS = frozenset({"mark", "advmod"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ONE_FORM = frozenset("hit cut put shut set let hurt burst split quit beat shed spread cast bid".split())
_VERBAL = frozenset({"VERB", "AUX"})


def status_of(candidate: Candidate) -> EventStatus:
    """The status of a candidate by its own clause; attributions that deny are the caller's business."""
    found: set[str] = set(candidate.statuses)
    head, core = candidate.head, candidate.core
    found.update(_around(head))
    for verb in candidate.chain:
        found.update(_around(verb))
        found.update(_of_auxiliaries(verb, [c for c in verb.children if c.dep_ == "aux"]))
    if core.i != head.i:
        found.update(_before_noun(core))
    if candidate.nominal:
        found.update(_before_noun(head))
        found.update(_above_noun(head))
    else:
        found.update(_above_verb(head))
    reported = status_cues("adjective")
    if any(reported.get(c.lower_) == "reported" for source in candidate.sources for c in source.children):
        found.add("reported")
    return next((status for status in ORDER if status in found), "occurred")


def inside_status(candidate: Candidate) -> EventStatus:
    """The status of an event inside a promise or a demand: what that makes of it, unless it is negated."""
    status = status_of(candidate)
    outer = next((s for s in ORDER if s in candidate.statuses[-1:]), status)
    return status if status in {"denied", "negated"} else outer


def _around(head: Token) -> Iterable[str]:
    """From the words that hang on a verb: not, never, reportedly, no one."""
    adverbs = status_cues("adverb")
    for verb in (head, head.head) if head.dep_ == "conj" else (head,):
        if any(c.lower_ == "neither" and c.i < verb.i and c.dep_ not in SUBJECTS for c in verb.children):
            yield "negated"  # "neither supports nor opposes it"
    for child in head.children:
        if child.dep_ in {"neg", "advmod"}:
            status = "negated" if child.dep_ == "neg" else adverbs.get(child.lower_)
            if status:
                yield status
        elif child.dep_ in SUBJECTS:
            negative = any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in child.children)
            negative |= any(c.dep_ == "neg" for c in child.children)  # "not a shot was fired"
            if negative or child.lower_ in {"nobody", "none", "nothing", "neither"}:
                yield "negated"


def _before_noun(noun: Token) -> Iterable[str]:
    """From the words that stand before a noun: suspected, planned, no."""
    adjectives = status_cues("adjective")
    for child in noun.children:
        if child.dep_ in {"amod", "nmod", "acl"}:
            status = adjectives.get(child.lower_)
            if status:
                yield status
        elif child.dep_ == "det" and child.lower_ == "no":
            yield "negated"


def _above_verb(verb: Token) -> Iterable[str]:
    """From the auxiliaries of a verb, and from the clauses it hangs on as an infinitive or a second verb."""
    conditions = status_cues("condition")
    token = verb
    for _ in range(MAX_CLIMB):
        auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
        yield from _of_auxiliaries(token, auxiliaries)
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in conditions for c in token.children):
            yield "possible"
        if token.i != verb.i:
            yield from _around(token)
        head, dep = clause_above(token), token.dep_
        if head.i == token.i:
            if token.tag_ == "VB" and not auxiliaries and not has_subject(token):
                yield "called-for"  # an imperative
            return
        infinitive = is_infinitive(token)
        if dep == "acl" and infinitive:
            yield from _infinitive_of(head)
            return
        if (
            dep in {"acl", "ccomp"}
            and head.pos_ == "NOUN"
            and any(c.lower_ == "that" for c in token.children)
        ):
            yield from (s for s in (status_cues("noun").get(head.lemma_.lower()),) if s is not None)
            return
        if dep in {"advcl", "relcl"} and infinitive:
            yield "possible"
            return
        if dep == "xcomp" or (dep == "conj" and not has_subject(token)):
            if infinitive and dep == "xcomp" and head.pos_ in _VERBAL and head.lemma_ not in FACTIVE:
                yield "planned" if head.lemma_ == "be" else "possible"
            if dep == "conj" and auxiliaries and not infinitive and token.tag_ != "VBN":
                return
            token = head
            continue
        present = token.tag_ in {"VBZ", "VBP"} and not auxiliaries and not _may_be_past(token, head)
        if dep == "advcl" and (present or any(a.lower_ in {"is", "are"} for a in auxiliaries)):
            when = status_cues("when")
            yield from (when[c.lower_] for c in token.children if c.dep_ in _MARKS and c.lower_ in when)
        if infinitive and dep in {"pcomp", "ccomp"} and any(c.tag_ == "WRB" for c in token.children):
            yield "possible"  # "how to end"
        if dep == "pcomp":
            yield from _after_preposition(head)
        elif dep == "ccomp" and any(c.dep_ == "mark" and c.lower_ in conditions for c in head.children):
            yield "possible"
        return


def _may_be_past(verb: Token, above: Token) -> bool:
    """Whether a verb of one form for all tenses stands below the past: "were killed when shells hit"."""
    past = above.tag_ == "VBD" or any(c.tag_ == "VBD" for c in above.children if c.dep_ in _AUXILIARIES)
    return past and verb.lower_ in _ONE_FORM


def _of_auxiliaries(verb: Token, auxiliaries: list[Token]) -> Iterable[str]:
    modals = status_cues("modal")
    for auxiliary in auxiliaries:
        status = modals.get(auxiliary.lower_)
        if status == "possible" and auxiliary.lower_ in {"would", "'d", "’d"} and _in_speech(verb):
            status = "planned"
        if status:
            yield status
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children):
        yield "planned"


def _in_speech(verb: Token) -> bool:
    """Whether "would" is the future of someone's words rather than a condition."""
    token = verb
    for _ in range(MAX_CLIMB):
        if token.dep_ == "ccomp":
            return True
        if token.dep_ not in {"conj", "xcomp"}:
            return False
        token = token.head
    return False


def _infinitive_of(noun: Token) -> Iterable[str]:
    """From the noun (or adjective) an infinitive hangs on: a plan to attack, the first to visit."""
    status = status_cues("noun").get(noun.lemma_.lower())
    if any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children):
        yield "negated"  # "has no plans to meet"
    elif noun.lower_ == "order" and noun.dep_ == "pobj":  # "in order to"
        yield "possible"
    elif status:
        yield status
    elif noun.pos_ != "ADJ" and not any(c.lower_ in _ORDINALS for c in noun.children):
        yield "possible"


def _after_preposition(preposition: Token) -> Iterable[str]:
    """From the preposition before a gerund: without meeting, instead of meeting, the risk of attacking."""
    word, above = preposition.lower_, preposition.head
    before = status_cues("preposition")
    if word in before:
        yield before[word]
    elif word == "of" and above.lower_ in before:
        yield before[above.lower_]
    elif word in {"of", "for"} and above.pos_ == "NOUN":
        status = status_cues("noun").get(above.lemma_.lower())
        if status:
            yield status


def _above_noun(noun: Token) -> Iterable[str]:
    """From what a noun hangs on: ahead of talks, fears of an attack, talks are expected."""
    head, dep = noun.head, noun.dep_
    if dep == "pobj":
        word, above = head.lower_, head.head
        before = status_cues("preposition")
        if word in before:
            yield before[word]
        elif word == "of" and above.lower_ in before:
            yield before[above.lower_]
        elif word in {"in", "of", "to"} and above.lemma_.lower() in status_cues("ending"):
            yield status_cues("ending")[above.lemma_.lower()]  # "a pause in its attacks"
        elif word in {"of", "for", "on", "about"} and above.pos_ == "NOUN":
            status = status_cues("noun").get(above.lemma_.lower())
            if status and not (status == "planned" and word in {"on", "about"}):
                yield status
            elif word in {"on", "about", "for"} and above.lemma_.lower() in word_class("meetings"):
                yield "possible"  # "talks on the release of hostages"
        elif word in {"at", "in", "during"}:  # "will meet at a summit"
            verb = next((t for t in ancestors(head) if t.pos_ in _VERBAL), above)
            if verb.pos_ in _VERBAL and verb.i < noun.i:
                yield from _of_auxiliaries(verb, [c for c in verb.children if c.dep_ == "aux"])
        elif word in {"for", "toward", "towards"} and above.pos_ in _VERBAL:
            yield "planned" if above.lemma_ in _PURPOSE else "possible"
    elif dep in SUBJECTS:
        yield from _around(head)
        yield from (s for s in _of_auxiliaries(head, [c for c in head.children if c.dep_ == "aux"]))
        if status_cues("verb").get(head.lemma_) == "planned":
            yield "planned"
    elif dep == "dobj":
        status = status_cues("verb").get(head.lemma_)
        if status:
            yield status
