"""Filled sheets compared: how far coders agree, what is to be settled, and how often the machine is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.agreement.alpha import Alpha, agreement, alpha
from dateline.agreement.coding import LEVELS, Kind, Level, kind_of
from dateline.agreement.drawing import Design
from dateline.agreement.filled import Filled, filled
from dateline.agreement.matching import units_by_words
from dateline.agreement.names import Names
from dateline.agreement.precision import Precision, precision
from dateline.agreement.settling import Disagreement, agreed, disagreements, settled
from dateline.agreement.sheets import drawn_how
from dateline.agreement.units import Trouble, Unit, coded, units_by_item
from dateline.agreement.values import RELEVANT, plain
from dateline.archive import Archive
from dateline.errors import SheetError
from dateline.model import Field


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far coders agree on a field: on how many units two or more said something, and the share equal.

    ``alpha`` measures agreement beyond chance on the scale ``level``.
    """

    field: str
    level: Level
    units: int
    agreement: float | None
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the sheets of several coders come to.

    ``drawn`` says how the sample was drawn, once for each way; ``units`` counts what anybody coded,
    ``shared`` what several did. ``troubles`` are cells that could not be understood. ``machine`` is there
    where an archive was.
    """

    of: str
    coders: tuple[str, ...]
    drawn: tuple[str, ...]
    units: int
    shared: int
    fields: tuple[FieldAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    troubles: tuple[Trouble, ...]
    machine: Precision | None = None


def compare(
    sheets: Sequence[str | Path], *, archive: Archive | None = None, settled_in: str | Path | None = None
) -> Comparison:
    """Compare the coding sheets at these paths, one a coder, and with *archive* the machine with them.

    *settled_in* is a sheet in which disagreements were settled. With one sheet there is no agreement, but the
    machine can be held against it. Raises SheetError for what is no coding sheet, or of another kind.
    """
    read = filled(sheets)
    if not read:
        raise SheetError("there is no sheet to compare")
    kind = _one_kind(read)
    names, troubles = Names(archive), list[Trouble]()
    coded_sheets = [coded(sheet, kind, names.resolve, troubles) for sheet in read]
    units = (units_by_words if kind.free else units_by_item)(coded_sheets, troubles)
    decided = settled(settled_in, kind, names.resolve, troubles) if settled_in else {}
    held = [(unit, agreed(unit, kind, decided, len(read))) for unit in units]
    still_open = [one for one in disagreements(units, kind) if _key(one) not in decided]
    return Comparison(
        of=kind.name,
        coders=tuple(sheet.coder for sheet in read),
        drawn=tuple(dict.fromkeys(drawn_how(sheet.design) for sheet in read)),
        units=len(units),
        shared=sum(len(unit.codings) > 1 for unit in units),
        fields=tuple(_field(units, column, kind) for column in kind.columns),
        disagreements=tuple(still_open),
        troubles=tuple(troubles),
        machine=precision(archive, kind, names, held, _design(read)) if archive is not None else None,
    )


def _one_kind(sheets: Sequence[Filled]) -> Kind:
    first = sheets[0]
    for other in sheets[1:]:
        if other.design.of != first.design.of:
            raise SheetError(
                f"{first.path} holds {first.design.of} and {other.path} {other.design.of}; "
                "compare sheets of one kind"
            )
    return kind_of(first.design.of)


def _design(sheets: Sequence[Filled]) -> Design | None:
    """How the sample was drawn; None where the sheets come from several, whose strata weigh nothing."""
    ways = {
        (sheet.design.total, sheet.design.by, *((s.name, s.size) for s in sheet.design.strata))
        for sheet in sheets
    }
    return sheets[0].design if len(ways) == 1 else None


def _field(units: Sequence[Unit], column: Field, kind: Kind) -> FieldAgreement:
    level = LEVELS[column.form]
    values = [list(unit.of(column.name).values()) for unit in units]
    keys = [[value.key for value in said] for said in values if len(said) > 1]
    if kind.free and column.name == RELEVANT:
        # Where nobody saw an event is not counted, so that there is no chance to agree by.
        measured = Alpha(0)
    elif level == "nominal":
        measured = alpha(keys, level)
    else:
        measured = alpha([[value.at for value in said if value.at is not None] for said in values], level)
    return FieldAgreement(column.name, level, len(keys), agreement(keys), measured)


def _key(one: Disagreement) -> tuple[str, str, str]:
    return one.item, plain(one.words), one.field
