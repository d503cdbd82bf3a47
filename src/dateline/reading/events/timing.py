"""When it happened: the time expression, or the day of the report, that dates an event mention."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dateline.knowledge.figures import number_words
from dateline.model import Bound, EventMention, Span, TimeBasis, TimeExpression
from dateline.reading.events.candidates import VERBAL
from dateline.reading.events.grammar import (
    MAX_CLIMB,
    SPEAKING,
    clause_above,
    has_subject,
    is_elided_passive,
)
from dateline.reading.syntax import Parse, Sentence, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.reading.events.candidates import Candidate

LEAD_SENTENCES = 3
"""A past-tense event told without a date in so many first sentences is dated by the report's own day."""
TALKS = frozenset({"CONSULT", "AGREE"})
TOLD = frozenset({"occurred", "reported"})
"""Statuses of an event that is told as done."""
_BOUND = frozenset({"poss", "compound", "amod", "nummod", "nmod"})
_CLOCK_TIME = "shift +0 day from=previous time="
"""How the form of a time without a day begins ("at 11:11 p.m."), which dates nothing by itself."""
DATES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class When:
    """The time expression that dates an event, and how far from it: "two days after X" is "-P2D" for X.

    ``until`` ends a stretch ("on 3 and 4 May"). ``bounded`` says that only its beginning or end is said
    ("since May"), so that nothing else dates it: ``bound_time`` is that expression, ``bound`` its side.
    """

    time: int | None = None
    shift: str = ""
    bounded: bool = False
    until: int | None = None
    bound: Bound = ""
    bound_time: int | None = None
    basis: TimeBasis | None = None


NO_TIME = When()


class Clock:
    """The time expressions of a report by the word they hang on."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression]) -> None:
        """For one report, its time expressions in order."""
        self._by_head: dict[tuple[int, int], list[int]] = {}
        self._named: dict[tuple[int, int], int] = {}
        self._word: dict[int, str] = {}
        self._starts = [t.span.start for t in times]
        self._ends, self._begins = _stretches(parse.text, times)
        self._text, self._times = parse.text, times
        self._lengths: dict[tuple[int, int], str] = {}
        self._dated_nouns: dict[str, int] = {}
        wanted = [
            (t.span.start, i)
            for i, t in enumerate(times)
            if t.type in DATES and not t.form.startswith(_CLOCK_TIME)
        ]
        lengths = [(t.span.start, i) for i, t in enumerate(times) if t.type == "DURATION"]
        at = length = 0
        for sentence in parse.sentences:
            while length < len(lengths) and lengths[length][0] < sentence.span.end:
                self._hang_length(_tokens_at(sentence, times[lengths[length][1]].span), lengths[length][1])
                length += 1
            while at < len(wanted) and wanted[at][0] < sentence.span.start:
                at += 1
            while at < len(wanted) and wanted[at][0] < sentence.span.end:
                number = wanted[at][1]
                inside = _tokens_at(sentence, times[number].span)
                if inside:
                    self._hang(inside, number)
                at += 1

    def _hang(self, tokens: list[Token], number: int) -> None:
        numbers = {t.i for t in tokens}
        for token in tokens:
            self._named.setdefault((id(token.doc), token.i), number)
        top = next((t for t in tokens if t.head.i not in numbers), tokens[0])
        head = top.head
        before = tokens[0].nbor(-1) if tokens[0].i > 0 else top
        if before.pos_ in {"ADP", "SCONJ"} or before.dep_ == "prep":
            self._word[number] = before.lower_
        if head.pos_ == "ADP" and head.i != top.i:
            self._word.setdefault(number, head.lower_)
            self._add(head, number)
            head = head.head
        if (
            before.lower_ in {"on", "in"} and top.dep_ in _BOUND and top.dep_ != "poss"
        ):  # "on Friday 100 people", taken for one phrase
            self._add(before.head, number)
            return
        if head.dep_ in {"aux", "auxpass"}:
            head = head.head
        self._add(head, number)
        if top.dep_ in _BOUND:
            return  # "Friday's discussion", "the 12th century mosque"
        # A date that the parser hangs on the noun next to it ("met Putin Tuesday") dates the verb as well.
        for _ in range(MAX_CLIMB):
            if head.pos_ in {"VERB", "AUX"} or head.head.i == head.i or head.dep_ == "appos":
                break
            below, head = head, head.head
            apart = head.pos_ in {"ADP", "SCONJ"} and head.lower_ in _APART - {"of", "on"}
            if apart and below.lower_ not in _HOURS:  # "before dawn on Tuesday" is Tuesday
                break  # "the worst since the war of 2020"
            self._add(head, number)

    def _hang_length(self, tokens: list[Token], number: int) -> None:
        """Keep how long something lasted: "a three-day visit", "talked for two days"."""
        numbers = {t.i for t in tokens}
        top = next((t for t in reversed(tokens) if t.head.i not in numbers), None)
        if top is None:
            return
        head = top.head
        if head.lower_ == "for" and head.dep_ == "prep":
            head = head.head
        elif top.dep_ not in _BOUND:
            return
        self._lengths.setdefault((id(head.doc), head.i), self._times[number].value)

    def _add(self, token: Token, number: int) -> None:
        if token.pos_ in {"NOUN", "PROPN"}:
            self._dated_nouns.setdefault(token.lemma_.lower(), number)
        elif token.lemma_ in _TAKES_PLACE and self._word.get(number) not in _BOUNDS:
            roles = {"dobj", "nsubjpass"} if token.lemma_ == "hold" else {"nsubj", "nsubjpass"}
            for child in token.children:
                if child.dep_ in roles and child.pos_ == "NOUN":
                    self._dated_nouns.setdefault(child.lemma_.lower(), number)
        kept = self._by_head.setdefault((id(token.doc), token.i), [])
        if number not in kept:
            kept.append(number)

    def of(self, candidate: Candidate) -> When:
        """The time expression that dates a candidate, if one does."""
        found = self.own(candidate)
        if found.time is not None or found.bounded:
            return found
        for token in dict.fromkeys((candidate.core, candidate.head)):
            found = self._above(token)
            if found.time is not None:
                return self._stretched(replace(found, basis="clause"))
        return self._counted(candidate)

    def length_of(self, candidate: Candidate) -> str:
        """How long an event lasted ("P3D" for "a three-day visit"); "" where no days or more are said."""
        objects = (t for t in candidate.inner if t.dep_ == "dobj")  # "made a three-day visit"
        for token in (candidate.core, candidate.head, *candidate.told, *objects):
            length = self._lengths.get((id(token.doc), token.i), "")
            if _WHOLE_DAYS.fullmatch(length):
                return length
        return ""

    def _stretched(self, when: When) -> When:
        """A time with the end of the stretch it begins or ends ("from 3 to 5 May", "in 2015 and 2016")."""
        if when.time is None:
            return when
        first = self._begins.get(when.time, when.time)
        last = self._ends.get(first)
        if last is None or when.shift:
            return when
        before = self._text[max(0, self._starts[first] - _LONGEST_OPENER) : self._starts[first]].lower()
        if before.rstrip().endswith(("from", "between")):
            return When(None, "", True, last, "since", first, when.basis)
        return replace(when, time=first, until=last)

    def _counted(self, candidate: Candidate) -> When:
        """The time counted from an event that is dated elsewhere: "two days before the vote"."""
        for token in dict.fromkeys((candidate.core, candidate.head)):
            for child in token.children:
                measured = child.dep_ == "npadvmod" and child.lemma_ in _UNITS  # "[a day after] the vote"
                for link in child.children if measured else (child,):
                    if link.dep_ != "prep" or link.lower_ not in _COUNTING:
                        continue
                    noun = next((c for c in link.children if c.dep_ == "pobj"), None)
                    number = self._dated_nouns.get(noun.lemma_.lower()) if noun is not None else None
                    before = link.nbor(-1) if link.i else link  # "[hours] after the vote"
                    measure = child if measured else before if before.lemma_ in _UNITS else None
                    shift = _measured(measure, link.lower_) if measure else _distance(link, link.lower_)
                    if number is not None and shift:
                        return When(number, shift.translate(_OTHER_WAY), basis="counted")
        return NO_TIME

    def own(self, candidate: Candidate) -> When:
        """The time expression in the clause or phrase of a candidate itself."""
        tokens = [candidate.core, candidate.head, *candidate.told]
        for noun in (candidate.core, *candidate.told):  # "talks that went on into Tuesday night"
            if noun.pos_ == "NOUN":
                tokens += [c for c in noun.children if c.dep_ in {"relcl", "acl"} and c.i > noun.i]
        if not candidate.nominal:
            tokens += _joined_after(candidate.head)
            if candidate.type not in VERBAL:  # "killed in Friday's earthquake"
                tokens += [t for t in candidate.inner if t.pos_ == "NOUN"]
        bounded: When | None = None
        for token in dict.fromkeys(tokens):
            for number in self._at(token):
                word = self._word.get(number)
                if word in _BOUNDS or (bounded and word in {"and", "to"}):
                    bounded = bounded or self._bounded(number, word or "")
                elif not self._is_of_inner(candidate, number):
                    return self._stretched(When(number, basis="stated"))
        return bounded or NO_TIME

    def _bounded(self, number: int, word: str) -> When:
        """What an expression after "since", "until" and the like says of the time of an event."""
        first = self._begins.get(number, number)
        last = self._ends.get(first)
        side: Bound = "since" if last is not None else _SIDES.get(word, "since")
        return When(None, "", True, last, side, first, "stated")

    def after(self, owner: Candidate, inner: Candidate) -> When:
        """The time in the clause of *owner* that stands after the event inside it ("a strike on June 25")."""
        start = token_span(inner.core).start
        for token in dict.fromkeys((owner.core, owner.head)):
            for number in self._at(token):
                if self._starts[number] > start and self._word.get(number) not in _BOUNDS:
                    return When(number)
        return NO_TIME

    def starts_with(self, when: When, word: str) -> bool:
        """Whether *word* introduces a time ("for Monday")."""
        return when.time is not None and self._word.get(when.time) == word

    def _at(self, token: Token) -> list[int]:
        return self._by_head.get((id(token.doc), token.i), [])

    def _is_of_inner(self, candidate: Candidate, number: int) -> bool:
        """Whether a time belongs to what is agreed or promised: "agreed to meet on Friday"."""
        start, head = self._starts[number], candidate.head
        if candidate.type in VERBAL and head.tag_ in _TIMELESS:  # "we support the idea of meeting on Friday"
            between = head.doc[head.i + 1 : min(head.right_edge.i, head.i + _LONGEST_CLAUSE) + 1]
            if any(t.dep_ in {"pcomp", "xcomp", "ccomp"} and token_span(t).start < start for t in between):
                return True
        return any(
            t.pos_ == "VERB" and t.i > candidate.head.i and token_span(t).start < start
            for t in candidate.inner
            if candidate.type in UNREAL
        )

    def _above(self, token: Token) -> When:
        """The date of the clause it stands in, unless that is when someone spoke."""
        shift = ""
        for _ in range(MAX_CLIMB):
            head, dep = clause_above(token), token.dep_
            if dep in {"relcl", "acl"} and (id(head.doc), head.i) in self._named:
                return When(self._named[(id(head.doc), head.i)], shift)  # "on 7 October, when gunmen killed"
            if dep == "ccomp" and head.lemma_ in SPEAKING and _is_performed(token, head):
                return next((When(n) for n in self._at(head) if self._word.get(n) not in _BOUNDS), NO_TIME)
            if head.i == token.i or dep in {"ccomp", "relcl", "csubj", "parataxis"}:
                return NO_TIME
            if head.pos_ == "VERB" and head.lemma_ in SPEAKING and dep != "conj":
                return NO_TIME
            if dep in {"pobj", "pcomp"}:
                if head.lower_ in _APART or (dep == "pcomp" and head.lower_ not in _WITHIN):
                    shift = _distance(head, head.lower_)
                    if not shift:
                        return NO_TIME
            elif dep == "advcl":
                mark = next(
                    (
                        c.lower_
                        for c in token.children
                        if c.dep_ in {"mark", "advmod"} and c.i < token.i and c.lower_ in _APART
                    ),
                    "",
                )
                if mark:
                    shift = _distance(token, mark)
                    if not shift and (mark != "before" or token.tag_ != "VBD"):
                        return NO_TIME  # what came right before it was of the same day
            for number in self._at(head):
                if self._word.get(number) in _BOUNDS:
                    return replace(self._bounded(number, self._word[number]), basis="clause")
                if head.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
                    return When(number, shift)
            if shift and head.lemma_ in _COMES:  # "The call came two days after gunmen attacked"
                subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
                dated = self._dated_nouns.get(subject.lemma_.lower()) if subject is not None else None
                if dated is not None:
                    return When(dated, shift)
            token = head
        return NO_TIME


_TIMELESS = frozenset({"VBP", "VBZ"})
_LONGEST_CLAUSE = 30
_BOUNDS = frozenset({"since", "until", "till", "between", "from", "before", "after"})
_SIDES: dict[str, Bound] = {
    "since": "since", "from": "since", "between": "since", "until": "until", "till": "until",
    "before": "before", "after": "after",
}  # fmt: skip
_HOURS = frozenset("dawn daybreak sunrise noon midday dusk sunset nightfall midnight daylight".split())
_TAKES_PLACE = frozenset("hold happen occur begin start open take be set schedule".split())
_COMES = frozenset({"come", "be", "follow", "happen", "occur"})
_COUNTING = frozenset({"before", "after", "following"})
_OTHER_WAY = str.maketrans("+-", "-+")
_WHOLE_DAYS = re.compile(r"P\d{1,4}[DWM]")
_LONGEST_OPENER = 9
_APART = frozenset(
    "after before since until till over for about following despite against of on amid regarding concerning "
    "once following".split()
)
"""Words between an event and a clause whose date is not the event's."""
_WITHIN = frozenset({"by", "in", "while", "upon"})
_UNITS = {"hour": "", "minute": "", "day": "D", "week": "W", "month": "M", "year": "Y"}
UNREAL = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT"})
"""Types of events that speak of another one still to come."""


def _is_performed(verb: Token, speaking: Token) -> bool:
    """Whether saying it was doing it: "said on Monday that it was leaving the pact"."""
    if verb.tag_ != "VBG" or not any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return speaking.tag_ == "VBD" and subject is not None and subject.pos_ == "PRON"


_BETWEEN = re.compile(r"\s*(?:[-–—]|to|and|until|till|through)\s*(?:the\s+)?", re.IGNORECASE)
_LONGEST_BETWEEN = 16


def _stretches(text: str, times: Sequence[TimeExpression]) -> tuple[dict[int, int], dict[int, int]]:
    """The pairs of expressions that are the two ends of a stretch: first → last, and last → first."""
    ends: dict[int, int] = {}
    for number, (one, other) in enumerate(itertools.pairwise(times)):
        if one.type not in DATES or other.type not in DATES or number - 1 in ends:
            continue
        start, end = one.span.end, other.span.start
        if end - start <= _LONGEST_BETWEEN and _BETWEEN.fullmatch(text, start, end):
            ends[number] = number + 1
    return ends, {last: first for first, last in ends.items()}


def _joined_after(verb: Token) -> list[Token]:
    """Later verbs of the same clause, whose date is the first one's too: "killed and 40 hurt on Sunday"."""
    found = []
    for child in verb.children:
        if child.dep_ != "conj" or child.pos_ != "VERB" or any(c.dep_ == "aux" for c in child.children):
            continue
        if is_elided_passive(child) or (not has_subject(child) and child.tag_ == verb.tag_):
            found.append(child)
    return found


def _distance(token: Token, word: str) -> str:
    """How far from the clause above an event is: "two days after" gives "-P2D"; "" if unsaid."""
    marks = [c for c in token.children if c.dep_ == "mark"]  # the parser hangs "two days" on either
    for measure in (*token.children, *(c for mark in marks for c in mark.children)):
        if (
            measure.dep_ in {"npadvmod", "advmod", "nmod"}
            and measure.lemma_ in _UNITS
            and measure.i < token.i
        ):
            return _measured(measure, word)
    return ""


def _measured(measure: Token, word: str) -> str:
    """The signed duration of "two days" with the word after it; "" where it says none."""
    number = next((c for c in measure.children if c.dep_ in {"nummod", "det"}), None)
    unit = _UNITS[measure.lemma_]
    count = 1 if number is None or number.lower_ in {"a", "an"} else number_of(number.lower_)
    if count is None or word not in {"after", "before", "following"}:
        return ""
    if not unit:
        return "P0D"
    return f"{'+' if word == 'before' else '-'}P{count}{unit}"


def number_of(word: str) -> int | None:
    """The number a word or numeral says, None for others ("several")."""
    if word.isdecimal() and len(word) < _LONGEST_COUNT:
        return int(word)
    known = number_words().get(word)
    return known.value if known is not None else None


_LONGEST_COUNT = 4


def _tokens_at(sentence: Sentence, span: Span) -> list[Token]:
    """The tokens of a sentence that share a character with *span*."""
    doc = sentence.tokens.doc
    starts = doc.user_data["starts"]
    first = max(bisect_right(starts, span.start) - 1, sentence.tokens.start)
    last = min(bisect_left(starts, span.end), sentence.tokens.end)
    return [doc[i] for i in range(first, last) if token_span(doc[i]).overlaps(span)]


def borrow_dates(
    events: Sequence[EventMention],
    times: Sequence[TimeExpression],
    lead: int,
    recalled: Mapping[Span, str],
) -> list[EventMention]:
    """The events that a report tells in more than one place, dated where only one of them is.

    Talks in the lead (*lead* is the offset where it ends) take the time of later talks of the same parties:
    "The two leaders agreed in a call … Friday's discussion between the two leaders". What was said or done in
    an event named before (*recalled*: trigger → its type) takes that event's time: "In the call he urged".
    """
    days = {i for i, t in enumerate(times) if t.begin == t.end or "WXX-" in t.form}
    dated = [e for e in events if e.type in TALKS and e.time is not None and e.status in TOLD]
    latest: dict[str, EventMention] = {}
    said: dict[tuple[int, ...], EventMention] = {}
    out = []
    for event in events:
        told = event.status in TOLD
        before = latest.get(recalled.get(event.span, ""))
        if before is not None and event.type in VERBAL:
            said[event.source] = before
        elif event.by_document and event.type in VERBAL and event.source:
            before = said.get(event.source)  # the next sentence goes on with the call
        if event.time is None and told and before is not None:
            event = replace(event, **time_of(before), by_document=before.by_document)
        elif event.type in TALKS and event.time is None and event.span.start < lead and told:
            others = [d for d in dated if d.span != event.span and _same_parties(event, d)]
            before_it = [d for d in others if d.span.start < event.span.start][-1:]
            twin = next((d for d in (*before_it, *others) if d.time in days), None)
            if twin is not None:
                event = replace(event, **time_of(twin), by_document=False)
        if told and (event.time is not None or event.by_document):
            latest[recall_key(event.type, event.mode == "phone")] = event
            latest[event.type] = event
        out.append(event)
    return out


def time_of(event: EventMention) -> dict[str, Any]:
    """The fields that date an event, as another place of the report takes them over."""
    basis = "elsewhere" if event.time is not None else None
    return {"time": event.time, "shift": event.shift, "until": event.until, "basis": basis}


def recall_key(type_: str, by_phone: bool) -> str:
    """What an event is recalled by: a call is no meeting."""
    return f"{type_} {'by phone' if by_phone else 'in person'}" if type_ == "CONSULT" else type_


def _same_parties(one: EventMention, other: EventMention) -> bool:
    mine = set(one.source + one.target)
    return len(mine) >= 2 and mine == set(other.source + other.target)
