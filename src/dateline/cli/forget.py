"""`dateline forget`: reports erased from the archive for good."""

from __future__ import annotations

import click

from dateline.archive import whereabouts
from dateline.cli.common import archive_option, json_option, open_archive, print_json


@click.command("forget")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@archive_option
@json_option
def command(path: str, as_json: bool, reports: tuple[str, ...], yes: bool) -> None:
    """Erase reports: no byte of the archive holds their words afterwards.

    REPORT is an id, the beginning of one, or a part of a path. Everything that follows from the report goes
    with it, also the words by which corrections are held. The other reports are linked anew and the file is
    written anew, which takes a while for large archives and, for that while, as much room again. Close other
    programs that have the archive open first. What a server keeps beside its tables is beyond reach
    (docs/operations.md).

    \b
    Examples:
      dateline forget a824f32e
      dateline forget monday.txt --yes
    """
    from dateline.confidence import forget

    if not yes:
        click.confirm(
            f"erase {len(reports)} of the reports in {whereabouts(path)} for good?", abort=True, err=True
        )
    with open_archive(path) as archive:
        told = forget(archive, reports)
    if as_json:
        print_json(told)
        return
    for one in told:
        click.echo(f"{one.report[:8]}  erased")
        for source in one.sources:
            click.echo(f"    was read from {source}: reading that again brings it back", err=True)
        for copy in one.copies:
            click.echo(f"    the report {copy[:8]} carries words of the same copy, and was kept", err=True)
    click.echo("backups and exports that were made before still hold it", err=True)
