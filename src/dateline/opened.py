"""An open archive with what one does with it as methods: read, ask, carry away.

    archive = dateline.open("talks.dateline")
    archive.read("clippings")
    archive.timeline(actor="Lavrov").to_pandas()

Each question is the function of that name in `dateline.views`, with the same arguments; a list of rows comes
back as `Rows`, which become tables of pandas or Polars. This is the top of the library: below it, the room
`archive` knows of no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    ParamSpec,
    SupportsIndex,
    TypeVar,
    get_args,
    get_type_hints,
    overload,
)

from dateline import views
from dateline.archive import Archive, Whereabouts

if TYPE_CHECKING:
    import pandas
    import polars

    from dateline.claims import ClaimView
    from dateline.pipeline import Summary

P = ParamSpec("P")
T = TypeVar("T")


class Rows(list[T]):
    """The rows that answer a question: a list that becomes a table, as do its slices."""

    kind: type | None = None
    """The class of the rows, which gives the columns also where there is no row."""

    @overload
    def __getitem__(self, at: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> T | Rows[T]:
        if not isinstance(at, slice):
            return super().__getitem__(at)
        some = Rows(super().__getitem__(at))
        some.kind = self.kind
        return some

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from dateline.views.display import rows_html

        return rows_html(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas table, a column a field (`dateline[pandas]`)."""
        from dateline.export import to_pandas

        return to_pandas(self, self.kind)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars table, a column a field (`dateline[parquet]`)."""
        from dateline.export import to_polars

        return to_polars(self, self.kind)


def _asked(
    view: Callable[Concatenate[Archive, P], list[T]],
) -> Callable[Concatenate[OpenArchive, P], Rows[T]]:
    """The method that asks an open archive what *view* answers."""

    def method(self: OpenArchive, /, *args: P.args, **kwargs: P.kwargs) -> Rows[T]:
        rows = Rows(view(self, *args, **kwargs))
        rows.kind = get_args(get_type_hints(view)["return"])[0]
        return rows

    update_wrapper(method, view)
    return method


class OpenArchive(Archive):
    """An archive that was opened to be read into and asked; a context manager, as every archive."""

    def __init__(self, place: str | Whereabouts, *, create: bool = False) -> None:
        """Open the archive at *place*; the record of one that an older version made is made anew first."""
        super().__init__(place, create=create)
        if self.behind:
            from dateline.pipeline import update_record

            update_record(self)

    def read(self, paths: str | Path | Iterable[str | Path], **options: Any) -> Summary:
        """Read files, folders or addresses, one or several; *options* are those of `dateline.read`."""
        from dateline.pipeline import read

        named = [paths] if isinstance(paths, str | Path) else paths
        return read(self, [str(path) for path in named], **options)

    timeline = _asked(views.timeline)
    events = _asked(views.events)
    reports = _asked(views.reports)
    stories = _asked(views.stories)
    actors = _asked(views.actors)
    history = _asked(views.history)
    quotes = _asked(views.quotes)
    figures = _asked(views.figures)
    figure_series = _asked(views.figure_series)
    positions = _asked(views.positions)
    shifts = _asked(views.shifts)
    places = _asked(views.places)
    times = _asked(views.times)
    duplicates = _asked(views.duplicates)
    versions = _asked(views.versions)
    network = _asked(views.network)
    search = _asked(views.search)

    def count(self, view: str, *arguments: Any, **filters: Any) -> int:
        """How many rows the question of this name has for an answer, without listing them."""
        return views.count(self, view, *arguments, **filters)

    def event(self, name: str) -> views.EventView:
        """One event by its id or the beginning of it, with its accounts side by side."""
        return views.event(self, name)

    def story(self, name: str, **options: Any) -> views.StoryView:
        """One story by its id or words of its title; *options* are those of `views.story`."""
        return views.story(self, name, **options)

    def claim(self, text: str, **options: Any) -> ClaimView:
        """What supports a claim, differs from it or denies it; *options* are those of `dateline.claim`."""
        from dateline.claims import claim

        return claim(self, text, **options)

    def report(self, name: str) -> views.ReportView:
        """One report by its id, the beginning of it, or a part of its path, with all that was found in it."""
        return views.report(self, name)
