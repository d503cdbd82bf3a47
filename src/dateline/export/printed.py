"""A printable report of a timeline or story: what happened, each statement with the sentences it rests on.

`draft` gathers the statements and numbers their notes; `report_html` and `report_markdown` set them. All that
comes from a report is set as text: no markup or script in it has any effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from dateline.archive import Archive
from dateline.export.days import in_words
from dateline.export.xml import writable
from dateline.views import EventRow, FigureRow, event, figures, stories, timeline
from dateline.views.accounts import AccountRow
from dateline.views.citation import Citations, Passage
from dateline.views.events import Filters
from dateline.views.names import find_story

NOTES_SHOWN = 8
"""Notes to one statement: what a reader looks up; the rest stay in the record."""
_FILTER_WORDS = {"actor": "with", "place": "in", "type": "of type", "start": "from", "end": "to"}
CAUTION = "Found by a program in saved reports. Read the sentence in the note before you rely on a statement."
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing but its own style."""
STYLE = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 12pt/1.5 Georgia, serif; color: #1f2328; }
h1 { line-height: 1.2; } .about, .notes { font-size: 10pt; color: #57606a; }
article { margin: 0 0 1.2em; break-inside: avoid; } article p, article ul { margin: 0.2em 0; }
.date { font-weight: bold; } sup a { text-decoration: none; padding: 0 0.1em; }
.notes li { margin-bottom: 0.5em; overflow-wrap: anywhere; break-inside: avoid; } q { color: #1f2328; }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; } a { color: inherit; } }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """The proof of a statement: the sentence, who says so, and where it stands."""

    sentence: str
    says: tuple[str, ...]
    outlet: str
    date: str
    file: str

    @property
    def where(self) -> str:
        """Who says so, the outlet, the date with its basis, and the file."""
        said = f"According to {', '.join(self.says)}. " if self.says else ""
        return f"{said}{self.outlet}, {self.date}. {self.file}"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something stated, and the numbers of its notes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the report: when, what, and what is told of it."""

    date: str
    head: Statement
    details: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is set."""

    title: str
    about: str
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Notes:
    """The notes so far, each sentence of each speaker once, numbered from 1."""

    citations: Citations
    held: dict[Note, int] = field(default_factory=dict)

    def number(self, report: str, passage: Passage, says: tuple[str, ...]) -> int:
        cited = self.citations.report(report)
        date = cited.published or "undated"
        if cited.published and cited.basis != "stated":
            date += f" ({cited.basis})"
        elif not cited.published and cited.earliest and cited.latest:
            date = f"between {cited.earliest} and {cited.latest} ({cited.basis})"
        page = cited.label_at(passage.span.start).removeprefix(cited.label)
        outlet = cited.outlet or cited.agency or "outlet not known"
        note = Note(passage.text, says, outlet, date, cited.source + page)
        return self.held.setdefault(note, len(self.held) + 1)


def draft(archive: Archive, filters: Filters) -> Draft:
    """The dated events of `views.timeline` that pass, with what is told of each.

    Raises NotFoundError for an actor or story the archive does not hold.
    """
    notes = _Notes(Citations(archive))
    rows = timeline(archive, **filters)
    counted: dict[str, list[FigureRow]] = {}
    for figure in figures(archive):
        if figure.event:
            counted.setdefault(figure.event, []).append(figure)
    entries = tuple(_entry(archive, notes, row, counted.get(row.id, ())) for row in rows)
    held = next(archive.query("SELECT count(*) AS n FROM reports"))["n"]
    about = f"{len(rows)} dated events in {held} reports, as Dateline {archive.note('version')} read them."
    return Draft(_title(archive, filters), about, entries, tuple(notes.held))


def _title(archive: Archive, filters: Filters) -> str:
    if key := filters.get("story"):
        row = find_story(archive, key)
        title = next(story.title for story in stories(archive) if story.id == row["id"])
    else:
        title = "Timeline of events"
    chosen = [f"{words} {value}" for name, words in _FILTER_WORDS.items() if (value := filters.get(name))]
    if state := filters.get("state"):
        chosen.append(f"that are {' or '.join(state)}")
    if tag := filters.get("tag"):
        chosen.append(f"tagged “{tag}”")
    return " ".join([title, *chosen])


def _entry(archive: Archive, notes: _Notes, row: EventRow, counted: Sequence[FigureRow]) -> Entry:
    view = event(archive, row.id)
    status = "" if row.status == "occurred" else f" ({row.status})"
    where = f", {row.place}" if row.place and row.place not in row.title else ""
    told = [notes.number(t.report, t.passage, t.says) for t in view.tellings[:NOTES_SHOWN]]
    details = [
        Statement(f"Accounts differ in {account.aspect}: {account.value}", _proofs(notes, account))
        for account in view.accounts
        if account.standing == "differing"
    ]
    details += [
        Statement(
            f"{figure.what}: {figure.words}", (notes.number(figure.report, figure.passage, figure.says),)
        )
        for figure in counted
    ]
    head = Statement(f"{row.title}{where}{status}", tuple(dict.fromkeys(told)))
    return Entry(in_words(row), head, tuple(details))


def _proofs(notes: _Notes, account: AccountRow) -> tuple[int, ...]:
    told = [statement for voice in account.voices for statement in voice.statements][:NOTES_SHOWN]
    numbers = [
        notes.number(s.report, Passage(s.span, s.sentence), (s.party,) if s.party else ()) for s in told
    ]
    return tuple(dict.fromkeys(numbers))


def report_html(archive: Archive, filters: Filters, heading: str = "") -> Iterator[bytes]:
    """The report as one HTML page that needs nothing else: no script, no font, no picture.

    *heading* stands at the head of each printed page.
    """
    page = draft(archive, filters)
    title = escape(page.title)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}{_page_style(heading)}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="about">{escape(page.about)} {escape(CAUTION)}</p>\n'
    ).encode()
    for entry in page.entries:
        details = "".join(f"<li>{_html(detail)}</li>" for detail in entry.details)
        listed = f"<ul>{details}</ul>" if details else ""
        head = f'<p><span class="date">{escape(entry.date)}</span> – {_html(entry.head)}</p>'
        yield f"<article>{head}{listed}</article>\n".encode()
    yield b'<h2>Notes</h2>\n<ol class="notes">\n'
    for number, note in enumerate(page.notes, start=1):
        yield f'<li id="n{number}"><q>{escape(note.sentence)}</q> {escape(note.where)}</li>\n'.encode()
    yield b"</ol>\n</body>\n</html>\n"


def _page_style(heading: str) -> str:
    """The style of printed pages; all of *heading* but plain letters is written as numbers."""
    words = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in writable(heading))
    return (
        f'@page {{ margin: 2cm; @top-center {{ content: "{words}"; font-size: 9pt; }}'
        ' @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }\n'
    )


def report_markdown(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """The report as Markdown with footnotes."""
    page = draft(archive, filters)
    yield f"# {_plain(page.title)}\n\n{_plain(page.about)} {CAUTION}\n\n".encode()
    for entry in page.entries:
        yield f"- **{_plain(entry.date)}** – {_markdown(entry.head)}\n".encode()
        for detail in entry.details:
            yield f"  - {_markdown(detail)}\n".encode()
    for number, note in enumerate(page.notes, start=1):
        yield f"\n[^{number}]: “{_plain(note.sentence)}” {_plain(note.where)}\n".encode()


def _html(statement: Statement) -> str:
    marks = "".join(f'<sup><a href="#n{number}">{number}</a></sup>' for number in statement.notes)
    return escape(statement.text) + marks


def _markdown(statement: Statement) -> str:
    return _plain(statement.text) + "".join(f"[^{number}]" for number in statement.notes)


_MARKS = re.compile(r"([\\`*_{}\[\]()#!|~$])")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    safe = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
