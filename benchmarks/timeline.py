"""bench/timeline, track A: the events that a target entity takes part in, dated and in order, across reports.

An entity need not be an actor (a telephone, an aircraft): its places in the text are its name, the parts of
the name that stand for it, and the mentions of an actor with that name. Its events are the actions
in which it fills a role; those that are denied or only possible are left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.actions import with_all_actions
from benchmarks.common import Record, report_of
from dateline.linking import link, sketch
from dateline.model import EventMention, Links, Reading, Report, Span
from dateline.reading import read_report

HAPPENED = frozenset({"occurred", "reported", "planned"})
ROLE_HEAD = 8
"""Characters before the entity in the phrase that fills a role: an article fits, another noun does not."""
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SMALL = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Found:
    """An event mention of the entity: its report, its index and its date as far as known."""

    report: str
    index: int
    span: Span
    date: str | None


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, object]]:
    """One timeline for each entity of `entities.jsonl` beside the input, from the reports of its corpus."""
    entities = [
        json.loads(line) for line in (folder / "entities.jsonl").open(encoding="utf-8") if line.strip()
    ]
    corpora: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        corpora[record["corpus"]].append(record)
    for corpus in sorted(corpora):
        reports = [report_of(record) for record in corpora[corpus]]
        read = [(report, with_all_actions(report, read_report(report))) for report in reports]
        links = link([sketch(report, reading) for report, reading in read])
        small = {word for report, _ in read for word in _SMALL.findall(report.text)}
        for entity in entities:
            if entity["corpus"] == corpus:
                timeline = _timeline(entity["entity"], read, links, small)
                yield {"id": entity["id"], "entity": entity["entity"], "corpus": corpus, "timeline": timeline}


def _timeline(
    entity: str, read: Sequence[tuple[Report, Reading]], links: Links, small: set[str]
) -> list[dict[str, object]]:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in _names(entity, small)))
    found = [event for report, reading in read for event in _events(pattern, report, reading)]
    rows: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for event in found:
        rows[event.date or "", links.event_of[event.report, event.index]].append(event)
    dates = sorted({date for date, _ in rows})
    return [
        {
            "order": dates.index(date) + 1,
            "date": date or None,
            "mentions": [
                {"id": e.report, "start": e.span.start, "end": e.span.end} for e in rows[date, event]
            ],
        }
        for date, event in sorted(rows)
    ]


def _names(entity: str, small: set[str]) -> list[str]:
    """The entity's name and the ends of it that no common noun makes up ("787 Dreamliner", "Gallois")."""
    words = entity.split()
    ends = [" ".join(words[n:]) for n in range(len(words))]
    names = [end for end in ends if len(end) > 2 and (end == entity or end.split()[-1].lower() not in small)]
    return sorted(names, key=lambda name: (-len(name), name))


def _events(pattern: re.Pattern[str], report: Report, reading: Reading) -> Iterator[Found]:
    named = [Span(*match.span()) for match in pattern.finditer(report.text)]
    actors = {
        i for i, a in enumerate(reading.actors) if any(pattern.fullmatch(n) for n in (a.name, *a.aliases))
    }
    named += [mention.span for mention in reading.mentions if mention.actor in actors]
    for index, event in enumerate(reading.event_mentions):
        if event.status in HAPPENED and _takes_part(event, named):
            yield Found(report.id, index, event.span, _date(event, reading))


def _takes_part(event: EventMention, named: Sequence[Span]) -> bool:
    roles = (*event.source_spans, *event.target_spans)
    return any(role.covers(span) and span.start - role.start <= ROLE_HEAD for role in roles for span in named)


def _date(event: EventMention, reading: Reading) -> str | None:
    """The day, month or year the event is told with, else the day of publication."""
    told = _DAY.match(event.date) if event.date else None
    if told:
        return told.group()
    published = reading.published.date
    return published.isoformat() if published else None
