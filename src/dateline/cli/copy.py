"""`dateline copy`: the archive from a file to a server, or back."""

from __future__ import annotations

import sys

import click

from dateline.archive import whereabouts
from dateline.cli.common import archive_option, json_option, open_archive, print_json


@click.command("copy")
@click.argument("target", metavar="PATH")
@archive_option
@json_option
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
def command(target: str, path: str, as_json: bool, quiet: bool) -> None:
    """Copy the archive to PATH, a new file or the address of a server, with all that it holds.

    Nothing is read or linked again: reports, dictionaries, corrections, labels and all that changed are the
    same there, and so is every export. Nothing may be at PATH yet; the archive itself stays.

    \b
    Examples:
      dateline copy postgresql://ann@db.example/talks --archive talks.db
      dateline copy talks.db --archive postgresql://ann@db.example/talks
      dateline copy 'postgresql://ann@db.example/talks?schema=march' --archive talks-2026-03-01.db
    """
    from dateline.cli.progress import progress_bar

    with open_archive(path) as archive, progress_bar(quiet or not sys.stderr.isatty()) as progress:
        reports = archive.copy(target, copied=lambda gone, whole: progress("copy", 100 * gone // whole))
    shown = str(whereabouts(target))
    if as_json:
        print_json([{"path": shown, "reports": reports}])
    else:
        click.echo(f"{shown}: {reports:,} reports", err=True)
