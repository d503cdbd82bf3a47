"""bench/linking: which reports, and which mentions, are about the same event.

The benchmark marks every action, also those that PLOVER has no place for and that a reading therefore
does not keep ("said", "won"). So the verbs and the nouns of happening (`knowledge.happenings`) that the
reading left out are added as event mentions of type "other" before the sketches are made; the linking itself
is the project's, with nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.common import Record, report_of
from dateline.knowledge.happenings import happening_class
from dateline.linking import link, sketch
from dateline.model import OTHER, EventMention, Mention, Reading, Report
from dateline.reading import read_report
from dateline.reading.syntax import Sentence, parse, token_span

NO_ACTION = frozenset("be have do seem become appear let get need want go come make take".split())
"""Verbs too empty to name an action by themselves."""
NO_PREDICATE = frozenset({"aux", "auxpass", "prep", "amod"})
"""Where a verb form is an auxiliary, a preposition ("according to") or a quality."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative", "pobj"})


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, object]]:
    reports = [report_of(record) for record in records]
    readings = [with_all_actions(report, read_report(report)) for report in reports]
    links = link([sketch(report, reading) for report, reading in zip(reports, readings, strict=True)])
    happening = {report: f"h{number}" for number, group in enumerate(links.groups) for report in group}
    for report, reading in zip(reports, readings, strict=True):
        events = [
            {"start": event.span.start, "end": event.span.end, "happening": links.event_of[report.id, index]}
            for index, event in enumerate(reading.event_mentions)
        ]
        yield {"id": report.id, "happening": happening[report.id], "events": events}


def with_all_actions(report: Report, reading: Reading) -> Reading:
    """The reading with an event mention also for every other verb and noun of happening."""
    taken = [event.span for event in reading.event_mentions]
    added = [
        event
        for sentence in parse(report.text, report.body).sentences
        for event in _actions(sentence, reading.mentions)
        if not any(event.span.overlaps(span) for span in taken)
    ]
    return replace(reading, event_mentions=(*reading.event_mentions, *added))


def _actions(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[EventMention]:
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        verb = token.pos_ == "VERB" and token.dep_ not in NO_PREDICATE and lemma not in NO_ACTION
        noun = token.pos_ in {"NOUN", "ADJ"} and happening_class(lemma) is not None
        if verb or noun:
            yield EventMention(
                span=token_span(token),
                type=OTHER,
                lemma=lemma,
                source=_filled(token, SUBJECTS, mentions),
                target=_filled(token, OBJECTS, mentions),
            )


def _filled(token: object, roles: frozenset[str], mentions: Sequence[Mention]) -> tuple[int, ...]:
    spans = [token_span(child) for child in token.children if child.dep_ in roles]  # type: ignore[attr-defined]
    return tuple(sorted({m.actor for m in mentions for span in spans if m.span.covers(span)}))
