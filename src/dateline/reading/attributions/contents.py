"""Looking up within what is said a stretch of text stands."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Attribution, Span, SpanIndex


class Contents:
    """What the attributions of one report say, by place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        """Index the contents; of two that say the same words the first counts."""
        self._said_in: dict[Span, int] = {}
        for number, attribution in enumerate(attributions):
            for content in attribution.content:
                self._said_in.setdefault(content, number)
        self._index = SpanIndex(self._said_in)

    def innermost(self, span: Span) -> int | None:
        """The attribution with the shortest content that holds *span*."""
        around = [content for content in self._index.overlapping(span) if content.covers(span)]
        return self._said_in[min(around, key=lambda c: (len(c), self._said_in[c]))] if around else None
