"""Which reports are trained on and which are held back to choose by."""

from __future__ import annotations

from collections.abc import Iterable

HELD_BACK = 21
"""One in so many reports is not trained on."""


def held_back(reports: Iterable[str]) -> set[str]:
    """Which of *reports* are not trained on."""
    return set(sorted(set(reports))[::HELD_BACK])
