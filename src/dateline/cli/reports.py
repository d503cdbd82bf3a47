"""`dateline reports`: what the archive holds."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_table
from dateline.views import reports


@click.command("reports")
@click.option("--status", type=click.Choice(["read", "partial", "failed"]), help="Only of this status.")
@click.option("--undated", is_flag=True, help="Only reports without a day of publication.")
@archive_option
@json_option
def command(path: str, as_json: bool, status: str | None, undated: bool) -> None:
    """List the reports with their dates and how each date is known.

    \b
    Examples:
      dateline reports --undated
      dateline reports --status failed
    """
    with open_archive(path) as archive:
        rows = reports(archive, status=status, undated=undated)
        if as_json:
            print_json(rows)
            return
        print_table(
            ("id", "published", "basis", "outlet or agency", "title, or what is wrong"),
            [
                (
                    r.id[:8],
                    r.published or " to ".join(d for d in (r.earliest, r.latest) if d),
                    r.basis,
                    r.outlet or r.agency,
                    r.title if r.status == "read" else f"{r.status}: {r.title or r.source}: {r.reason}",
                )
                for r in rows
            ],
        )
