"""`dateline events`: all events."""

from __future__ import annotations

from typing import Unpack

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json
from dateline.cli.event_lines import event_filters, print_events
from dateline.views import events
from dateline.views.events import STATUS_ORDER, Filters


@click.command("events")
@event_filters
@click.option("--status", multiple=True, type=click.Choice(STATUS_ORDER), help="Only events of this status.")
@archive_option
@json_option
def command(path: str, as_json: bool, status: tuple[str, ...], **filters: Unpack[Filters]) -> None:
    """List all events, dated or not, each with the sentence it rests on.

    \b
    Examples:
      dateline events --actor Syria --type ASSAULT
      dateline events --status planned --from 2013-06
    """
    with open_archive(path) as archive:
        rows = events(archive, status=status, **filters)
        if as_json:
            print_json(rows)
        else:
            print_events(rows, nothing="no such events")
