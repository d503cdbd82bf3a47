"""What the decisions of users come to in the readings as they are now."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from dateline.archive import Archive, Kept
from dateline.intake.ruled import BlockRuling
from dateline.linking import Cast, Decision, Ruling, locate, reviewed, standing
from dateline.model import (
    STATES,
    Action,
    ByReport,
    Correction,
    CorrectionState,
    FoundKind,
    Published,
    Reading,
    RowState,
    Ruled,
    Selector,
    Span,
    undone_among,
)

EVENT_ACTIONS: frozenset[Action] = frozenset({"join-events", "split-event", "retract-event", "set-date"})
"""The actions whose selectors point at triggers of event mentions."""
FOUND: frozenset[str] = frozenset(get_args(FoundKind))
OF_REPORTS = frozenset({"date", "report"})
"""The kinds of rows that are held by a report alone, without words."""
At = tuple[str, int]
"""(report id, index among the actors, or the rows of a kind, of its reading; 0 for the report itself)"""


@dataclass(slots=True)
class Settled:
    """What corrections come to.

    ``rulings`` are those on what spans reports, ``rows`` those on the rows of each report (its id), ``days``
    the days of publication that were set, or said to be unknown; ``states`` the state of every correction.
    """

    rulings: list[Ruling] = field(default_factory=list)
    rows: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    days: dict[str, Published] = field(default_factory=dict)
    states: list[tuple[Correction, CorrectionState]] = field(default_factory=list)

    def dates_decided(self) -> ByReport[tuple[RowState, str]]:
        """(report id, 0) → the state of its day of publication, and the correction that decided it last."""
        return ByReport(
            ((report, 0), (STATES.get(ruling.correction.action, "edited"), ruling.correction.id))
            for ruling in self.rulings
            if _is_of_a_day(ruling.correction)
            for party in ruling.parties
            for report, _ in party
        )


def settled(archive: Archive, report: str | None = None) -> Settled:
    """What the corrections come to in the readings as they are now, and the state of each.

    With *report*, an id, only those on its rows and its day.
    """
    corrections = archive.corrections()
    undone = undone_among(corrections)
    if report is not None:
        corrections = [one for one in corrections if _is_within(one, report)]
    held = _Held(archive)
    rows: dict[str, list[Decision]] = defaultdict(list)
    of_rows: dict[str, bool] = {}
    for correction in corrections:
        if _is_of_a_row(correction):
            decision = held.decision(correction)
            of_rows[correction.id] = decision is not None
            if decision is not None and correction.id not in undone and correction.action != "tag":
                rows[correction.parties[0][0].report].append(decision)
    held.rows = rows
    out = Settled(rows=rows)
    for correction in corrections:
        if _is_of_a_row(correction) and correction.action != "tag":
            parties: tuple[tuple[At, ...], ...] = ()
            stands = of_rows[correction.id]
        elif correction.values.get("kind") == "block":
            parties, stands = (), held.block(correction) is not None
        else:
            parties = tuple(held.standing(correction, party) for party in correction.parties)
            if correction.values.get("kind") in FOUND:  # a tag: its row, and not each part of it
                parties = parties[:1]
            stands = all(parties) and (bool(parties) or correction.action == "undo")
        state: CorrectionState = (
            "undone" if correction.id in undone else "in force" if stands else "without a place"
        )
        out.states.append((correction, state))
        if state == "in force" and (parties or not correction.parties):
            out.rulings.append(Ruling(correction, parties))
            if _is_of_a_day(correction):
                out.days |= held.days(correction)
    return out


def blocks_ruled(archive: Archive) -> dict[str, list[BlockRuling]]:
    """Report id → what users said of blocks of its text, in the order in which they said it."""
    corrections = archive.corrections()
    undone = undone_among(corrections)
    held = _Held(archive)
    found: dict[str, list[BlockRuling]] = defaultdict(list)
    for correction in corrections:
        if correction.values.get("kind") == "block" and correction.id not in undone:
            ruling = held.block(correction)
            if ruling is not None:
                found[correction.parties[0][0].report].append(ruling)
    return found


def _is_of_a_row(correction: Correction) -> bool:
    return correction.values.get("kind") in FOUND


def _is_within(correction: Correction, report: str) -> bool:
    """Whether it decides rows of the report, or its day."""
    of_report = any(selector.report == report for party in correction.parties for selector in party)
    return of_report and (_is_of_a_row(correction) or _is_of_a_day(correction))


def _is_of_a_day(correction: Correction) -> bool:
    """Whether it decides a day of publication."""
    return correction.action == "set-published" or (
        correction.values.get("kind") == "date" and correction.action != "tag"
    )


class _Held:
    """The reports that corrections are held by, with decisions on rows in effect."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: dict[str, Kept | None] = {}
        self._readings: dict[str, Reading] = {}
        self.rows: Mapping[str, Sequence[Decision]] = {}

    def _of(self, report: str) -> Kept | None:
        if report not in self._kept:
            try:
                self._kept[report] = self._archive.kept(report)
            except KeyError:
                self._kept[report] = None
        return self._kept[report]

    def _reading(self, kept: Kept) -> Reading:
        key = kept.report.id
        if key not in self._readings:
            self._readings[key] = reviewed(kept.reading, self.rows.get(key, ()))
        return self._readings[key]

    def _span(self, selector: Selector) -> Span | None:
        kept = self._of(selector.report)
        return None if kept is None else locate(selector, kept.report.text)

    def decision(self, correction: Correction) -> Decision | None:
        """The decision on a row of a reading with its places; None where the words that hold it are gone."""
        named = zip(correction.values["parts"].split(), correction.parties, strict=False)
        parts = {name: tuple(self._span(one) for one in party) for name, party in named}
        found = {name: tuple(s for s in spans if s is not None) for name, spans in parts.items()}
        main = next(iter(parts), None)
        if main is None or None in parts[main]:
            return None
        return Decision(correction, {name: spans for name, spans in found.items() if spans})

    def block(self, correction: Correction) -> BlockRuling | None:
        """What a correction says of a block of the text; None where its words are gone."""
        span = self._span(correction.parties[0][0])
        if span is None:
            return None
        part, reason = correction.values["part"], correction.values.get("reason", "")
        return BlockRuling(Ruled(span, part == "body", STATES[correction.action], correction.id), reason)

    def days(self, correction: Correction) -> dict[str, Published]:
        """The days of publication that a correction sets; one that is accepted as it was found stays that."""
        day = correction.values.get("published") or correction.values.get("date", "")
        if correction.action == "reject":
            set_ = Published(reason=f"rejected by the correction {correction.id}")
        else:
            date = datetime.date.fromisoformat(day)
            set_ = Published(date, "stated", reason=f"set by the correction {correction.id}")
        reports = {selector.report: self._of(selector.report) for (selector,) in correction.parties}
        return {
            report: kept.reading.published
            if correction.action == "accept" and kept.reading.published.date == set_.date
            else set_
            for report, kept in reports.items()
            if kept is not None
        }

    def standing(self, correction: Correction, selectors: Iterable[Selector]) -> tuple[At, ...]:
        """The actors or rows of readings, or the reports, that stand where *selectors* point."""
        at: Callable[[Kept, Selector], int | None]
        kind = correction.values.get("kind")
        if correction.action == "set-published" or kind in OF_REPORTS:
            at = lambda kept, selector: 0  # noqa: E731
        elif kind in FOUND:
            at = lambda kept, selector: self._row(kept, correction)  # noqa: E731
        elif correction.action in EVENT_ACTIONS or kind == "event":
            at = self._mention
        else:
            at = self._actor
        found: dict[At, None] = {}
        for selector in selectors:
            kept = self._of(selector.report)
            index = None if kept is None else at(kept, selector)
            if index is not None:
                found[selector.report, index] = None
        return tuple(found)

    def _row(self, kept: Kept, correction: Correction) -> int | None:
        decision, reading = self.decision(correction), self._reading(kept)
        return None if decision is None else standing(reading, decision, Cast(list(reading.actors)), set())

    def _mention(self, kept: Kept, selector: Selector) -> int | None:
        reading = self._reading(kept)
        rejected = reading.rejected("event-mention")
        told = ((m.span, i) for i, m in enumerate(reading.event_mentions) if i not in rejected)
        return _at(told, locate(selector, kept.report.text))

    def _actor(self, kept: Kept, selector: Selector) -> int | None:
        named = ((mention.span, mention.actor) for mention in kept.reading.mentions)
        return _at(named, locate(selector, kept.report.text))


def _at(standing: Iterable[tuple[Span, int]], place: Span | None) -> int | None:
    """What stands at *place*; another version may draw its bounds otherwise."""
    if place is None:
        return None
    there = [(span, index) for span, index in standing if span.overlaps(place)]
    there = [(span, index) for span, index in there if span == place] or there
    return there[0][1] if there else None
