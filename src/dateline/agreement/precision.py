"""How often the machine is right: its own values of what was coded, beside those that coders agree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.agreement.coding import KINDS, Kind
from dateline.agreement.drawing import Design, sign
from dateline.agreement.items import Item, items
from dateline.agreement.matching import meet
from dateline.agreement.names import Names
from dateline.agreement.shares import Share, share
from dateline.agreement.units import NO, YES, Coded, Unit
from dateline.agreement.values import NONE, RELEVANT, Value, names_key, parsed, plain
from dateline.archive import Archive
from dateline.model import Field
from dateline.views.citation import Citations
from dateline.views.series import number_in_words

Stated = dict[str, Value | None]
"""Field → what the machine says, None where it leaves the field open."""
Judged = list[tuple[str, bool]]
"""Stratum, and whether the machine is right."""


@dataclass(frozen=True, slots=True)
class FieldPrecision:
    """How often a field of the machine's is right where it says something.

    ``left_open`` counts the items in which the machine says nothing and coders agree on a value.
    """

    field: str
    right: Share
    left_open: int


@dataclass(frozen=True, slots=True)
class Precision:
    """How often the machine is right, where coders agree.

    ``relevant`` is the share of its items that are what it took them for, ``rows`` that of the rows in which
    no field is wrong or open that coders agree on, ``fields`` tells of each field of the relevant ones.
    ``found`` is the share of what coders found that the machine found too, where they looked for themselves.
    ``gone`` counts items that are not as the machine left them: read otherwise since, or set or rejected in a
    review; they do not count. Where ``weighted``, each stratum counts by its size; ``passed_over`` are those
    of which nothing was judged.
    """

    relevant: Share
    rows: Share
    fields: tuple[FieldPrecision, ...]
    found: Share | None
    gone: int
    weighted: bool
    passed_over: tuple[str, ...]


def precision(
    archive: Archive,
    kind: Kind,
    names: Names,
    coded: Sequence[tuple[Unit, Coded]],
    design: Design | None,
) -> Precision:
    """The machine's precision on units, each with the values agreed on; strata weigh as *design* says."""
    machine = _Machine(archive, kind, names, {unit.item for unit, _ in coded})
    sizes = {stratum.name: stratum.size for stratum in design.strata} if design else {}
    relevant: Judged = []
    rows: Judged = []
    fields: dict[str, Judged] = {field.name: [] for field in kind.fields}
    left_open = dict.fromkeys(fields, 0)
    found: Judged = []
    pairs, gone = machine.beside(coded)
    for unit, held, stated in pairs:
        stratum = next((name for name in sizes if sign(unit.item, name) == unit.stratum), "")
        truth = held.get(RELEVANT)
        if kind.free and truth == YES:
            found.append((stratum, stated is not None))
        if stated is None or truth is None:
            continue
        relevant.append((stratum, truth == YES))
        if truth == NO:
            rows.append((stratum, False))
            continue
        verdicts = {name: machine.right(name, held[name], stated[name]) for name in fields if name in held}
        for name, right in verdicts.items():
            if stated[name] is not None:
                fields[name].append((stratum, right))
            elif not right:
                left_open[name] += 1
        if all(name in held for coding in unit.codings.values() for name in coding):
            rows.append((stratum, all(verdicts.values())))
    covered = {stratum for stratum, _ in relevant}
    return Precision(
        relevant=share(relevant, sizes),
        rows=share(rows, sizes),
        fields=tuple(FieldPrecision(n, share(j, sizes), left_open[n]) for n, j in fields.items()),
        found=share(found, {}) if kind.free else None,
        gone=gone,
        weighted=bool(sizes),
        passed_over=tuple(name for name in sizes if name not in covered),
    )


class _Machine:
    """What the machine says of the items of some reports."""

    def __init__(self, archive: Archive, kind: Kind, names: Names, keys: Iterable[str]) -> None:
        self._kind = kind
        self._names = names
        self._citations = Citations(archive)
        self._coded = KINDS["event-mentions"] if kind.free else kind
        reports = {key.partition("-")[0] for key in keys}
        found = items(archive, self._citations, self._coded, reports)
        self._items = [item for item in found if item.by_machine]

    def beside(
        self, coded: Sequence[tuple[Unit, Coded]]
    ) -> tuple[list[tuple[Unit, Coded, Stated | None]], int]:
        """Each unit with what the machine says there (None: nothing), and how many are gone.

        Where coders looked for rows themselves, what only the machine found is a unit too, and no row.
        """
        if not self._kind.free:
            held = {item.key: item for item in self._items}
            there = [
                (unit, agreed, self._stated(held[unit.item])) for unit, agreed in coded if unit.item in held
            ]
            return [*there], len(coded) - len(there)
        return self._found(coded), 0

    def right(self, name: str, truth: Value, stated: Value | None) -> bool:
        """Whether what the machine states is what coders agree on; nothing is right where there is none."""
        if stated is None or truth.key == NONE:
            return stated is None and truth.key == NONE
        field = next(field for field in self._kind.fields if field.name == name)
        if field.form != "names":
            return truth.key == stated.key
        return self._names.same(truth.key, stated.key)

    def _found(self, coded: Sequence[tuple[Unit, Coded]]) -> list[tuple[Unit, Coded, Stated | None]]:
        left: dict[str, list[Item]] = {}
        for item in self._items:
            left.setdefault(item.report, []).append(item)
        pairs: list[tuple[Unit, Coded, Stated | None]] = []
        for unit, agreed in coded:
            there = [item for item in left.get(unit.item, ()) if meet(unit.words, self._words(item))]
            if there and unit.words:
                left[unit.item].remove(there[0])
            pairs.append((unit, agreed, self._stated(there[0]) if there and unit.words else None))
        signs = {unit.item: unit.stratum for unit, agreed in coded if RELEVANT in agreed}
        for report in sorted(left.keys() & signs.keys()):
            alone = Unit(report, "", "", "", signs[report])
            pairs += ((alone, {RELEVANT: NO}, self._stated(item)) for item in left[report])
        return pairs

    def _words(self, item: Item) -> str:
        assert item.span is not None  # event mentions stand in the text
        return self._citations.words(item.report, item.span.start, item.span.end)

    def _stated(self, item: Item) -> Stated:
        return {field.name: self._value(item, field) for field in self._kind.fields}

    def _value(self, item: Item, field: Field) -> Value | None:
        if field.form == "names":
            return self._actors(item, field.name)
        value = item.rows[0][field.name]
        if value is None or value == "":
            return None
        if isinstance(value, float):
            return Value(number_in_words(value), format(value, ".15g"), value)
        try:
            return parsed(field, str(value))
        except ValueError:  # a date that names no days: "some time in spring"
            return Value(str(value), plain(str(value)))

    def _actors(self, item: Item, name: str) -> Value | None:
        """The actors in a field of all rows at the item; where a speaker is no actor, the words for them."""
        ids = [
            key
            for row in item.rows
            for key in ([row[name]] if isinstance(row[name], str) else row[name] or [])
        ]
        if not ids and name == "speakers":
            ids = [
                plain(self._citations.words(item.report, *span))
                for row in item.rows
                for span in row["source"]
            ]
        return Value("; ".join(ids), names_key(ids)) if ids else None
