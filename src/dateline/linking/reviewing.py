"""What users decided of single rows, put over a reading: accepted, edited, rejected, added.

A decision is held by words, so it may meet a reading that another version made. A row that was accepted,
edited or added has the fields that it was given then, whatever is found there now; where nothing is found
there any more it stands all the same. A row that was rejected is rejected while what is found there has the
type, number or proposition that was rejected: another finding is the machine's again, to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from dateline.linking.row_fields import (
    ROWS,
    Cast,
    Found,
    Parts,
    made,
    parts_of,
    values_of,
    whole,
    with_values,
)
from dateline.model import KEYS, MAIN, STATES, Correction, FoundKind, Reading, Reviewed


@dataclass(frozen=True, slots=True)
class Decision:
    """A correction of one row of a reading, with the places in the text at which its words stand now."""

    correction: Correction
    parts: Parts

    @property
    def kind(self) -> FoundKind:
        """The kind of the row."""
        return cast("FoundKind", self.correction.values["kind"])


def reviewed(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """The reading with every decision in effect, in the order given; rows that stay keep their index."""
    given = list(decisions)
    if not given:
        return reading
    cast_ = Cast(list(reading.actors))
    states: dict[tuple[FoundKind, int], Reviewed] = {}
    for decision in given:
        reading = _put(reading, decision, cast_, states)
    reading = replace(reading, actors=tuple(cast_.actors))
    return _without_rejected(
        replace(reading, reviewed=tuple(states[at] for at in sorted(states))),
    )


def _put(
    reading: Reading, decision: Decision, cast_: Cast, states: dict[tuple[FoundKind, int], Reviewed]
) -> Reading:
    kind, correction = decision.kind, decision.correction
    rows: tuple[Found, ...] = getattr(reading, ROWS[kind])
    state = STATES[correction.action]
    index = standing(reading, decision, cast_, {at[1] for at in states if at[0] == kind})
    if state == "rejected":
        if index is not None:
            states[kind, index] = Reviewed(kind, index, state, correction.id)
        return reading
    if index is None:
        index = len(rows)
        rows = (*rows, made(kind, decision.parts, correction.values, reading, cast_))
    else:
        row = with_values(kind, rows[index], correction.values, reading, cast_)
        rows = (*rows[:index], row, *rows[index + 1 :])
    before = states.get((kind, index))
    if before is not None and before.state == "added":
        state = "added"
    states[kind, index] = Reviewed(kind, index, state, correction.id)
    return replace(reading, **cast("Any", {ROWS[kind]: rows}))


def standing(reading: Reading, decision: Decision, cast_: Cast, decided: set[int]) -> int | None:
    """The row (index) that a decision is about: at its words, with the fields that tell it apart.

    Failing these fields, the only row at the same words will do, unless it was *decided* by itself, or the
    decision is to reject it.
    """
    kind, values = decision.kind, decision.correction.values
    words = whole(kind, decision.parts)
    rows: Sequence[Found] = getattr(reading, ROWS[kind])
    there = [
        (index, parts[MAIN[kind]] == decision.parts[MAIN[kind]])
        for index, row in enumerate(rows)
        for parts in (parts_of(kind, row),)
        if MAIN[kind] in parts and whole(kind, parts).overlaps(words)
    ]
    if decision.correction.action == "add":  # next to another that was added, it is one more
        there = [(index, exact) for index, exact in there if exact or index not in decided]
    of_row = {index: values_of(kind, rows[index], cast_.actors) for index, _ in there}
    key = {name: values.get(f"was {name}", values.get(name, "")) for name in KEYS[kind]}
    same = [
        (exact, sum(of_row[index][name] == values.get(name) for name in of_row[index]), -index)
        for index, exact in there
        if all(of_row[index][name] == value for name, value in key.items())
    ]
    if same:
        return -max(same)[2]
    at_words = [index for index, exact in there if exact]
    if decision.correction.action != "reject" and len(at_words) == 1 and at_words[0] not in decided:
        return at_words[0]
    return None


def _without_rejected(reading: Reading) -> Reading:
    """The reading in which no row points at one that is rejected, and no figure that is at an event."""
    said, told = reading.rejected("attribution"), reading.rejected("event-mention")
    counted = reading.rejected("figure")
    if not said and not told and not counted:
        return reading

    def kept(index: int | None, gone: frozenset[int]) -> int | None:
        return None if index in gone else index

    return replace(
        reading,
        attributions=tuple(
            replace(a, parent=kept(a.parent, said), continues=kept(a.continues, said))
            for a in reading.attributions
        ),
        event_mentions=tuple(
            replace(m, attribution=kept(m.attribution, said), result_of=kept(m.result_of, told))
            for m in reading.event_mentions
        ),
        figures=tuple(
            replace(
                f,
                attribution=kept(f.attribution, said),
                event=None if index in counted else kept(f.event, told),
            )
            for index, f in enumerate(reading.figures)
        ),
        positions=tuple(replace(p, attribution=kept(p.attribution, said)) for p in reading.positions),
        main_event=kept(reading.main_event, told),
    )
