"""How much an event matters in a story: how many reports tell it, what they are about, who takes part.

The weights are plain sums of what a reader can check, and each part says itself in words. They were set on
three made-up stories and the samples by reading what came out, not fitted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.archive.lists import TIMELINE_STATUS
from dateline.views.events import EventRow

TOLD, MAIN, CENTRAL, FIRST, COUNTED, TYPED, DAY = 2.0, 2.0, 1.0, 0.5, 0.5, 0.5, 0.25
"""What counts, at most: the share of reports that tell it; that a report is about it; how central its actors
are; that it is the first of its type; that figures belong to it; that its type is one of PLOVER's; that its
day is known."""
NOT_YET, NOT_DONE = 0.75, 0.25
"""What an event keeps of its weight that is planned or reported, and one called for, denied or possible."""
AGAIN = 0.5
"""What an event keeps of its weight for each event of its day that was chosen before it."""


@dataclass(frozen=True, slots=True)
class Salience:
    """The weight of an event, and what speaks for it in words."""

    weight: float
    why: tuple[str, ...]


def salience(
    rows: Sequence[EventRow],
    reports: int,
    main: Mapping[str, int],
    counted: Collection[str],
    central: Mapping[str, float],
) -> dict[str, Salience]:
    """The salience of each of a story's events by id.

    *rows* are the story's events in order of time and *reports* how many reports it has; *main* says for each
    event how many reports are about it, *counted* are the events that figures belong to, *central* how
    central each actor is (`centrality`).
    """
    first: dict[str, str] = {}
    for row in rows:
        if row.date and row.type != "other" and row.status in TIMELINE_STATUS:
            first.setdefault(row.type, row.id)
    out = {}
    for row in rows:
        parts: list[tuple[float, str]] = [(TOLD * row.reports / max(1, reports), "")]
        if row.reports > 1:
            parts[0] = parts[0][0], f"told in {row.reports} reports"
        if about := main.get(row.id, 0):
            parts.append((MAIN * min(1.0, (1 + about / max(1, reports)) / 2), _about(about)))
        parts.append((CENTRAL * max((central.get(actor, 0.0) for actor in row.actors), default=0.0), ""))
        if row.type != "other":
            parts.append((TYPED, ""))
        if first.get(row.type) == row.id:
            parts.append((FIRST, f"the first {row.type}"))
        if row.id in counted:
            parts.append((COUNTED, "gives figures"))
        if row.when.precision == "day":
            parts.append((DAY, ""))
        weight = sum(part for part, _ in parts) * _sureness(row)
        out[row.id] = Salience(round(weight, 4), tuple(words for _, words in parts if words))
    return out


def centrality(rows: Iterable[EventRow], unnamed: Collection[str] = ()) -> dict[str, float]:
    """Actor → in how much of what is told it takes part, 1 for the one that takes part in most.

    The *unnamed* ("people", "police"), who are others in every event, do not count.
    """
    told: Counter[str] = Counter()
    for row in rows:
        for actor in row.actors:
            if actor not in unnamed:
                told[actor] += row.reports
    most = max(told.values(), default=1)
    return {
        actor: count / most for actor, count in sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))
    }


def chosen(
    rows: Sequence[EventRow], weighed: Mapping[str, Salience], days: int | None, most: int | None
) -> list[EventRow]:
    """The *most* events that matter, on *days* days at most, in order of time and, in a day, of weight.

    Each has a sentence of its own: of two that rest on one, the weightier is kept.
    """
    left = {row.id: row for row in rows if row.date and row.status in TIMELINE_STATUS}
    taken: list[EventRow] = []
    per_day: Counter[str] = Counter()
    sentences: set[str] = set()
    while left and (most is None or len(taken) < most):
        best = max(
            left.values(),
            key=lambda row: (weighed[row.id].weight * AGAIN ** per_day[row.date or ""], row.reports, row.id),
        )
        del left[best.id]
        day, sentence = best.date or "", best.best.passage.text.casefold()
        if sentence in sentences or (days is not None and day not in per_day and len(per_day) >= days):
            continue
        taken.append(best)
        per_day[day] += 1
        sentences.add(sentence)
    return sorted(taken, key=lambda row: (begins(row), -weighed[row.id].weight, row.id))


def begins(row: EventRow) -> str:
    """Where an event stands in time: the first day on which it may have happened."""
    return row.when.earliest or row.date or ""


def _about(reports: int) -> str:
    return "what a report is about" if reports == 1 else f"what {reports} reports are about"


def _sureness(row: EventRow) -> float:
    if row.status == "occurred":
        return 1.0
    return NOT_YET if row.status in TIMELINE_STATUS else NOT_DONE
