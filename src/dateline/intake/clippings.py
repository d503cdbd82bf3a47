"""What the user knows of the reports, from a table: file or address → date, outlet, title, authors.

The table is CSV with a header line (comma, semicolon or tab; any encoding). Its columns may have the names
that `knowledge/data/field_names.tsv` lists. A line stands for the source it names: by path, by the end of a
path, by address, or by the name of a part.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import InputError
from dateline.intake.decode import decode
from dateline.intake.html_metadata import day_of
from dateline.knowledge.field_names import field_names
from dateline.model import Fact, Given

_COLUMNS = {
    "title": "title",
    "outlet": "source",
    "authors": "authors",
    "address": "url",
    "published": "date",
    "captured": "captured",
}
"""What is given → what its column is called in the table of names."""
_DAYS = ("published", "captured")


@dataclass(frozen=True, slots=True)
class Clippings:
    """The lines of a table, by the file or address they name."""

    lines: dict[str, Given] = field(default_factory=dict)

    def about(self, name: str, given: Given) -> Given:
        """What the table says of the part *name*, of which its file says *given*."""
        for key in _keys(name, given):
            if key in self.lines:
                return self.lines[key]
        return Given()


def read_clippings(path: str) -> Clippings:
    """The table at *path*; InputError, naming the line, where it cannot be understood."""
    try:
        decoded = decode(Path(path).read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    if decoded.binary:
        raise InputError(f"{path}: {decoded.reason}; save the table as CSV")
    text = decoded.text.lstrip("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        columns = {what: _column(header, names) for what, names in _COLUMNS.items()}
        files = _column(header, "file")
        if files is None and columns["address"] is None:
            raise InputError(f"{path}, line 1: no column “file” or “address” says what a line is about")
        lines: dict[str, Given] = {}
        for row in rows:
            where = f"{Path(path).name}, line {rows.line_num}"
            given = _given(row, columns, where)
            about = _cell(row, files) or _cell(row, columns["address"])
            if about:
                lines[_plain(about)] = given
            elif any(cell.strip() for cell in row):
                raise InputError(f"{path}, line {rows.line_num}: names no file")
    except csv.Error as error:
        raise InputError(f"{path}, line {rows.line_num}: {error}") from error
    return Clippings(lines)


def _given(row: list[str], columns: dict[str, int | None], where: str) -> Given:
    said = {what: _cell(row, column) for what, column in columns.items()}
    for what in _DAYS:
        value = said[what]
        day = day_of(value) if value else None
        if value and day is None:
            raise InputError(f"{where}: “{value}” is no full date; write it as 2022-05-03")
        said[what] = day.isoformat() if day else ""
    return Given(**{what: Fact(value, where, user=True) for what, value in said.items() if value})


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=head.count)


def _column(header: list[str], what: str) -> int | None:
    """The first column that has one of the names for *what*."""
    return next((header.index(name) for name in field_names(what) if name in header), None)


def _cell(row: list[str], column: int | None) -> str:
    return " ".join(row[column].split()) if column is not None and column < len(row) else ""


def _keys(name: str, given: Given) -> Iterable[str]:
    """What a line may call a part by, the most exact first: whole name, address, ends of its path."""
    plain = _plain(name)
    yield plain
    if given.address is not None:
        yield _plain(given.address.value)
    if "#" in plain:
        file, _, part = plain.partition("#")
        yield part
        yield f"{file.rsplit('/', 1)[-1]}#{part}"
    steps = plain.split("#", 1)[0].split("/")
    for first in range(len(steps)):
        yield "/".join(steps[first:])


def _plain(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./")
