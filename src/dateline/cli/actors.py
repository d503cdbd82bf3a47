"""`dateline actors`: who is spoken of."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_table
from dateline.views import actors


@click.command("actors")
@click.argument("name", required=False)
@archive_option
@json_option
def command(path: str, as_json: bool, name: str | None) -> None:
    """List the actors, the most spoken of first; with NAME, those whose name or alias holds it.

    \b
    Examples:
      dateline actors
      dateline actors Lavrov
    """
    with open_archive(path) as archive:
        rows = actors(archive, name=name)
        if as_json:
            print_json(rows)
            return
        print_table(
            ("name", "kind", "country", "sector", "mentions", "reports", "roles"),
            [(r.name, r.kind, r.country, r.sector, r.mentions, r.reports, ", ".join(r.roles)) for r in rows],
        )
