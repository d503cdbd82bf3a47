"""Figures: numbers that matter, with their bound, what they count, and who gives them.

1. `numbers`  finds numbers as they are written, with bounding words and units
2. `counts`   says what a number counts, through the parse; a number that counts nothing is no figure
   (`words` holds what single words say)
3. `scope`    ties a figure to its day, its event and its source, and tells a running total from an incident

A figure's span runs from its bounding words through the noun it counts ("more than 70 people").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import (
    Attribution,
    EventMention,
    Figure,
    Mention,
    Published,
    Span,
    TimeExpression,
)
from dateline.reading.figures.counts import Count, count_of
from dateline.reading.figures.numbers import Number, find_numbers
from dateline.reading.figures.scope import Scope, is_cumulative, is_forecast
from dateline.reading.syntax import Parse, Sentence, token_span, tokens_span

__all__ = ["date_figures", "find_figures"]


def find_figures(
    parse: Parse,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
) -> tuple[Figure, ...]:
    """The figures of a report in order; the day they hold for is left to `date_figures`."""
    scope = Scope(times, attributions, events)
    out: list[Figure] = []
    told: set[tuple[float, str, str | None]] = set()
    for sentence in parse.sentences:
        tokens = list(sentence.tokens)
        for number in find_numbers(tokens):
            core = tokens_span(tokens[number.first : number.last])
            if scope.is_time(core):
                continue
            count = count_of(number, tokens)
            if count is None:
                continue
            # "the four peacekeepers", four being told of already, adds nothing.
            key = (number.value, count.what, count.unit)
            again = number.start > 0 and tokens[number.start - 1].lower_ in ("the", "these", "those")
            if not (again and key in told):
                told.add(key)
                out.append(_figure(parse.text, number, count, sentence, scope))
    return tuple(out)


def date_figures(
    figures: Sequence[Figure], times: Sequence[TimeExpression], published: Published
) -> tuple[Figure, ...]:
    """The same figures with the day they hold for: what dates them, else the day of publication."""
    day = published.date.isoformat() if published.date else None
    return tuple(replace(figure, as_of=_day(figure, times) or day) for figure in figures)


def _day(figure: Figure, times: Sequence[TimeExpression]) -> str | None:
    """The resolved value of the time expression that dates a figure, without the time of day."""
    if figure.time is None:
        return None
    value = times[figure.time].value.partition("T")[0]
    return value if value[:4].isdigit() else None


def _figure(text: str, number: Number, count: Count, sentence: Sentence, scope: Scope) -> Figure:
    tokens = list(sentence.tokens)
    base = tokens[0].i
    span = tokens_span(tokens[number.start : number.end])
    if count.noun is not None and count.noun.i - base >= number.end:
        span = Span(span.start, token_span(count.noun).end)
    described = None
    if count.described is not None and count.described[0] < count.described[1]:
        described = " ".join(tokens_span(tokens[slice(*count.described)]).of(text).split())
    return Figure(
        span=span,
        value=number.value,
        what=count.what,
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        unit=count.unit,
        of=described,
        cumulative=is_cumulative(count, tokens),
        attribution=scope.attribution(span),
        event=scope.event(count.anchor),
        forecast=is_forecast(count),
        time=scope.time(count.anchor, sentence.span, tokens),
    )
