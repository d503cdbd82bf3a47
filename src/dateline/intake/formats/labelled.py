"""Articles of news databases in which each line of header and footer has its label ("Publication date: …").

Such are the exports of ProQuest, NewsBank and their like. What their labels mean is in
`knowledge/data/export_labels.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.intake.blocks import split
from dateline.intake.boundaries import Bounds
from dateline.intake.cleaning import Cleaned
from dateline.intake.dates import find_dates
from dateline.intake.formats.export import FOOTER, HEADER, NUMBERED, reported
from dateline.intake.marks import mark_blocks
from dateline.knowledge.export_labels import all_export_labels, export_labels
from dateline.model import Leftover, Report, Span

FEWEST = 3
"""Labels that make a header, with those of the footer."""
SIGNS = 2
"""Labels that only databases write, which show an export; any text may have a title and a date labelled."""
_LABEL = re.compile(r"^[ \t]*([A-Za-z][A-Za-z /]{1,30}?)[ \t]?:(?=[ \t]|\r?$)[ \t]*", re.M)
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s_=*-]*")
_OUTLET_END = re.compile(r"\s*(?:[;(\[]|\.\s|\s{2,})")


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    start: int
    end: int


def _labels(text: str, start: int = 0, end: int | None = None) -> list[_Label]:
    """The known labels that lines of *text* begin with."""
    known = all_export_labels()
    found = _LABEL.finditer(text, start, len(text) if end is None else end)
    return [_Label(m[1].lower(), m.start(1), m.end()) for m in found if m[1].lower() in known]


def labelled_spans(text: str) -> list[Span]:
    """Where the articles of such an export stand; none where it is not one of several."""
    labels = _labels(text)
    titles = export_labels("title")
    starts = [match.start() for match in NUMBERED.finditer(text)]
    if len(starts) < 2:
        starts = [_run_start(text, labels, i) for i, label in enumerate(labels) if label.name in titles]
    edges = [*sorted({*starts}), len(text)]
    spans = [Span(start, end) for start, end in pairwise(edges)]
    if len(spans) < 2 or any(
        len({label.name for label in labels if span.start <= label.start < span.end}) < FEWEST
        for span in spans
    ):
        return []
    return [
        Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in ((span.start, span.of(text)) for span in spans)
    ]


def _run_start(text: str, labels: Sequence[_Label], i: int) -> int:
    """Where the row of labelled lines begins in which the label *i*, a title, stands."""
    foot = {*export_labels("sign"), *export_labels("other")}
    while i and labels[i - 1].name not in foot and text.count("\n", labels[i - 1].end, labels[i].start) <= 2:
        i -= 1
    return labels[i].start


def labelled_report(source: str, text: str, report_id: str, encoding: str | None) -> Report | None:
    """The report in one such article; None where *text* has not the form of one."""
    labels = _labels(text)
    if len({label.name for label in labels} & {*export_labels("sign")}) < SIGNS or len(labels) < FEWEST:
        return None
    begin, end = _body(text, labels)
    blocks = split(text)
    body = tuple(
        Span(max(block.span.start, begin), block.span.end)
        for block in blocks
        if block.span.end > begin and block.span.start < end
    )
    if not body:
        return None
    dropped = tuple(_left_over(text, [b.span for b in blocks], body))
    inside = [i for i, b in enumerate(blocks) if b.span.end > begin and b.span.start < end]
    page = Cleaned(body, dropped, mark_blocks(text, blocks), Bounds(inside[0], inside[-1] + 1), None)
    found = _header(text, labels, begin, end)
    return reported(Report(report_id, source, text, encoding=encoding), page, found)


def _left_over(text: str, blocks: Sequence[Span], body: Sequence[Span]) -> Iterator[Leftover]:
    for span in blocks:
        inside = next((kept for kept in body if kept.overlaps(span)), None)
        end = span.end if inside is None else inside.start
        shown = text[span.start : end].rstrip()
        if shown:
            where = HEADER if span.start < body[0].end else FOOTER
            yield Leftover(Span(span.start, span.start + len(shown)), where)


def _body(text: str, labels: Sequence[_Label]) -> tuple[int, int]:
    """Where the body begins and ends: behind its label, else behind the first row of labelled lines."""
    own = [i for i, label in enumerate(labels) if label.name in export_labels("body")]
    if own:
        begin, following = labels[own[0]].end, labels[own[0] + 1 :]
    else:
        gaps = [
            _prose(text, one, other) for one, other in pairwise([*labels, _Label("", len(text), len(text))])
        ]
        longest = max(range(len(gaps)), key=lambda i: len(gaps[i]))
        begin, following = gaps[longest].start, labels[longest + 1 :]
    return begin, following[0].start if following else len(text)


def _prose(text: str, label: _Label, following: _Label) -> Span:
    """What stands between two labels behind the line of the first."""
    end = text.find("\n", label.end, following.start)
    return Span(following.start if end < 0 else end + 1, following.start)


def _header(text: str, labels: Sequence[_Label], begin: int, end: int) -> Mapping[str, Span]:
    """Where header and footer name title, outlet, day and authors."""
    found: dict[str, Span] = {}
    outside = [label for label in labels if not begin <= label.start < end]
    for what in ("title", "authors", "outlet", "day"):
        for name in export_labels(what):
            label = next((label for label in outside if label.name == name), None)
            value = None if label is None else _value(text, label)
            if value is None or (what == "day" and not find_dates(text, value.start, value.end)):
                continue
            if what == "outlet" and (tail := _OUTLET_END.search(text, value.start, value.end)):
                value = replace(value, end=tail.start())
            if value.start < value.end:
                found[what] = value
                break
    if "title" not in found:
        for line in _LINE.finditer(text, 0, labels[0].start):
            if not _RULE.fullmatch(line[0]) and not NUMBERED.fullmatch(line[0]):
                found["title"] = Span(
                    line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip())
                )
                break
    return found


def _value(text: str, label: _Label) -> Span | None:
    """What stands on the line behind a label."""
    line = text[label.end :].split("\n", 1)[0].rstrip()
    return Span(label.end, label.end + len(line)) if line else None
