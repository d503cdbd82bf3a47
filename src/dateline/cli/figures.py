"""`dateline figures`: the numbers that matter."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_cited, print_json
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
        for row in rows:
            number = " ".join(part for part in (row.hedge, f"{row.value:,.10g}", row.unit) if part)
            facts = [
                row.of,
                "in all" if row.cumulative else None,
                "still to come" if row.forecast else None,
                f"as of {row.as_of}" if row.as_of else None,
                f"{', '.join(row.says)} says so" if row.says else "no source given",
            ]
            head = f"{row.what}  {number}; " + "; ".join(fact for fact in facts if fact)
            print_cited(head, row.passage.text, row.label)
