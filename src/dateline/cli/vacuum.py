"""`dateline vacuum`: give back the room of what is no longer in the archive."""

from __future__ import annotations

import click

from dateline.archive import whereabouts
from dateline.cli.common import archive_option, json_option, open_archive, print_json


@click.command("vacuum")
@archive_option
@json_option
def command(path: str, as_json: bool) -> None:
    """Make the archive as small as what it holds.

    Room that deleted rows leave is otherwise used by what is read next. For a while this needs as much free
    room beside the archive as the archive takes; on a server, nobody can read a table while it is written.

    \b
    Examples:
      dateline vacuum --archive talks.db
    """
    with open_archive(path) as archive:
        before, after = archive.vacuum()
    if as_json:
        print_json([{"before": before, "after": after}])
    else:
        click.echo(f"{whereabouts(path)}: {before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now", err=True)
