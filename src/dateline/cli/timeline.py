"""`dateline timeline`: the dated events in order."""

from __future__ import annotations

from typing import Unpack

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json
from dateline.cli.event_lines import event_filters, print_events
from dateline.views import timeline
from dateline.views.asked import asked_for
from dateline.views.events import Filters


@click.command("timeline")
@event_filters
@click.option("--all", "everything", is_flag=True, help="Every dated event, also calls, threats and denials.")
@archive_option
@json_option
def command(path: str, as_json: bool, everything: bool, **filters: Unpack[Filters]) -> None:
    """Show the dated events in order, each with the sentence it rests on.

    Shown are happenings that several reports tell, that a report is about, or in which two actors meet.

    \b
    Examples:
      dateline timeline
      dateline timeline --actor Lavrov --from 2013-01 --to 2013-06
      dateline timeline --type CONSULT --json
      dateline timeline --story earthquake
    """
    with open_archive(path) as archive:
        rows = timeline(archive, everything=everything, **filters)
        if as_json:
            print_json(rows)
            return
        asked = asked_for(archive, filters)
        print_events(rows, nothing=f"no dated events{asked}; see: dateline events")
        if rows:
            kind = "dated events" if everything else "happenings"
            more = "" if everything else "; --all shows every dated event"
            click.echo(f"{len(rows)} {kind}{asked}{more}", err=True)
