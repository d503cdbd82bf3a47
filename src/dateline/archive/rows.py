"""From a report, its reading and the links to the rows of the record, as JSON-ready values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dateline.model.review import row_id

if TYPE_CHECKING:
    from dateline.model import (
        Attribution,
        EventMention,
        EventTime,
        Figure,
        FoundKind,
        Leftover,
        Links,
        Place,
        Position,
        PositionAt,
        Reading,
        Report,
        RowState,
        Span,
        Stand,
    )

Row = dict[str, Any]


def pair(span: Span | None) -> list[int] | None:
    """A span as the export writes it: ``[start, end]``."""
    return [span.start, span.end] if span else None


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as the export writes them."""
    return [[s.start, s.end] for s in spans]


def attribution_id(report: str, index: int | None) -> str | None:
    """The id of a reading's attribution in the record."""
    return None if index is None else row_id("attribution", report, index)


def event_mention_id(report: str, index: int | None) -> str | None:
    """The id of a reading's event mention in the record."""
    return None if index is None else row_id("event-mention", report, index)


def position_id(report: str, index: int) -> str:
    """The id of a reading's position in the record."""
    return row_id("position", report, index)


def report_rows(
    report: Report, reading: Reading, sources: Sequence[str], links: Links
) -> Iterator[tuple[str, Row]]:
    """All rows that one report gives, as (table, row); *links* names its actors and events."""
    actor_of = {
        index: links.actor_of[(report.id, index)]
        for index in range(len(reading.actors))
        if (report.id, index) in links.actor_of
    }

    def event_of(index: int | None) -> str | None:
        return None if index is None else links.event_of.get((report.id, index))

    decided = {(one.kind, one.index): one for one in reading.reviewed}

    def state(kind: FoundKind, index: int) -> Row:
        one = decided.get((kind, index))
        return {"state": one.state if one else "machine", "decision": one.decision if one else None}

    dated: tuple[RowState, str | None] = links.date_decided_of.get((report.id, 0), ("machine", None))
    yield "reports", _report(report, reading, sources, event_of(reading.main_event), dated)
    title = report.masthead.title_span
    for number, span in enumerate([*([title] if title else []), *reading.sentences], start=0 if title else 1):
        yield "sentences", {"report": report.id, "number": number, "start": span.start, "end": span.end}
    for mention in reading.mentions:
        if mention.actor in actor_of:
            yield (
                "mentions",
                {
                    "report": report.id,
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "actor": actor_of[mention.actor],
                    "form": mention.form,
                },
            )
    for time in reading.times:
        at = time.anchor_time
        yield (
            "times",
            {
                "report": report.id,
                "start": time.span.start,
                "end": time.span.end,
                "type": time.type,
                "value": time.value,
                "first_day": time.begin,
                "last_day": time.end,
                "granularity": time.grain or None,
                "modifier": time.mod,
                "pattern": time.pattern or None,
                "rule": time.rule or None,
                "anchor": time.anchor,
                "anchor_span": pair(None if at is None else reading.times[at].span),
            },
        )
    for place in reading.places:
        yield "place_mentions", _place_mention(report.id, place)
    for index, attribution in enumerate(reading.attributions):
        located = None if attribution.located is None else reading.places[attribution.located].id
        row = _attribution(report.id, index, attribution, actor_of, located)
        yield "attributions", row | state("attribution", index)
    for index, event in enumerate(reading.event_mentions):
        located = None if event.located is None else reading.places[event.located].id
        row = _event_mention(report.id, index, event, actor_of, event_of(index), located)
        yield "event_mentions", row | state("event-mention", index)
    for index, figure in enumerate(reading.figures):
        located = None if figure.located is None else reading.places[figure.located].id
        row = _figure(report.id, index, figure, actor_of, event_of(figure.event), located)
        yield "figures", row | state("figure", index)
    for index, position in enumerate(reading.positions):
        if position.actor in actor_of:
            row = _position(report.id, index, position, actor_of, links.stand_of)
            yield "positions", row | state("position", index)


def stored(row: Row) -> list[Any]:
    """A row's values as SQLite takes them: lists and mappings as JSON text, truth as 0 or 1."""
    return [
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, list | dict)
        else int(value)
        if isinstance(value, bool)
        else value
        for value in row.values()
    ]


def _report(
    report: Report,
    reading: Reading,
    sources: Sequence[str],
    main_event: str | None,
    dated: tuple[RowState, str | None],
) -> Row:
    head, published = report.masthead, reading.published
    return {
        "id": report.id,
        "source": sources[0],
        "sources": list(sources),
        "address": report.address,
        "sha256": report.sha256,
        "title": head.title,
        "title_span": pair(head.title_span),
        "outlet": head.outlet,
        "outlet_span": pair(head.outlet_span),
        "agency": head.agency,
        "agency_span": pair(head.agency_span),
        "authors": list(head.authors),
        "author_spans": pairs(head.author_spans),
        "language": report.language,
        "published": _day(published.date),
        "published_basis": published.basis,
        "published_earliest": _day(published.earliest),
        "published_latest": _day(published.latest),
        "published_evidence": pairs(published.evidence),
        "published_reason": published.reason or None,
        "published_via": published.via,
        "published_state": dated[0],
        "published_decision": dated[1],
        "modified": _day(head.modified),
        "captured": _day(report.captured),
        "dateline": head.dateline,
        "dateline_span": pair(head.dateline_span),
        "format": report.format,
        "encoding": report.encoding,
        "rendering": report.rendering,
        "page_facts": [asdict(fact) for fact in report.page_facts],
        "pages": list(report.pages),
        "text": report.text,
        "body": pairs(report.body),
        "dropped": [_leftover(d) for d in report.dropped],
        "ruled": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "part": "body" if one.body else "leftover",
                "state": one.state,
                "decision": one.decision,
            }
            for one in report.ruled
        ],
        "status": report.status,
        "reason": report.reason,
        "main_event": main_event,
    }


def _leftover(found: Leftover) -> Row:
    row: Row = {"start": found.span.start, "end": found.span.end, "reason": found.reason}
    return row if found.articles is None else row | {"articles": found.articles}


def when_row(when: EventTime) -> Row:
    """The columns that say when something was."""
    return {
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision,
        "date_basis": when.basis,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _named(indices: Iterable[int], actor_of: dict[int, str]) -> list[str]:
    return list(dict.fromkeys(actor_of[i] for i in indices if i in actor_of))


def _attribution(
    report: str, index: int, found: Attribution, actor_of: dict[int, str], located: str | None
) -> Row:
    speakers = _named(found.speakers, actor_of)
    return {
        "id": attribution_id(report, index),
        "report": report,
        "source": pairs(found.source),
        "speaker": speakers[0] if speakers else None,
        "speakers": speakers,
        "said": found.said,
        "said_earliest": found.when.earliest,
        "said_latest": found.when.latest,
        "said_basis": found.when.basis,
        "place": found.place,
        "place_span": pair(found.place_span),
        "place_id": located,
        "addressee": pairs(found.addressee),
        "addressees": _named(found.addressees, actor_of),
        "occasion": pairs(found.occasion),
        "attitude": found.attitude,
        "parent": attribution_id(report, found.parent),
        "continues": attribution_id(report, found.continues),
        "via": pairs(found.via),
        "via_actors": _named(found.via_actors, actor_of),
        "cue": pairs(found.cue),
        "content": pairs(found.content),
        "manner": found.manner,
        "bare": found.bare,
        "confidence": found.confidence,
    }


def _event_mention(
    report: str,
    index: int,
    found: EventMention,
    actor_of: dict[int, str],
    event: str | None,
    located: str | None,
) -> Row:
    return {
        "id": event_mention_id(report, index),
        "report": report,
        "start": found.span.start,
        "end": found.span.end,
        "lemma": found.lemma,
        "type": found.type,
        "mode": found.mode,
        "cameo": found.cameo,
        "context": list(found.context),
        "source": _named(found.source, actor_of),
        "source_spans": pairs(found.source_spans),
        "target": _named(found.target, actor_of),
        "target_spans": pairs(found.target_spans),
        "place": found.place,
        "place_span": pair(found.place_span),
        "place_id": located,
        "date": found.date,
        **when_row(found.when),
        "status": found.status,
        "attribution": attribution_id(report, found.attribution),
        "event": event,
    }


def _place_mention(report: str, place: Place) -> Row:
    return {
        "report": report,
        "start": place.span.start,
        "end": place.span.end,
        "name": place.name,
        "place": place.id,
        "country": place.country,
        "container": place.container,
        "dateline": place.dateline,
        "reason": place.reason,
    }


def _figure(
    report: str,
    index: int,
    found: Figure,
    actor_of: dict[int, str],
    event: str | None,
    located: str | None,
) -> Row:
    return {
        "id": row_id("figure", report, index),
        "report": report,
        "start": found.span.start,
        "end": found.span.end,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "hedge": found.hedge,
        "unit": found.unit,
        "what": found.what,
        "of": found.of,
        "as_of": found.as_of,
        "cumulative": found.cumulative,
        "forecast": found.forecast,
        "rate": found.rate,
        "previous": found.previous,
        "since": found.since,
        "place": found.place,
        "place_span": pair(found.place_span),
        "place_id": located,
        "source": pairs(found.source),
        "speakers": _named(found.speakers, actor_of),
        "attribution": attribution_id(report, found.attribution),
        "event": event,
    }


def _position(
    report: str,
    index: int,
    found: Position,
    actor_of: dict[int, str],
    stand_of: Mapping[PositionAt, Stand],
) -> Row:
    stand = stand_of.get((report, index))
    return {
        "id": position_id(report, index),
        "report": report,
        "start": found.span.start,
        "end": found.span.end,
        "actor": actor_of[found.actor],
        "stance": found.stance,
        "proposition": found.proposition,
        "date": found.date,
        "attribution": attribution_id(report, found.attribution),
        "question": stand.question if stand else None,
        "leaning": stand.leaning if stand else None,
        "party": stand.party if stand else None,
    }
