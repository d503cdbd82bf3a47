"""Candidates: which words of a sentence tell of an event, of which type, and what fills its roles.

A head (verb, noun, predicate adjective) is read together with the event inside it, from the inside out:
"agreed to hold talks with Iran" is an agreement about talks; "held talks" is talks; "halted aid" is neither
aid nor a halt but a sanction. The frames of frames.tsv say which; the most specific frame wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.knowledge.frames import (
    INSIDE,
    NO_EVENT,
    Filler,
    Frame,
    adjective_frames,
    noun_frames,
    verb_frames,
    word_class,
)
from dateline.reading.events.grammar import (
    SPEAKING,
    Slots,
    adjective_slots,
    has_subject,
    is_infinitive,
    noun_slots,
    verb_slots,
)
from dateline.reading.events.parties import ACTOR_ENTITIES, Parties
from dateline.reading.events.phrases import (
    CLAUSAL,
    DEEPEST,
    clause_heads,
    doers_of_occasion,
    first_joined,
    governor,
    in_compound,
    is_asked_whether,
    is_noun,
    is_question,
    is_subjunctive,
    of_lemmas,
)
from dateline.reading.events.roles import RoleFiller
from dateline.reading.places import is_place

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# Nouns that say how much or how often of the event after "of", and no event themselves.
TRANSPARENT = frozenset(
    "series round number wave spate string set lot dozen hundred thousand kind form act acts part end start "
    "beginning type pair couple hour minute day week campaign case rest effort efforts level result ton "
    "tonne kilogram package piece amount shipment billion million".split()
)
VERBAL = frozenset("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
"""Types of events that are words about another event, which is then no second one."""
ASKED = frozenset({"AGREE", "REQUEST"})
_INSIDE_STATUS = {"AGREE": "planned", "REQUEST": "called-for", "THREATEN": "possible"}
_TOPIC = frozenset({"of", "for", "over", "about", "against", "to", "on"})
NAMES = frozenset({"DATE", "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that tell of an event: *head* carries tense and negation, *core* the type.

    *inner* are words whose own event is part of this one, *chain* inner verbs that may bring a doubt of their
    own, *told* nouns that tell the same event once more. *unreal*: it stands inside a promise or a demand.
    """

    head: Token
    core: Token
    type: str
    mode: str | None
    lemma: str
    sources: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    mutual: bool = False
    nominal: bool = False
    alone: bool = True
    statuses: tuple[str, ...] = ()
    inner: tuple[Token, ...] = ()
    chain: tuple[Token, ...] = ()
    between: bool = False
    told: tuple[Token, ...] = ()
    unreal: bool = False


class Reader:
    """Reads candidates off one parsed paragraph; remembers what it has read of each token."""

    def __init__(self, parties: Parties, report: frozenset[str] = frozenset()) -> None:
        """For one paragraph of the report whose actors *parties* knows; *report*: the words of its head."""
        self._parties = parties
        self._report = report
        self._roles = RoleFiller(parties)
        self._read: dict[int, Candidate | None] = {}

    def candidates(self, sentence: Tokens) -> list[Candidate]:
        """The candidates of a sentence in text order, without those that stand inside another."""
        found: list[Candidate] = []
        for token in sentence:
            if token.pos_ in _HEADS:
                candidate = self.read(token)
                if candidate is not None:
                    found.append(candidate)
        owners: dict[int, list[Candidate]] = {}
        for candidate in found:
            for inner in candidate.inner:
                owners.setdefault(inner.i, []).append(candidate)
        unreal = {t.i for c in found if c.type in VERBAL or c.statuses for t in c.inner if t.pos_ in CLAUSAL}
        return [
            c
            for c in found
            if c.alone
            and c.head.i not in owners
            and all(o.core.i == c.core.i for o in owners.get(c.core.i, ()))
            and not (c.head.tag_ == "VB" and first_joined(c.head) in owners)
            and not (c.nominal and unreal.intersection(clause_heads(c.head)))
        ]

    def embedded(self, owner: Candidate) -> list[Candidate]:
        """The events inside a promise, demand or threat, with the doubt it brings: "agreed to hold talks"."""
        status = _INSIDE_STATUS.get(owner.type)
        if status is None:
            return []
        within = [c for t in owner.inner if (c := self._read.get(t.i)) is not None and c.type != owner.type]
        inside = {t.i for c in within for t in c.inner}
        return [
            replace(c, statuses=(*c.statuses, status), unreal=True, nominal=False)
            for c in {c.core.i: c for c in within}.values()
            if c.head.i not in inside and c.alone and c.core.i > owner.core.i
        ]

    def read(self, token: Token, depth: int = 0) -> Candidate | None:
        """What *token* tells of, or None."""
        if token.i not in self._read:
            if depth > DEEPEST:
                return None
            self._read[token.i] = None  # a loop in the parse finds nothing
            self._read[token.i] = self._fresh(token, depth)
        return self._read[token.i]

    def _fresh(self, token: Token, depth: int) -> Candidate | None:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"}:
            if token.dep_ in _NO_CLAUSE or is_noun(token):
                return None
            named = {c.dep_ for c in token.children} & {"dobj", "oprd", "nsubjpass"}
            if lemma == "call" and "oprd" in named and len(named) > 1:
                return None  # "called the strikes a crime"
            frames = verb_frames().get(lemma)
            found = self._verbal(token, lemma, frames, verb_slots(token), depth) if frames else None
            return found or (self._demanded(token) if lemma in SPEAKING else None)
        if token.pos_ in {"NOUN", "PROPN"}:
            frames = noun_frames().get(lemma)
            if frames is None or token.ent_type_ in NAMES or in_compound(token):
                return None
            return self._nominal(token, lemma, frames, noun_slots(token))
        if token.pos_ == "ADJ" and token.dep_ in {"acomp", "ccomp", "ROOT", "conj", "advcl", "oprd"}:
            frames = adjective_frames().get(lemma)
            if frames is None:
                return None
            return self._verbal(token, lemma, frames, adjective_slots(token), depth)
        return None

    # --- verbs and predicate adjectives

    def _verbal(
        self, token: Token, lemma: str, frames: tuple[Frame, ...], slots: Slots, depth: int
    ) -> Candidate | None:
        if lemma in SPEAKING:  # what is announced stands for itself
            slots.clauses = [c for c in slots.clauses if c.dep_ != "ccomp" or not has_subject(c)]
        elif lemma == "ask":  # a question is no request
            if any(map(is_asked_whether, slots.clauses)):
                return None
            slots.clauses = [c for c in slots.clauses if c.dep_ != "ccomp" or not is_question(c)]
        best: tuple[int, Frame, Candidate | None] | None = None
        for frame in frames:
            fit = self._fit(frame, slots, depth)
            if fit is not None and (best is None or fit[0] > best[0]):
                best = (fit[0], frame, fit[1])
        if best is None or best[1].type == NO_EVENT:
            return None
        _, frame, inner = best
        if frame.type == INSIDE:
            return self._light(token, frame, slots, inner)
        return self._typed(token, lemma, frame, slots, inner, depth)

    def _fit(self, frame: Frame, slots: Slots, depth: int) -> tuple[int, Candidate | None] | None:
        """How well a frame fits, with the event inside that made it fit; None where it does not."""
        score, inner = frame.weight, None
        if frame.particles and not frame.particles & slots.particles:
            return None
        if frame.object is not None:
            fit = self._fills(frame.object, slots.objects, slots.clauses, depth)
            if fit is None:
                return None
            score += fit[0]
            inner = fit[1]
        if frame.slots:
            matched = None
            for name, filler in frame.slots:
                matched = self._slot_fits(name, filler, slots, depth)
                if matched is not None:
                    break
            if matched is None:
                return None
            score += matched[0]
            inner = inner or matched[1]
        if frame.type == INSIDE and inner is None:
            # "talks took place": the event is the subject
            inner = next((c for s in slots.subjects + slots.objects if (c := self._event(s, depth))), None)
            if inner is None or not inner.nominal or not inner.alone:
                return None
        if frame.type == INSIDE and frame.status and inner is not None and not inner.alone:
            return None  # "wanted help", "prevented war"
        commands = slots.head.lemma_ == "order" and frame.type != "REQUEST"
        if commands and inner is not None and not inner.nominal:
            return None  # "ordered police to arrest them" is a demand, "ordered their arrest" an arrest
        if frame.type == INSIDE and not (frame.object and frame.object.types):
            score -= 1  # a frame with a type of its own is the better reading
        return score, inner

    def _slot_fits(
        self, name: str, filler: Filler, slots: Slots, depth: int
    ) -> tuple[int, Candidate | None] | None:
        if name == "passive":
            return (2, None) if slots.passive else None
        if name == "below":
            return (0, None) if governor(slots.head) in filler.lemmas else None
        if name == "report":
            return (0, None) if filler.lemmas & self._report else None
        if name == "before":
            return self._fills(filler, slots.before, [], depth)
        things = slots.subjects if name == "subj" else slots.after(name)
        if not things:
            return (0, None) if name == "that" and slots.clauses else None
        if filler == Filler():
            inner = next((c for t in things if (c := self._event(t, depth))), None)
            return 0, inner
        return self._fills(filler, things, [], depth)

    def _fills(
        self, filler: Filler, things: list[Token], clauses: list[Token], depth: int
    ) -> tuple[int, Candidate | None] | None:
        best: tuple[int, Candidate | None] | None = None
        if filler.absent and not things:
            best = (1, None)
        if clauses and (filler.clause or (filler.infinitive and any(map(is_infinitive, clauses)))):
            best = (2, None)
        for thing in things:
            lemma = thing.lemma_.lower()
            event = self._event(thing, depth)
            counted = lemma in TRANSPARENT or thing.pos_ == "NUM"
            if lemma in filler.lemmas or (counted and of_lemmas(thing) & filler.lemmas):
                return 4, event
            if thing.ent_type_ == "MONEY" and "dollar" in filler.lemmas:
                return 4, event
            if event is not None and event.type in filler.types:
                best = _better(best, 3, event)
            elif event is not None and filler.event:
                best = _better(best, 2, event)
            if filler.actor and self._parties.is_actor(thing):
                best = _better(best, 2, None)
            if filler.person and (thing.ent_type_ == "PERSON" or self._parties.is_human(thing)):
                best = _better(best, 2, None)
            if filler.name and thing.ent_type_ == "PERSON":
                best = _better(best, 2, None)
            if filler.place and is_place(thing):
                best = _better(best, 2, None)
        for clause in clauses:
            if clause.lemma_.lower() in filler.verbs:
                return 4, None
            event = self._event(clause, depth)
            if event is None:
                continue
            if event.type in filler.types:
                best = _better(best, 4, event)
            elif filler.event:
                best = _better(best, 3, event)
        return best

    def _event(self, token: Token, depth: int) -> Candidate | None:
        event = self.read(token, depth + 1)
        if event is None and token.pos_ == "NOUN" and token.lemma_.lower() in TRANSPARENT:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for pobj in child.children:
                        event = self.read(pobj, depth + 1)
                        if event is not None:
                            return event
        if (
            event is None
            and token.pos_ in {"VERB", "AUX", "ADJ"}
            and token.dep_ in {"xcomp", "ccomp", "pcomp"}
        ):
            # "agreed to try to meet": look through verbs that are in no frame
            for child in token.children:
                if child.dep_ == "xcomp":
                    return self.read(child, depth + 1)
        return event

    def _light(self, token: Token, frame: Frame, slots: Slots, inner: Candidate | None) -> Candidate | None:
        if inner is None or (token.lemma_ == "have" and not inner.alone):
            return None
        sources, targets = inner.sources, inner.targets
        own = slots.subjects or (slots.objects if slots.passive else [])  # "were engaged in clashes"
        subjects = tuple(s for s in own if s.i not in {inner.head.i, inner.core.i})
        if inner.nominal:
            if "subj" in frame.roles.target:  # "came under attack by"
                sources = inner.sources or self._roles.first(frame.roles.source, slots, None)
                targets = subjects or inner.targets
            elif frame.status != "negated" or "inner" not in frame.roles.source:
                usual = _noun_roles(inner)
                if inner.mutual and not inner.between:
                    sources = subjects + tuple(s for s in sources if s.i not in {t.i for t in subjects})
                    if len(sources) < 2:
                        sources += self._roles.first(usual.roles.source, slots, None) if usual else ()
                elif subjects and not inner.mutual:
                    targets = targets or tuple(s for s in sources if s.i not in {t.i for t in subjects})
                    sources = subjects
                if not targets and usual is not None and not inner.mutual:
                    targets = self._roles.first(usual.roles.target, slots, None)
        statuses = inner.statuses + ((frame.status,) if frame.status else ())
        return replace(
            inner,
            head=token,
            sources=_unique(sources),
            targets=_unique(targets),
            mode=frame.mode or inner.mode,
            nominal=False,
            alone=True,
            statuses=statuses,
            inner=(*inner.inner, inner.head, inner.core),
            chain=(*inner.chain, inner.head) if not inner.nominal else inner.chain,
        )

    def _demanded(self, token: Token) -> Candidate | None:
        """What is asked for with a modal: "Russia said that Chad must hand back the helicopter"."""
        slots = verb_slots(token)
        for clause in slots.clauses:
            modal = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ in _MUST), None)
            if modal is None and token.lemma_ == "insist" and is_subjunctive(clause, token):
                modal = clause  # "insisted that Assad leave"
            if modal is None or any(c.dep_ == "neg" for c in clause.children):
                continue
            asked = verb_slots(clause)
            whom = tuple(asked.subjects or asked.objects)
            if not any(_is_named(t) for t in whom):
                continue
            inner = self.read(clause, 1)
            absorbed = (clause, *(() if inner is None else (*inner.inner, inner.core)))
            return Candidate(
                head=token,
                core=modal,
                type="REQUEST",
                mode="change",
                lemma=f"must {clause.lemma_.lower()}",
                sources=_unique(tuple(slots.subjects)),
                targets=_unique(whom),
                inner=absorbed,
            )
        return None

    def _typed(
        self, token: Token, lemma: str, frame: Frame, slots: Slots, inner: Candidate | None, depth: int
    ) -> Candidate:
        if inner is None:
            after = [t for word, t in slots.prepositions if t.dep_ == "pcomp" or word in _TOPIC]
            within = slots.clauses + slots.objects + (after if frame.type in VERBAL else [])
            inner = next((c for c in (self._event(t, depth) for t in within) if c), None)
        roles = frame.roles
        sources = self._roles.first(roles.source, slots, inner)
        if roles.mutual:
            joined = self._roles.first(roles.joined, slots, inner, but=sources)
            sources += tuple(t for t in joined if self._roles.is_party(t))
        targets = self._roles.first(roles.target, slots, inner, but=sources)
        if frame.type in ASKED:  # a demand is made to someone, not to what is demanded
            targets = tuple(
                t for t in targets if self._roles.is_party(t) and t.tag_ != "PRP$" and not _is_core(t, inner)
            )
        if roles.mutual and len(sources) > 1:
            targets = tuple(t for t in targets if not is_place(t))
        mode = frame.mode
        absorbed: tuple[Token, ...] = ()
        if inner is not None and inner.type == frame.type:
            mode = mode or inner.mode  # "the bomb destroyed", "killed by a blast"
        if inner is not None:
            absorbed = (*inner.inner, inner.head, inner.core)
            if any(inner.core.i == s.i for s in sources):  # "the attack killed"
                sources = inner.sources
                targets = targets or inner.targets
        particles = "".join(f" {p}" for p in sorted(frame.particles & slots.particles))
        return Candidate(
            head=token,
            core=token,
            type=frame.type,
            mode=mode,
            lemma=lemma + particles,
            sources=_unique(sources),
            targets=_unique(targets),
            mutual=roles.mutual,
            statuses=(frame.status,) if frame.status else (),
            inner=absorbed,
        )

    # --- nouns

    def _nominal(self, token: Token, lemma: str, frames: tuple[Frame, ...], slots: Slots) -> Candidate | None:
        best: tuple[int, Frame] | None = None
        for frame in frames:
            score = frame.weight + frame.alone
            if frame.slots and not any(self._slot_fits(n, f, slots, DEEPEST) for n, f in frame.slots):
                continue
            if best is None or score > best[0]:
                best = (score, frame)
        if best is None or best[1].type == NO_EVENT:
            return None
        frame = best[1]
        roles = frame.roles
        if roles.mutual:
            sources = tuple(t for slot in roles.source for t in self._roles.of_noun(slot, slots))
            if len(sources) == 1 and slots.after("with"):
                sources = (*(t for t in doers_of_occasion(token) if self._roles.is_party(t)), *sources)
            targets: tuple[Token, ...] = ()
        else:
            sources = self._roles.first_of_noun(roles.source, slots)
            targets = self._roles.first_of_noun(roles.target, slots, but=sources)
        return Candidate(
            head=token,
            core=token,
            type=frame.type,
            mode=frame.mode,
            lemma=lemma,
            sources=_unique(sources),
            targets=_unique(targets),
            mutual=roles.mutual,
            nominal=True,
            alone=frame.alone,
            between=bool(slots.after("between") or slots.after("among")),
        )


def _is_named(token: Token) -> bool:
    """Whether a party is one in particular, by its name, its adjective or as a body of state."""
    if token.ent_type_ in ACTOR_ENTITIES or token.lower_ in {"he", "she", "they"}:
        return True
    if token.lemma_.lower() in word_class("forces"):
        return True
    return any(c.ent_type_ in ACTOR_ENTITIES for c in token.children if c.i < token.i)


def _is_core(token: Token, inner: Candidate | None) -> bool:
    return inner is not None and token.i in {inner.core.i, inner.head.i}


_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "nmod"})
_MUST = frozenset({"must", "should", "ought"})
_HEADS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def _noun_roles(candidate: Candidate) -> Frame | None:
    for frame in noun_frames().get(candidate.core.lemma_.lower(), ()):
        if frame.type == candidate.type:
            return frame
    return None


def _better(
    best: tuple[int, Candidate | None] | None, score: int, event: Candidate | None
) -> tuple[int, Candidate | None]:
    if best is None or score > best[0]:
        return score, event
    return best


def _unique(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple({token.i: token for token in tokens}.values())
