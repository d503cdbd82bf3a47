"""Rows of views as tables of pandas and Polars: a column a field, the same whatever the rows hold.

A row within a row gives columns with its name in front (`best_outlet`), a passage `sentence`, `start`, `end`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from dateline.errors import LibraryMissingError
from dateline.views import Passage

if TYPE_CHECKING:
    import pandas
    import polars

Take = Callable[[Any], Any]


def to_pandas(rows: Sequence[Any], kind: type | None = None) -> pandas.DataFrame:
    """The rows of a view as a pandas table; *kind* is their class, for the columns where there is no row.

    Raises LibraryMissingError where pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise _missing("pandas", "A pandas table") from error
    return pandas.DataFrame(_values(rows, kind))


def to_polars(rows: Sequence[Any], kind: type | None = None) -> polars.DataFrame:
    """The rows of a view as a Polars table; *kind* is their class, for the columns where there is no row.

    Raises LibraryMissingError where Polars is not installed.
    """
    library = polars_module("A Polars table")
    plain = {str: library.String, int: library.Int64, float: library.Float64, bool: library.Boolean}
    columns = dict(_columns(kind or _kind(rows)))
    schema = {
        name: library.List(library.String) if hint == tuple[str, ...] else plain.get(hint)
        for name, (hint, _) in columns.items()
    }
    frame: polars.DataFrame = library.DataFrame(_values(rows, kind), schema=schema, infer_schema_length=None)
    return frame


def polars_module(what: str) -> Any:
    """Polars; raises LibraryMissingError, naming *what* needs it, where it is not installed."""
    try:
        import polars
    except ImportError as error:
        raise _missing("polars", what) from error
    return polars


def _missing(library: str, what: str) -> LibraryMissingError:
    extra = "parquet" if library == "polars" else library
    return LibraryMissingError(
        f"{what} needs {library}, which is not installed: pip install 'dateline[{extra}]'"
    )


def _kind(rows: Sequence[Any]) -> type | None:
    return type(rows[0]) if rows else None


def _values(rows: Iterable[Any], kind: type | None) -> dict[str, list[Any]]:
    held = list(rows)
    columns = list(_columns(kind or _kind(held)))
    return {name: [_plain(take(row)) for row in held] for name, (_, take) in columns}


def _columns(
    kind: Any, prefix: str = "", to: Take = lambda row: row
) -> Iterator[tuple[str, tuple[Any, Take]]]:
    """Name, type and getter of each column that a class of rows gives."""
    if kind is None:
        return
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint, take = _required(hints[field.name]), _getter(to, field.name)
        if hint is Passage:
            for name, part in _PASSAGE.items():
                yield prefix + name, (str if name == "sentence" else int, _after(take, part))
        elif is_dataclass(hint):
            yield from _columns(hint, f"{prefix}{field.name}_", take)
        else:
            yield prefix + field.name, (hint, take)


_PASSAGE: Mapping[str, Take] = {
    "sentence": lambda passage: passage.text,
    "start": lambda passage: passage.span.start,
    "end": lambda passage: passage.span.end,
}


def _getter(to: Take, name: str) -> Take:
    return lambda row: None if (held := to(row)) is None else getattr(held, name)


def _after(take: Take, part: Take) -> Take:
    return lambda row: None if (held := take(row)) is None else part(held)


def _required(hint: Any) -> Any:
    """The type without None; of one of several given words, the type of a word."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [part for part in get_args(hint) if part is not types.NoneType]
        return _required(rest[0]) if len(rest) == 1 else Any
    return type(get_args(hint)[0]) if get_origin(hint) is Literal else hint


def _plain(value: Any) -> Any:
    """Rows inside a cell as mappings, sequences as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
