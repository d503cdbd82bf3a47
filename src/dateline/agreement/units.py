"""What several coders said of the same items, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.agreement.coding import Kind
from dateline.agreement.filled import Filled, Line
from dateline.agreement.values import RELEVANT, Resolve, Value, parsed, plain

YES, NO = Value("yes", "yes"), Value("no", "no")
Coded = dict[str, Value]
"""Field → what one coder wrote there."""
CodedSheet = tuple[Filled, list[tuple[Line, Coded]]]
"""A sheet, and its lines on which something is coded."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be understood; it counts as not coded."""

    file: str
    line: int
    column: str
    said: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.said}"


@dataclass(frozen=True, slots=True)
class Unit:
    """An item with what each coder made of it: coder → field → value.

    ``words`` are those that it is about, ``sentence`` and ``citation`` as the sheet shows them, ``stratum``
    the sign of its stratum.
    """

    item: str
    words: str
    sentence: str
    citation: str
    stratum: str
    codings: dict[str, Coded] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others: the item, and the words that a coder may have found there."""
        return self.item, plain(self.words)

    def of(self, name: str) -> dict[str, Value]:
        """Coder → value of one field, of those who coded it."""
        return {coder: coded[name] for coder, coded in self.codings.items() if name in coded}


def coded(sheet: Filled, kind: Kind, resolve: Resolve, troubles: list[Trouble]) -> CodedSheet:
    """A sheet with the lines on which something is coded; what cannot be read is added to *troubles*."""
    return sheet, list(_lines(sheet, kind, resolve, troubles))


def _lines(
    sheet: Filled, kind: Kind, resolve: Resolve, troubles: list[Trouble]
) -> Iterator[tuple[Line, Coded]]:
    for line in sheet.lines:
        coded: Coded = {}
        for column in kind.columns:
            try:
                value = parsed(column, line.cells.get(column.name, ""), resolve)
            except ValueError as error:
                troubles.append(Trouble(sheet.path, line.number, column.name, str(error)))
                continue
            if value is not None:
                coded[column.name] = value
        if not coded and not (kind.free and line.cells.get("words")):
            continue
        if not line.cells.get("item"):
            troubles.append(
                Trouble(sheet.path, line.number, "item", "is empty, so that nobody knows of what")
            )
        else:
            coded.setdefault(RELEVANT, YES)
            # What is said of an item that is none of the kind says nothing.
            yield line, coded if coded[RELEVANT] != NO else {RELEVANT: NO}


def units_by_item(sheets: list[CodedSheet], troubles: list[Trouble]) -> list[Unit]:
    """The items that somebody coded, in order of the sheets."""
    units: dict[str, Unit] = {}
    for sheet, lines in sheets:
        for line, coded in lines:
            unit = units.setdefault(line.cells["item"], unit_of(line))
            if sheet.coder in unit.codings:
                said = f"{unit.item} is coded on an earlier line already; only that counts"
                troubles.append(Trouble(sheet.path, line.number, "item", said))
            else:
                unit.codings[sheet.coder] = coded
    return list(units.values())


def unit_of(line: Line) -> Unit:
    """The item of a line, before anybody coded it."""
    cells = line.cells
    return Unit(
        cells["item"],
        cells.get("words", ""),
        cells.get("sentence", ""),
        cells.get("citation", ""),
        cells.get("stratum", ""),
    )
