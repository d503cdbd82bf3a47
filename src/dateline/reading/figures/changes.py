"""What one number of a sentence says of another: the value it replaces, the vote it is a share of too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.reading.figures.numbers import Number
from dateline.reading.figures.words import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

_RIVALS = frozenset({"against", "to", "versus", "and"})


def replaced(numbers: Sequence[Number], tokens: Sequence[Token]) -> Mapping[int, float]:
    """Where a number is the new one of a change, by its place in *numbers*: the value it replaces.

    "rose from 12 to 15", "down to 41 from 57", "1.3 million, up from 900,000".
    """
    out: dict[int, float] = {}
    for at, number in enumerate(numbers):
        if not number.former:
            continue
        goes_on = number.end < len(tokens) and tokens[number.end].lower_ == "to"
        new = at + 1 if goes_on else at - 1
        if not 0 <= new < len(numbers) or numbers[new].former:
            continue
        to = numbers[new]
        if number.unit in (None, to.unit):
            # "from 3 to 5 million"
            left_out = to.scale if number.scale == 1 and number.value * to.scale <= 10 * to.value else 1.0
            out[new] = number.value * left_out
    return out


def shared_count(number: Number, count: Count, before: Count | None, tokens: Sequence[Token]) -> Count:
    """A share behind a share of the vote is one too ("55 percent of the vote, against 45 for his rival")."""
    if count.what != "percent" or before is None or before.what != "votes" or before.unit is None:
        return count
    rival = number.start > 0 and tokens[number.start - 1].lower_ in _RIVALS
    return replace(count, what=before.what) if rival and count.described is None else count
