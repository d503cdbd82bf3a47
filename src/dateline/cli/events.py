"""`dateline events`: the events as a table."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_table
from dateline.cli.event_lines import event_filters
from dateline.views import events
from dateline.views.events import STATUS_ORDER


@click.command("events")
@event_filters
@click.option("--status", multiple=True, type=click.Choice(STATUS_ORDER), help="Only events of this status.")
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    status: tuple[str, ...],
    actor: str | None,
    place: str | None,
    type: str | None,
    start: str | None,
    end: str | None,
    story: str | None,
) -> None:
    """List the events, dated or not, with status and number of reports.

    \b
    Examples:
      dateline events --actor Syria --type ASSAULT
      dateline events --status planned --from 2013-06
    """
    with open_archive(path) as archive:
        rows = events(
            archive,
            actor=actor,
            place=place,
            type=type,
            start=start,
            end=end,
            story=story,
            status=status,
        )
        if as_json:
            print_json(rows)
        else:
            print_table(
                ("id", "date", "type", "status", "reports", "event", "words"),
                [(r.id, r.date, r.type, r.status, r.reports, r.title, r.best.passage.text) for r in rows],
            )
