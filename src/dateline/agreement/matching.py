"""Rows that coders found themselves in whole reports: those are one that rest on the same words."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.agreement.drawing import MARKS
from dateline.agreement.filled import Line
from dateline.agreement.units import NO, Coded, CodedSheet, Trouble, Unit, unit_of
from dateline.agreement.values import RELEVANT, plain

SAME_WORDS = 10
"""How much more it says of two rows that their words are the same than that a field is: there are six."""


def units_by_words(sheets: list[CodedSheet], troubles: list[Trouble]) -> list[Unit]:
    """The rows found in each report, side by side.

    Who coded a report and did not find a row says that it is none; a report in which nobody found one is a
    unit without words.
    """
    reports: dict[str, _Report] = {}
    for sheet, lines in sheets:
        rows: dict[str, list[tuple[Line, Coded]]] = {}
        for line, coded in lines:
            if line.cells.get("words"):
                rows.setdefault(line.cells["item"], []).append((line, coded))
            elif coded[RELEVANT] == NO:
                rows.setdefault(line.cells["item"], [])
            else:
                said = "is empty; copy the words of the text that tell of it"
                troubles.append(Trouble(sheet.path, line.number, "words", said))
        texts: dict[str, list[Line]] = {}
        for line in sheet.lines:
            texts.setdefault(line.cells.get("item", ""), []).append(line)
        for item, found in rows.items():
            reports.setdefault(item, _Report(texts[item])).add(sheet.coder, found)
    return [unit for report in reports.values() for unit in report.side_by_side()]


def meet(one: str, other: str) -> bool:
    """Whether the words of the one stand, in a row, among those of the other."""
    first, second = f" {plain(one)} ", f" {plain(other)} "
    return first in second or second in first


class _Report:
    """A report with the rows that coders found in it."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._coders: list[str] = []
        self._units: list[Unit] = []

    def add(self, coder: str, rows: list[tuple[Line, Coded]]) -> None:
        """Lay the rows of one more coder beside those of others, the likest first; the rest are new."""
        self._coders.append(coder)
        pairs = [
            (-_likeness(unit, line, coded), at_unit, at_row)
            for at_unit, unit in enumerate(self._units)
            for at_row, (line, coded) in enumerate(rows)
            if meet(unit.words, line.cells["words"])
        ]
        beside: dict[int, Unit] = {}
        taken: set[int] = set()
        for _, at_unit, at_row in sorted(pairs):
            if at_row not in beside and at_unit not in taken:
                taken.add(at_unit)
                beside[at_row] = self._units[at_unit]
        for at_row, (line, coded) in enumerate(rows):
            unit = beside.get(at_row)
            if unit is None:
                unit = replace(unit_of(line), sentence=self._paragraph(line.cells["words"]))
                self._units.append(unit)
            unit.codings[coder] = coded

    def side_by_side(self) -> list[Unit]:
        """The rows, each with what every coder of the report says of it."""
        units = self._units or [replace(unit_of(self._lines[0]), words="")]
        for unit in units:
            for coder in self._coders:
                unit.codings.setdefault(coder, {RELEVANT: NO})
        return units

    def _paragraph(self, words: str) -> str:
        """The paragraph that holds *words*, with marks about them; nothing where none does."""
        written = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        for line in self._lines:
            text = line.cells.get("text", "")
            if found := written.search(text):
                return f"{text[: found.start()]}{MARKS[0]}{found[0]}{MARKS[1]}{text[found.end() :]}"
        return ""


def _likeness(unit: Unit, line: Line, coded: Coded) -> int:
    same_words = plain(unit.words) == plain(line.cells["words"])
    same_fields = (
        sum(name in other and other[name].key == value.key for name, value in coded.items())
        for other in unit.codings.values()
    )
    return SAME_WORDS * same_words + max(same_fields)
