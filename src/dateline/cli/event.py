"""`dateline event`: one event, its accounts side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby

import click

from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    echo,
    json_option,
    open_archive,
    print_cited,
    print_json,
    print_wrapped,
)
from dateline.cli.completing import ids_of
from dateline.cli.event_lines import standing
from dateline.views import Telling, event
from dateline.views.accounts import AccountRow, By
from dateline.views.citation import Citations
from dateline.views.events import sides


@click.command("event")
@click.argument("name", metavar="ID", shell_complete=ids_of("events"))
@click.option(
    "--by",
    type=click.Choice(["party", "outlet"]),
    default="party",
    show_default=True,
    help="Whose accounts are set side by side.",
)
@click.option("--why", is_flag=True, help="Show for each place that tells of it what ties it to the others.")
@click.option(
    "--why-not",
    "other",
    metavar="ID",
    shell_complete=ids_of("events"),
    help="Show why another event, or a report, is not this one.",
)
@click.option("--csv", "sheet", flag_value="csv", help="Print the accounts as CSV, a line a sentence.")
@click.option(
    "--xlsx", "sheet", flag_value="xlsx", help="Print the accounts as a workbook: dateline[office]."
)
@click.option("--html", "sheet", flag_value="html", help="Print the accounts as a page to read or print.")
@click.option(
    "--with-label", "labels", multiple=True, metavar="LABEL", help="On a sheet, also reports with this label."
)
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    name: str,
    by: By,
    why: bool,
    other: str | None,
    sheet: str | None,
    labels: tuple[str, ...],
) -> None:
    """Show one event: where it is told, and the accounts side by side.

    An account is what one party says of the event (or, with --by outlet, what one outlet prints). What stands
    in several accounts comes first, then what differs, then what stands in one among those held.

    \b
    Examples:
      dateline event e3f2a1
      dateline event e3f2a1 --by outlet
      dateline event e3f2a1 --csv > accounts.csv
      dateline event e3f2a1 --xlsx > accounts.xlsx
      dateline event e3f2a1 --why
      dateline event e3f2a1 --why-not e90b44
    """
    if sheet:
        _print_sheet(path, name, by, sheet, labels)
        return
    if why or other:
        from dateline.cli.event_grounds import print_why, print_why_not

        with open_archive(path) as archive:
            if other:
                print_why_not(archive, name, other, as_json=as_json)
            else:
                print_why(archive, name, as_json=as_json)
        return
    with open_archive(path) as archive:
        view = event(archive, name)
        if style:
            print_citations(archive, style, [view])
            return
        if as_json:
            print_json([view])
            return
        row = view.row
        head = f"{row.date or 'undated'}  {row.type}{standing(row)}  {row.title}"
        print_wrapped(head, hanging=4, bold=True)
        for line in view.why:
            print_wrapped(f"tied by {line}", hanging=4)
        echo("\nTold in:")
        for telling in view.tellings:
            who = sides(telling.source, telling.target)
            says = f"{', '.join(telling.says)} says so" if telling.says else None
            facts = "; ".join(p for p in (who, telling.place, _days(telling), telling.status, says) if p)
            print_cited(f"{telling.words}: {facts}", telling.passage.text, telling.label)
        _print_accounts(view.accounts if by == "party" else view.by_outlet, Citations(archive))


def _print_sheet(path: str, name: str, by: By, sheet: str, labels: Sequence[str]) -> None:
    """Print the accounts of an event as bytes that are the same on every console."""
    from dateline.confidence import shareable
    from dateline.export.accounts import accounts_csv, accounts_html
    from dateline.export.workbook import accounts_workbook

    write = {"csv": accounts_csv, "html": accounts_html, "xlsx": accounts_workbook}[sheet]
    with open_archive(path) as held, shareable(held, with_labels=labels) as archive:
        for chunk in write(archive, name, by):
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def _days(telling: Telling) -> str | None:
    """When it was, for a reader: a stretch by its first and last day, anything else by its date."""
    when = telling.when
    if when.precision == "interval":
        return f"{when.earliest or '…'} to {when.latest or '…'}"
    return telling.date


def _print_accounts(rows: Sequence[AccountRow], citations: Citations) -> None:
    def heading(row: AccountRow) -> str:
        if row.standing == "in one":
            return f"{row.voices[0].name} ({row.words})"
        return row.words[0].upper() + row.words[1:]

    for head, group in groupby(rows, key=heading):
        echo("")
        print_wrapped(f"{head}:", hanging=4)
        for row in group:
            denied = " (denied)" if row.denied else ""
            if row.aspect != "statement":
                value = row.value
                if row.standing == "differing":
                    value = "; ".join(f"{voice.name}: {voice.value}" for voice in row.voices)
                print_wrapped(f"{row.aspect}: {value}{denied}", indent=2, hanging=2)
                continue
            for voice in row.voices:
                for statement in voice.statements:
                    label = citations.report(statement.report).label
                    teller = [f"{voice.name}{denied}"] if row.standing != "in one" or denied else []
                    if statement.carried_on:
                        teller.append(f"going on with what {voice.name} said")
                    print_cited("", statement.sentence, "; ".join((*teller, label)))
