"""`dateline event`: one event, its accounts side by side."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, console, json_option, open_archive, print_cited, print_json
from dateline.views import event


@click.command("event")
@click.argument("name", metavar="ID")
@archive_option
@json_option
def command(path: str, as_json: bool, name: str) -> None:
    """Show one event: every place that tells of it, each with its sentence and who says so.

    \b
    Examples:
      dateline event e3f2a1
    """
    from rich.text import Text

    with open_archive(path) as archive:
        view = event(archive, name)
        if as_json:
            print_json([view])
            return
        row, out = view.row, console()
        out.print(Text(f"{row.date or 'undated'}  {row.type} ({row.status})  {row.title}", style="bold"))
        for line in view.why:
            out.print(Text(f"tied by: {line}", style="dim"))
        for telling in view.tellings:
            out.print()
            who = " → ".join(", ".join(side) for side in (telling.source, telling.target) if side)
            says = f"; {', '.join(telling.says)} says so" if telling.says else ""
            facts = "; ".join(p for p in (who, telling.place, telling.date, telling.status) if p)
            print_cited(f"{telling.words}: {facts}{says}", telling.passage.text, telling.label)
