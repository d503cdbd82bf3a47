"""Sheets as coders give them back: CSV however a spreadsheet saved it, or a workbook."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from dateline.agreement.drawing import Design
from dateline.agreement.sheets import ABOUT, CODING, DESIGN, NOTES
from dateline.errors import LibraryMissingError, SheetError

_HEADER = re.compile(r'^"?item"?([,;\t])', re.MULTILINE)
"""Where the header begins, and by what it parts columns: what a spreadsheet saves hangs on its language."""
_ESCAPED = re.compile(r"'(?=[=+\-@＝＋－＠])")
"""The apostrophe that keeps words from being taken for a formula (`dateline.export.csv`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: its number there, counted from 1, and what stands in its columns."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that a coder filled in: who (the name of the file), how it was drawn, and its lines."""

    path: str
    coder: str
    design: Design
    lines: tuple[Line, ...]


def filled(paths: Sequence[str | Path]) -> list[Filled]:
    """The sheets at *paths*, each with the name of its coder; raises SheetError for what is no such sheet."""
    names = [Path(path).stem for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    if len(set(names)) < len(names):
        raise SheetError("one sheet is named twice; name the sheet of each coder once")
    return [_filled(Path(path), name) for path, name in zip(paths, names, strict=True)]


def notes_and_lines(path: Path) -> tuple[list[str], list[Line]]:
    """The notes on top of a sheet, and its lines; raises SheetError for what is no sheet."""
    rows = list(_workbook(path) if path.suffix.casefold() == ".xlsx" else _csv(path))
    notes = [cells[0] for _, cells in rows if cells and cells[0].startswith(NOTES)]
    lines = [(number, cells) for number, cells in rows if any(cells) and not cells[0].startswith(NOTES)]
    if not lines or "item" not in lines[0][1]:
        raise SheetError(f"{path} has no column item; name a sheet that `dateline sample` wrote")
    header = lines[0][1]
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise SheetError(f"{path} has two columns {twice[0]}; leave one")
    return notes, [
        Line(
            number,
            {name: cell for name, cell in zip_longest(header, cells[: len(header)], fillvalue="") if name},
        )
        for number, cells in lines[1:]
    ]


def _filled(path: Path, coder: str) -> Filled:
    import msgspec

    notes, lines = notes_and_lines(path)
    told = next((note.removeprefix(DESIGN) for note in notes if note.startswith(DESIGN)), None)
    if told is None:
        raise SheetError(
            f"{path} has lost its line “{DESIGN.strip()}”; copy the lines that begin with {NOTES} "
            "from the sheet as it was written"
        )
    try:
        design = msgspec.json.decode(told, type=Design)
    except msgspec.MsgspecError as error:
        raise SheetError(f"the line “{DESIGN.strip()}” of {path} cannot be understood: {error}") from error
    return Filled(str(path), coder, design, tuple(lines))


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SheetError(f"{path} is no text in UTF-8; save it as “CSV UTF-8”, or as XLSX") from error
    header = _HEADER.search(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=header[1] if header else ",")
    try:
        for number, row in enumerate(rows, start=1):
            yield number, [_ESCAPED.sub("", cell.strip(), count=1) for cell in row]
    except csv.Error as error:
        raise SheetError(f"{path} is no CSV from line {rows.line_num} on: {error}") from error


def _workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise LibraryMissingError(
            'workbooks are read with the library openpyxl: pip install "dateline[office]"'
        ) from error
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever a library meets in a damaged file
        raise SheetError(f"{path} cannot be read as a workbook: {error}") from error
    try:
        if ABOUT in book.sheetnames:
            told = (_text(row[0]) for row in book[ABOUT].iter_rows(max_col=1, values_only=True))
            yield from ((0, [note]) for note in told if note.startswith(NOTES))
        coding = book[CODING] if CODING in book.sheetnames else book.worksheets[0]
        for number, row in enumerate(coding.iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in row]
    finally:
        book.close()


def _text(cell: object) -> str:
    """What a cell holds, as a coder would type it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
