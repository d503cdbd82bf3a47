"""What the machine says of items that were coded, read as if a coder had written it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.agreement.coding import KINDS, Kind
from dateline.agreement.items import Item, items
from dateline.agreement.matching import meet
from dateline.agreement.names import Names
from dateline.agreement.units import NO, Coded, Unit
from dateline.agreement.values import NONE, RELEVANT, Value, names_key, parsed, plain
from dateline.archive import Archive
from dateline.model import Field
from dateline.views.citation import Citations
from dateline.views.series import number_in_words

Stated = dict[str, Value | None]
"""Field → what the machine says, None where it leaves the field open."""
Beside = tuple[Unit, Coded, Stated | None]
"""A unit, the values that coders agree on, and what the machine says; None where it says nothing there."""


class Machine:
    """What the machine says of the items of some reports."""

    def __init__(self, archive: Archive, kind: Kind, names: Names, keys: Iterable[str]) -> None:
        """What the machine says in *archive* of the items with these keys."""
        self._kind = kind
        self._names = names
        self._citations = Citations(archive)
        self._coded = KINDS["event-mentions"] if kind.free else kind
        reports = {key.partition("-")[0] for key in keys}
        found = items(archive, self._citations, self._coded, reports)
        self._items = [item for item in found if item.by_machine]

    def beside(self, coded: Sequence[tuple[Unit, Coded]]) -> list[Beside]:
        """Each unit, with the values agreed on, and what the machine says there.

        An item that is not there any more is left out. Where coders looked for rows themselves, a row that
        the machine did not find stays, and one that only the machine found is a unit that is no row.
        """
        if self._kind.free:
            return self._by_words(coded)
        held = {item.key: item for item in self._items}
        return [(unit, agreed, self._stated(held[unit.item])) for unit, agreed in coded if unit.item in held]

    def right(self, name: str, truth: Value, stated: Value | None) -> bool:
        """Whether what the machine states is what coders agree on; nothing is right where there is none."""
        if stated is None or truth.key == NONE:
            return stated is None and truth.key == NONE
        field = next(field for field in self._kind.fields if field.name == name)
        if field.form != "names":
            return truth.key == stated.key
        return self._names.same(truth.key, stated.key)

    def _by_words(self, coded: Sequence[tuple[Unit, Coded]]) -> list[Beside]:
        left: dict[str, list[Item]] = {}
        for item in self._items:
            left.setdefault(item.report, []).append(item)
        pairs: list[Beside] = []
        for unit, agreed in coded:
            there = next((item for item in left.get(unit.item, ()) if self._meets(item, unit.words)), None)
            if there is not None:
                left[unit.item].remove(there)
            pairs.append((unit, agreed, self._stated(there) if there is not None else None))
        signs = {unit.item: unit.stratum for unit, agreed in coded if RELEVANT in agreed}
        for report in sorted(left.keys() & signs.keys()):
            alone = Unit(report, "", "", "", signs[report])
            pairs += ((alone, {RELEVANT: NO}, self._stated(item)) for item in left[report])
        return pairs

    def _meets(self, item: Item, words: str) -> bool:
        if not words or item.span is None:
            return False
        return meet(words, self._citations.words(item.report, item.span.start, item.span.end))

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
