"""Rows chosen by when: a period, and whether the days of a row meet it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import QuestionError
from dateline.model.days import bounds


@dataclass(frozen=True, slots=True)
class Period:
    """The ISO days from ``first`` to ``last``; None where that end is open.

    ISO days of four-digit years are in the order of time as text, so that a query may compare them too.
    """

    first: str | None = None
    last: str | None = None

    @classmethod
    def between(cls, start: str | None, end: str | None) -> Period:
        """From the first day of *start* to the last of *end*: ISO days, weeks, months, quarters or years.

        Raises QuestionError for what names no days.
        """
        first, last = _days(start), _days(end)
        if first and last and first[0] > last[1]:
            raise QuestionError(f"no day lies from {start} to {end}: put the earlier of the two first")
        return cls(first and first[0], last and last[1])

    def meets(self, earliest: str | None, latest: str | None) -> bool:
        """Whether something between two ISO days may lie in the period.

        What happened some time in 2013 may have happened in March; what has no date, or none on one side,
        lies in no period that is bounded.
        """
        if not self.first and not self.last:
            return True
        if not earliest or not latest:
            return False
        return (not self.first or latest >= self.first) and (not self.last or earliest <= self.last)

    def meets_date(self, date: str | None) -> bool:
        """Whether a TIMEX3 date, of any grain, may lie in the period."""
        days = bounds(date) if date else None
        return self.meets(*(day.isoformat() for day in days)) if days else self.meets(None, None)


def _days(date: str | None) -> tuple[str, str] | None:
    if not date:
        return None
    days = bounds(date)
    if days is None:
        raise QuestionError(f'"{date}" names no day: write 2013-03-01, 2013-03, 2013-W10, 2013-Q1 or 2013')
    return days[0].isoformat(), days[1].isoformat()
