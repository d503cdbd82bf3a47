"""`dateline report`: one report, its text with what was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from dateline.archive import Row
from dateline.cli.citing import cite_option, print_references
from dateline.cli.common import archive_option, echo, json_option, open_archive, print_json, print_wrapped
from dateline.cli.completing import ids_of
from dateline.model import Span
from dateline.views import ReportView, report
from dateline.views.citation import on_one_line
from dateline.views.events import sides
from dateline.views.reference import cite
from dateline.views.reports import page_facts


@dataclass(frozen=True, slots=True)
class _Note:
    """One thing found: where it stands, and the line that tells of it."""

    start: int
    line: str


@click.command("report")
@click.argument("name", metavar="ID", shell_complete=ids_of("reports"))
@cite_option
@archive_option
@json_option
def command(path: str, as_json: bool, style: str | None, name: str) -> None:
    """Show one report: its text sentence by sentence, and under each what was found in it.

    ID is a report's id, the beginning of it, or a part of its path. Leftovers stand in grey with the reason.

    \b
    Examples:
      dateline report a824f32e
      dateline report monday.txt
    """
    with open_archive(path) as archive:
        if style:
            print_references(style, [cite(archive, name)])
            return
        view = report(archive, name)
        rows = list(archive.rows("sentences", "report = ?", (view.report["id"],), order="start"))
        sentences = [Span(row["start"], row["end"]) for row in rows if row["number"] > 0]
    if as_json:
        print_json([{"report": view.report, **view.tables}])
        return
    _print(view, sentences)


def _print(view: ReportView, sentences: list[Span]) -> None:
    row = view.report
    print_wrapped(row["title"] or "(no title)", bold=True)
    for name, value in _masthead(row):
        print_wrapped(f"{name:<10} {value}", hanging=11)
    echo("")
    notes = sorted(_notes(view), key=lambda note: note.start)
    pieces = [(s, "") for s in sentences]
    pieces += [(Span(d["start"], d["end"]), _reason(d)) for d in row["dropped"]]
    pages = list(enumerate(row["pages"], start=1))
    for span, reason in sorted(pieces):
        while pages and pages[0][1] <= span.start:
            echo(f"— page {pages.pop(0)[0]} —")
        words = on_one_line(span.of(row["text"]))
        if reason:
            print_wrapped(f"[{reason}] {words}", dim=True)
            continue
        print_wrapped(words)
        for note in notes:
            if span.start <= note.start < span.end:
                print_wrapped(note.line, indent=4, hanging=8, fg="cyan")


def _reason(dropped: Row) -> str:
    articles = dropped.get("articles")
    return f"{dropped['reason']}: {articles} articles" if articles else str(dropped["reason"])


def _masthead(row: Row) -> Iterator[tuple[str, str]]:
    yield "id", row["id"]
    yield "source", ", ".join(row["sources"])
    if row["address"] and row["address"] not in row["sources"]:
        yield "address", row["address"]
    if row["captured"]:
        yield "captured", row["captured"]
    if row["sha256"]:
        yield "sha256", row["sha256"]
    yield (
        "outlet",
        " / ".join(part for part in (row["outlet"], row["agency"], *row["authors"]) if part) or "unknown",
    )
    if row["published"]:
        published = row["published"]
    elif row["published_earliest"] or row["published_latest"]:
        published = f"{row['published_earliest'] or '…'} to {row['published_latest'] or '…'}"
    else:
        published = "unknown"
    why = "; ".join(part for part in (row["published_basis"], row["published_reason"]) if part)
    yield "published", f"{published} ({why})"
    if row["dateline"]:
        yield "dateline", row["dateline"]
    for about, value, places in page_facts(row):
        yield "page says", f"{about}: {value} ({places})"
    yield "status", row["status"] + (f": {row['reason']}" if row["reason"] else "")


def _notes(view: ReportView) -> Iterator[_Note]:
    text, tables = view.report["text"], view.tables

    def words(start: int, end: int) -> str:
        return on_one_line(text[start:end])

    def names(ids: list[str]) -> list[str]:
        return [view.actors.get(i, i) for i in ids]

    for row in tables["mentions"]:
        shown, name = words(row["start"], row["end"]), view.actors.get(row["actor"], row["actor"])
        if shown != name:
            yield _Note(row["start"], f"who     {shown} = {name}")
    for row in tables["times"]:
        yield _Note(row["start"], f"when    {words(row['start'], row['end'])} = {row['value']}")
    for row in tables["attributions"]:
        who = (
            ", ".join(names(row["speakers"]))
            or " ".join(words(*span) for span in row["source"])
            or "(no source)"
        )
        content = " … ".join(words(*span) for span in row["content"])
        yield _Note(row["content"][0][0], f"quote   {who} {row['attitude']} ({row['manner']}): {content}")
    for row in tables["event_mentions"]:
        who = sides(names(row["source"]), names(row["target"]))
        facts = [row["type"], who, row["place"], row["date"], row["status"]]
        line = f"event   {words(row['start'], row['end'])}: " + "; ".join(f for f in facts if f)
        yield _Note(row["start"], line)
    for row in tables["figures"]:
        number = " ".join(p for p in (row["hedge"], f"{row['value']:,.10g}", row["unit"], row["what"]) if p)
        yield _Note(row["start"], f"figure  {words(row['start'], row['end'])} = {number}")
    for row in tables["positions"]:
        yield _Note(
            row["start"], f"stands  {view.actors[row['actor']]} {row['stance']}: {row['proposition']}"
        )
