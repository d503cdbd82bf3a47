"""Time expressions: found first (`find_times`), resolved against a document date after (`resolve_times`)."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Published, Span, TimeExpression


def find_times(text: str, sentences: Sequence[Span]) -> tuple[TimeExpression, ...]:
    """The time expressions in *sentences* of *text*, in order, with values as far as no date is needed."""
    return ()


def resolve_times(
    text: str, times: Sequence[TimeExpression], published: Published
) -> tuple[TimeExpression, ...]:
    """The same expressions with TIMEX3 values that follow from the day of publication, where it is known."""
    return tuple(times)
