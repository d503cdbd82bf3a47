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
    """List the reports, say when one was published, or put one in confidence.

    \b
    Examples:
      dateline reports --undated
      dateline reports --status failed
      dateline reports set-date 0fd3 2013-03-01
      dateline reports label 0fd3 confidential
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


@command.command("label")
@click.argument("report")
@click.argument("label")
@click.option("--by", default="", metavar="WHO", help="Who says so.  [default: $DATELINE_CODER, else you]")
@archive_option
def label_(path: str, report: str, label: str, by: str) -> None:
    """Put a LABEL of your own words on a REPORT, which keeps it out of exports and from assistants.

    It is on the bytes of the report and holds when everything is read again.
    """
    from dateline.confidence import label as put

    with open_archive(path) as archive:
        done = put(archive, report, label, by=by)
    click.echo(f"{done.report[:8]}  {done.label}")


@command.command("unlabel")
@click.argument("report")
@click.argument("label", required=False)
@archive_option
def unlabel_(path: str, report: str, label: str | None) -> None:
    """Take a LABEL from a REPORT, or all that it bears."""
    from dateline.confidence import unlabel

    with open_archive(path) as archive:
        for one in unlabel(archive, report, label):
            click.echo(f"{one.report[:8]}  no longer {one.label}")


@command.command("labels")
@archive_option
@json_option
def labels(path: str, as_json: bool) -> None:
    """List the labels that reports bear."""
    with open_archive(path) as archive:
        rows = archive.labels()
    if as_json:
        print_json(rows)
    else:
        cells = [(row.report[:8], row.label, row.by, row.made) for row in rows]
        print_table(("report", "label", "by", "made"), cells, text=("label",))
    print_count(len(rows), len(rows), "labels", 0)
