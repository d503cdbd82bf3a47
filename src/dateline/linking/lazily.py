"""Sequences whose items are worked out when they are asked for: an archive is more than memory holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")

AT_HAND = 1 << 12
"""Items that stay in memory: those of a small archive all do, and of a large one those that go together."""


class Lazily(Sequence[T]):
    """So many items, each of which a function gives; the last ones asked for stay at hand.

    Walking through all of them leaves at hand what is.
    """

    def __init__(self, size: int, get: Callable[[int], T]) -> None:
        """Have *size* items, of which *get* gives the one at a position: always an equal one."""
        self._size = size
        self._get = get
        self._held: dict[int, T] = {}

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._one(i) for i in range(*at.indices(self._size))]
        return self._one(range(self._size)[at])

    def __iter__(self) -> Iterator[T]:
        for at in range(self._size):
            if at in self._held or len(self._held) < AT_HAND:
                yield self._one(at)
            else:
                yield self._get(at)

    def __len__(self) -> int:
        return self._size

    def _one(self, at: int) -> T:
        item = self._held.pop(at) if at in self._held else self._get(at)
        if len(self._held) >= AT_HAND:
            del self._held[next(iter(self._held))]
        self._held[at] = item  # behind all others: the last to go
        return item
