"""Figures: numbers that matter, with their bound, what they count, and who gives them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Attribution, EventMention, Figure, Mention, Published, TimeExpression
from dateline.reading.syntax import Parse


def find_figures(
    parse: Parse,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
) -> tuple[Figure, ...]:
    """The figures of a report in order; the day they hold for is left to `date_figures`."""
    return ()


def date_figures(
    figures: Sequence[Figure], times: Sequence[TimeExpression], published: Published
) -> tuple[Figure, ...]:
    """The same figures with the day they hold for."""
    return tuple(figures)
