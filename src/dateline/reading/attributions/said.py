"""When it was said: a time expression that belongs to the cue, not to what is said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.model import Span, TimeExpression
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHOLE_DAYS = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|W\d{2}|Q[1-4]|H[12]|S[PUI]|FA|WI))?")
_MOST_STEPS = 5
"""Words between a time and the cue it hangs on: "said in a statement on Friday" has four."""
_ACTS = frozenset({"VERB", "AUX"})


class TimeIndex:
    """The time expressions of a report by place."""

    def __init__(self, times: Sequence[TimeExpression]) -> None:
        """Keep *times* in the order of the text, with their own indices."""
        order = sorted(range(len(times)), key=lambda i: times[i].span)
        self._order = order
        self._starts = [times[i].span.start for i in order]
        self._times = times

    def within(self, span: Span) -> list[int]:
        """Indices of the expressions that begin in *span*."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self._order[first:last]

    def __getitem__(self, index: int) -> TimeExpression:
        return self._times[index]


def said_at(doc: Doc, head: int, others: Sequence[Span], index: TimeIndex) -> int | None:
    """The index of the time expression that says when the cue's act took place; None if the text does not.

    *others* are the source and content, whose times are not the cue's.
    """
    cue = doc[head]
    sentence = Span(token_span(cue.sent[0]).start, token_span(cue.sent[-1]).end)
    for number in index.within(sentence):
        time = index[number]
        if time.type not in ("DATE", "TIME") or any(time.span.overlaps(other) for other in others):
            continue
        if _hangs_on(_token_at(doc, time.span), cue):
            return number
    return None


def said_value(time: TimeExpression) -> str | None:
    """The day or longer stretch a time expression names, None where its value is not known."""
    value = time.value[:10] if time.type == "TIME" else time.value
    return value if _WHOLE_DAYS.fullmatch(value) else None


def _token_at(doc: Doc, span: Span) -> Token:
    """The last token of the expression: the head of "last Friday" or of a date as a rule."""
    at = bisect_left(doc.user_data["starts"], span.end) - 1
    return doc[max(at, 0)]


def _hangs_on(token: Token, cue: Token) -> bool:
    if token.i == cue.i + 1 or (token.i == cue.i + 2 and cue.nbor().lower_ == "on"):
        return True
    node = token
    for _ in range(_MOST_STEPS):
        if node.head == cue:
            return True
        node = node.head
        if node.pos_ in _ACTS:
            return False
    return False
