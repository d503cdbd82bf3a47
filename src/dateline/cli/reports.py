"""`dateline reports`: what the archive holds; and days of publication that the user knows better."""

from __future__ import annotations

import click

from dateline.cli.common import (
    DefaultGroup,
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
    print_table,
)
from dateline.cli.completing import ids_of
from dateline.cli.correcting import correcting, make
from dateline.views import count, reports


@click.group("reports", cls=DefaultGroup, default="list")
def command() -> None:
    """List the reports, or say when one was published.

    \b
    Examples:
      dateline reports --undated
      dateline reports --status failed
      dateline reports set-date 0fd3 2013-03-01
    """


@command.command("list")
@click.option("--status", type=click.Choice(["read", "partial", "failed"]), help="Only of this status.")
@click.option("--undated", is_flag=True, help="Only reports without a day of publication.")
@page_options()
@archive_option
@json_option
def list_(
    path: str, as_json: bool, status: str | None, undated: bool, limit: int | None, offset: int
) -> None:
    """List the reports with their dates and how each date is known."""
    with open_archive(path) as archive:
        rows = reports(archive, status=status, undated=undated, limit=limit, offset=offset)
        total = count(archive, "reports", status=status, undated=undated)
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("id", "published", "basis", "outlet", "title"),
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
            text=("outlet", "title"),
        )
    print_count(len(rows), total, "reports", offset)


@command.command("set-date")
@click.argument("report", shell_complete=ids_of("reports"))
@click.argument("day")
@correcting
def set_date(path: str, report: str, day: str, by: str, note: str) -> None:
    """Say on which DAY (ISO) the REPORT (id or file name) was published; its relative times follow."""
    from dateline.corrections import set_published

    make(path, set_published, report, day, by=by, note=note)
