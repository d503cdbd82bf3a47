"""What holds of whatever is read, however odd: asked by the tests and by the fuzzing of `fuzz`."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable

from dateline.intake import take
from dateline.intake.formats import Part, unpack
from dateline.model import Reading, Report, TimeExpression

_DEFECT = re.compile(
    r"damaged \((?:Assertion|Attribute|Index|Key|Lookup|Name|NotImplemented|Recursion|Type|UnboundLocal)Error"
)
"""Kinds of error by which a reason betrays that the program failed, and not the file."""


def check_report(report: Report) -> None:
    """Body and leftovers cover every non-blank character once, in order; what fails has a reason."""
    assert report.status in ("read", "partial", "failed")
    assert report.status == "read" or report.reason
    at = 0
    if report.body or report.dropped:
        for span in sorted([*report.body, *(left.span for left in report.dropped)]):
            assert at <= span.start < span.end
            assert not report.text[at : span.start].strip()
            at = span.end
        assert not report.text[at:].strip()
    assert list(report.body) == sorted(report.body)
    assert report.body or report.status != "read"
    report.text.encode("utf-8")
    head = report.masthead
    named = (head.title_span, head.outlet_span, head.agency_span, head.dateline_span)
    for place in (*named, *head.author_spans, *head.published.evidence):
        assert place is None or place.of(report.text).strip(), head
    assert all(0 <= page <= len(report.text) for page in report.pages)


def check_parts(name: str, data: bytes) -> list[Part]:
    """Every part of a file is read or has its reason, which is a fault of the file; returns those read."""
    found = []
    for part in unpack(name, io.BytesIO(data)):
        assert part.name.startswith(name)
        part.name.encode("utf-8")
        if part.trouble is None:
            check_report(take(part.name, part.data, part.given))
            found.append(part)
        else:
            assert not _DEFECT.search(part.trouble), part.trouble
    return found


def check_times(times: Iterable[TimeExpression], text: str) -> None:
    """Expressions stand in order where their words are; their values can be written and name real days."""
    end = 0
    for one in times:
        assert end <= one.span.start < one.span.end <= len(text), one
        assert one.span.of(text) == one.span.of(text).strip(), one
        end = one.span.end
        assert one.value and one.value.isascii() and not one.value.isspace(), one
        days = [datetime.date.fromisoformat(day) for day in (one.begin, one.end) if day is not None]
        assert days == sorted(days), one


def check_reading(reading: Reading, text: str) -> None:
    """Rows point into *text*, begin and end with a word, and refer to rows that there are."""
    rows = [
        *reading.sentences,
        *(t.span for t in reading.times),
        *(m.span for m in reading.mentions),
        *(s for a in reading.attributions for s in (*a.source, *a.cue, *a.content)),
        *(e.span for e in reading.event_mentions),
        *(s for e in reading.event_mentions for s in (*e.source_spans, *e.target_spans)),
        *(f.span for f in reading.figures),
        *(p.span for p in reading.positions),
    ]
    for span in rows:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    actors = range(len(reading.actors))
    assert all(m.actor in actors for m in reading.mentions)
    assert all(s in actors for a in reading.attributions for s in a.speakers)
    assert all(i in actors for e in reading.event_mentions for i in (*e.source, *e.target))
    assert all(p.actor in actors for p in reading.positions)
    said = (None, *range(len(reading.attributions)))
    assert all(a.parent in said for a in reading.attributions)
    assert all(e.attribution in said for e in reading.event_mentions)
    assert all(f.attribution in said for f in reading.figures)
    assert all(p.attribution in said for p in reading.positions)
    assert reading.main_event in (None, *range(len(reading.event_mentions)))
