"""`dateline events`: all events."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json
from dateline.cli.event_lines import event_filters, print_events
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
    """List all events, dated or not, each with the sentence it rests on.

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
            print_events(rows, nothing="no such events")
