"""`dateline network`: who met, accused, quoted, aided and attacked whom."""

from __future__ import annotations

from typing import get_args

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    period_options,
    print_cited,
    print_count,
    print_json,
)
from dateline.cli.completing import ids_of
from dateline.views import NetworkTie, count, network
from dateline.views.network import TieKind, Ties


@click.command("network")
@click.option("--actor", metavar="NAME", shell_complete=ids_of("actors"), help="Only ties of this actor.")
@click.option("--kind", type=click.Choice(get_args(TieKind)), help="Only ties of this kind.")
@period_options
@click.option(
    "--outlets/--no-outlets", default=True, help="With the outlets, which quote too.  [default: with]"
)
@page_options()
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    actor: str | None,
    kind: TieKind | None,
    start: str | None,
    end: str | None,
    outlets: bool,
    limit: int | None,
    offset: int,
) -> None:
    """List who met, accused, quoted, aided and attacked whom, as far as it is told as done.

    Each tie comes with how often it is told, when, and the sentence that tells it first. In a format for
    programs that draw networks: dateline export --format graphml.

    \b
    Examples:
      dateline network --no-outlets
      dateline network --actor Lavrov --kind met
      dateline network --from 2013 --to 2014 --json
    """
    with open_archive(path) as archive:
        chosen = Ties(actor=actor, kind=kind, start=start, end=end, outlets=outlets)
        rows = network(archive, limit=limit, offset=offset, **chosen)
        total = count(archive, "network", **chosen)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_cited(_told(row), row.passage.text, row.label)
    print_count(len(rows), total, "ties", offset)


def _told(row: NetworkTie) -> str:
    often = "once" if row.times == 1 else f"{row.times:,} times"
    when = f", {row.first}" if row.first else ""
    if row.last != row.first:
        when += f" to {row.last}"
    return f"{row.source_name} {row.kind} {row.target_name}; {often}{when}"
