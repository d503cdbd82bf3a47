"""The scope of a figure: its day, its event, who gives it, and whether it is a running total."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.figures import counted, words_of
from dateline.model import Attribution, EventMention, Mention, Place, Span, TimeExpression
from dateline.reading.attributions.contents import Contents
from dateline.reading.figures.words import Count, noun_kind, tells_number
from dateline.reading.syntax import token_span, tokens_span

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 8
"""Governors climbed from a time expression, or from a figure to its event."""
_BELOW = frozenset(
    {"acl", "relcl", "amod", "pobj", "prep", "conj", "compound", "attr", "dobj", "nsubj", "nsubjpass"}
)
_PASSED = ("acl", "relcl", "advcl", "pcomp")
"""Clauses that a place may stand in and still be where the verb above happened."""
_TOTALS = frozenset({"total", "altogether", "cumulative", "overall"})


class Scope:
    """Look-ups from the words of one report to its times, events and attributions."""

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        events: Sequence[EventMention],
        places: Sequence[Place],
    ) -> None:
        """Index what was found in the report."""
        self._text = text
        self._said = attributions
        self._happened = events
        self._places = places
        self._place_starts = [place.span.start for place in places]
        self._mentions = mentions
        self._mention_starts = [mention.span.start for mention in mentions]
        self._times = sorted((t.span.start, i) for i, t in enumerate(times))
        self._spans = [t.span for t in times]
        self._types = [t.type for t in times]
        self._contents = Contents(attributions)
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
        return self._contents.innermost(span)

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

    def since(self, anchor: Token, marks: Sequence[Token], tokens: Sequence[Token]) -> int | None:
        """The time expression with which a running total begins; *marks* are the words "since"."""
        for token in marks:
            if not (_under(token, anchor) or _under(token, _verb_above(anchor))):
                continue
            clause = token.head if token.dep_ == "mark" else token
            end = max(token_span(clause.right_edge).end, _phrase_end(token, tokens))
            at = bisect_left(self._times, (token_span(token).end, -1))
            for start, index in self._times[at:]:
                if start >= end:
                    break
                if self._types[index] == "DATE":
                    return index
        return None

    def place(self, count: Count, sentence: Span, tokens: Sequence[Token]) -> Place | None:
        """Where a figure holds: the place said of the counted, or of what befell them, else of its event."""
        best: tuple[int, int, Place] | None = None
        at = bisect_left(self._place_starts, sentence.start)
        for place in self._places[at:]:
            if place.span.start >= sentence.end:
                break
            token = None if place.dateline else _token_at(tokens, place.span.start)
            near = None if token is None else _nearness(token, count)
            if near is not None and (best is None or near < best[0]):
                best = near, place.span.start, place
        if best is not None:
            return best[2]
        event = self.event(count.anchor)
        located = None if event is None else self._happened[event].located
        return None if located is None else self._places[located]

    def number_of(self, place: Place | None) -> int | None:
        """The index of a place of the report."""
        return None if place is None else bisect_left(self._place_starts, place.span.start)

    def source(
        self, attribution: int | None, figure: Span, anchor: Token
    ) -> tuple[tuple[Span, ...], tuple[int, ...]]:
        """The words for who gives a figure, and the actors they name: the giver, else of its attribution."""
        giver = _giver(anchor)
        if giver is not None and tokens_span([giver.left_edge, giver.right_edge]).overlaps(figure):
            giver = None
        # "the ministry put the toll at 58, activists said": it is the ministry's number.
        if attribution is not None and (giver is None or giver.pos_ == "PRON"):
            said = self._said[attribution]
            return said.source, said.speakers
        if giver is None:
            return (), ()
        span = Span(token_span(giver.left_edge).start, token_span(giver).end)
        first = max(0, bisect_left(self._mention_starts, span.start) - 1)
        actors = [m.actor for m in self._mentions[first : first + 4] if m.span.covers(token_span(giver))]
        return (span,), tuple(dict.fromkeys(actors))

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


def _phrase_end(since: Token, tokens: Sequence[Token]) -> int:
    """Where the words behind "since" come to a verb or comma; a parser may tie the date elsewhere."""
    at = since.i - tokens[0].i
    for token in tokens[at + 1 : at + STEPS]:
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            return token_span(token).start
    return token_span(tokens[min(len(tokens), at + STEPS) - 1]).end


def _giver(anchor: Token) -> Token | None:
    """The subject of the verb by which a figure is given ("the ministry put the toll at 58")."""
    node = anchor
    for _ in range(STEPS):
        if node.pos_ == "VERB":
            if node.lemma_.lower() not in words_of("giving"):
                return None
            subject = next((c for c in node.lefts if c.dep_ == "nsubj"), None)
            if subject is None or subject.tag_ in ("WDT", "WP") or tells_number(subject):
                return None
            return subject
        if node.head.i == node.i or node.dep_ not in _BELOW:
            return None
        node = node.head
    return None


def _nearness(word: Token, count: Count) -> int | None:
    """How near a place hangs to the counted (0), to what befell them (1) or to its subject (2), if at all."""
    node, located = word, False
    for _ in range(STEPS):
        if node.dep_ == "prep" and node.lower_ in words_of("where"):
            located = True
        if located and count.noun is not None and node.i == count.noun.i:
            return 0
        if located and node.i == count.anchor.i:
            return 1
        if node.head.i == node.i:
            return None
        if node.head.i == count.anchor.i and located and node.dep_ in ("nsubj", "nsubjpass", "dobj", "agent"):
            return 2
        if (
            node.pos_ == "VERB"
            and node.i != count.anchor.i
            and node.dep_ not in ("acl", "relcl", "advcl", "pcomp")
        ):
            return None
        node = node.head
    return None


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


def is_cumulative(count: Count, marks: Sequence[Token]) -> bool:
    """Whether the figure is the running total of a period, and so no single event's.

    "since March 2011", a war that "has claimed" lives, "the total number of cases"; not what an event has
    come to "so far". *marks* are the words "since" of the sentence.
    """
    anchor = count.anchor
    if any(_under(mark, anchor) for mark in marks):
        return True
    perfect = any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in anchor.lefts)
    for child in anchor.children:
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
    total = noun.lower_ in _TOTALS or any(c.lower_ in _TOTALS for c in noun.lefts)
    return total and noun_kind(noun, "toll") is None


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
