"""The accounts of one event as a sheet: CSV for a table, HTML for reading and printing.

One row is one sentence (or, in HTML, one thing told): how it stands, what it is about, who tells it, and the
sentence with its report.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dateline.archive import Archive, Row
from dateline.export.csv import lines
from dateline.export.printed import CAUTION, POLICY, STYLE
from dateline.views import event
from dateline.views.accounts import AccountRow, By, Voice
from dateline.views.citation import Citations

COLUMNS = (
    "event", "standing", "about", "told", "account", "denied", "carried_on", "sentence", "outlet",
    "published", "report", "start", "end",
)  # fmt: skip
_TABLE = """
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top;
padding: 0.3em 0.6em; border-bottom: 1px solid #d0d7de; } td q { display: block; margin-bottom: 0.3em; }
body { max-width: 64em; }
"""


def accounts_csv(archive: Archive, name: str, by: By = "party") -> Iterator[bytes]:
    """The accounts of the event *name* as CSV, a line for each sentence of each voice.

    Raises NotFoundError when there is no such event.
    """
    yield from lines(COLUMNS, account_cells(archive, name, by))


def account_cells(archive: Archive, name: str, by: By = "party") -> Iterator[Row]:
    """The cells of `COLUMNS` for each sentence of each voice in the accounts of the event *name*.

    Raises NotFoundError when there is no such event.
    """
    view, citations = event(archive, name), Citations(archive)
    for row in view.accounts if by == "party" else view.by_outlet:
        for voice in row.voices:
            for statement in voice.statements:
                cited = citations.report(statement.report)
                yield {
                    "event": view.row.id,
                    "standing": row.words,
                    "about": row.aspect,
                    "told": voice.value,
                    "account": voice.name,
                    "denied": "yes" if row.denied else "",
                    "carried_on": "yes" if statement.carried_on else "",
                    "sentence": statement.sentence,
                    "outlet": cited.name,
                    "published": cited.published,
                    "report": statement.report,
                    "start": statement.span.start,
                    "end": statement.span.end,
                }


def accounts_html(archive: Archive, name: str, by: By = "party") -> Iterator[bytes]:
    """The accounts of the event *name* as one HTML page that needs nothing else.

    Raises NotFoundError when there is no such event.
    """
    view, citations = event(archive, name), Citations(archive)
    title = escape(f"{view.row.date or 'undated'}: {view.row.title}")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{title}</title>\n<style>{STYLE}{_TABLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="about">{len(view.tellings)} places tell of it. {escape(CAUTION)}</p>\n'
        "<table>\n<tr><th>standing</th><th>about</th><th>who tells it, in which words</th></tr>\n"
    ).encode()
    for row in view.accounts if by == "party" else view.by_outlet:
        told = "".join(_voice(citations, row, voice) for voice in row.voices)
        denied = " (denied)" if row.denied else ""
        standing, about = escape(row.words + denied), escape(row.aspect)
        yield f"<tr><td>{standing}</td><td>{about}</td><td>{told}</td></tr>\n".encode()
    yield b"</table>\n</body>\n</html>\n"


def _voice(citations: Citations, row: AccountRow, voice: Voice) -> str:
    value = f": {voice.value}" if row.aspect != "statement" else ""
    sentences = "".join(
        f"<q>{escape(s.sentence)}</q> <small>{escape(citations.report(s.report).label)}</small>"
        for s in voice.statements
    )
    return f"<p><b>{escape(voice.name)}</b>{escape(value)} {sentences}</p>"
