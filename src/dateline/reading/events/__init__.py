"""Event mentions: who did what to whom, when, where, and whether it happened.

For each sentence: `candidates` reads triggers off the parse (`grammar` says what stands around a word, the
frames of `knowledge.frames` what it tells of, `roles` who did it to whom), `parties` finds the actors in the
roles, `status` says whether it happened, `timing` when, `details` how and in what context, `reading.places`
where; `intervals` says on which days that was. An event is kept also when none of its parties is a known
actor: the words that fill its roles are kept as spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.frames import word_class
from dateline.model import (
    OTHER,
    Actor,
    Attribution,
    EventMention,
    EventStatus,
    Mention,
    Published,
    Span,
    TimeExpression,
)
from dateline.reading.events.candidates import VERBAL, Candidate, Reader
from dateline.reading.events.details import contexts_of, mode_of
from dateline.reading.events.grammar import SUBJECTS, ancestors, clause_above, is_infinitive
from dateline.reading.events.intervals import date_of, event_time
from dateline.reading.events.merging import by_nature, causes, merged, without_attacker
from dateline.reading.events.parties import ACTOR_ENTITIES, Parties, phrase_span
from dateline.reading.events.phrases import first_joined, verb_of_occasion
from dateline.reading.events.status import inside_status, status_of
from dateline.reading.events.timing import (
    LEAD_SENTENCES,
    NO_TIME,
    TOLD,
    Clock,
    When,
    borrow_dates,
    recall_key,
    time_of,
)
from dateline.reading.places import place_of
from dateline.reading.syntax import Parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["date_events", "find_events"]

_CALLED = frozenset({"call", "announce", "schedule", "declare", "set"})
HEAD_SENTENCES = 4
"""Sentences at the head of a report whose words say what it is about."""
LONGEST_TRIGGER = 32
"""Characters from a light verb to its noun that still count as one trigger ("held new talks")."""
BY_ACTORS = frozenset({"AGREE", "CONCEDE", "RETREAT", "SUPPORT"})
"""Types of event that only someone can do; a thing as their subject tells of something else."""
SPOKEN = VERBAL | {"CONSULT"}
"""Types of event that are where they were said, not where their object is."""
AT_TARGET = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "CONSULT", "PROTEST", "other"})
"""Types of event that happen where their target is, if that is a place ("shelled Aleppo")."""


def find_events(
    parse: Parse,
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[EventMention, ...]:
    """The event mentions of a report in order of their triggers; dates are left to `date_events`."""
    parties = Parties(mentions)
    clock = Clock(parse, times)
    covering = _Covering(attributions)
    lead = parse.sentences[min(LEAD_SENTENCES, len(parse.sentences)) - 1].span.end if parse.sentences else 0
    events: list[EventMention] = []
    recalled: dict[Span, str] = {}
    brought_about: dict[Span, Span] = {}
    occasions: dict[Span, Span] = {}
    report = _head_words(parse)
    calamity = bool(report & (word_class("disasters") | word_class("accidents")))
    reader, paragraph = Reader(parties, report), -1
    for number, sentence in enumerate(parse.sentences):
        if sentence.paragraph != paragraph:
            reader, paragraph = Reader(parties, report), sentence.paragraph
        candidates = merged([by_nature(c) for c in reader.candidates(sentence.tokens)])
        contexts = contexts_of(sentence.tokens) if candidates else ()
        if "?" in sentence.span.of(parse.text):
            candidates = [c for c in candidates if not _is_asked(c)]
        if calamity:
            candidates = [without_attacker(c) for c in candidates]
        caused = causes(candidates)
        occasions.update(_occasions(candidates))
        for candidate in candidates:
            if candidate.nominal and not _stands_alone(candidate, parties, clock):
                continue
            cause = caused.get(candidate.core.i)
            if cause is not None and candidate.sources and cause.head.i != candidate.head.head.i:
                # "sentenced him over a collapse that flattened a village, killing 12": not the court
                candidate = replace(candidate, sources=cause.sources)
            status = status_of(candidate)
            if _background(candidate, status, parties):
                continue
            when = clock.of(candidate)
            if when.bounded and candidate.head.dep_ == "relcl":
                continue  # "who have held him since May"
            length = clock.length_of(candidate)
            event = _mention(candidate, status, parties, when, covering, parse, contexts, length)
            called = candidate.nominal or (candidate.head.lemma_ in _CALLED and candidate.type not in VERBAL)
            if called and event.status in TOLD and clock.starts_with(when, "for"):
                event = replace(
                    event, status="planned"
                )  # "blackouts for Monday", "called a strike for Monday"
            named = recalled_type(candidate)
            if when == NO_TIME and named is not None:
                recalled[event.span] = named
            elif when == NO_TIME and event.status in TOLD and event.span.start < lead:
                event = replace(event, by_document=_is_news(candidate, event, parse, covering, number))
            events.append(event)
            if cause is not None:
                brought_about[event.span] = _trigger_span(cause)
            for inner in reader.embedded(candidate):
                when = clock.own(inner)
                when = when if when.time is not None else clock.after(candidate, inner)
                planned = _mention(inner, inside_status(inner), parties, when, covering, parse, contexts)
                if planned.time is not None or (candidate.type == "AGREE" and planned.place is not None):
                    events.append(planned)
    events = _by_their_speakers(events, attributions)
    events.sort(key=lambda e: (e.span.start, e.span.end, e.type))
    events = _on_occasions(borrow_dates(events, times, lead, recalled), occasions)
    events = _with_causes(events, brought_about)
    return tuple(replace(e, cameo=cameo_code(e.type, e.mode, e.status, e.lemma)) for e in events)


def date_events(
    events: Sequence[EventMention], times: Sequence[TimeExpression], published: Published
) -> tuple[EventMention, ...]:
    """The same event mentions with the date and days that their words, or the day of publication, give."""
    dated = (replace(event, date=date_of(event, times, published)) for event in events)
    return tuple(replace(event, when=event_time(event, times, published)) for event in dated)


def _occasions(candidates: Sequence[Candidate]) -> dict[Span, Span]:
    """The triggers of what was said or done in talks that the sentence names, each with that of the talks."""
    found = {}
    for talks in candidates:
        if not talks.nominal or talks.type != "CONSULT" or talks.head.head.lower_ not in {"in", "during"}:
            continue
        verb = verb_of_occasion(talks.head)
        verbs = {verb.i, first_joined(verb)} if verb is not None else set()
        for other in candidates:
            if not other.nominal and not verbs.isdisjoint({other.head.i, first_joined(other.head)}):
                found[_trigger_span(other)] = _trigger_span(talks)
    return found


def _by_their_speakers(
    events: Sequence[EventMention], attributions: Sequence[Attribution]
) -> list[EventMention]:
    """The events; those done with words for which the parse finds no actor are done by who says the words."""
    said = {cue.start: found for found in attributions if found.speakers for cue in found.cue}
    out = []
    for event in events:
        words = said.get(event.span.start) if event.type in VERBAL and not event.source else None
        if words is not None:
            target = tuple(actor for actor in event.target if actor not in words.speakers)
            event = replace(event, source=words.speakers, source_spans=words.source, target=target)
        out.append(event)
    return out


def _on_occasions(events: list[EventMention], occasions: Mapping[Span, Span]) -> list[EventMention]:
    """The events; undated ones of an *occasion* that is dated take its date."""
    dated = {event.span: event for event in events if event.time is not None}
    out = []
    for event in events:
        talks = dated.get(occasions.get(event.span, event.span))
        if talks is not None and event.time is None and event.bound_time is None and event.status in TOLD:
            event = replace(event, **time_of(talks), by_document=False)
        out.append(event)
    return out


def _with_causes(events: list[EventMention], brought_about: Mapping[Span, Span]) -> list[EventMention]:
    """The events; those that something *brought about* (trigger → its trigger) name it and take its date."""
    index = {event.span: i for i, event in enumerate(events)}
    out = []
    for event in events:
        at = index.get(brought_about[event.span]) if event.span in brought_about else None
        if at is not None:
            cause = events[at]
            apart = event.place and cause.place and event.place != cause.place
            if not apart:  # "five were killed in Gao and three wounded in Kidal"
                event = replace(event, result_of=at)
                if event.basis != "stated":
                    event = replace(event, **time_of(cause), by_document=cause.by_document)
        out.append(event)
    return out


def _mention(
    candidate: Candidate,
    status: EventStatus,
    parties: Parties,
    when: When,
    covering: _Covering,
    parse: Parse,
    contexts: tuple[str, ...],
    length: str = "",
) -> EventMention:
    span = _trigger_span(candidate)
    attribution = covering.of(token_span(candidate.head))
    if attribution is not None and status in TOLD and covering.denies(attribution, parse, span):
        status = "denied"
    source, source_spans = _role(candidate.sources, parties)
    if candidate.type == OTHER and candidate.mode == "disaster":
        source = ()  # "Guatemala's Fuego volcano" is no doing of Guatemala
    target, target_spans = _role(candidate.targets, parties)
    if len(source) > 1 and any(_is_reciprocal(t) for t in candidate.targets):
        target = source  # "accused each other": each of them does it to the other
    else:
        target = tuple(actor for actor in target if actor not in source)
    if candidate.mutual and (len(source) > 1 or len(source_spans) > 1 or not target_spans):
        source = tuple(dict.fromkeys(source + target)) if not target_spans else source
    targets = candidate.targets if candidate.type in AT_TARGET and not candidate.unreal else ()
    place = place_of(_heads(candidate), targets, words=candidate.type in SPOKEN)
    return EventMention(
        span=span,
        type=candidate.type,
        lemma=candidate.lemma,
        status=status,
        mode=mode_of(candidate),
        context=contexts,
        source=source,
        target=target,
        source_spans=source_spans,
        target_spans=target_spans,
        place=place[0] if place else None,
        place_span=place[1] if place else None,
        time=when.time,
        attribution=attribution,
        shift=when.shift,
        until=when.until,
        bound=when.bound,
        bound_time=when.bound_time,
        length=length if when != NO_TIME else "",
        basis=when.basis,
    )


def _head_words(parse: Parse) -> frozenset[str]:
    """The lemmas of the common words in the head of a report."""
    return frozenset(
        token.lemma_
        for sentence in parse.sentences[:HEAD_SENTENCES]
        for token in sentence.tokens
        if token.pos_ in {"NOUN", "VERB"} and token.text[0].islower()
    )


def _heads(candidate: Candidate) -> tuple[Token, ...]:
    """The words of the trigger, with the noun that names the meeting ("hold a summit in Abuja")."""
    heads = {t.i: t for t in (candidate.core, candidate.head)}
    if candidate.type == "CONSULT":
        named = word_class("meetings")
        heads.update({t.i: t for t in candidate.inner if t.lemma_.lower() in named})
    return tuple(heads.values())


def _trigger_span(candidate: Candidate) -> Span:
    head, core = token_span(candidate.head), token_span(candidate.core)
    near = head.start <= core.start and core.end - head.start <= LONGEST_TRIGGER
    between = candidate.head.doc[candidate.head.i + 1 : candidate.core.i] if near else ()
    if near and not any(t.dep_ in SUBJECTS or t.is_punct for t in between):
        return Span(head.start, core.end)
    return core


def _role(heads: Sequence[Token], parties: Parties) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    actors: list[int] = []
    spans: list[Span] = []
    for head in heads:
        found = parties.resolve(head)[0]
        if head.is_punct or (spans and found and set(found) <= set(actors)):
            continue  # a part of a name that the parser took for another party
        actors += found
        spans.append(phrase_span(head))
    return tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(spans))


def _is_reciprocal(token: Token) -> bool:
    around = token.doc[max(0, token.i - 1) : token.i + 2].text.lower()
    return token.lower_ in _RECIPROCAL and any(phrase in around for phrase in _RECIPROCAL.values())


_RECIPROCAL = {"other": "each other", "one": "one another", "another": "one another"}


def _is_news(
    candidate: Candidate, event: EventMention, parse: Parse, covering: _Covering, number: int
) -> bool:
    """Whether an undated clause of the lead (sentence *number*) tells what is new on the report's own day."""
    head = candidate.head
    if candidate.nominal or head.tag_ not in {"VBD", "VBN"} or candidate.core.pos_ == "AUX":
        return False
    if any(t.dep_ in _ASIDE for t in (head, *ancestors(head)) if t.pos_ in {"VERB", "AUX"}):
        return False
    for child in head.children:
        if child.dep_ == "aux" and (child.lower_ in {"been", "had"} or (number and child.lower_ in _PERFECT)):
            return False
        if child.dep_ == "advmod" and child.lower_ in _EARLIER:
            return False
    return not (covering.is_direct(event.attribution) or _is_quoted(parse, event.span))


_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})
_PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
_EARLIER = frozenset(
    "once previously earlier formerly already first last often repeatedly always long originally initially "
    "recently ago".split()
)


def _is_quoted(parse: Parse, span: Span) -> bool:
    """Whether a place stands inside quotation marks that opened in its paragraph."""
    number = bisect_right(parse.paragraphs, span.start, key=lambda paragraph: paragraph.start) - 1
    if number < 0:
        return False
    before = parse.text[max(parse.paragraphs[number].start, span.start - _LONGEST_QUOTE) : span.start]
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


_LONGEST_QUOTE = 2000


def recalled_type(candidate: Candidate) -> str | None:
    """The type of an event named before in which this one happened: "in the call he urged"."""
    if candidate.nominal and _is_definite(candidate.head):
        return candidate.type
    verbs = [candidate.head]
    while verbs[-1].dep_ == "conj" and len(verbs) < _LONGEST_CHAIN:
        verbs.append(clause_above(verbs[-1]))
    for verb in verbs:
        for preposition in verb.children:
            if preposition.dep_ == "prep" and preposition.lower_ in {"in", "during", "at"}:
                for noun in preposition.children:
                    if noun.dep_ == "pobj" and _is_definite(noun):
                        found = next((t for c, t in _RECALLED if noun.lemma_.lower() in word_class(c)), None)
                        if found == "CONSULT" and noun.lemma_.lower() not in _EITHER:
                            found = recall_key(found, noun.lemma_.lower() in _BY_PHONE)
                        if found is not None:
                            return found
    return None


_RECALLED = (("meetings", "CONSULT"), ("attacks", "ASSAULT"))
_BY_PHONE = frozenset({"call", "phonecall"})
_EITHER = frozenset({"conversation", "talk", "talks", "discussion", "exchange"})
_LONGEST_CHAIN = 4


def _is_definite(noun: Token) -> bool:
    return any(
        c.dep_ in {"det", "poss"} and c.lower_ in {"the", "that", "this", "their"} for c in noun.children
    )


def _is_asked(candidate: Candidate) -> bool:
    """Whether an event stands in a question."""
    head = candidate.head
    return any(t.text == "?" for t in head.doc[head.i : head.sent.end])


def _background(candidate: Candidate, status: EventStatus, parties: Parties) -> bool:
    """Whether an event is only thought of: "efforts to halt the war", "the idea of visiting"."""
    head = candidate.head
    if any(c.dep_ == "det" and c.lower_ in {"any", "every"} for c in candidate.core.children):
        return True
    if head.lemma_ == "claim" and status == "negated":
        return True  # "no group claimed responsibility for the attack": it happened all the same
    first = head
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    if first.dep_ == "relcl" and first.head.lower_ in _ANYONE:
        return True  # "all those who had visited"
    clause = head.head if head.dep_ in _DIRECT_PARTIES else head  # "if elections were not held"
    if clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _ONLY_IF for c in clause.children):
        return True
    things = [t for t in candidate.sources if t.pos_ == "NOUN" and not parties.is_actor(t)]
    things = [t for t in things if t.lemma_.lower() not in word_class("troops") | word_class("envoys")]
    if candidate.type in BY_ACTORS and things and len(things) == len(candidate.sources):
        return True  # "a flaw that allows"
    if status == "possible" and not candidate.sources and not candidate.targets:
        return True
    if status == "possible" and head.dep_ in {"advcl", "acl", "relcl", "pcomp"}:
        return is_infinitive(head) or head.dep_ == "pcomp"
    if status in {"possible", "called-for"} and candidate.core.pos_ in {"NOUN", "PROPN"}:
        return not any(parties.resolve(t)[1] <= 2 for t in (*candidate.sources, *candidate.targets))
    return False


_ONLY_IF = frozenset({"if", "unless", "until"})
_DIRECT_PARTIES = SUBJECTS | {"dobj"}
_ANYONE = frozenset({"those", "anyone", "everyone", "everybody", "anybody", "all", "whoever", "someone"})


def _stands_alone(candidate: Candidate, parties: Parties, clock: Clock) -> bool:
    """Whether a noun is an event of its own here and no background: someone known did it, or it is dated."""
    heads = (*candidate.sources, *candidate.targets)
    if any(parties.resolve(head)[1] <= 2 or head.ent_type_ in ACTOR_ENTITIES for head in heads):
        return True
    dated = clock.of(candidate).time is not None
    if candidate.head.dep_ in {"nsubj", "nsubjpass"} and candidate.type in {"ASSAULT", "PROTEST", OTHER}:
        told_of = any(c.dep_ == "prep" for c in candidate.head.children)
        return dated or told_of or not _is_definite(candidate.head)
    return bool(heads) and dated


class _Covering:
    """Which attribution a place in the text stands in: the innermost one whose content covers it."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._attributions = attributions
        self._contents = sorted(
            (content, number) for number, a in enumerate(attributions) for content in a.content
        )
        self._starts = [content.start for content, _ in self._contents]
        self._longest = max((len(content) for content, _ in self._contents), default=0)

    def of(self, span: Span) -> int | None:
        best: tuple[int, int] | None = None
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_right(self._starts, span.start)
        for content, number in self._contents[first:last]:
            if content.covers(span) and (best is None or len(content) <= best[0]):
                best = (len(content), number)
        return best[1] if best else None

    def is_direct(self, number: int | None) -> bool:
        """Whether an attribution gives the speaker's own words."""
        return number is not None and self._attributions[number].manner == "direct"

    def denies(self, number: int, parse: Parse, span: Span) -> bool:
        """Whether an attribution denies what stands at *span*; a refusal is no denial of what came before."""
        said = self._attributions[number]
        if said.cue and said.cue[0].start > span.start:
            return False
        cue = " ".join(span.of(parse.text) for span in said.cue).lower()
        return said.attitude == "denies" and cue.startswith(_DENIALS)


_DENIALS = ("den", "refut", "disput")
