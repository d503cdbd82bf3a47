"""`dateline positions`: where actors stand."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_cited, print_json
from dateline.views import positions


@click.command("positions")
@click.option("--actor", metavar="NAME", help="Only this actor.")
@click.option("--report", metavar="ID", help="Only this report.")
@archive_option
@json_option
def command(path: str, as_json: bool, actor: str | None, report: str | None) -> None:
    """List where each actor stands on a question, in order of time.

    \b
    Examples:
      dateline positions --actor Russia
    """
    with open_archive(path) as archive:
        rows = positions(archive, actor=actor, report=report)
        if as_json:
            print_json(rows)
            return
        for row in rows:
            when = f"  {row.date}" if row.date else ""
            print_cited(f"{row.actor}{when}  {row.stance}: {row.proposition}", row.passage.text, row.label)
