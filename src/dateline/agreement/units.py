"""What several coders said of the same items, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from dateline.agreement.coding import Kind
from dateline.agreement.filled import Filled, Line
from dateline.agreement.values import RELEVANT, Resolve, Value, parsed, plain
from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.views.names import actor_ids

YES, NO = Value("yes", "yes"), Value("no", "no")
Coded = dict[str, Value]
"""Field → what one coder wrote there."""


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


def units_of(sheets: Iterable[Filled], kind: Kind, resolve: Resolve, troubles: list[Trouble]) -> list[Unit]:
    """The items that somebody coded, in order of the sheets; what cannot be read is added to *troubles*."""
    lay = _by_words if kind.free else _by_item
    return lay([(sheet, list(_coded(sheet, kind, resolve, troubles))) for sheet in sheets], troubles)


def resolver(archive: Archive | None) -> Resolve:
    """From a name to the id of the one actor of *archive* that goes by it, else, and without one, itself."""
    if archive is None:
        return str
    exactly: dict[str, set[str]] = {}
    for row in archive.query("SELECT name, actor FROM actor_names"):
        exactly.setdefault(plain(row["name"]), set()).add(row["actor"])

    @cache
    def resolve(name: str) -> str:
        found = exactly.get(name)
        if found is None and name:
            try:
                found = set(actor_ids(archive, name))
            except NotFoundError:
                return name
        return next(iter(found)) if found and len(found) == 1 else name

    return resolve


def _coded(
    sheet: Filled, kind: Kind, resolve: Resolve, troubles: list[Trouble]
) -> Iterator[tuple[Line, Coded]]:
    """The lines on which something is coded, with what."""
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
        if coded or (kind.free and line.cells.get("words")):
            coded.setdefault(RELEVANT, YES)
            # What is said of an item that is none of the kind says nothing.
            yield line, coded if coded[RELEVANT] != NO else {RELEVANT: NO}


_Sheets = Sequence[tuple[Filled, list[tuple[Line, Coded]]]]


def _by_item(sheets: _Sheets, troubles: list[Trouble]) -> list[Unit]:
    units: dict[str, Unit] = {}
    for sheet, lines in sheets:
        for line, coded in lines:
            unit = units.setdefault(line.cells["item"], _unit(line))
            if sheet.coder in unit.codings:
                said = "is coded on an earlier line already; only that counts"
                troubles.append(Trouble(sheet.path, line.number, "item", f"{unit.item} {said}"))
            else:
                unit.codings[sheet.coder] = coded
    return list(units.values())


def _by_words(sheets: _Sheets, troubles: list[Trouble]) -> list[Unit]:
    """The rows that coders found in the same reports, those together that rest on the same words.

    Who coded a report and did not find a row says that it is none; a report in which nobody found one is a
    unit without words.
    """
    reports: dict[str, list[Unit]] = {}
    none: dict[str, Unit] = {}
    coders: dict[str, list[str]] = {}
    for sheet, lines in sheets:
        rows: dict[str, list[tuple[Line, Coded]]] = {}
        for line, coded in lines:
            item = line.cells["item"]
            if not line.cells.get("words") and coded[RELEVANT] != NO:
                said = "is empty; copy the words of the text that tell of it"
                troubles.append(Trouble(sheet.path, line.number, "words", said))
                continue
            none.setdefault(item, replace(_unit(line), words=""))
            found = rows.setdefault(item, [])
            if line.cells.get("words"):
                found.append((line, coded))
        for item, found in rows.items():
            coders.setdefault(item, []).append(sheet.coder)
            _join(reports.setdefault(item, []), sheet.coder, found)
    for item, units in reports.items():
        for unit in units or [none[item]]:
            for coder in coders[item]:
                unit.codings.setdefault(coder, {RELEVANT: NO})
    return [unit for item, units in reports.items() for unit in units or [none[item]]]


def _join(units: list[Unit], coder: str, rows: list[tuple[Line, Coded]]) -> None:
    """Lay the rows of one more coder beside those of others, the likest first; the rest are new."""

    def likeness(unit: Unit, line: Line, coded: Coded) -> int:
        same_words = plain(unit.words) == plain(line.cells["words"])
        return 10 * same_words + max(
            sum(name in other and other[name].key == value.key for name, value in coded.items())
            for other in unit.codings.values()
        )

    pairs = [
        (-likeness(unit, *row), at_unit, at_row)
        for at_unit, unit in enumerate(units)
        for at_row, row in enumerate(rows)
        if meet(unit.words, row[0].cells["words"])
    ]
    taken: dict[int, int] = {}
    for _, at_unit, at_row in sorted(pairs):
        if at_row not in taken and at_unit not in taken.values():
            taken[at_row] = at_unit
    for at_row, (line, coded) in enumerate(rows):
        if at_row in taken:
            units[taken[at_row]].codings[coder] = coded
        else:
            unit = _unit(line)
            unit.codings[coder] = coded
            units.append(unit)


def meet(one: str, other: str) -> bool:
    """Whether the words of the one stand, in a row, among those of the other."""
    short, long = sorted((plain(one).split(), plain(other).split()), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _unit(line: Line) -> Unit:
    cells = line.cells
    return Unit(
        cells["item"],
        cells.get("words", ""),
        cells.get("sentence") or cells.get("text", ""),
        cells.get("citation", ""),
        cells.get("stratum", ""),
    )
