"""Who stands where around a verb, a noun or an adjective: the slots that event frames speak of.

The parse is spaCy's; what it leaves implicit is filled in here: the subject of an infinitive or of the second
of two verbs, the antecedent of a relative clause, the object that a participle modifies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
PREMODIFIERS = frozenset({"poss", "compound", "amod", "nmod", "det", "nummod", "quantmod", "case", "advmod"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
# Verbs whose object is not the subject of the infinitive that follows.
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "offer", "swear", "use"})
SPEAKING = frozenset(
    "say tell add note report announce state confirm declare claim warn insist explain write argue reiterate "
    "stress believe think repeat suggest".split()
)
"""Verbs whose clause is what someone says, so that their own time and subject are the speaker's."""
MAX_CLIMB = 6
"""How many clauses up a missing subject is looked for; longer chains are parse errors."""


@dataclass(slots=True)
class Slots:
    """What stands around one head: subjects, objects, prepositions with their nouns, inner clauses."""

    head: Token
    passive: bool = False
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    prepositions: list[tuple[str, Token]] = field(default_factory=list)
    clauses: list[Token] = field(default_factory=list)
    before: list[Token] = field(default_factory=list)

    def after(self, preposition: str) -> list[Token]:
        """The nouns (or verbs) that follow *preposition*."""
        return [token for word, token in self.prepositions if word == preposition]


def members(head: Token) -> list[Token]:
    """*head* and what is coordinated with it ("A, B and C"), without a dateline taken for one of them."""
    found = [_before_day(head)]
    for token in found:
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ not in _VERBAL:
                found.append(child)
            elif child.dep_ == "appos":  # "the president, A, and his guest, B"
                found += [c for c in child.children if c.dep_ == "conj" and c.pos_ not in _VERBAL]
        if len(found) > _LONGEST_LIST:
            break
    return _after_dateline(found)


def _before_day(head: Token) -> Token:
    """The party in a phrase that the parser lets end in a day: "met President Assad Tuesday"."""
    if head.ent_type_ == "DATE" and head.i > 0:
        before = head.nbor(-1)
        if before.dep_ in {"compound", "nmod"} and before.head.i == head.i and before.ent_type_ != "DATE":
            return before
    return head


def _after_dateline(found: list[Token]) -> list[Token]:
    """The parties after a dateline: "PARIS – France and Chad agreed", "GAZA: Two men were killed"."""
    head = found[0]
    if not head.text[0].isupper():
        return found
    end = min(head.i + _LONGEST_DATELINE, len(head.doc))
    dash = next((t.i for t in head.doc[head.i : end] if t.text in _DASHES), None)
    if dash is None or not head.left_edge.is_sent_start:
        return found
    after = [t for t in found if t.i > dash] or [c for c in head.children if c.dep_ == "appos" and c.i > dash]
    return after or found


_LONGEST_DATELINE = 8
_DASHES = frozenset({"–", "—", "--", ":"})
# Nouns whose own prepositions belong to the verb: "met for two hours with", "spoke by telephone with".
_MEASURES = frozenset("hour day minute week month time telephone phone video videoconference".split())
_NO_LINK = frozenset({"according", "thanks", "owing", "prior", "compared", "due"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LONGEST_LIST = 30


def verb_slots(verb: Token) -> Slots:
    """The slots around a verb; in a passive clause the subject is an object, and the agent a subject."""
    found = Slots(verb)
    own_subjects: list[Token] = []
    auxiliary = False
    for child in verb.children:
        dep = child.dep_
        if dep in SUBJECTS:
            own_subjects += _antecedents(child, verb)
            found.passive |= dep.endswith("pass")
        elif dep == "oprd" and child.pos_ == "ADJ":  # "shot dead"
            denied = any(c.dep_ == "neg" for c in child.children)
            found.particles.add(f"not {child.lower_}" if denied else child.lower_)
        elif dep in {"dobj", "oprd", "attr"} and (child.pos_ not in _VERBAL or _is_counted(child)):
            found.objects += _object(child, verb, found.particles)
        elif dep == "dative" and child.pos_ not in {"ADP", "PART", "SCONJ"}:
            found.datives += members(child)
        elif dep in PREPOSITIONS:
            found.prepositions += _pobjs(child)
            if child.lower_ in _ADVERBS:  # "pulled its troops out of Mali"
                found.particles.add(child.lower_)
        elif dep == "prt" or (dep == "advmod" and child.lower_ in _ADVERBS):
            found.particles.add(child.lower_)
        elif dep == "ccomp" and child.lower_ in _HELD and has_subject(child):
            found.particles.add("hostage")  # "took at least ten farmers captive"
            found.objects += [t for c in child.children if c.dep_ in SUBJECTS for t in members(c)]
        elif dep in {"xcomp", "ccomp"}:
            if not _is_apart(child, verb):
                found.clauses.append(child)
        elif dep == "auxpass":
            found.passive = True
        elif dep == "aux":
            auxiliary = True
    if verb.dep_ in {"acl", "advcl", "xcomp", "conj"} and verb.tag_ == "VBN" and not auxiliary:
        found.passive |= not own_subjects and _bare_participle(verb)
    if own_subjects and not found.objects and not auxiliary and not found.passive:
        counted = own_subjects[0].pos_ == "NUM" and verb.lemma_ in _HARMED  # "2,562 injured"
        found.passive = counted or is_elided_passive(verb)
    if own_subjects and not auxiliary and verb.tag_ == "VBN" and "hostage" in found.particles:
        found.passive = True
    if own_subjects and not auxiliary and is_absolute(verb):
        found.passive |= not found.objects
    subjects = own_subjects or _misplaced_subject(verb) or _implied_subjects(verb, found)
    if found.passive:
        if found.objects:  # "was given aid"
            found.datives += subjects
        else:
            found.objects = subjects
        found.subjects = [t for word, t in found.prepositions if word == "by" and t.pos_ not in _VERBAL]
    else:
        found.subjects = subjects
        if verb.dep_ == "relcl" and not found.objects:
            found.objects = _gap(verb, own_subjects)
    for place, thing in enumerate(found.objects):
        if (
            thing.head.i == verb.i if place == 0 else thing.dep_ == "conj"
        ):  # "missiles and drones at the city"
            found.prepositions += _prepositions_of(thing)
    return found


def is_elided_passive(verb: Token) -> bool:
    """Whether a second verb leaves out the auxiliary of a first one: "17 were killed and 40 wounded"."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBN", "VBD"} or verb.head.pos_ not in _VERBAL:
        return False
    if any(c.dep_ in {"aux", "auxpass", "dobj", "ccomp"} for c in verb.children):
        return False
    above = verb.head
    return any(c.dep_ == "auxpass" for c in above.children) or is_elided_passive(above)


def is_absolute(verb: Token) -> bool:
    """Whether a participle stands with its own subject after "with": "with five people killed"."""
    first = verb.head if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL else verb
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    before = first.left_edge.nbor(-1) if first.left_edge.i else first
    return any(t.lower_ == "with" for t in (first.head, before, first.left_edge))


def _is_counted(word: Token) -> bool:
    """Whether a word that the tagger takes for a verb is a noun: "3,800 inmates"."""
    return any(c.dep_ in {"nummod", "det"} for c in word.children)


def _is_apart(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb that the parser puts it under."""
    first, last = sorted((clause.i, verb.i))
    return any(t.text == ";" for t in verb.doc[first:last])


def _object(child: Token, verb: Token, particles: set[str]) -> list[Token]:
    """An object; in "took six guards hostage" the guards are, and "hostage" is a particle of the verb."""
    if child.lower_ in _HELD:
        held = [c for c in child.children if c.dep_ in {"nsubj", "compound", "nmod"}]
        if held and child.nbor(-1).i == held[-1].right_edge.i and held[-1].i > verb.i:
            particles.add("hostage")
            return members(held[-1])
        if child.i == verb.i + 1 and verb.tag_ == "VBN":  # "and 17 taken hostage"
            particles.add("hostage")
            return []
    after = child.right_edge.i + 1
    if after < len(child.doc) and child.doc[after].lower_ in _HELD and child.i > verb.i:
        particles.add("hostage")
    return _antecedents(child, verb)


def _misplaced_subject(verb: Token) -> list[Token]:
    """The subject that the parser took into a phrase before it: "In 2014 militants stormed a school"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    for child in verb.children:
        if child.i > verb.i or child.dep_ != "prep":
            continue
        noun = next((c for c in child.children if c.dep_ == "pobj"), None)
        if noun is None or noun.right_edge.i != verb.i - 1:
            continue
        days = [c for c in noun.children if c.i < noun.i and c.ent_type_ in {"DATE", "TIME"}]
        if days and noun.ent_type_ not in {"DATE", "TIME"}:
            return members(noun)
        if noun.text[0].isupper() and any(c.dep_ == "compound" and c.text.islower() for c in noun.children):
            return [noun]  # "During the session Obasanjo appealed"
    return []


_HARMED = frozenset({"kill", "injure", "wound", "hurt", "arrest", "displace"})
_HELD = frozenset({"hostage", "captive", "prisoner"})
_ADVERBS = frozenset("out up down off back in away over together".split())


def noun_slots(noun: Token) -> Slots:
    """The slots around a noun: what stands before it ("Syria's", "rebel", "Russian"), its prepositions."""
    found = Slots(noun)
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            found.before += members(child)
            # "Syrian-led", "US-backed": the first half of a hyphenated word
            found.before += [t for t in child.children if t.dep_ in {"npadvmod", "compound", "amod"}]
        elif child.dep_ in PREPOSITIONS:
            found.prepositions += _pobjs(child)
        elif child.dep_ in {"acl", "ccomp"}:
            found.clauses.append(child)
    return found


def adjective_slots(adjective: Token) -> Slots:
    """The slots around a predicate adjective ("Libya is willing to …"): the copula's subject is its own."""
    found = Slots(adjective)
    copula = adjective.head
    for child in copula.children:
        if child.dep_ in SUBJECTS:
            found.subjects += _antecedents(child, copula)
        elif child.dep_ == "xcomp":
            found.clauses.append(child)
    for child in adjective.children:
        if child.dep_ in PREPOSITIONS:
            found.prepositions += _pobjs(child)
        elif child.dep_ in {"xcomp", "ccomp"}:
            found.clauses.append(child)
    if not found.subjects:
        found.subjects = _implied_subjects(copula, found)
    return found


def _prepositions_of(noun: Token, depth: int = 0) -> list[tuple[str, Token]]:
    return [pair for child in noun.children if child.dep_ in PREPOSITIONS for pair in _pobjs(child, depth)]


def _pobjs(preposition: Token, depth: int = 0) -> list[tuple[str, Token]]:
    if depth > MAX_CLIMB:
        return []
    word = preposition.lower_
    found: list[tuple[str, Token]] = []
    if word in _NO_LINK:
        return found
    for child in preposition.children:
        if child.dep_ == "pobj":
            found += [(word, token) for token in members(child)]
            if child.lemma_ in _MEASURES:
                found += _prepositions_of(child, depth + 1)
        elif child.dep_ == "pcomp":
            found.append((word, child))
        elif child.dep_ == "prep":  # "out of", "because of"
            found += _pobjs(child, depth + 1)
    return found


def _antecedents(token: Token, verb: Token) -> list[Token]:
    if verb.dep_ == "relcl" and token.lower_ in RELATIVES and token.tag_ in {"WP", "WDT", "IN"}:
        return members(verb.head)
    return members(token)


def _gap(verb: Token, subjects: list[Token]) -> list[Token]:
    if not subjects or verb.head.i in {s.i for s in subjects}:
        return []
    if any(c.dep_ == "ccomp" or c.tag_ == "WRB" for c in verb.children):
        return []  # "Rome, where they demanded that he resign"
    return members(verb.head)


def _bare_participle(verb: Token) -> bool:
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj":
        return verb.head.pos_ in _VERBAL and any(c.dep_ == "auxpass" for c in verb.head.children)
    return not any(c.dep_ == "dobj" for c in verb.children)


def _implied_subjects(verb: Token, own: Slots) -> list[Token]:
    """The subject that a verb without one takes over from the clause or noun it hangs on."""
    token, joined = verb, True
    for _ in range(MAX_CLIMB):
        head, dep = clause_above(token), token.dep_
        if head.i == token.i:
            return []
        if dep == "acl" or dep == "relcl":
            if head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
                if token.tag_ == "VB":  # "a decision to attack": whoever decides
                    return _controllers(head)
                return members(head)
            return []
        if dep == "xcomp" and head.pos_ == "VERB" and head.lemma_ not in SUBJECT_CONTROL:
            things = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.pos_ in _NOMINAL]
            if things and joined and things[0].i < verb.i:
                return members(things[0])
        if dep == "advcl" and head.lemma_ in SPEAKING and token.i < head.i:
            return []  # words quoted, with the speaker after them
        if dep == "pcomp":
            word, head = head.lower_, head.head
            if word in {"of", "for", "from"}:  # "accused Malta of attacking the ship"
                things = [c for c in head.children if c.dep_ == "dobj"]
                if things and head.pos_ in _VERBAL:
                    return members(things[0])
            if head.pos_ not in _VERBAL:
                if head.pos_ in {"NOUN", "PROPN"}:
                    return _controllers(head)
                if head.pos_ != "ADJ":
                    return []
                head = head.head
        if head.pos_ in {"NOUN", "PROPN", "PRON"} and dep == "conj" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return members(head)
        for child in head.children:
            if child.dep_ in SUBJECTS and child.i != verb.i:
                return _antecedents(child, head)
        misplaced = _misplaced_subject(head) if dep == "conj" else []
        if misplaced:
            return misplaced
        if head.dep_ == "acl" and head.tag_ in {"VBN", "VBG", "VBD"} and head.head.pos_ in {"NOUN", "PROPN"}:
            return members(head.head)
        joined &= dep == "conj"
        token = head
    return []


def clause_above(token: Token) -> Token:
    """The head of a token; of a finite verb joined to an infinitive, the finite verb it goes with.

    "called on them to wait and condemned the attack", "denied that it shelled the town and accused the army":
    the parser joins the last verb to the nearest one, English to the one of its own form.
    """
    head = token.head
    if token.dep_ != "conj" or head.pos_ not in _VERBAL or any(c.dep_ in SUBJECTS for c in token.children):
        return head
    helpers = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if helpers:
        return _perfect_above(head) if [c.lower_ for c in helpers] in (["has"], ["have"]) else head
    if token.tag_ not in {"VBD", "VBZ"}:
        return head
    above = head
    for _ in range(MAX_CLIMB):
        if not _clashes(token, above):
            return above
        above = next((t for t in ancestors(above) if t.pos_ in _VERBAL), above)
        if above.dep_ == "ROOT":
            return head if _clashes(token, above) else above
    return head


def _perfect_above(first: Token) -> Token:
    """The verb that a second one in the perfect goes with: "insists that the crew lied and has demanded"."""
    above = first.head
    past = first.tag_ == "VBD" and first.dep_ == "ccomp"
    return above if past and above.tag_ in {"VBZ", "VBP"} else first


def _clashes(verb: Token, first: Token) -> bool:
    """Whether a finite verb cannot be the second of two of which *first* is the first."""
    if first.tag_ == "VB":
        return is_infinitive(first)
    if verb.tag_ == "VBD" and first.tag_ == "VBG":  # "denied targeting civilians and accused the army"
        return not any(c.dep_ == "aux" for c in first.children)
    if verb.tag_ == "VBZ":
        return first.tag_ in {"VBP", "VBD"} and not any(c.dep_ == "aux" for c in first.children)
    return first.head.lemma_ == "deny" and first.dep_ == "ccomp"


def _controllers(noun: Token) -> list[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            return members(child)
    for word, token in _prepositions_of(noun):
        if word in {"by", "of"} and token.pos_ in {"PROPN", "NOUN"}:
            return members(token)
    token = noun
    for _ in range(MAX_CLIMB):
        if token.dep_ in {"dobj", "attr", "pobj", "prep", "appos", "conj"} and token.head.i != token.i:
            token = token.head
        else:
            break
        if token.pos_ in _VERBAL:
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    return _antecedents(child, token)
            break
    return []


def noun_phrase(head: Token) -> tuple[Token, Token]:
    """The first and last token of the phrase around a noun: what stands before it, and "of X" after it."""
    first = last = head
    for child in head.children:
        if child.i < head.i and child.dep_ in PREMODIFIERS and child.left_edge.i < first.i:
            first = child.left_edge
    while first.ent_type_ == "DATE" and first.i < head.i and head.ent_type_ != "DATE":
        first = first.nbor(1)
    noun: Token | None = head
    for _ in range(MAX_CLIMB):  # "the head of the staff of the army"
        noun = _of(noun) if noun is not None else None
        if noun is not None:
            last = noun
    if last.i != head.i and head.tag_ in {"NNS", "NNPS"}:  # "the ministers of Armenia and Azerbaijan"
        for _ in range(MAX_CLIMB):
            joined = next((c for c in last.children if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
            if joined is None or last.pos_ != "PROPN":
                break
            last = joined
    return first, last


def _of(noun: Token) -> Token | None:
    """What follows a noun directly after "of", or None."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to", also in the passive ("to be broken off")."""
    bare = verb.tag_ == "VB" or any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.children)
    return bare and any(c.lower_ == "to" for c in verb.children)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in verb.children)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
