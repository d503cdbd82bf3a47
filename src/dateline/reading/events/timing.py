"""When it happened: the time expression, or the day of the report, that dates an event mention."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.model import EventMention, Published, Span, TimeExpression
from dateline.reading.events.grammar import MAX_CLIMB, SPEAKING
from dateline.reading.syntax import Parse, Sentence, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.reading.events.candidates import Candidate

LEAD_SENTENCES = 3
"""A past-tense event told without a date in so many first sentences is dated by the report's own day."""
TALKS = frozenset({"CONSULT", "AGREE"})
TOLD = frozenset({"occurred", "reported"})
"""Statuses of an event that is told as done."""
_DAY_OR_PERIOD = re.compile(r"\d{4}(?:-[0-9WQHSPUFAIE-]+)?")
_BOUND = frozenset({"poss", "compound", "amod", "nummod", "nmod"})
_DATES = frozenset({"DATE", "TIME"})


class Clock:
    """The time expressions of a report by the word they hang on."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression]) -> None:
        """For one report, its time expressions in order."""
        self._by_head: dict[tuple[int, int], list[int]] = {}
        wanted = [(t.span.start, i) for i, t in enumerate(times) if t.type in _DATES]
        at = 0
        for sentence in parse.sentences:
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
        top = next((t for t in tokens if t.head.i not in numbers), tokens[0])
        head = top.head
        if head.pos_ == "ADP" and head.i != top.i:
            self._add(head, number)
            head = head.head
        before = tokens[0].nbor(-1) if tokens[0].i > 0 else top
        if before.pos_ == "ADP" and top.dep_ in _BOUND:  # "on Friday 100 people", taken for one phrase
            self._add(before.head, number)
            return
        if head.dep_ in {"aux", "auxpass"}:
            head = head.head
        self._add(head, number)
        if top.dep_ in _BOUND:
            return  # "Friday's discussion", "the 12th century mosque"
        # A date that the parser hangs on the noun next to it ("met Putin Tuesday") dates the verb as well.
        for _ in range(MAX_CLIMB):
            if head.pos_ in {"VERB", "AUX"} or head.head.i == head.i:
                break
            head = head.head
            self._add(head, number)

    def _add(self, token: Token, number: int) -> None:
        kept = self._by_head.setdefault((id(token.doc), token.i), [])
        if number not in kept:
            kept.append(number)

    def of(self, candidate: Candidate) -> int | None:
        """The index of the time expression that dates a candidate, if one does."""
        tokens = [candidate.core, candidate.head, *candidate.told]
        for noun in (candidate.core, *candidate.told):  # "talks that went on into Tuesday night"
            if noun.pos_ == "NOUN":
                tokens += [c for c in noun.children if c.dep_ in {"relcl", "acl"} and c.i > noun.i]
        for token in dict.fromkeys(tokens):
            found = self._by_head.get((id(token.doc), token.i))
            if found:
                return found[0]
        for token in dict.fromkeys((candidate.core, candidate.head)):
            found_one = self._above(token)
            if found_one is not None:
                return found_one
        return None

    def _above(self, token: Token) -> int | None:
        """The date of the clause it stands in, unless that is when someone spoke."""
        for _ in range(MAX_CLIMB):
            head, dep = token.head, token.dep_
            if head.i == token.i or dep in {"ccomp", "relcl", "csubj", "parataxis"}:
                return None
            if head.pos_ == "VERB" and head.lemma_ in SPEAKING:
                return None
            found = self._by_head.get((id(head.doc), head.i))
            if found and head.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
                return found[0]
            token = head
        return None


def _tokens_at(sentence: Sentence, span: Span) -> list[Token]:
    """The tokens of a sentence that share a character with *span*."""
    doc = sentence.tokens.doc
    starts = doc.user_data["starts"]
    first = max(bisect_right(starts, span.start) - 1, sentence.tokens.start)
    last = min(bisect_left(starts, span.end), sentence.tokens.end)
    return [doc[i] for i in range(first, last) if token_span(doc[i]).overlaps(span)]


def borrow_dates(events: Sequence[EventMention], lead: int) -> list[EventMention]:
    """Undated talks in the lead take the time of later talks of the same parties in the same report.

    *lead* is the offset where the lead ends. "The two leaders agreed in a call … Friday's discussion between
    the two leaders": one call, told twice.
    """
    dated = [e for e in events if e.type in TALKS and e.time is not None and e.status in TOLD]
    out = []
    for event in events:
        if event.type in TALKS and event.time is None and event.span.start < lead and event.status in TOLD:
            later = (d for d in dated if d.span.start > event.span.start and _same_parties(event, d))
            twin = next(later, None)
            if twin is not None:
                event = replace(event, time=twin.time, by_document=False)
        out.append(event)
    return out


def _same_parties(one: EventMention, other: EventMention) -> bool:
    mine = set(one.source + one.target)
    return len(mine) >= 2 and mine == set(other.source + other.target)


def date_of(event: EventMention, times: Sequence[TimeExpression], published: Published) -> str | None:
    """The TIMEX3 value that dates an event, None where nothing does or the value names no day or period."""
    if event.time is not None:
        expression = times[event.time]
        if expression.type not in _DATES:
            return None
        value = expression.value.partition("T")[0]
        return value if _DAY_OR_PERIOD.fullmatch(value) else None
    if event.by_document and published.date is not None:
        return published.date.isoformat()
    return None
