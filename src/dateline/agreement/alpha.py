"""Krippendorff's alpha with an interval: how far coders agree beyond what chance would bring.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). The interval is that of a bootstrap
over units (Antonia Zapf and others, "Measuring inter-rater reliability for nominal data: which coefficients
and confidence intervals are appropriate?", BMC Medical Research Methodology 16, 2016).
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.agreement.coding import Level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 1_000
"""Samples of units that an interval rests on; the ends of 95 % then stand on 25 values each."""
SEED = 2011
"""Where the draws begin, always there: the same codings give the same interval."""
FEWEST = 10
"""Units below which an interval would pretend to know what so few cannot tell."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha with its 95 % interval, and the number of units with two values or more that it rests on.

    None where the codings allow for none: all values are one, or they are too few.
    """

    units: int
    alpha: float | None = None
    low: float | None = None
    high: float | None = None


def alpha(units: Sequence[Sequence[Hashable]], level: Level) -> Alpha:
    """Alpha of the values that each unit was given, whoever gave them; numbers but for the level nominal.

    Units with fewer than two values say nothing and are passed over. There is none where no two values
    differ: then chance would bring as much.
    """
    import numpy as np

    units = [values for values in units if len(values) > 1]
    seen = sorted(
        {value for values in units for value in values}, key=lambda value: (str(type(value)), value)
    )
    if len(seen) < 2:
        return Alpha(len(units))
    at = {value: index for index, value in enumerate(seen)}
    counts = np.zeros((len(units), len(seen)))
    for row, values in zip(counts, units, strict=True):
        for value in values:
            row[at[value]] += 1
    differences = _differences(seen, level)
    each = np.ones((1, len(units)))
    (whole,) = _alphas(counts, differences, each)
    if len(units) < FEWEST:
        return Alpha(len(units), float(whole))
    drawn = _alphas(counts, differences, _draws(len(units)))
    low, high = np.quantile(drawn[~np.isnan(drawn)], (0.025, 0.975))
    return Alpha(len(units), float(whole), float(low), float(high))


def agreement(units: Sequence[Sequence[Hashable]]) -> float | None:
    """The share of pairs of codings of one unit that are equal, each unit counting once; None without any."""
    shares = []
    for values in units:
        if (n := len(values)) > 1:
            equal = sum(values.count(value) - 1 for value in values)
            shares.append(equal / (n * (n - 1)))
    return sum(shares) / len(shares) if shares else None


def _differences(values: Sequence[Hashable], level: Level) -> Numbers:
    """The difference, squared, between every two values."""
    import numpy as np

    if level == "nominal":
        return 1.0 - np.eye(len(values))
    one = np.array(values, dtype=float)
    apart = one[:, None] - one[None, :]
    if level == "ratio":
        both = one[:, None] + one[None, :]
        apart = np.divide(apart, both, out=np.zeros_like(apart), where=both != 0)
    squared: Numbers = apart**2
    return squared


def _alphas(counts: Numbers, differences: Numbers, weights: Numbers) -> Numbers:
    """Alpha for each row of *weights*, which say how often each unit counts; not a number where undefined.

    *counts* are how often each unit (row) was given each value (column).
    """
    import numpy as np

    given = counts.sum(axis=1)
    # What was observed in a unit: the differences of all its pairs, a value being none from itself.
    observed = weights @ (((counts @ differences) * counts).sum(axis=1) / (given - 1))
    values = weights @ counts
    n = weights @ given
    expected = ((values @ differences) * values).sum(axis=1) / (n - 1)
    alphas: Numbers = 1.0 - np.divide(observed, expected, out=np.full(len(n), np.nan), where=expected > 0)
    return alphas


def _draws(units: int) -> Numbers:
    """How often each unit is drawn, with putting back, in each of the samples."""
    import numpy as np

    chance = random.Random(SEED)
    weights = np.zeros((DRAWS, units))
    for row in weights:
        for unit in chance.choices(range(units), k=units):
            row[unit] += 1
    return weights
