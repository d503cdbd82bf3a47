"""Whether a decision can be put over a reading: asked before it is made, and before it is taken from a file.

Decisions are kept for good and put over every reading: one that could not be would leave an archive whose
record can be made no more. All functions raise CorrectionError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import cast, get_args

from dateline.errors import CorrectionError
from dateline.model import FIELDS, MAIN, NEEDED, PARTS, STATES, Action, Correction, Field, FoundKind, RowKind
from dateline.model.days import bounds

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAYS: Mapping[Action, tuple[str, ...]] = {
    "rename-actor": ("name",),
    "set-date": ("date",),
    "set-published": ("date",),
    "tag": ("kind", "tag"),
    "undo": ("correction",),
    **{cast("Action", action): ("kind",) for action in STATES},
}
"""What a correction must say for its action to have an effect."""
_KINDS: Mapping[Action, frozenset[RowKind]] = {
    "add": frozenset(get_args(FoundKind)),
    "tag": frozenset(get_args(RowKind)) - {"date", "block"},
    **dict.fromkeys(("accept", "edit", "reject"), frozenset(get_args(RowKind)) - {"report"}),
}
"""The kinds of rows of which a decision can be made."""


def check_fields(kind: RowKind, changes: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Refuse, of the *changes* to a row that leave it with *values*, a field that is none or cannot be so."""
    fields = {field.name: field for field in FIELDS[kind]}
    for name, text in changes.items():
        if name not in fields:
            raise CorrectionError(f"a row of kind {kind} has no field {name}; it has {', '.join(fields)}")
        _check_text(fields[name], text)
    for name in NEEDED.get(kind, ()):
        if not values.get(name):
            raise CorrectionError(f"a row of kind {kind} is none without its {name}")


def check_parts(kind: RowKind, names: Iterable[str]) -> None:
    """Refuse a part that no row of that kind has."""
    for name in names:
        if name not in PARTS[kind]:
            raise CorrectionError(f"a row of kind {kind} has no part {name}; it has {', '.join(PARTS[kind])}")


def check_correction(correction: Correction) -> None:
    """Refuse a correction that leaves out what it says or is held by, or sets what cannot be so."""
    action, values, parties = correction.action, correction.values, correction.parties
    if missing := sorted(set(_SAYS.get(action, ())) - values.keys()):
        raise CorrectionError(f"{action} without a value of {', '.join(missing)}")
    if action != "undo" and not (parties and all(parties)):
        raise CorrectionError(f"{action} that nothing holds")
    if action in _KINDS:
        _check_of_row(correction)
        return
    if action == "set-published":
        _check_day(correction, values["date"])
    for name in ("date", "from", "to"):
        _check_text(Field(name, "date"), values.get(name, ""))


def _check_of_row(correction: Correction) -> None:
    action, values = correction.action, correction.values
    kind = next((kind for kind in get_args(RowKind) if kind == values["kind"]), None)
    if kind not in _KINDS[action]:
        raise CorrectionError(f"{action} of a row of kind {values['kind']}, which there is not")
    if kind in get_args(FoundKind):
        parts = values.get("parts", "").split()
        reports = {selector.report for party in correction.parties for selector in party}
        if len(parts) != len(correction.parties) or parts[0] != MAIN[kind] or len(reports) > 1:
            raise CorrectionError(f"{action} of a row of kind {kind} without the parts that hold it")
        check_parts(kind, parts)
    if action in {"reject", "tag"} and kind != "block":
        return
    if kind == "date":
        _check_day(correction, values.get("published", ""))
    # A date that was found may be none that a user could set, and is kept where its row is accepted.
    set_ = {field.name: values.get(field.name, "") for field in FIELDS[kind] if field.form != "date"}
    check_fields(kind, set_, values)


def _check_day(correction: Correction, day: str) -> None:
    """Refuse a day of publication that is none, or that is set of anything but reports."""
    if not day or any(len(party) != 1 for party in correction.parties):
        raise CorrectionError(f"{correction.action} of a day of publication without the day or its report")
    _check_text(Field("published", "date"), day)


def _check_text(field: Field, text: str) -> None:
    trouble = text and _trouble(field, text)
    if trouble:
        raise CorrectionError(f"{field.name}: {text} {trouble}")


def _trouble(field: Field, text: str) -> str:
    """What is wrong with the text set for a field; empty when nothing is."""
    match field.form:
        case "choice" if text not in field.choices:
            return f"is none of {', '.join(field.choices)}"
        case "date" if field.name == "published":
            return "" if _DAY.fullmatch(text) and bounds(text) else "is no single day; write 2013-02-01"
        case "date" if bounds(text) is None:
            return "is no ISO date; write 2013-02-01, 2013-02 or 2013"
        case "number" if not _is_number(text):
            return "is no number; write 12 or 12.5"
    return ""


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
