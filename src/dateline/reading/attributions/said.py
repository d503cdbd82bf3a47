"""When it was said: a time expression that belongs to the cue, not to what is said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.circumstances import acts, hearers_of, utterances
from dateline.model import Span, TimeExpression
from dateline.model.days import bounds
from dateline.model.reading import Attitude
from dateline.reading.attributions.frame import Frame, belongs, numbers_in
from dateline.reading.attributions.settle import INWARD
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ERA = re.compile(r"\d{2,3}")
"""A century or decade: too long to say when something was said."""
_MOST_STEPS = 5
"""Words between a time and the document it dates: "a report published on Monday" has two."""


class TimeIndex:
    """The time expressions of a report that name a date or time of day, by place."""

    def __init__(self, times: Sequence[TimeExpression]) -> None:
        """Keep *times* in the order of the text, with their own indices."""
        dated = [i for i, time in enumerate(times) if time.type in ("DATE", "TIME")]
        order = sorted(dated, key=lambda i: times[i].span)
        self._order = order
        self._starts = [times[i].span.start for i in order]
        self._times = times

    def within(self, span: Span) -> list[int]:
        """Indices of the expressions that begin in *span*."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self._order[first:last]

    def covers(self, span: Span) -> bool:
        """Whether *span* begins inside a time expression."""
        at = bisect_left(self._starts, span.start + 1) - 1
        return at >= 0 and self._times[self._order[at]].span.end > span.start

    def __getitem__(self, index: int) -> TimeExpression:
        return self._times[index]


def said_at(frame: Frame, hearers: frozenset[int], index: TimeIndex, attitude: Attitude) -> int | None:
    """The index of the time expression that says when the cue's act took place; None if the text does not.

    That is one of the frame, or the day of the document that speaks ("a report published on Monday says").
    A time behind what is thought or wanted is that of the content ("expects a loss this year").
    """
    free, source = set(frame.tokens), set(frame.source)
    word = frame.doc[frame.head].lemma_.lower()
    inward = attitude in INWARD and word not in hearers_of()
    through = max(frame.content, default=frame.head)
    sentence = frame.doc[frame.head].sent
    span = Span(token_span(sentence[0]).start, token_span(sentence[-1]).end)
    for number in index.within(span):
        time = index[number]
        words = numbers_in(frame.doc, time.span)
        if time.value.endswith("_REF") or not len(words):
            continue
        first, last = words[0], words[-1]
        if first - frame.head <= 2 and _follows(frame, first):
            return number
        if last in free and not (inward and last > through) and belongs(frame, last, hearers):
            return number
        if last in frame.content and not inward and _before_verb(frame, last):
            return number
        if last in source and _dates_document(frame.doc[last], source):
            return number
    return None


def said_value(time: TimeExpression) -> str | None:
    """The day or longer stretch a time expression names, None where its value is not known."""
    value = time.value[:10] if time.type == "TIME" else time.value
    return value if bounds(value) and not _ERA.fullmatch(value) else None


def _follows(frame: Frame, first: int) -> bool:
    """Whether a time stands right behind the cue, wherever the parser hung it: "said on Monday it would"."""
    between = frame.doc[frame.head + 1 : first]
    return first > frame.head and all(t.lower_ == "on" for t in between)


def _before_verb(frame: Frame, number: int) -> bool:
    """Whether a time stands between the one who is asked and what is asked: "urged Oslo on Monday to pay"."""
    doc = frame.doc
    if any(doc[i].pos_ in ("VERB", "AUX") for i in range(min(frame.content), number)):
        return False
    above = doc[number].head
    return (above.head if above.pos_ == "ADP" else above).i == frame.head


def _dates_document(token: Token, source: set[int]) -> bool:
    """Whether a time within a source is the day of the document that the source is."""
    node = token
    for _ in range(_MOST_STEPS):
        above = node.head
        if above == node or above.i not in source:
            return False
        if above.pos_ == "NOUN":
            return above.lemma_.lower() in utterances() and above.head.i not in source
        if above.pos_ == "VERB" and above.lemma_.lower() not in acts():
            return False
        node = above
    return False
