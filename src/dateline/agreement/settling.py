"""Where coders do not agree: the list to settle, as a sheet, and what was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.agreement.coding import Kind
from dateline.agreement.filled import notes_and_lines
from dateline.agreement.sheets import CODED, CODING, WIDTHS
from dateline.agreement.units import YES, Coded, Trouble, Unit
from dateline.agreement.values import RELEVANT, Resolve, Value, parsed, plain
from dateline.errors import SheetError
from dateline.export.csv import line, lines
from dateline.export.workbook import Sheet, workbook

HOW = "# Write the value that holds into the column settled; an empty cell stays open."
SAYS = "coder "
"""Before the name of a coder, in the head of the column with what they wrote."""

Settled = Mapping[tuple[str, str, str], Value]
"""(item, its words, field) → the value that was settled on."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of an item on which coders differ: coder → what they wrote."""

    item: str
    field: str
    words: str
    sentence: str
    citation: str
    values: dict[str, str]


def disagreements(units: Iterable[Unit], kind: Kind) -> Iterator[Disagreement]:
    """Every field of every unit of which coders say different things."""
    for unit in units:
        for column in kind.columns:
            said = unit.of(column.name)
            if len({value.key for value in said.values()}) > 1:
                shown = {coder: value.shown for coder, value in said.items()}
                yield Disagreement(unit.item, column.name, unit.words, unit.sentence, unit.citation, shown)


def settle_csv(open_: Sequence[Disagreement]) -> Iterator[bytes]:
    """The list to settle as CSV."""
    yield line([HOW])
    yield from lines(_columns(open_), map(_cells, open_))


def settle_workbook(open_: Sequence[Disagreement]) -> Iterator[bytes]:
    """The list to settle as a workbook; raises LibraryMissingError where XlsxWriter is not installed."""
    widths = {name: WIDTHS.get(name, CODED) for name in _columns(open_)}
    yield workbook(Sheet(CODING, widths, map(_cells, open_)))


def settled(path: str | Path, kind: Kind, resolve: Resolve, troubles: list[Trouble]) -> Settled:
    """What was settled in the sheet at *path*; raises SheetError where it is none of these sheets."""
    _, rows = notes_and_lines(Path(path))
    fields = {column.name: column for column in kind.columns}
    found: dict[tuple[str, str, str], Value] = {}
    for row in rows:
        cells = row.cells
        if not {"item", "field", "settled"} <= cells.keys():
            raise SheetError(f"{path} has no column settled; name a sheet that `dateline compare -o` wrote")
        if cells["field"] not in fields:
            troubles.append(Trouble(str(path), row.number, "field", f"{kind.name} have no {cells['field']}"))
            continue
        try:
            value = parsed(fields[cells["field"]], cells["settled"], resolve)
        except ValueError as error:
            troubles.append(Trouble(str(path), row.number, "settled", str(error)))
            continue
        if value is not None:
            found[cells["item"], plain(cells.get("words", "")), cells["field"]] = value
    return found


def agreed(unit: Unit, kind: Kind, decided: Settled, coders: int) -> Coded:
    """The values of a unit that hold: those settled, else those that all who coded the field agree on.

    One coder of several settles nothing alone, but for the fields of a row that was settled to be one.
    """
    held: Coded = {}
    for column in kind.columns:
        name = column.name
        said = unit.of(name)
        if (value := decided.get((*unit.key, name))) is not None:
            held[name] = value
        elif len({one.key for one in said.values()}) == 1 and (
            len(said) > 1 or coders == 1 or decided.get((*unit.key, RELEVANT)) == YES
        ):
            held[name] = next(iter(said.values()))
    return held


def _columns(open_: Sequence[Disagreement]) -> list[str]:
    coders = dict.fromkeys(f"{SAYS}{coder}" for one in open_ for coder in one.values)
    return ["item", "field", "citation", "sentence", "words", *coders, "settled", "note"]


def _cells(one: Disagreement) -> dict[str, str]:
    shown = {name: getattr(one, name) for name in ("item", "field", "citation", "sentence", "words")}
    return shown | {f"{SAYS}{coder}": value for coder, value in one.values.items()}
