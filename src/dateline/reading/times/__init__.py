"""Time expressions: found first (`find_times`), resolved against a document date after (`resolve_times`).

- `lexicon`, `numbers`  words of time and numbers, told apart by class
- `grammar`             the rules of ``time_rules.tsv``: which classes in a row are an expression
- `forms`               its typed value before any date is known, with a short notation
- `context`             what the words around it say: no time at all, or which way it points
- `resolve`, `values`   TIMEX3 values, with the rule and the anchor that decided
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Published, Span, TimeExpression
from dateline.reading.times.context import in_context
from dateline.reading.times.forms import Form
from dateline.reading.times.grammar import build, grammar, matches
from dateline.reading.times.resolve import QUARTER, Anchors, Resolved, resolve
from dateline.reading.times.values import bounds

__all__ = ["find_times", "resolve_times"]


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
                        span, "TIME" if form.time else made[0], "", str(form), rule=match.rule.name
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
        return _resolved(times, published.date)
    first = _resolved(times, published.earliest)
    last = _resolved(times, published.latest)
    unknown = _resolved(times, None)
    return tuple(a if a.value == b.value else u for a, b, u in zip(first, last, unknown, strict=True))


def _resolved(times: Sequence[TimeExpression], document: datetime.date | None) -> tuple[TimeExpression, ...]:
    forms = [Form.parse(time.form) for time in times]
    out: list[TimeExpression] = []
    previous: str | None = None
    period: str | None = None
    for at, (time, form) in enumerate(zip(times, forms, strict=True)):
        following = None
        if form.anchor == "following" and at + 1 < len(forms) and forms[at + 1].anchor != "following":
            following = resolve(forms[at + 1], Anchors(document, previous, None, period)).value
        found = resolve(form, Anchors(document, previous, following, period))
        out.append(_with(time, found))
        if form.kind in ("calendar", "shift"):
            previous = found.value
            if form.anchor != "period" and QUARTER.fullmatch(found.value):
                period = found.value
    return tuple(out)


def _with(time: TimeExpression, found: Resolved) -> TimeExpression:
    days = bounds(found.value)
    begin, end = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return replace(time, value=found.value, begin=begin, end=end, rule=found.rule, anchor=found.anchor)
