"""What the corrections of users come to in the readings as they are now."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.archive import Archive
from dateline.linking import Ruling, locate
from dateline.model import ActorAt, Correction, CorrectionState, Selector


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
        parties = tuple(_actors_at(archive, party) for party in correction.parties)
        state: CorrectionState = (
            "undone" if correction.id in undone else "in force" if all(parties) else "without a place"
        )
        states.append((correction, state))
        if state == "in force":
            rulings.append(Ruling(correction, parties))
    return rulings, states


def _actors_at(archive: Archive, selectors: Iterable[Selector]) -> tuple[ActorAt, ...]:
    """The actors that the readings have where *selectors* point."""
    found: dict[ActorAt, None] = {}
    for selector in selectors:
        try:
            kept = archive.kept(selector.report)
        except KeyError:
            continue
        place = locate(selector, kept.report.text)
        if place is None:
            continue
        # Another version may draw the bounds of a mention otherwise.
        there = [mention for mention in kept.reading.mentions if mention.span.overlaps(place)]
        there = [mention for mention in there if mention.span == place] or there
        if there:
            found[selector.report, there[0].actor] = None
    return tuple(found)
