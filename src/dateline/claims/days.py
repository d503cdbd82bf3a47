"""Days as a claim and a sentence give them; what names no year is compared as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_OPEN_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last ISO day of a time, or a value without its year or week ("XXXX-05", "XXXX-WXX-5")."""

    words: str
    first: str | None = None
    last: str | None = None
    value: str = ""

    def shares(self, first: str, last: str) -> bool | None:
        """Whether a time from *first* to *last* (ISO days) may be the same; None where that is open."""
        if self.first and self.last:
            return self.first <= last and first <= self.last
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        if match := _WEEKDAY.fullmatch(self.value):
            return begin.isoweekday() == int(match[1]) if begin == end else None
        if match := _OPEN_DAY.fullmatch(self.value):
            if (begin.year, begin.month) != (end.year, end.month):
                return None
            return begin.month == int(match[1]) and (
                match[2] is None or begin != end or begin.day == int(match[2])
            )
        return None


def any_shared(claimed: Iterable[Days], first: str, last: str) -> bool | None:
    """Whether a time may be one of those claimed; None where nothing tells."""
    answers = [answer for days in claimed if (answer := days.shares(first, last)) is not None]
    return any(answers) if answers else None
