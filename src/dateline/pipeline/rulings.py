"""What the corrections of users come to in the readings as they are now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from dateline.archive import Archive
from dateline.linking import Ruling, locate
from dateline.model import Action, Correction, CorrectionState, Published, Selector, Span

EVENT_ACTIONS: frozenset[Action] = frozenset({"join-events", "split-event", "retract-event", "set-date"})
"""The actions whose selectors point at triggers of event mentions."""
At = tuple[str, int]
"""(report id, index among the actors, or the event mentions, of its reading; 0 for the report itself)"""


def settled(archive: Archive) -> tuple[list[Ruling], list[tuple[Correction, CorrectionState]]]:
    """What the corrections come to in the readings as they are now, and the state of each."""
    corrections = archive.corrections()
    undone: set[str] = set()
    for correction in reversed(corrections):  # an undoing that is undone itself takes nothing back
        if correction.action == "undo" and correction.id not in undone:
            undone.add(correction.values["correction"])
    rulings: list[Ruling] = []
    states: list[tuple[Correction, CorrectionState]] = []
    for correction in corrections:
        parties = tuple(_standing(archive, correction.action, party) for party in correction.parties)
        state: CorrectionState = (
            "undone" if correction.id in undone else "in force" if all(parties) else "without a place"
        )
        states.append((correction, state))
        if state == "in force":
            rulings.append(Ruling(correction, parties))
    return rulings, states


def days_set(rulings: Iterable[Ruling]) -> dict[str, Published]:
    """Report id → the day of publication that a user set; of several, the last."""
    return {
        report: Published(
            datetime.date.fromisoformat(ruling.correction.values["date"]),
            "stated",
            reason=f"set by the correction {ruling.correction.id}",
        )
        for ruling in rulings
        if ruling.correction.action == "set-published"
        for party in ruling.parties
        for report, _ in party
    }


def _standing(archive: Archive, action: Action, selectors: Iterable[Selector]) -> tuple[At, ...]:
    """The actors or event mentions of readings, or the reports, that stand where *selectors* point."""
    found: dict[At, None] = {}
    for selector in selectors:
        try:
            kept = archive.kept(selector.report)
        except KeyError:
            continue
        if action == "set-published":
            found[selector.report, 0] = None
            continue
        place = locate(selector, kept.report.text)
        if place is None:
            continue
        reading = kept.reading
        if action in EVENT_ACTIONS:
            standing = [(mention.span, index) for index, mention in enumerate(reading.event_mentions)]
        else:
            standing = [(mention.span, mention.actor) for mention in reading.mentions]
        index = _at(standing, place)
        if index is not None:
            found[selector.report, index] = None
    return tuple(found)


def _at(standing: Iterable[tuple[Span, int]], place: Span) -> int | None:
    """What stands at *place*; another version may draw its bounds otherwise."""
    there = [(span, index) for span, index in standing if span.overlaps(place)]
    there = [(span, index) for span, index in there if span == place] or there
    return there[0][1] if there else None
