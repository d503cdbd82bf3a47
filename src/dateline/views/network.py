"""Who met, accused and quoted whom: the ties between actors, each with a sentence that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dateline.archive import Archive, Row
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_names

TieKind = Literal["met", "accused", "quoted"]
OUTLET = "outlet:"
"""Before the name of an outlet that quotes, in the place of an actor's id."""
_KINDS: dict[str, TieKind] = {"CONSULT": "met", "ACCUSE": "accused"}
_MENTIONS = "type IN ('CONSULT', 'ACCUSE') AND status IN ('occurred', 'reported') AND event IS NOT NULL"


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """What ties two actors, by id (`OUTLET` and the name for an outlet), and how often.

    ``met`` holds both ways, and its ends are in order of id. ``times`` counts events, or quotations;
    ``first`` and ``last`` are the dates of the first and last with one. ``passage`` is the first sentence.
    """

    kind: TieKind
    source: str
    source_name: str
    target: str
    target_name: str
    times: int
    first: str | None
    last: str | None
    report: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Found:
    """One event or quotation that ties two actors: its key, its date, and the words that tell of it."""

    key: str
    date: str | None
    report: str
    start: int
    end: int


def network(archive: Archive) -> list[NetworkTie]:
    """The ties told as done, by kind, those told most often first."""
    found: dict[tuple[TieKind, str, str], list[_Found]] = {}
    for kind, source, target, place in [*_of_events(archive), *_of_quotes(archive)]:
        found.setdefault((kind, source, target), []).append(place)
    names, citations = actor_names(archive), Citations(archive)
    ties = []
    for (kind, source, target), places in found.items():
        best = min(places, key=lambda p: (p.date is None, p.date or "", p.report, p.start))
        days = sorted(place.date for place in places if place.date and not place.date.startswith("X"))
        ties.append(
            NetworkTie(
                kind=kind,
                source=source,
                source_name=names.get(source, source.removeprefix(OUTLET)),
                target=target,
                target_name=names.get(target, target),
                times=len({place.key for place in places}),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                report=best.report,
                label=citations.report(best.report).label_at(best.start),
                passage=citations.sentence(best.report, best.start, best.end),
            )
        )
    return sorted(ties, key=lambda t: (t.kind, -t.times, t.source_name, t.target_name, t.source, t.target))


def _of_events(archive: Archive) -> Iterator[tuple[TieKind, str, str, _Found]]:
    events = archive.query("SELECT id, date FROM events WHERE NOT retracted")
    dates = {row["id"]: row["date"] for row in events}
    for row in archive.rows("event_mentions", _MENTIONS):
        kind, event = _KINDS[row["type"]], row["event"]
        if event not in dates:  # a user says that it is none
            continue
        place = _Found(event, dates[event], row["report"], row["start"], row["end"])
        for source, target in _pairs(kind, row):
            yield kind, source, target, place


def _pairs(kind: TieKind, row: Row) -> Iterator[tuple[str, str]]:
    if kind == "met":  # "Lavrov and Kerry met" has two who do it and none to whom
        yield from combinations(sorted({*row["source"], *row["target"]}), 2)
        return
    for source in row["source"]:
        for target in row["target"]:
            if source != target:
                yield source, target


def _of_quotes(archive: Archive) -> Iterator[tuple[TieKind, str, str, _Found]]:
    rows = list(archive.rows("attributions", "bare = 0"))
    said = {row["id"]: row for row in rows}
    reports = {row["id"]: row for row in archive.query("SELECT id, outlet, agency, published FROM reports")}
    for row in rows:
        report, parent = reports[row["report"]], said.get(row["parent"])
        outlet = report["outlet"] or report["agency"]
        quoting = parent["speakers"] if parent else [OUTLET + outlet] if outlet else []
        (start, _), (_, end) = row["content"][0], row["content"][-1]
        place = _Found(row["id"], row["said"] or report["published"], row["report"], start, end)
        for source in quoting:
            for target in row["speakers"]:
                if source != target:
                    yield "quoted", source, target, place
