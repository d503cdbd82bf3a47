"""`dateline timeline`: the dated events in order."""

from __future__ import annotations

from typing import Unpack

import click

from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
)
from dateline.cli.event_lines import event_filters, print_events
from dateline.views import count, timeline
from dateline.views.asked import asked_for
from dateline.views.events import Filters


@click.command("timeline")
@event_filters
@click.option("--all", "everything", is_flag=True, help="Every dated event, also calls, threats and denials.")
@page_options()
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    everything: bool,
    limit: int | None,
    offset: int,
    **filters: Unpack[Filters],
) -> None:
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
        rows = timeline(archive, everything=everything, limit=limit, offset=offset, **filters)
        if style:
            print_citations(archive, style, rows)
            return
        total = count(archive, "timeline", everything=everything, **filters)
        asked = asked_for(archive, filters)
    if as_json:
        print_json(rows)
    else:
        print_events(rows)
    print_count(
        len(rows),
        total,
        f"{'dated events' if everything else 'happenings'}{asked}",
        offset,
        nothing=f"no dated events{asked}; see: dateline events",
        hint=None if everything else "--all shows every dated event",
    )
