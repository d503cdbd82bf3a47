"""What is said of rows of reports, held report by report: an archive has millions of such rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import TypeVar

T = TypeVar("T")

RowAt = tuple[str, int]
"""(report id, index among the rows of one kind in its reading)"""


class ByReport(MutableMapping[RowAt, T]):
    """(report id, index) → what is said of that row, which is never None.

    Takes a list for each report, where a dictionary takes a key for each row.
    """

    def __init__(self, items: Mapping[RowAt, T] | Iterable[tuple[RowAt, T]] = ()) -> None:
        """Hold what the *items* say."""
        self._held: dict[str, list[T | None]] = {}
        self.update(items)

    def of(self, report: str) -> dict[RowAt, T]:
        """What is said of the rows of one report, in their order."""
        held = self._held.get(report, ())
        return {(report, index): value for index, value in enumerate(held) if value is not None}

    def __getitem__(self, at: RowAt) -> T:
        report, index = at
        held = self._held.get(report, ())
        value = held[index] if 0 <= index < len(held) else None
        if value is None:
            raise KeyError(at)
        return value

    def __setitem__(self, at: RowAt, value: T) -> None:
        report, index = at
        held = self._held.setdefault(report, [])
        held += [None] * (index + 1 - len(held))
        held[index] = value

    def __delitem__(self, at: RowAt) -> None:
        self[at]  # or there is nothing to forget
        report, index = at
        self._held[report][index] = None

    def __iter__(self) -> Iterator[RowAt]:
        for report, held in self._held.items():
            for index, value in enumerate(held):
                if value is not None:
                    yield report, index

    def __len__(self) -> int:
        return sum(value is not None for held in self._held.values() for value in held)
