"""How often the machine is right: its own values of what was coded, beside those that coders agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.agreement.coding import Kind
from dateline.agreement.drawing import Design, sign
from dateline.agreement.machine import Beside, Machine, Stated
from dateline.agreement.names import Names
from dateline.agreement.shares import Share, share
from dateline.agreement.units import NO, YES, Coded, Unit
from dateline.agreement.values import RELEVANT
from dateline.archive import Archive


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
    ``gone`` counts items that do not count: not as the machine left them (read otherwise since, or set or
    rejected in a review), or with a sign that stands for no stratum. Where ``weighted``, each stratum counts
    by its size; ``passed_over`` are those of which nothing was judged.
    """

    relevant: Share
    rows: Share
    fields: tuple[FieldPrecision, ...]
    found: Share | None
    gone: int
    weighted: bool
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether the machine is right of one unit: of its kind, of its fields, and of all of it.

    ``fields`` are those that coders agree on and the machine fills in, ``left_open`` those that it does not
    though there is something; ``whole`` is None where coders do not agree on all that they coded.
    """

    item: str
    stratum: str
    relevant: bool
    fields: dict[str, bool]
    left_open: frozenset[str]
    whole: bool | None


def precision(
    archive: Archive,
    kind: Kind,
    names: Names,
    coded: Sequence[tuple[Unit, Coded]],
    design: Design | None,
) -> Precision:
    """The machine's precision on units, each with the values agreed on; strata weigh as *design* says."""
    machine = Machine(archive, kind, names, {unit.item for unit, _ in coded})
    sizes = {stratum.name: stratum.size for stratum in design.strata} if design else {}
    strata = {unit.item: _stratum(unit, sizes) for unit, _ in coded}
    pairs = [pair for pair in machine.beside(coded) if strata[pair[0].item] is not None]
    verdicts = [
        _verdict(machine, unit, held, stated, strata[unit.item] or "")
        for unit, held, stated in pairs
        if stated is not None and RELEVANT in held
    ]
    judged = Counter(stratum for stratum, _ in {(one.stratum, one.item) for one in verdicts})
    # What was judged of a stratum stands for all that was there.
    weights = {name: size / judged[name] for name, size in sizes.items() if judged[name]}

    def right(of: Callable[[_Verdict], bool | None]) -> Share:
        hits = ((weights.get(one.stratum, 1.0), of(one)) for one in verdicts)
        return share([(weight, hit) for weight, hit in hits if hit is not None])

    def field(name: str) -> FieldPrecision:
        left_open = sum(name in one.left_open for one in verdicts)
        return FieldPrecision(name, right(lambda one: one.fields.get(name)), left_open)

    return Precision(
        relevant=right(lambda one: one.relevant),
        rows=right(lambda one: one.whole),
        fields=tuple(field(each.name) for each in kind.fields),
        found=_found(pairs) if kind.free else None,
        gone=0 if kind.free else len(coded) - len(pairs),
        weighted=bool(sizes),
        passed_over=tuple(name for name in sizes if not judged[name]),
    )


def _stratum(unit: Unit, sizes: Mapping[str, int]) -> str | None:
    """The stratum that a unit's sign stands for, "" where there are none; None for a sign of none of them."""
    return next((name for name in sizes if sign(unit.item, name) == unit.stratum), None) if sizes else ""


def _verdict(machine: Machine, unit: Unit, held: Coded, stated: Stated, stratum: str) -> _Verdict:
    if held[RELEVANT] == NO:
        return _Verdict(unit.item, stratum, False, {}, frozenset(), False)
    right = {name: machine.right(name, held[name], said) for name, said in stated.items() if name in held}
    all_agreed = all(name in held for coding in unit.codings.values() for name in coding)
    return _Verdict(
        item=unit.item,
        stratum=stratum,
        relevant=True,
        fields={name: hit for name, hit in right.items() if stated[name] is not None},
        left_open=frozenset(name for name, hit in right.items() if stated[name] is None and not hit),
        whole=all(right.values()) if all_agreed else None,
    )


def _found(pairs: Iterable[Beside]) -> Share:
    """How much of what coders found the machine found."""
    return share([(1.0, stated is not None) for _, held, stated in pairs if held.get(RELEVANT) == YES])
