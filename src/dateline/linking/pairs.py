"""Pairs of positions with a value each, in sixteen bytes a pair: an archive has millions of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping

SHIFT = 32
"""Positions are below 2**31, so a pair is one number, and numbers are in the order of the pairs."""
_LOW = (1 << SHIFT) - 1
Pair = tuple[int, int]


def code(first: int, second: int) -> int:
    """A pair of positions as one number."""
    return first << SHIFT | second


def decoded(codes: Iterable[int]) -> Iterator[Pair]:
    """The pairs that are written as numbers."""
    return ((own >> SHIFT, own & _LOW) for own in codes)


class Pairs(Mapping[Pair, float]):
    """Pair of positions → value, in order of the pairs."""

    def __init__(self, items: Iterable[tuple[Pair, float]] = ()) -> None:
        """Take *items*, which come in order of their pairs, each once."""
        self._codes, self._values = array("q"), array("d")
        for pair, value in items:
            self._codes.append(code(*pair))
            self._values.append(value)

    def __getitem__(self, pair: Pair) -> float:
        own = code(*pair)
        at = bisect_left(self._codes, own)
        if at == len(self._codes) or self._codes[at] != own:
            raise KeyError(pair)
        return self._values[at]

    def __iter__(self) -> Iterator[Pair]:
        return decoded(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def items(self) -> ItemsView[Pair, float]:
        """The pairs with their values, in order."""
        return _Items(self)

    def values_in_order(self) -> Iterator[float]:
        """The values, in order of the pairs."""
        return iter(self._values)


class _Items(ItemsView[Pair, float]):
    """Walks pairs and values side by side, where the usual view would look each pair up."""

    _mapping: Pairs

    def __iter__(self) -> Iterator[tuple[Pair, float]]:
        return zip(self._mapping, self._mapping.values_in_order(), strict=True)
