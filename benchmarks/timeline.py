"""bench/timeline: the events that a target entity takes part in, dated and in order, across reports.

Track A: its events are the actions in which it fills a role; those that are denied or only possible are left
out, and so are verbs that say only how an action goes on or what someone has in mind. Track B: the events are
given; the entity's are those in the sentences that speak of it. What no words of its own date happened on the
day that the report's news is about.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import Record, report_of
from benchmarks.entities import Material, material, name_pattern, places, small_words
from dateline.linking import link, sketch
from dateline.model import EventMention, Links, Span

HAPPENED = frozenset({"occurred", "reported", "planned"})
ROLE_HEAD = 8
"""Characters before the entity in the phrase that fills a role: an article fits, another noun does not."""
ASPECT = frozenset(
    "agree aim attempt begin cease continue decide expect finish hope intend keep manage need plan remain "
    "seek set start stop try want".split()
)
"""Verbs that, before another one, say how it goes on or that it is meant: that one is the event."""
STATES = frozenset(
    "believe belong consist contain cost feel hope include know like love mean own think want weigh".split()
)
"""Verbs of what is so or thought, of which nothing happens."""
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Found:
    """An event of the entity: its report, its place, its date as far as known, and what it is one with."""

    report: str
    span: Span
    date: str | None
    event: str


Choose = Callable[[re.Pattern[str], Material], Iterable[Found]]


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, object]]:
    """Track A: one timeline for each entity of `entities.jsonl` beside the input, from its own corpus."""
    for corpus, read in _corpora(records):
        links = link([sketch(each.report, each.reading) for each in read])

        def choose(pattern: re.Pattern[str], each: Material, links: Links = links) -> Iterator[Found]:
            named = places(pattern, each)
            for index, event in enumerate(each.reading.event_mentions):
                if _is_told(event, each) and _takes_part(event, named):
                    key = links.event_of[each.report.id, index]
                    yield Found(each.report.id, event.span, _date(event, each), key)

        yield from _timelines(corpus, read, folder, choose)


def predict_given(records: Sequence[Record], folder: Path) -> Iterator[dict[str, object]]:
    """Track B: the same with the events of `events.jsonl` beside the input."""
    given = {line["id"]: [Span(*span) for span in line["events"]] for line in _lines(folder / "events.jsonl")}

    def choose(pattern: re.Pattern[str], each: Material) -> Iterator[Found]:
        named = places(pattern, each)
        spoken = [s for s in each.reading.sentences if any(s.covers(span) for span in named)]
        for span in given.get(each.report.id, ()):
            if any(sentence.overlaps(span) for sentence in spoken):
                event = next((e for e in each.reading.event_mentions if e.span.overlaps(span)), None)
                date = _date(event, each) if event else each.news_day
                yield Found(each.report.id, span, date, f"{each.report.id} {span.start}")

    for corpus, read in _corpora(records):
        yield from _timelines(corpus, read, folder, choose)


def _corpora(records: Sequence[Record]) -> Iterator[tuple[str, list[Material]]]:
    corpora: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        corpora[record["corpus"]].append(record)
    for corpus in sorted(corpora):
        yield corpus, [material(report_of(record)) for record in corpora[corpus]]


def _timelines(
    corpus: str, read: Sequence[Material], folder: Path, choose: Choose
) -> Iterator[dict[str, object]]:
    small = small_words([each.report for each in read])
    for entity in _lines(folder / "entities.jsonl"):
        if entity["corpus"] == corpus:
            pattern = name_pattern(entity["entity"], small)
            found = [event for each in read for event in choose(pattern, each)]
            yield {
                "id": entity["id"],
                "entity": entity["entity"],
                "corpus": corpus,
                "timeline": _in_order(found),
            }


def _in_order(found: Iterable[Found]) -> list[dict[str, object]]:
    rows: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for event in found:
        rows[event.date or "", event.event].append(event)
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


def _lines(file: Path) -> list[Record]:
    return [json.loads(line) for line in file.open(encoding="utf-8") if line.strip()]


def _is_told(event: EventMention, read: Material) -> bool:
    """Whether an action is told to happen, by the report, in words that name one."""
    if event.status not in HAPPENED or _is_quoted(event, read):
        return False
    token = read.tokens.get(event.span.start)
    if token is None:
        return True
    lemma = token.lemma_.lower()
    return lemma not in STATES and not (
        lemma in ASPECT and any(child.dep_ == "xcomp" for child in token.children)
    )


def _is_quoted(event: EventMention, read: Material) -> bool:
    """Whether the action stands in a quotation, whose speaker looks back or ahead."""
    quotations = (a for a in read.reading.attributions if a.manner == "direct")
    return any(span.covers(event.span) for quotation in quotations for span in quotation.content)


def _takes_part(event: EventMention, named: Sequence[Span]) -> bool:
    roles = (*event.source_spans, *event.target_spans)
    return any(role.covers(span) and span.start - role.start <= ROLE_HEAD for role in roles for span in named)


def _date(event: EventMention, read: Material) -> str | None:
    """The day, month or year the event is told with, else the day of the report's news."""
    told = _DAY.match(event.date) if event.date else None
    return told.group() if told else read.news_day
