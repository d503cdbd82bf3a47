"""`dateline corrections`: what users decided, taken back, carried away and brought in."""

from __future__ import annotations

from typing import TextIO, get_args

import click

from dateline.cli.common import (
    DefaultGroup,
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
    print_wrapped,
)
from dateline.cli.correcting import say_pending
from dateline.model import CorrectionState
from dateline.views import corrections, count


@click.group("corrections", cls=DefaultGroup, default="list")
def command() -> None:
    """List corrections, take one back, or carry them to another archive.

    \b
    Examples:
      dateline corrections
      dateline corrections --state "without a place"
      dateline corrections undo c-4f1d
      dateline corrections export > mine.jsonl
      dateline corrections import mine.jsonl --archive other.dateline
    """


@command.command("list")
@click.option(
    "--state",
    multiple=True,
    type=click.Choice(get_args(CorrectionState)),
    help="Only corrections in this state; may be given several times.",
)
@click.option("--by", metavar="WHO", help="Only what this person decided.")
@page_options()
@archive_option
@json_option
def list_(
    path: str, as_json: bool, state: tuple[str, ...], by: str | None, limit: int | None, offset: int
) -> None:
    """List what was decided, in order, and whether it is in force."""
    with open_archive(path) as archive:
        say_pending(archive)
        rows = corrections(archive, state=state, by=by, limit=limit, offset=offset)
        total = count(archive, "corrections", state=state, by=by)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            print_wrapped(f"{row.id}  {row.said}", hanging=4, bold=True)
            print_wrapped(
                "; ".join(filter(None, (row.state, row.by, row.made[:16], row.note))), indent=4, dim=True
            )
    print_count(len(rows), total, "corrections", offset)


@command.command("undo")
@click.argument("correction")
@click.option("--by", default="", metavar="WHO", help="Who says so.")
@click.option("--note", default="", help="Why, in a few words.")
@archive_option
def undo_(path: str, correction: str, by: str, note: str) -> None:
    """Take back the CORRECTION of this id; it stays listed as undone."""
    from dateline.corrections import undo

    with open_archive(path) as archive:
        click.echo(f"{undo(archive, correction, by=by, note=note).id}  kept")


@command.command("export")
@archive_option
def export(path: str) -> None:
    """Print every correction as a line of JSON."""
    from dateline.corrections import export_corrections

    with open_archive(path) as archive:
        for line in export_corrections(archive):
            click.echo(line)


@command.command("import")
@click.argument("lines", type=click.File("r", encoding="utf-8"), metavar="FILE")
@archive_option
def import_(path: str, lines: TextIO) -> None:
    """Add the corrections in FILE ("-": standard input); those known already are passed over."""
    from dateline.corrections import import_corrections

    with open_archive(path) as archive:
        new = import_corrections(archive, lines, name=lines.name)
        click.echo(f"{new} corrections added", err=True)
