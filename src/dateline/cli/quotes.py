"""`dateline quotes`: who said what."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    period_options,
    print_cited,
    print_json,
)
from dateline.views import quotes


@click.command("quotes")
@click.option("--speaker", metavar="NAME", help="Only what this actor says.")
@click.option("--about", metavar="WORDS", help="Only contents that hold these words.")
@click.option("--manner", type=click.Choice(["direct", "indirect", "mixed"]), help="Only this manner.")
@period_options
@click.option("--report", metavar="ID", help="Only this report.")
@click.option("--all", "bare", is_flag=True, help="Bare attitudes too, such as 'opposes the bill'.")
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    speaker: str | None,
    about: str | None,
    manner: str | None,
    start: str | None,
    end: str | None,
    report: str | None,
    bare: bool,
) -> None:
    """List who is said to say, think or want what, in order of time.

    Where a report does not tell when something was said, its day of publication stands in.

    \b
    Examples:
      dateline quotes --speaker Kerry
      dateline quotes --speaker Lavrov --from 2013-01 --to 2013-06
      dateline quotes --about "political transition" --manner direct
    """
    with open_archive(path) as archive:
        rows = quotes(
            archive,
            speaker=speaker,
            about=about,
            manner=manner,
            start=start,
            end=end,
            report=report,
            bare=bare,
        )
        if as_json:
            print_json(rows)
            return
        for row in rows:
            who = ", ".join(row.speakers) or "(no source given)"
            when = f"said {row.said}" if row.said else ""
            head = "  ".join(part for part in (who, f"{row.attitude} ({row.manner})", when) if part)
            print_cited(f"{head}: {row.content}", row.passage.text, row.label)
