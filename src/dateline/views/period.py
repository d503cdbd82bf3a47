"""Rows chosen by when."""

from __future__ import annotations


def within(date: str | None, start: str | None, end: str | None) -> bool:
    """Whether an ISO *date* lies from *start* to *end* (days, months or years; None: open).

    What has no date, or one that is not resolved, lies in no period that is bounded.
    """
    if not start and not end:
        return True
    if date is None or date.startswith("X"):
        return False
    return (not start or date >= start) and (not end or date[: len(end)] <= end)
