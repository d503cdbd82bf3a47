"""A row to decide as it is shown in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.archive import Archive
from dateline.cli.common import can_show, echo, print_wrapped
from dateline.model import MAIN, PART_OF, Span
from dateline.views import ReviewRow
from dateline.views.citation import on_one_line
from dateline.views.review import KINDS


def print_row(archive: Archive, row: ReviewRow, head: str = "") -> None:
    """Print a row in full: what it is, its sentence with its words marked, its fields and doubts."""
    title = f"{KINDS.get(row.kind, row.kind)}  {row.row}"
    print_wrapped("  ".join(filter(None, (head, title, _decided(row)))), hanging=4, bold=True)
    if row.passage is not None:
        spans = row.parts.get(MAIN[row.kind], ())
        print_wrapped(marked(archive, row.report, row.passage.span, spans), indent=4)
    if row.label:
        print_wrapped(row.label, indent=4, dim=True)
    for name, value in row.fields.items():
        told = value or _words(archive, row, name) or "(not known)"
        print_wrapped(f"{name:<12}{told}", indent=4, hanging=12)
    for reason in row.doubts:
        print_wrapped(f"? {reason}", indent=4, hanging=2)
    if row.tags:
        print_wrapped(f"tagged: {', '.join(row.tags)}", indent=4)


def _words(archive: Archive, row: ReviewRow, field: str) -> str:
    """The words of the report for a field that nothing known stands for."""
    spans = row.parts.get(PART_OF.get(field, field), ())
    if not spans:
        return ""
    [held] = archive.query("SELECT text FROM reports WHERE id = ?", (row.report,))
    return " … ".join(f"“{on_one_line(span.of(held['text']))}”" for span in spans)


def print_listed(row: ReviewRow) -> None:
    """Print a row in a few lines, as one of many."""
    told = ", ".join(f"{name} {value}" for name, value in row.fields.items() if value)
    tags = f"[{', '.join(row.tags)}]" if row.tags else ""
    mark = row.state if row.state == "machine" else f"{row.state} by {row.by}"
    print_wrapped(f"{row.row}  {mark}  {KINDS.get(row.kind, row.kind)}: {told} {tags}", hanging=4, bold=True)
    if row.passage is not None:
        print_wrapped(f"“{row.passage.text}”", indent=4)
    print_wrapped("; ".join(filter(None, (row.label, row.note))), indent=4, dim=True)


def print_more(archive: Archive, row: ReviewRow, sentences: int) -> None:
    """Print so many sentences of the report on either side of the row's own, which is marked."""
    if row.passage is None:
        echo("    no words of a report tell it")
        return
    around = [
        Span(found["start"], found["end"])
        for found in archive.query(
            'SELECT start, "end" FROM sentences WHERE report = ? ORDER BY start', (row.report,)
        )
    ]
    before = [span for span in around if span.end <= row.passage.span.start][-sentences:]
    after = [span for span in around if span.start >= row.passage.span.end][:sentences]
    whole = Span(
        min([row.passage.span.start, *(s.start for s in before)]),
        max([row.passage.span.end, *(s.end for s in after)]),
    )
    print_wrapped(marked(archive, row.report, whole, [row.passage.span]), indent=4)


def marked(archive: Archive, report: str, passage: Span, spans: Iterable[Span]) -> str:
    """The words of a passage on one line, with those at *spans* between marks."""
    [held] = archive.query("SELECT text FROM reports WHERE id = ?", (report,))
    left, right = ("»", "«") if can_show("»«") else (">", "<")
    out, at = "", passage.start
    for start, end in _joined(passage, spans):
        out += f"{held['text'][at:start]}{left}{held['text'][start:end]}{right}"
        at = end
    return on_one_line(out + held["text"][at : passage.end])


def _joined(passage: Span, spans: Iterable[Span]) -> Sequence[tuple[int, int]]:
    """The places within a passage, in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for span in sorted(span for span in spans if passage.overlaps(span)):
        start, end = max(span.start, passage.start), min(span.end, passage.end)
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _decided(row: ReviewRow) -> str:
    if row.state == "machine":
        return ""
    note = f": {row.note}" if row.note else ""
    return f"({row.state} by {row.by}, {row.made[:16]}{note})"
