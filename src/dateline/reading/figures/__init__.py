"""Figures: numbers that matter, with their bound, what they count, and who gives them.

1. `numbers`  finds numbers as they are written, with bounding words and units; `shares` parts and multiples
              ("one in five"), `zeros` numbers said to be none ("no one was hurt")
2. `counts`   says what a number counts, through the parse; a number that counts nothing is no figure
   (`units` for money and shares, `tallies` for tolls, `bare` for numbers without a noun, `words` for what
   single words say)
3. `scope`    ties a figure to its day, its place, its event and its source, and tells a running total from an
              incident

A figure's span runs from its bounding words through the noun it counts ("more than 70 people").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.model import (
    Attribution,
    EventMention,
    Figure,
    Mention,
    Place,
    Published,
    Span,
    TimeExpression,
)
from dateline.reading.figures.bare import bare_count
from dateline.reading.figures.changes import replaced, shared_count
from dateline.reading.figures.counts import count_of, is_of_those
from dateline.reading.figures.numbers import Number, find_numbers
from dateline.reading.figures.scope import Scope, is_cumulative, is_forecast
from dateline.reading.figures.words import Count
from dateline.reading.figures.zeros import find_zeros
from dateline.reading.syntax import Parse, token_span, tokens_span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["date_figures", "find_figures"]

NEXT = 5
"""Words between two numbers that one source gives in one breath."""


def find_figures(
    parse: Parse,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
    places: Sequence[Place] = (),
) -> tuple[Figure, ...]:
    """The figures of a report in order; the days they hold for are left to `date_figures`."""
    scope = Scope(parse.text, times, mentions, attributions, events, places)
    out: list[Figure] = []
    told: set[tuple[float, str, str | None]] = set()
    for sentence in parse.sentences:
        tokens = list(sentence.tokens)
        marks = [token for token in tokens if token.lower_ == "since"]
        last: tuple[int, Figure] | None = None
        for number, count, previous in _counted(tokens, scope):
            # "the four peacekeepers", four being told of already, adds nothing.
            key = (number.value, count.what, count.unit)
            again = number.start > 0 and tokens[number.start - 1].lower_ in ("the", "these", "those")
            if not (again and key in told):
                told.add(key)
                figure = _figure(parse.text, number, count, previous, sentence.span, tokens, marks, scope)
                if last is not None and not figure.source and _is_joined(tokens[last[0] : number.start]):
                    figure = _in_the_same_breath(figure, last[1])
                out.append(figure)
                last = number.end, figure
    return tuple(out)


def _is_joined(between: Sequence[Token]) -> bool:
    """Whether what stands between two numbers only joins them ("2,862 dead and 2,562 injured")."""
    joins = [token for token in between if token.lower_ in ("and", ",")]
    return len(joins) == 1 and len(between) <= NEXT


def _in_the_same_breath(figure: Figure, last: Figure) -> Figure:
    """A figure with the source of the one that it is joined to."""
    return replace(figure, attribution=last.attribution, source=last.source, speakers=last.speakers)


def date_figures(
    figures: Sequence[Figure], times: Sequence[TimeExpression], published: Published
) -> tuple[Figure, ...]:
    """The same figures with the day they hold for (what dates them, else publication), and since when."""
    day = published.date.isoformat() if published.date else None
    return tuple(
        replace(figure, as_of=_day(figure.time, times) or day, since=_day(figure.since_time, times))
        for figure in figures
    )


def _day(index: int | None, times: Sequence[TimeExpression]) -> str | None:
    """The resolved value of a time expression, without the time of day."""
    if index is None:
        return None
    value = times[index].value.partition("T")[0]
    return value if value[:4].isdigit() else None


def _counted(tokens: Sequence[Token], scope: Scope) -> list[tuple[Number, Count, float | None]]:
    """The numbers of a sentence that count something, with what, and the value that each replaces."""
    found: list[tuple[Number, Count, float | None]] = []
    numbers = [
        number
        for number in find_numbers(tokens)
        if not scope.is_time(tokens_span(tokens[number.first : number.last]))
    ]
    before = replaced(numbers, tokens) if any(number.former for number in numbers) else {}
    for at, number in enumerate(numbers):
        if number.former or is_of_those(number, tokens):
            continue
        count = count_of(number, tokens)
        last = found[-1] if found else None
        if count is None:
            count = bare_count(number, tokens, last[:2] if last else None)
        if count is not None:
            count = shared_count(number, count, last[1] if last else None, tokens)
            found.append((number, count, before.get(at)))
    for number, count in find_zeros(tokens):
        found.append((number, count, None))
    return sorted(found, key=lambda row: row[0].start)


def _figure(
    text: str,
    number: Number,
    count: Count,
    previous: float | None,
    sentence: Span,
    tokens: Sequence[Token],
    marks: Sequence[Token],
    scope: Scope,
) -> Figure:
    base = tokens[0].i
    span = tokens_span(tokens[number.start : number.end])
    if count.noun is not None and count.noun.i - base >= number.end:
        span = Span(span.start, token_span(count.noun).end)
    described = None
    if count.described is not None and count.described[0] < count.described[1]:
        described = " ".join(tokens_span(tokens[slice(*count.described)]).of(text).split())
    since = scope.since(count.anchor, marks, tokens)
    cumulative = since is not None or is_cumulative(count, marks)
    place = scope.place(count, sentence, tokens)
    attribution = scope.attribution(span)
    source, speakers = scope.source(attribution, span, count.anchor)
    return Figure(
        span=span,
        value=number.value,
        what=count.what,
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        unit=count.unit,
        of=described,
        cumulative=cumulative,
        attribution=attribution,
        event=None if cumulative else scope.event(count.anchor),
        forecast=is_forecast(count),
        time=scope.time(count.anchor, sentence, tokens),
        rate=count.rate,
        previous=previous,
        since_time=since,
        place=place.name if place else None,
        place_span=place.span if place else None,
        located=scope.number_of(place),
        source=source,
        speakers=speakers,
    )
