"""Time expressions: found first (`find_times`), resolved against a document date after (`resolve_times`).

- `lexicon`, `numbers`  words of time and numbers, told apart by class
- `grammar`             the rules of ``time_rules.tsv``: which classes in a row are an expression
- `forms`               its typed value before any date is known, with a short notation
- `context`             what the words around it say: no time at all, or which way it points
- `resolve`, `values`   TIMEX3 values, and the anchor they were counted from
- `explain`             what decided, in words
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Published, Span, TimeExpression
from dateline.model.days import bounds
from dateline.reading.times.context import in_context
from dateline.reading.times.explain import full
from dateline.reading.times.forms import Form
from dateline.reading.times.grammar import build, grammar, matches
from dateline.reading.times.resolve import QUARTER, Anchors, Resolved, Source, resolve
from dateline.reading.times.values import granularity

__all__ = ["find_times", "resolve_times"]

WITHIN = 300
"""Characters, about two sentences, within which "the next day" follows a day, not a week named since."""


def find_times(text: str, sentences: Sequence[Span]) -> tuple[TimeExpression, ...]:
    """The time expressions in *sentences* of *text*, in order, with values as far as no date is needed."""
    rules = grammar()
    found: list[TimeExpression] = []
    for sentence in sentences:
        items = rules.lexicon.items(text, sentence.start, sentence.end)
        if not rules.triggers.search(items.classes):
            continue
        for match in matches(items):
            made = build(match)
            form = made and in_context(made[1], match, items, text, sentence)
            if made and form:
                span = Span(items.starts[match.first], items.ends[match.last - 1])
                found.append(
                    TimeExpression(
                        span, "TIME" if form.time else made[0], "", str(form), pattern=match.rule.name
                    )
                )
    return resolve_times(text, found, Published())


def resolve_times(
    text: str, times: Sequence[TimeExpression], published: Published
) -> tuple[TimeExpression, ...]:
    """The same expressions with TIMEX3 values that follow from the day of publication, where it is known.

    Where publication is only known to lie between two days, a value counts when both ends give it. What was
    resolved before plays no part: only the forms do.
    """
    if published.date or not (published.earliest and published.latest):
        return _resolved(text, times, published.date)
    first = _resolved(text, times, published.earliest)
    last = _resolved(text, times, published.latest)
    unknown = _resolved(text, times, None)
    return tuple(a if a.value == b.value else u for a, b, u in zip(first, last, unknown, strict=True))


def _resolved(
    text: str, times: Sequence[TimeExpression], document: datetime.date | None
) -> tuple[TimeExpression, ...]:
    forms = [Form.parse(time.form) for time in times]
    out: list[TimeExpression] = []
    previous: tuple[str, int] | None = None
    day: tuple[str, int] | None = None
    period: tuple[str, int] | None = None
    for at, (time, form) in enumerate(zip(times, forms, strict=True)):
        following = None
        near = day is not None and time.span.start - times[day[1]].span.end <= WITHIN
        before = day if near and form.kind == "shift" and form.unit == "day" else previous
        told, quarter = before and before[0], period and period[0]
        if form.anchor == "following" and at + 1 < len(forms) and forms[at + 1].anchor != "following":
            following = resolve(forms[at + 1], Anchors(document, told, None, quarter)).value
        found = resolve(form, Anchors(document, told, following, quarter))
        sources: dict[Source, int | None] = {
            "previous": before and before[1],
            "following": at + 1,
            "period": period and period[1],
        }
        out.append(_with(text, time, form, found, times, sources.get(found.source)))
        if form.kind in ("calendar", "shift") and not (previous and _is_bound(text, time)):
            previous = found.value, at
            if granularity(found.value) in ("day", "time") and not (day and _is_telling(text, time)):
                day = found.value, at
            if form.anchor != "period" and QUARTER.fullmatch(found.value):
                period = found.value, at
    return tuple(out)


def _with(
    text: str,
    time: TimeExpression,
    form: Form,
    found: Resolved,
    times: Sequence[TimeExpression],
    anchor_time: int | None,
) -> TimeExpression:
    days = bounds(found.value)
    begin, end = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    whence = "the day of publication" if anchor_time is None else f"“{times[anchor_time].span.of(text)}”"
    return replace(
        time,
        value=found.value,
        begin=begin,
        end=end,
        rule=full(form, found.reason, f"{whence}, {found.anchor}" if found.anchor else whence),
        anchor=found.anchor,
        grain=granularity(found.value) if form.kind in ("calendar", "shift") else "",
        mod=form.mod or None,
        anchor_time=anchor_time,
    )


_BOUND = re.compile(r"\b(?:since|until|till|by) $", re.IGNORECASE)
_LONGEST_BOUND = 8


_TELLING = re.compile(r", (?:\w+ ){0,3}?(?:said|says|told \w+|reported|announced) (?:on )?$")
_LONGEST_TELLING = 48


def _is_telling(text: str, time: TimeExpression) -> bool:
    """Whether an expression says when something was told and not done (", the governor said on Friday")."""
    return _TELLING.search(text, max(0, time.span.start - _LONGEST_TELLING), time.span.start) is not None


def _is_bound(text: str, time: TimeExpression) -> bool:
    """Whether an expression only bounds what is told of ("since 23 January") and is no step of the tale."""
    return _BOUND.search(text, max(0, time.span.start - _LONGEST_BOUND), time.span.start) is not None
