"""Shares of a sample and how far they can be trusted: Wilson's interval, and weights for strata.

Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927). Where strata
were not drawn in proportion, each counts by its size, and the interval is that of as many rows as would tell
as much if drawn simply at random (Leslie Kish's effective sample size, "Survey Sampling", 1965).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of *n* are right, the share (weighted for strata) and its 95 % interval; None for none."""

    right: int
    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def share(judged: Sequence[tuple[float, bool]]) -> Share:
    """The share of right ones; *judged* are what each counts, and whether it is right."""
    if not judged:
        return Share(0, 0)
    whole = sum(weight for weight, _ in judged)
    part = sum(weight for weight, hit in judged if hit) / whole
    low, high = wilson(part, whole**2 / sum(weight**2 for weight, _ in judged))
    return Share(sum(hit for _, hit in judged), len(judged), part, low, high)


def wilson(part: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share *part* (0-1) of *n*."""
    middle = (part + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(part * (1 - part) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
