"""`dateline events`: all events, and what the user knows better of them."""

from __future__ import annotations

from typing import Unpack

import click

from dateline.cli.common import (
    DefaultGroup,
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
)
from dateline.cli.completing import ids_of
from dateline.cli.correcting import correcting, make
from dateline.cli.event_lines import event_filters, print_events
from dateline.views import count, events
from dateline.views.events import STATUS_ORDER, Filters


@click.group("events", cls=DefaultGroup, default="list")
def command() -> None:
    """List the events, or say which are one, which are none, and when they were.

    \b
    Examples:
      dateline events --actor Syria --type ASSAULT
      dateline events --status planned --from 2013-06
      dateline events join e3f2a1 e90b44
      dateline events split e3f2a1 --report 0fd3
      dateline events retract e3f2a1
      dateline events set-date e3f2a1 2013-03-01

    What you say of events is kept with your name and the time, holds when everything is read and linked
    again, and can be taken back: dateline corrections undo ID. Joins and splits take effect in the order in
    which they were made, then retractions and dates; the last date set for an event holds.
    """


@command.command("list")
@event_filters
@click.option("--status", multiple=True, type=click.Choice(STATUS_ORDER), help="Only events of this status.")
@page_options()
@archive_option
@json_option
def list_(
    path: str,
    as_json: bool,
    status: tuple[str, ...],
    limit: int | None,
    offset: int,
    **filters: Unpack[Filters],
) -> None:
    """List all events, dated or not, each with the sentence it rests on."""
    with open_archive(path) as archive:
        rows = events(archive, status=status, limit=limit, offset=offset, **filters)
        total = count(archive, "events", status=status, **filters)
    if as_json:
        print_json(rows)
    else:
        print_events(rows)
    print_count(len(rows), total, "events", offset, nothing="no such events")


@command.command("join")
@click.argument("ids", nargs=-1, required=True, shell_complete=ids_of("events"))
@correcting
def join(path: str, ids: tuple[str, ...], by: str, note: str) -> None:
    """Say that the events with these IDS are one, which keeps the first id."""
    from dateline.corrections import join_events

    make(path, join_events, ids, by=by, note=note)


@command.command("split")
@click.argument("id", shell_complete=ids_of("events"))
@click.option(
    "--report",
    "reports",
    multiple=True,
    required=True,
    shell_complete=ids_of("reports"),
    help="A report that tells of another.",
)
@correcting
def split(path: str, id: str, reports: tuple[str, ...], by: str, note: str) -> None:
    """Say that what some reports tell as the event ID is another event."""
    from dateline.corrections import split_event

    make(path, split_event, id, reports, by=by, note=note)


@command.command("retract")
@click.argument("id", shell_complete=ids_of("events"))
@correcting
def retract(path: str, id: str, by: str, note: str) -> None:
    """Say that the event ID is none; it stays listed as retracted, out of the timeline."""
    from dateline.corrections import retract_event

    make(path, retract_event, id, by=by, note=note)


@command.command("set-date")
@click.argument("id", shell_complete=ids_of("events"))
@click.argument("day")
@correcting
def set_date(path: str, id: str, day: str, by: str, note: str) -> None:
    """Say on which DAY, or in which month or year (ISO), the event ID took place."""
    from dateline.corrections import set_event_date

    make(path, set_event_date, id, day, by=by, note=note)
