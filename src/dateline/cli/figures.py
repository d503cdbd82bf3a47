"""`dateline figures`: the numbers that matter."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_table
from dateline.views import figures


@click.command("figures")
@click.option("--what", metavar="WHAT", help="What is counted: killed, injured, refugees, …")
@click.option("--report", metavar="ID", help="Only this report.")
@archive_option
@json_option
def command(path: str, as_json: bool, what: str | None, report: str | None) -> None:
    """List the figures by what they count, with bound, day, source and sentence.

    \b
    Examples:
      dateline figures --what killed
      dateline figures --json
    """
    with open_archive(path) as archive:
        rows = figures(archive, what=what, report=report)
        if as_json:
            print_json(rows)
            return
        print_table(
            ("what", "figure", "as of", "who says so", "report", "sentence"),
            [
                (
                    r.what,
                    " ".join(p for p in (r.hedge, f"{r.value:,.10g}", r.unit) if p),
                    r.as_of,
                    ", ".join(r.says) or "(no source given)",
                    r.label,
                    r.passage.text,
                )
                for r in rows
            ],
        )
