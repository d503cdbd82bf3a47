"""Pairs of positions with a value each, in sixteen bytes a pair: an archive has millions of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

SHIFT = 32
"""Positions are below 2**31, so a pair is one number, and numbers are in the order of the pairs."""
_LOW = (1 << SHIFT) - 1
Pair = tuple[int, int]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def code(first: int, second: int) -> int:
    """A pair of positions as one number."""
    return first << SHIFT | second


def decoded(codes: Iterable[int]) -> Iterator[Pair]:
    """The pairs that are written as numbers."""
    return ((own >> SHIFT, own & _LOW) for own in codes)


def singly(values: npt.NDArray[Any]) -> Iterator[Any]:
    """The values of an array as plain numbers, one at a time: a list of all takes five times the memory."""
    return iter(values.data)


def coded_pairs(ones: Ints, others: Ints) -> Ints:
    """Pairs of positions, the lower of each first, as numbers; neither in order nor each once."""
    return np.minimum(ones, others) << SHIFT | np.maximum(ones, others)


def parts(codes: Ints) -> tuple[Ints, Ints]:
    """The first and the second positions of pairs that are written as numbers."""
    return codes >> SHIFT, codes & _LOW


class Pairs(Mapping[Pair, float]):
    """Pair of positions → value, in order of the pairs."""

    def __init__(self, items: Iterable[tuple[Pair, float]] = ()) -> None:
        """Take *items*, which come in order of their pairs, each once."""
        self._codes, self._values = array("q"), array("d")
        for pair, value in items:
            self._codes.append(code(*pair))
            self._values.append(value)

    @classmethod
    def of(cls, codes: Ints, values: Floats) -> Pairs:
        """The pairs written as numbers, in order and each once, with a value for each."""
        pairs = cls()
        pairs._codes.frombytes(codes.tobytes())
        pairs._values.frombytes(values.tobytes())
        return pairs

    @property
    def codes(self) -> Ints:
        """The pairs as numbers, in order."""
        return np.frombuffer(self._codes, dtype=np.int64) if self._codes else np.zeros(0, dtype=np.int64)

    @property
    def amounts(self) -> Floats:
        """The values, in order of the pairs."""
        return np.frombuffer(self._values, dtype=np.float64) if self._values else np.zeros(0)

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


class Company:
    """For each of *size* items those that pairs put beside it, and in which pairs, by place."""

    def __init__(self, size: int, codes: Ints) -> None:
        """Look up in the pairs written as *codes*."""
        ones, others = (side.astype(np.int32) for side in parts(codes))
        # Of 32 bits at once: these are the largest arrays that there are for a moment.
        order = np.argsort(np.concatenate([ones, others]), kind="stable").astype(np.int32)
        self._others = np.concatenate([others, ones])[order]
        self._places = order % np.int32(max(1, len(codes)))
        counts = np.bincount(ones, minlength=size) + np.bincount(others, minlength=size)
        self._starts = np.concatenate([[0], np.cumsum(counts)])

    def __getitem__(self, item: int) -> Small:
        """The items beside one item."""
        return self._others[self._starts[item] : self._starts[item + 1]]

    def places(self, item: int) -> Small:
        """The places of the pairs that an item is in, in the order of `__getitem__`."""
        return self._places[self._starts[item] : self._starts[item + 1]]
