"""`dateline serve`: the archive in a browser."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, open_archive
from dateline.web.server import PORT, serve


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any free one."
)
@click.option(
    "--host",
    metavar="ADDRESS",
    help="Let other machines in by this address of yours; they need the token that is printed.",
)
@archive_option
def command(path: str, port: int, host: str | None) -> None:
    """Show the archive in a browser, until Ctrl+C.

    Open the address that is printed. Only this machine can, unless --host is given, and no request leaves it
    (docs/web.md).

    \b
    Examples:
      dateline serve
      dateline serve --archive talks.db --port 9000
      dateline serve --host 0.0.0.0
    """

    def ready(address: str) -> None:
        click.echo(address)
        click.echo("open this address in a browser; Ctrl+C ends it", err=True)

    open_archive(path).close()
    serve(path, port=port, host=host, ready=ready)
