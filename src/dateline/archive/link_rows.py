"""From what spans reports to the rows of the record: actors, events, stories, places, tags, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from dateline.archive.rows import Row, event_mention_id, pair, pairs, position_id, when_row

if TYPE_CHECKING:
    from dateline.model import Correction, CorrectionState, Duplicate, Links, Place


def link_rows(links: Links) -> Iterator[tuple[str, Row]]:
    """The rows that belong to no single report: actors, events, stories, duplicates, versions, changes."""
    for key, actor in sorted(links.actors.items()):
        yield (
            "actors",
            {
                "id": key,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "sector": actor.sector,
                "code": actor.code,
                "roles": [{"title": r.title, "from": r.start, "to": r.end} for r in actor.roles],
                "aliases": list(actor.aliases),
            },
        )
    for tie in links.identities:
        yield (
            "identities",
            {"actor": tie.actor, "basis": tie.basis, "why": tie.why, "report": tie.report},
        )
    for role in links.roles:
        yield (
            "roles",
            {
                "actor": role.actor,
                "title": role.title,
                "basis": role.basis,
                "from": role.start,
                "to": role.end,
                "day": role.day,
                "report": role.report,
                "start": role.span.start if role.span else None,
                "end": role.span.end if role.span else None,
            },
        )
    for event in links.events:
        yield (
            "events",
            {
                "id": event.id,
                "type": event.type,
                "title": event.title,
                "date": event.date,
                **when_row(event.when),
                "place": event.place,
                "place_id": event.place_id,
                "actors": list(event.actors),
                "reports": list(event.reports),
                "mentions": [event_mention_id(report, index) for report, index in event.mentions],
                "best": event_mention_id(*event.best) if event.best else None,
                "why": list(event.why),
                "retracted": event.retracted,
                "state": event.state,
                "decision": event.decision,
            },
        )
    for key, event_id in sorted(links.redirects.items()):
        yield "redirects", {"id": key, "event": event_id}
    for story in links.stories:
        yield (
            "stories",
            {
                "id": story.id,
                "title": story.title,
                "reports": list(story.reports),
                "events": list(story.events),
            },
        )
    for question in links.questions:
        yield (
            "questions",
            {
                "id": question.id,
                "label": question.label,
                "parties": list(question.parties),
                "reports": list(question.reports),
                "positions": [position_id(report, index) for report, index in question.positions],
            },
        )
    for duplicate in links.duplicates:
        yield "duplicates", _duplicate(duplicate)
    for version in links.versions:
        yield "versions", asdict(version)
    for change in links.changes:
        yield (
            "changes",
            {
                "report": change.report,
                "earlier": change.earlier,
                "kind": change.kind,
                "span": pair(change.span),
                "before": pair(change.before),
                "words": [pairs(stretch) for stretch in change.words],
            },
        )


def tag_rows(links: Links) -> Iterator[tuple[str, Row]]:
    """The rows of the codes and tags that users put on rows of the record."""
    for tag in links.tags:
        yield "tags", asdict(tag)


def correction_rows(
    corrections: Iterable[tuple[Correction, CorrectionState]],
) -> Iterator[tuple[str, Row]]:
    """The rows of what users decided, and whether it is in force."""
    for correction, state in corrections:
        row = asdict(correction)
        yield "corrections", {**row, "parties": [list(p) for p in row["parties"]], "state": state}


def place_rows(places: Iterable[Place]) -> Iterator[tuple[str, Row]]:
    """A row for each of the places that reports name, whatever they call it."""
    found = {place.id: place for place in places if place.id is not None}
    for key, place in sorted(found.items()):
        yield (
            "places",
            {
                "id": key,
                "name": place.canonical,
                "kind": place.kind,
                "country": place.country,
                "admin": place.admin,
                "lat": place.lat,
                "lon": place.lon,
                "precision": place.precision,
                "within": [list(pair) for pair in place.within],
            },
        )


def _duplicate(found: Duplicate) -> Row:
    return {
        "report": found.report,
        "other": found.other,
        "kind": found.kind,
        "share": found.share,
        "report_share": found.report_share,
        "other_share": found.other_share,
        "source": found.source,
        "why": found.why or None,
        "agency": found.agency,
        "sentences": [
            {
                "start": shared.span.start,
                "end": shared.span.end,
                "other_start": shared.other.start,
                "other_end": shared.other.end,
                "likeness": shared.likeness,
                "quoted": shared.quoted,
            }
            for shared in found.sentences
        ],
    }
