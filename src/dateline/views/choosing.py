"""Rows chosen from a list of the archive: which pass, how many they are, and those of one page.

A list (`dateline.archive.lists`) holds the ids of rows in the order in which they are shown. Filters become
an SQL condition on it; what a row says, and the sentences it rests on, are read only for rows that are shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.period import Period

ALL = 2**63 - 1
"""A limit beyond any number of rows: what is left out must come after a limit."""
Condition = tuple[str, tuple[object, ...]]
"""An SQL condition on the rows of a list, and its values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of the list ``listed`` that meet all ``conditions``.

    The list may be a query in brackets, and ``given`` the values that it takes; ``order`` sorts its rows.
    """

    listed: str
    conditions: tuple[Condition, ...] = ()
    given: tuple[object, ...] = ()
    order: str = "number"

    def count(self, archive: Archive) -> int:
        """How many rows pass."""
        [row] = archive.query(f"SELECT count(*) AS n FROM {self._rows}{self._where}", self._values)
        number: int = row["n"]
        return number

    def rows(
        self, archive: Archive, columns: str = "*", *, limit: int | None = None, offset: int = 0
    ) -> list[Row]:
        """The rows of the list that pass, in order: at most *limit*, without the first *offset*."""
        order = paged(self.order, limit, offset)
        return list(
            archive.query(f"SELECT {columns} FROM {self._rows}{self._where} ORDER BY {order}", self._values)
        )

    @property
    def _rows(self) -> str:
        """The list, by a name where it is a query: PostgreSQL asks for one."""
        return f"{self.listed} listed" if self.listed.endswith(")") else self.listed

    @property
    def _where(self) -> str:
        if not self.conditions:
            return ""
        return " WHERE " + " AND ".join(f"({sql})" for sql, _ in self.conditions)

    @property
    def _values(self) -> tuple[object, ...]:
        return (*self.given, *(value for _, values in self.conditions for value in values))


def is_one_of(column: str, values: Iterable[object]) -> Condition:
    """That *column*, or an SQL expression, is one of *values*, all of them numbers or none."""
    listed = sorted(set(values), key=str)
    value = "CAST(value AS BIGINT)" if listed and isinstance(listed[0], int) else "value"
    return f"{column} IN (SELECT {value} FROM json_each(?))", (json.dumps(listed),)


def is_in_period(period: Period) -> Iterable[Condition]:
    """That a row, which lies between two days, may lie in *period*; as `Period.meets`."""
    if period.first:
        yield "earliest IS NOT NULL AND latest >= ?", (period.first,)
    if period.last:
        yield "latest IS NOT NULL AND earliest <= ?", (period.last,)


def paged(order: str, limit: int | None, offset: int = 0) -> str:
    """An SQL *order* with a page of what it orders: at most *limit* rows, without the first *offset*."""
    return f"{order} LIMIT {ALL if limit is None else max(0, int(limit))} OFFSET {int(offset)}"


def rows_by_id(
    archive: Archive, table: str, ids: Sequence[str], columns: Sequence[str] = ()
) -> dict[str, Row]:
    """The rows of a table of the record with these ids, in the order of *ids*; with *columns*, they alone."""
    condition, values = is_one_of("id", ids)
    found = {row["id"]: row for row in archive.rows(table, condition, values, columns=columns)}
    return {key: found[key] for key in ids if key in found}
