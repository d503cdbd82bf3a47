"""Time expressions (TIMEX3, ISO 24617-1) and the typed value they are resolved from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimePrecision = Literal[
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half-year",
    "year",
    "decade",
    "century",
    "interval",
]
TimeBasis = Literal["stated", "clause", "counted", "elsewhere", "published", "correction"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A phrase such as "Friday" with its TIMEX3 type and value.

    ``form`` is the value before a document date is known, as a short typed notation of `reading.times`
    ("calendar XXXX-WXX-5 lean=back"); resolving it again with another date gives another ``value``.
    ``value`` is a TIMEX3 value, underspecified (``XXXX-WXX-5``) where there is no date to start from.
    ``begin`` and ``end`` are the first and last day meant (ISO dates), where the value names days at all;
    ``grain`` is how fine the value is ("time", "day", "week", … "century"), ``mod`` the TIMEX3 modifier
    (START, MID, END: "early 2012" is START). ``pattern`` names the rule of the grammar that found it,
    ``rule`` says in words what decided, ``anchor`` is the value it was counted from, and ``anchor_time`` the
    index of the expression that gave that value (None: the day of publication, or nothing).
    """

    span: Span
    type: TimeType
    value: str
    form: str = ""
    begin: str | None = None
    end: str | None = None
    rule: str = ""
    anchor: str | None = None
    grain: str = ""
    mod: str | None = None
    pattern: str = ""
    anchor_time: int | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days within which something happened, and how that is known.

    ``earliest`` and ``latest`` are ISO days, None where that end is open; ``precision`` says what they bound:
    a day, a week and so on, or an interval of any length. ``basis`` says how the time was decided: "stated"
    by words of its own, by the "clause" it stands in, "counted" from another event of the report, told
    "elsewhere" in the report, or the day it was "published" stands in; or by the "correction" of a user.
    """

    earliest: str | None = None
    latest: str | None = None
    precision: TimePrecision | None = None
    basis: TimeBasis | None = None


UNTIMED = EventTime()
"""The time of what no words date."""
