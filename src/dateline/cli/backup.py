"""`dateline backup`: copy the archive while it is in use."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json


@click.command("backup")
@click.argument("target", metavar="PATH")
@archive_option
@json_option
def command(target: str, path: str, as_json: bool) -> None:
    """Copy the archive to the new file PATH, whole, also while another process reads into it.

    The copy is an archive like any other: to put it back, copy it in place of the damaged one. Of an archive
    on a server it is a file, which is an archive by itself.

    \b
    Examples:
      dateline backup talks-2026-03-01.db --archive talks.db
    """
    with open_archive(path) as archive:
        size = archive.backup(target)
    if as_json:
        print_json([{"path": target, "bytes": size}])
    else:
        click.echo(f"{target}: {size / 1e6:,.1f} MB", err=True)
