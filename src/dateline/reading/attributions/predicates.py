"""Predicates that may attribute, by the parse: a cue with its source and its complement as token sets.

A *frame* names the shape of the complement, as the cue tables list it:

    clause      "said (that) ...", "asked whether ...", also with the clause in front: "..., he said"
    obj-inf     "urged the parties to talk"; PREP-inf "called on the parties to talk"
    wh          "has not said when talks begin"
    as          "..., as he said"
    inf, ing    "wants to talk", "considers talking"
    obj         "rejected the plan"
    obj+PREP    "accused the army of an attack"
    obj-pred    "called the plan a mistake"; pred "is said sick"
    PREP        "warned of a famine"
    passive     "the plan was rejected by the rebels"; also passive+PREP, passive-pred
    passive-inf "he is said to be ill"
    is-clause   (nouns) "the fear is that ..."; also is-inf
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.cues import verbs_of_others
from dateline.reading.attributions.sources import (
    is_asked,
    noun_phrase,
    noun_phrase_before,
    source_of,
    subtree,
)
from dateline.reading.attributions.spill import without_spilt

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_MOST_APART = 4
"""Tokens between a verb and its auxiliary or particle, at most."""
_IN_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_WH = frozenset({"WRB", "WP", "WDT"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_PLAINLY = frozenset("say claim insist warn announce".split())
"""Verbs after which a clause without "that" is what is said, whatever stands between."""
_LIGHT = frozenset({"dobj", "attr", "nsubjpass", "pobj"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with one of its complements; token numbers in its Doc, sorted."""

    head: int
    lemma: str
    part: str
    frame: str
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]


def cue_of(verb: Token, *more: Token) -> tuple[int, ...]:
    """The words of the cue: the verb with its auxiliaries, negation, particle, and *more*."""
    numbers = {verb.i, *(t.i for t in more)}
    numbers |= {c.i for c in verb.children if c.dep_ in _IN_CUE and abs(c.i - verb.i) <= _MOST_APART}
    first = min(numbers)
    numbers |= {c.i for c in verb.children if c.dep_ == "advmod" and first < c.i < verb.i}
    return tuple(sorted(numbers))


def candidates(tokens: Iterable[Token], cues: Container[tuple[str, str]]) -> Iterator[Candidate]:
    """Every predicate of *tokens* whose lemma is in *cues* with each complement it has, best shape first."""
    for token in tokens:
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            if (token.lemma_.lower(), "verb") in cues and not hyphened(token):
                yield from _verb(token)
        elif pos == "NOUN" or pos == "PROPN":
            if (token.lemma_.lower(), "noun") in cues and not hyphened(token):
                yield from _noun(token)
        elif pos == "ADJ" and (token.lemma_.lower(), "adjective") in cues:
            yield from _adjective(token)


def hyphened(token: Token) -> bool:
    """Whether the token is a part of a compound: "the so-called council", "a much-criticised plan"."""
    doc, at = token.doc, token.i
    return at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_


def is_purpose(verb: Token, frame: str) -> bool:
    """Whether a verb with its object is what someone else is done for: "gathered to oppose the bill".

    One who speaks up to tell something ("called to say that ...") does say it.
    """
    if frame == "clause" or verb.tag_ != "VB" or verb.dep_ not in ("advcl", "acl"):
        return False
    return any(c.tag_ == "TO" for c in verb.children)


def _finite(clause: Token) -> str:
    """inf, ing, or clause, by the form of the complement's verb."""
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children):
        return "inf"
    if clause.tag_ == "VBG" and not any(c.dep_ == "aux" for c in clause.children):
        return "ing"
    return "clause"


def _verb(verb: Token) -> Iterator[Candidate]:
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and verb.i == verb.sent.start:
        return  # "Read the full article": a call to the reader
    by_dep: dict[str, list[Token]] = {}
    for child in verb.children:
        by_dep.setdefault(child.dep_, []).append(child)
    source = source_of(verb)
    blocked = set(source)

    def made(frame: str, content: Iterable[int], *more: Token) -> Candidate:
        return Candidate(
            verb.i,
            lemma,
            "verb",
            frame,
            cue_of(verb, *more),
            source,
            _without_day(verb, without_spilt(verb, set(content) - blocked - set(cue_of(verb)))),
        )

    obj = next(iter(by_dep.get("dobj", ())), None)
    for clause in by_dep.get("ccomp", ()):
        if clause.i < verb.i and clause.right_edge.i < verb.i:
            if is_asked(clause):
                continue  # "Asked whether he would go, Park said no."
            told = not by_dep.get("auxpass") or any(c.lower_ == "it" for c in verb.lefts)
            if told and verb.doc[min((*source, verb.i)) - 1].text != ";":
                yield made("clause", _before(verb, set(source)))
            continue
        if clause.left_edge.tag_ == "WDT" and clause.left_edge.dep_ in _SUBJECTS:
            continue  # "boats that cruised": a relative clause gone astray
        form = _finite(clause)
        subject = any(c.dep_ in _SUBJECTS for c in clause.children)
        if not subject and obj is not None and verb.i < obj.i < clause.i and clause.tag_ == "VB":
            yield made("obj-inf", (*subtree(obj), *subtree(clause)))
        frame = "clause" if form == "clause" else ("obj-inf" if subject else form)
        yield made(frame, subtree(clause))
    if "ccomp" not in by_dep and source:
        around = _around(verb)
        if around is not None:
            yield made(*around)
    for clause in by_dep.get("xcomp", ()):
        form = _finite(clause)
        if obj is not None and obj.i < clause.i:
            yield made(
                "obj-inf" if form == "inf" or clause.tag_ == "VB" else "obj-pred",
                range(obj.left_edge.i, clause.right_edge.i + 1),
            )
        else:
            for prep in verb.children:
                if form == "inf" and prep.dep_ == "prep" and verb.i < prep.i < clause.i:
                    objects = [c for c in prep.children if c.dep_ == "pobj"]
                    if objects:
                        yield made(f"{prep.lower_}-inf", (*subtree(objects[0]), *subtree(clause)), prep)
            yield made(form if form != "clause" else "pred", subtree(clause))
    preps = [p for p in verb.children if p.dep_ in ("prep", "agent", "dative") and p.pos_ in ("ADP", "SCONJ")]
    if obj is not None:
        for other in by_dep.get("oprd", ()):
            yield made("obj-pred", range(obj.left_edge.i, other.right_edge.i + 1))
        if any(c.dep_ == "appos" for c in obj.rights):
            # 'called the raid "a crime"': taken for an apposition.
            yield made("obj-pred", subtree(obj))
        for prep in preps:
            if prep.i > obj.i:
                yield made(f"obj+{prep.lower_}", range(obj.left_edge.i, prep.right_edge.i + 1))
        yield made("obj", subtree(obj))
    if "nsubjpass" in by_dep and "auxpass" in by_dep:
        patient = by_dep["nsubjpass"][0]
        if patient.lower_ != "it" or "ccomp" not in by_dep:
            phrase = noun_phrase(patient)
            for clause in by_dep.get("xcomp", ()):
                yield made("passive-inf", (*phrase, *subtree(clause)))
            for prep in preps:
                if prep.dep_ == "prep":
                    yield made(f"passive+{prep.lower_}", (*phrase, *subtree(prep)))
            for other in by_dep.get("oprd", ()):
                yield made("passive-pred", (*phrase, *subtree(other)))
            yield made("passive", phrase)
    for prep in preps:
        if prep.dep_ == "prep":
            for child in prep.children:
                if child.dep_ in ("pobj", "pcomp"):
                    yield made(prep.lower_, subtree(child), prep)
    if "ccomp" not in by_dep:
        that = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else verb
        if (
            that.lower_ == "that"
            and that.dep_ in ("mark", "advmod", "prep", "dobj")
            and that.right_edge.i > that.i
        ):
            # "allege that Lee, 61, took bribes": the parser takes the clause for a phrase.
            yield made("clause", range(that.i, that.right_edge.i + 1))
        clause_below = _clause_below(verb)
        if clause_below is not None:
            yield made("clause", _from_subject(clause_below))
        for clause in by_dep.get("advcl", ()):
            if clause.left_edge.tag_ in _WH and clause.left_edge.i == verb.i + 1:
                yield made("wh", subtree(clause))


def _before(verb: Token, source: set[int]) -> range:
    """The words in front of "..., he said": from where the sentence (or the verb's clause) begins."""
    left = verb.sent.start if verb.dep_ == "ROOT" else verb.left_edge.i
    right = min([verb.i, *(i for i in source if i < verb.i)])
    for child in verb.children:
        if child.dep_ in _SUBJECTS and left < child.left_edge.i < right:
            right = child.left_edge.i  # "..., it was reported"
    for child in verb.children:
        if child.dep_ in ("aux", "advmod", "npadvmod", "prep") and child.i < verb.i:
            edge, between = child.left_edge.i, range(child.right_edge.i + 1, right)
            if edge > left and all(i in source or verb.doc[i].is_punct for i in between):
                right = edge
    return range(left, right)


def _around(verb: Token) -> tuple[str, set[int]] | None:
    """The clause around "he said" put in as an aside, or before or after "as he said"."""
    head = verb.head
    if head == verb or head.pos_ not in ("VERB", "AUX"):
        return None
    if verb.dep_ == "parataxis":
        frame = "clause"
    elif (
        verb.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
        and not any(_is_complement(c) for c in verb.rights)
    ):
        frame = "as"
    else:
        return None
    return frame, {t.i for t in head.subtree} - {t.i for t in verb.subtree}


def _without_day(verb: Token, content: set[int]) -> tuple[int, ...]:
    """The content's tokens without the day that belongs to the cue: "said Friday the bridge was safe"."""
    numbers = sorted(content)
    if not numbers or numbers[0] <= verb.i or verb.doc[numbers[0]].dep_ in _SUBJECTS:
        return tuple(numbers)
    before = verb.doc[numbers[0] - 1]
    if before.i != verb.i and not (before.head == verb and before.dep_ in ("dobj", "dative")):
        return tuple(numbers)
    at = 1 if verb.doc[numbers[0]].lower_ == "on" else 0
    while at < len(numbers) and verb.doc[numbers[at]].ent_type_ in ("DATE", "TIME"):
        at += 1
    alone = at < 2 and verb.doc[numbers[0]].lower_ == "on"
    if (
        alone
        or at == len(numbers)
        or verb.doc[numbers[at]].is_punct
        or (
            at > 0
            and verb.doc[numbers[at]].dep_ == "prep"
            and verb.doc[numbers[at]].head.i == numbers[at - 1]
        )
        or _inside(verb.doc[numbers[at - 1]], numbers[at])
    ):
        return tuple(numbers)
    return tuple(numbers[at:])


def _inside(token: Token, following: int) -> bool:
    """Whether the token is the beginning of the phrase of a word further on ("Friday prayers")."""
    return token.dep_ in ("compound", "amod", "nummod", "poss", "det", "nsubj") and token.head.i >= following


def _is_complement(child: Token) -> bool:
    """Whether what follows the verb of an as-clause makes it one of time: "as he warned against delay"."""
    if child.dep_ == "prep":
        return child.lower_ in ("against", "of", "about", "for", "to")
    return child.dep_ == "xcomp" or (child.dep_ == "dobj" and child.lower_ != "it")


def _clause_below(verb: Token) -> Token | None:
    """A that-clause the parser hung on something behind the verb: "said in a statement that ..."."""
    for child in verb.rights:
        if child.dep_ == "advcl" and _is_bare(child, child.left_edge):
            return child  # "said after the talks he would go": the parser reads "after ... he would go"
        if child.dep_ not in ("prep", "dobj", "npadvmod", "dative"):
            continue
        if child.lower_ in _DAYS and child.i == verb.i + 1:
            # "said Tuesday his country was ...": the parser takes the clause for a relative one.
            following = next((c for c in child.rights if c.dep_ in ("relcl", "acl")), None)
            if following is not None:
                return following
        for node in child.subtree:
            if node.dep_ in ("acl", "relcl", "ccomp", "advcl") and any(
                c.lower_ == "that" and (c.dep_ == "mark" or c.i == node.left_edge.i) for c in node.children
            ):
                return node
            if verb.lemma_ in _PLAINLY and node.dep_ == "relcl" and _is_bare(node, node.left_edge):
                return node  # "said outside the court they would appeal"
    return None


def _is_bare(clause: Token, first: Token) -> bool:
    """Whether a clause with a pronoun for subject begins with it, or with an adverbial."""
    subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.tag_ != "PRP" or subject.i > clause.i:
        return False
    return first == subject or (first.dep_ == "prep" and first.head == clause)


def _from_subject(clause: Token) -> tuple[int, ...]:
    """The tokens of a clause, without an adverbial in front of its subject that belongs to the verb above."""
    numbers = subtree(clause)
    if clause.left_edge.dep_ != "prep":
        return numbers
    subject = next(c for c in clause.children if c.dep_ in _SUBJECTS)
    return tuple(i for i in numbers if i >= subject.left_edge.i)


def _noun(noun: Token) -> Iterator[Candidate]:
    lemma = noun.lemma_.lower()
    source = _noun_source(noun)

    def made(frame: str, content: Iterable[int], *more: Token) -> Candidate:
        cue = tuple(sorted({noun.i, *(t.i for t in more)}))
        return Candidate(noun.i, lemma, "noun", frame, cue, source, tuple(sorted(set(content) - set(source))))

    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl", "xcomp"):
            form = _finite(child)
            that = any(c.dep_ == "mark" for c in child.children)
            if form == "inf" or (form == "clause" and (that or child.dep_ == "ccomp")):
                yield made(form, subtree(child))
        elif child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    yield made(child.lower_, subtree(grandchild), child)
    # "The plan is that ..."
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ in ("ccomp", "xcomp") and child.i > noun.head.i:
                yield made("is-" + _finite(child), subtree(child), noun.head)


def _noun_source(noun: Token) -> tuple[int, ...]:
    for child in noun.children:
        if child.dep_ == "poss":
            return subtree(child, [c for c in child.children if c.dep_ == "case"])
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return noun_phrase(grandchild)
    if noun.dep_ == "conj" and noun.head.pos_ == "VERB":
        return source_of(noun.head)  # "wants talks and demands that ...": a verb taken for a noun
    if noun.dep_ in _LIGHT:
        verb = noun.head
        while verb.dep_ in ("prep",) and verb.head != verb:
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() not in verbs_of_others():
            return source_of(verb)
    return ()


def _adjective(adjective: Token) -> Iterator[Candidate]:
    lemma = adjective.lemma_.lower()
    verb = adjective.head if adjective.dep_ in ("acomp", "conj", "oprd", "ccomp", "xcomp") else None
    source: tuple[int, ...] = ()
    if verb is not None and adjective.dep_ == "acomp":
        source = source_of(verb)
    elif adjective.dep_ in ("amod", "acl", "appos") and adjective.head.i < adjective.i:
        source = noun_phrase_before(adjective.head, adjective)
    elif verb is not None:
        source = source_of(verb)
    more = (verb,) if verb is not None and adjective.dep_ == "acomp" else ()
    blocked = set(source)

    def made(frame: str, content: Iterable[int], *extra: Token) -> Candidate:
        return Candidate(
            adjective.i,
            lemma,
            "adjective",
            frame,
            tuple(sorted({adjective.i, *(t.i for t in (*more, *extra))})),
            source,
            tuple(sorted(set(content) - blocked)),
        )

    children = list(adjective.children)
    if verb is not None and adjective.dep_ == "acomp":
        children += [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > adjective.i]
    for child in children:
        if child.i < adjective.i:
            continue
        if child.dep_ in ("ccomp", "xcomp", "acl", "advcl"):
            form = _finite(child)
            yield made(form, subtree(child))
        elif child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    yield made(child.lower_, subtree(grandchild), child)
