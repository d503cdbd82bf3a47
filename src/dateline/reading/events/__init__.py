"""Event mentions: who did what to whom, when, where, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Actor, Attribution, EventMention, Mention, Published, TimeExpression
from dateline.reading.syntax import Parse


def find_events(
    parse: Parse,
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[EventMention, ...]:
    """The event mentions of a report in order of their triggers; dates are left to `date_events`."""
    return ()


def date_events(
    events: Sequence[EventMention], times: Sequence[TimeExpression], published: Published
) -> tuple[EventMention, ...]:
    """The same event mentions with the date that their time expression, or the day of publication, gives."""
    return tuple(events)
