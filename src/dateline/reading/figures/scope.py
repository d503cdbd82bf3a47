"""The scope of a figure: its day, its event, who gives it, and whether it is a running total."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.figures import counted, words_of
from dateline.model import Attribution, EventMention, Span, TimeExpression
from dateline.reading.figures.counts import Count
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 8
"""Governors climbed from a time expression, or from a figure to its event."""
_BELOW = frozenset(
    {"acl", "relcl", "amod", "pobj", "prep", "conj", "compound", "attr", "dobj", "nsubj", "nsubjpass"}
)
_TOTALS = frozenset({"total", "altogether", "cumulative", "overall"})


class Scope:
    """Look-ups from the words of one report to its times, events and attributions."""

    def __init__(
        self,
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
        events: Sequence[EventMention],
    ) -> None:
        """Index what was found in the report."""
        self._times = sorted((t.span.start, i) for i, t in enumerate(times))
        self._spans = [t.span for t in times]
        self._types = [t.type for t in times]
        self._contents = [(len(span), i, span) for i, a in enumerate(attributions) for span in a.content]
        self._contents.sort()
        self._events: dict[int, int] = {}
        for index, event in enumerate(events):
            for offset in range(event.span.start, event.span.end):
                self._events.setdefault(offset, index)

    def is_time(self, span: Span) -> bool:
        """Whether *span* overlaps a time expression."""
        at = bisect_right(self._times, (span.end, -1))
        return any(self._spans[i].overlaps(span) for _, i in self._times[max(0, at - 3) : at])

    def attribution(self, span: Span) -> int | None:
        """The innermost attribution whose content holds *span*."""
        return next((i for _, i, content in self._contents if content.covers(span)), None)

    def event(self, anchor: Token) -> int | None:
        """The event mention whose trigger is the figure's governing word, or the nearest word above it."""
        node = anchor
        for _ in range(STEPS):
            span = token_span(node)
            for offset in (span.start, span.end - 1):
                if (index := self._events.get(offset)) is not None:
                    return index
            if node.head.i == node.i or node.pos_ == "VERB":
                return None
            node = node.head
        return None

    def time(self, anchor: Token, sentence: Span, tokens: Sequence[Token]) -> int | None:
        """The date that hangs on the figure's governing word, and not as the start of a period."""
        at = bisect_right(self._times, (sentence.start, -1))
        above = _verb_above(anchor)
        further: int | None = None
        for _, index in self._times[at:]:
            span = self._spans[index]
            if span.start >= sentence.end:
                break
            if self._types[index] not in ("DATE", "TIME"):
                continue
            first = _token_at(tokens, span.start)
            if first is None:
                continue
            # "since 2004, when a quake killed 600": the clause tells of the day it hangs on.
            if _hangs_on(first, anchor) or (above.dep_ == "relcl" and span.covers(token_span(above.head))):
                return index
            if further is None and _hangs_on(first, above):
                further = index
        return further


def _token_at(tokens: Sequence[Token], offset: int) -> Token | None:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if token_span(tokens[middle]).end <= offset:
            low = middle + 1
        else:
            high = middle
    return tokens[low] if low < len(tokens) else None


def _verb_above(anchor: Token) -> Token:
    """The verb over a participle that hangs on the counted noun ("put Monday's toll at 70 people killed")."""
    node = anchor
    while node.dep_ in _BELOW and node.head.i != node.i:
        if node.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.lefts):
            break
        node = node.head
        if node.pos_ == "VERB":
            break
    return node


def _hangs_on(word: Token, anchor: Token) -> bool:
    node = word
    for _ in range(STEPS):
        if node.lower_ in ("since", "from", "until", "before", "after", "than"):
            return False
        if node.i == anchor.i:
            return True
        if node.head.i == node.i or (node.pos_ == "VERB" and node.i != word.i):
            return False
        node = node.head
    return False


def is_cumulative(count: Count, tokens: Sequence[Token]) -> bool:
    """Whether the figure is a running total: "since March 2011", "so far", a war that "has claimed" lives."""
    anchor = count.anchor
    if any(token.lower_ == "since" and _under(token, anchor) for token in tokens):
        return True
    perfect = any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in anchor.lefts)
    for child in anchor.children:
        if child.lower_ == "far" and any(c.lower_ == "so" for c in child.lefts):
            return True
        if perfect and child.dep_ in ("nsubj", "agent") and _runs(child):
            return True
        if count.tally and child.dep_ in ("nsubj", "nsubjpass", "dobj") and _is_total(child):
            return True
        within = child.dep_ == "prep" and perfect and child.lower_ in ("in", "during", "by", "over")
        if within and any(_runs(c) for c in child.rights):
            return True
    return anchor.dep_ == "relcl" and perfect and _runs(anchor.head)


def is_forecast(count: Count) -> bool:
    """Whether the number is still to come: "will reach 40", "is expected to kill".

    Not where it is unsure but there already ("may have died", "may be trapped").
    """
    words, node = words_of("forecast"), count.anchor
    for _ in range(STEPS):
        if node.lemma_.lower() in words:
            return True
        if node.pos_ in ("VERB", "AUX"):
            aux = [c for c in node.lefts if c.dep_ == "aux"]
            if modal := next((c for c in aux if c.tag_ == "MD"), None):
                passive = any(c.dep_ == "auxpass" for c in node.lefts)
                now = modal.lower_ in ("may", "might") and (passive or node.lemma_ == "be")
                return not now and not any(c.lemma_ == "have" for c in aux)
            if node.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in aux):
                return False
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def _is_total(noun: Token) -> bool:
    return noun.lower_ in _TOTALS or any(c.lower_ in _TOTALS for c in noun.lefts)


def _runs(noun: Token) -> bool:
    return any(e.kind == "running" for e in counted("noun").get(noun.lemma_.lower(), ()))


def _under(word: Token, anchor: Token) -> bool:
    node = word
    for _ in range(4):
        if node.i == anchor.i:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False
