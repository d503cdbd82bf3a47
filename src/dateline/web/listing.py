"""A long list a page at a time: what is shown of it, and how to the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.web.query import Query

T = TypeVar("T")
PER_PAGE = 50
"""Rows on a page: enough to read on, few enough to load at once."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The rows on one page of a list, with how many there are in all."""

    rows: Sequence[T]
    total: int
    page: int
    query: Query
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is nothing."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return (self.page - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def before(self) -> str | None:
        """The address of the page before."""
        return self.query.but(page=self.page - 1) if self.page > 1 else None

    @property
    def after(self) -> str | None:
        """The address of the page after."""
        return self.query.but(page=self.page + 1) if self.page < self.pages else None


def listing(
    query: Query, total: int, rows: Callable[[int, int], Sequence[T]], per_page: int = PER_PAGE
) -> Listing[T]:
    """The page that *query* asks for with "page", of a list of *total* rows; the last where it asks for more.

    *rows* gives so many of them (its first argument) after so many others (its second).
    """
    page = min(query.number("page"), max(1, -(-total // per_page)))
    return Listing(rows(per_page, (page - 1) * per_page), total, page, query, per_page)


def listing_of(rows: Sequence[T], query: Query, per_page: int = PER_PAGE) -> Listing[T]:
    """The page that *query* asks for, of rows that are all at hand."""
    return listing(query, len(rows), lambda limit, offset: rows[offset : offset + limit], per_page)
