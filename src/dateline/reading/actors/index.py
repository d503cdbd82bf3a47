"""Looking up which actors a stretch of text speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dateline.model import Mention, Span


class MentionIndex:
    """Mentions of one report by place; every look-up gives actor indices without doubles.

    `covering` suits the head word of a subject or object, `at` a whole phrase, `inside` a clause.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        """An index over the mentions of one reading."""
        self._mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.actor))
        self._starts = [m.span.start for m in self._mentions]
        self._longest = max((len(m.span) for m in self._mentions), default=0)

    def mentions_at(self, span: Span) -> list[Mention]:
        """The mentions that overlap *span*, in the order of the text, a longer one before those inside it."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [m for m in self._mentions[first:last] if m.span.overlaps(span)]

    def covering(self, span: Span) -> tuple[int, ...]:
        """The actors of the tightest mention that covers *span*; two or more where it stands for several."""
        around = [m for m in self.mentions_at(span) if m.span.covers(span)]
        if not around:
            return ()
        tightest = min(len(m.span) for m in around)
        return _unique(m.actor for m in around if len(m.span) == tightest)

    def at(self, span: Span) -> tuple[int, ...]:
        """The actors whose mention overlaps *span*: most shared characters first, then the tighter one."""
        found = self.mentions_at(span)
        found.sort(key=lambda m: (-_shared(m.span, span), len(m.span), m.span.start))
        return _unique(m.actor for m in found)

    def inside(self, span: Span) -> tuple[int, ...]:
        """The actors with a mention wholly inside *span*, in the order of the text."""
        return _unique(m.actor for m in self.mentions_at(span) if span.covers(m.span))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _unique(actors: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(actors))
