"""`dateline mcp`: the archive for assistants, on stdin and stdout."""

from __future__ import annotations

import json

import click

from dateline.archive import Address, Whereabouts
from dateline.cli.common import archive_option, open_archive


@click.command("mcp")
@click.option("--enable", "switch", flag_value="enable", help="Let assistants be shown this archive.")
@click.option("--disable", "switch", flag_value="disable", help="Let them no more.")
@click.option(
    "--with-label",
    "labels",
    multiple=True,
    metavar="LABEL",
    help="Also reports with this label of confidence.",
)
@archive_option
def command(path: str, switch: str | None, labels: tuple[str, ...]) -> None:
    """Answer the questions of an assistant from the archive, by the Model Context Protocol.

    The assistant's program starts this command and speaks with it over stdin and stdout; --enable prints
    what to put into its configuration (docs/mcp.md). It can only read. It is off until it is enabled for the
    archive, because an assistant may pass on what it is shown. Reports that bear a label of confidence
    (dateline reports label) are kept from it unless --with-label names it. Needs: pip install "dateline[mcp]"

    \b
    Examples:
      dateline mcp --enable --archive talks.db
      dateline mcp --archive talks.db
      dateline mcp --disable --archive talks.db
    """
    from dateline.assistants import WARNING, allow, forbid, require

    with open_archive(path) as archive:
        if switch == "enable":
            allow(archive)
            click.echo(WARNING, err=True)
            click.echo(json.dumps(_configuration(archive.path), indent=2))
        elif switch == "disable":
            forbid(archive)
            click.echo(f"assistants are shown nothing of {archive.path} any more", err=True)
        else:
            require(archive)
    if switch is None:
        from dateline.assistants.server import serve

        serve(path, labels)


def _configuration(place: Whereabouts) -> dict[str, object]:
    """What the programs of assistants are commonly told to start this server."""
    arguments = ["mcp", "--archive", str(place if isinstance(place, Address) else place.resolve())]
    return {"mcpServers": {"dateline": {"command": "dateline", "args": arguments}}}
