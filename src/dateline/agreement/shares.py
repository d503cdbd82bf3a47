"""Shares of a sample and how far they can be trusted: Wilson's interval, and weights for strata.

Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927). Where strata
were not drawn in proportion, each counts by its size, and the interval is that of as many rows as would tell
as much if drawn simply at random (Leslie Kish's effective sample size, "Survey Sampling", 1965).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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


def share(judged: Sequence[tuple[str, bool]], sizes: Mapping[str, int]) -> Share:
    """The share of right ones; *judged* are stratum and whether it is right, *sizes* the sizes of strata.

    Without sizes all rows count alike. Strata of which nothing was judged are left out of account.
    """
    n, right = len(judged), sum(hit for _, hit in judged)
    if not n:
        return Share(0, 0)
    in_stratum = Counter(stratum for stratum, _ in judged)
    weight = {
        stratum: (sizes[stratum] if sizes else held) / held for stratum, held in sorted(in_stratum.items())
    }
    whole = sum(weight[stratum] for stratum, _ in judged)
    part = sum(weight[stratum] for stratum, hit in judged if hit) / whole
    telling = whole**2 / sum(weight[stratum] ** 2 for stratum, _ in judged)
    low, high = wilson(part, telling)
    return Share(right, n, part, low, high)


def wilson(part: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share *part* (0-1) of *n*."""
    middle = (part + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(part * (1 - part) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
