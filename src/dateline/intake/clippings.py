"""What the user knows of the reports, from a table: file or address → date, outlet, title, authors.

The table is CSV with a header line (comma, semicolon or tab; any encoding). Its columns may have the names
that `knowledge/data/field_names.tsv` lists. A line stands for the source it names: by path, by the end of a
path (of whichever is the longer), by address, by the name of a part, or by a pattern such as ``talks/*.txt``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from dateline.errors import InputError
from dateline.intake.decode import decode
from dateline.intake.html_metadata import day_of
from dateline.intake.tables import table_rows
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
LISTED = 5
"""Lines that are named in a message before the rest is counted."""
_WILDCARD = re.compile(r"[*?]")
_UP = re.compile(r"^(?:\.{1,2}/)+")
_DAYS = ("published", "captured")


@dataclass(frozen=True, slots=True)
class Clippings:
    """The lines of a table: ``lines`` by the file, address or pattern they name, ``numbers`` their places.

    ``ends`` has those that name a path by the last step of it, ``patterns`` those with a wildcard.
    """

    path: str = ""
    lines: dict[str, Given] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    ends: dict[str, list[str]] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()

    def about(self, name: str, given: Given) -> Given:
        """What the table says of the part *name*, of which its file says *given*."""
        line = self.line_about(name, given)
        return Given() if line is None else self.lines[line]

    def line_about(self, name: str, given: Given) -> str | None:
        """What the line that is about the part *name* calls it: the line that names it most exactly."""
        for key in _keys(name, given):
            if key in self.lines:
                return key
        file = _plain(name).split("#", 1)[0]
        for line in self.ends.get(file.rsplit("/", 1)[-1], ()):
            if line.endswith(f"/{file}"):
                return line
        keys = [*_keys(name, given)] if self.patterns else []
        return next((line for line in self.patterns if any(fnmatchcase(key, line) for key in keys)), None)

    def unmatched(self, used: Collection[str]) -> str | None:
        """What to say of the lines whose source was not met; *used* are those whose source was."""
        missed = [line for line in self.lines if line not in used]
        if not missed:
            return None
        named = ", ".join(f"{line} (line {self.numbers[line]})" for line in missed[:LISTED])
        more = f" and {len(missed) - LISTED} more" if len(missed) > LISTED else ""
        return f"{self.path}: nothing was read that these lines name: {named}{more}; check path and spelling"


def read_clippings(path: str) -> Clippings:
    """The table at *path*; InputError, naming the line, where it cannot be understood."""
    try:
        decoded = decode(Path(path).read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    if decoded.binary:
        raise InputError(f"{path}: {decoded.reason}; save the table as CSV")
    rows = table_rows(decoded.text)
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        columns = {what: _column(header, names) for what, names in _COLUMNS.items()}
        files = _column(header, "file")
        if files is None and columns["address"] is None:
            raise InputError(f"{path}, line 1: no column “file” or “address” says what a line is about")
        table = Clippings(Path(path).name)
        for row in rows:
            where = f"{Path(path).name}, line {rows.line_num}"
            given = _given(row, columns, where)
            about = _cell(row, files) or _cell(row, columns["address"])
            if about:
                line = _plain(about)
                table.lines[line] = given
                table.numbers[line] = rows.line_num
                table.ends.setdefault(line.rsplit("/", 1)[-1], []).append(line)
            elif any(cell.strip() for cell in row):
                raise InputError(f"{path}, line {rows.line_num}: names no file")
    except csv.Error as error:
        raise InputError(f"{path}, line {rows.line_num}: {error}") from error
    return replace(table, patterns=tuple(line for line in table.lines if _WILDCARD.search(line)))


def _given(row: list[str], columns: dict[str, int | None], where: str) -> Given:
    said = {what: _cell(row, column) for what, column in columns.items()}
    for what in _DAYS:
        value = said[what]
        day = day_of(value) if value else None
        if value and day is None:
            raise InputError(f"{where}: “{value}” is no full date; write it as 2022-05-03")
        said[what] = day.isoformat() if day else ""
    return Given(**{what: Fact(value, where, user=True) for what, value in said.items() if value})


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
    """*name* with forward slashes and without the way up; an address as it is."""
    name = name.strip()
    return name if "://" in name else _UP.sub("", name.replace("\\", "/"))
