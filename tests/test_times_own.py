"""The time expressions and dated events of our own sentences: marks stand where the words are, floors hold.

`times.jsonl` and `event_times.jsonl` were written before the rules were run on them, and the rules were then
changed with them in sight; `times_2.jsonl` and `event_times_2.jsonl` were written after that, the same way.
"""

import datetime
import json
from pathlib import Path

import pytest

from dateline.model import UNDATED, Masthead, Published, Report, Span
from dateline.reading import read_report
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times, resolve_times

DATA = Path(__file__).parent / "data"
TIMES = {"times": 0.96, "times_2": 0.94}
"""Least value F1. First measured at 0.877 and 0.871, before any rule was changed for them."""
EVENTS = {"event_times": 0.84, "event_times_2": 0.84}
"""Least share of marked mentions with both days right; first measured at 0.732 and 0.850."""


def rows(name):
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def published(row):
    day = row["published"]
    return Published(datetime.date.fromisoformat(day), "stated") if day else UNDATED


@pytest.mark.parametrize("name", [*TIMES, *EVENTS])
def test_the_marks_are_where_the_words_are(name):
    for row in rows(name):
        for mark in row.get("times") or row["events"]:
            assert row["text"][mark["start"] : mark["end"]] == mark["text"]


@pytest.mark.parametrize(("name", "floor"), TIMES.items())
def test_value_f1_holds(name, floor):
    right = found = told = 0
    for row in rows(name):
        text = row["text"]
        times = find_times(text, split_sentences(text, Span(0, len(text))))
        times = resolve_times(text, times, published(row))
        found, told = found + len(times), told + len(row["times"])
        left = list(times)
        for mark in row["times"]:
            pair = next((t for t in left if t.span.overlaps(Span(mark["start"], mark["end"]))), None)
            if pair:
                left.remove(pair)
                right += pair.value == mark["value"]
    f1 = 2 * right / (found + told)
    print(f"{name}: value F1 {f1:.3f}")
    assert f1 >= floor


@pytest.mark.parametrize(("name", "floor"), EVENTS.items())
def test_the_days_of_events_hold(name, floor):
    right = told = 0
    for row in rows(name):
        text = row["text"]
        head = Masthead(published=published(row))
        report = Report(row["id"], row["id"], text, (Span(0, len(text)),), masthead=head, language="en")
        mentions = read_report(report).event_mentions
        for mark in row["events"]:
            span, told = Span(mark["start"], mark["end"]), told + 1
            when = next((m.when for m in mentions if m.span.overlaps(span)), None)
            right += when is not None and (when.earliest, when.latest) == (mark["earliest"], mark["latest"])
    print(f"{name}: {right} of {told}")
    assert right / told >= floor
