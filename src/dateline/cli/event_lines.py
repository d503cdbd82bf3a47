"""How events are filtered and printed, for the commands that list them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dateline.cli.common import Command, decided, decided_options, period_options, print_cited
from dateline.cli.completing import ids_of
from dateline.views import EventRow


def event_filters(command: Command) -> Command:
    """Add the options that choose events."""
    for option in (
        decided_options,
        click.option(
            "--story",
            metavar="ID",
            shell_complete=ids_of("stories"),
            help="Of this story: its id, or words of its title.",
        ),
        period_options,
        click.option("--outlet", metavar="NAME", help="Events that this outlet or agency tells of."),
        click.option("--type", "type", metavar="TYPE", help="A PLOVER type such as CONSULT, or other."),
        click.option("--place", metavar="NAME", help="Events at this place, or at one that lies in it."),
        click.option(
            "--actor",
            metavar="NAME",
            shell_complete=ids_of("actors"),
            help="Events in which this actor takes part.",
        ),
    ):
        command = option(command)
    return command


def standing(row: EventRow) -> str:
    """What an event is where it is no plain fact: " (planned)", " (retracted)"."""
    word = "retracted" if row.retracted else row.status
    return "" if word == "occurred" else f" ({word})"


def print_events(rows: Sequence[EventRow]) -> None:
    """Print events as dated lines with their sentences."""
    for row in rows:
        print_cited(event_head(row), row.best.passage.text, f"{row.best.label}  event {row.id}")


def event_head(row: EventRow) -> str:
    """An event in one line: date, type, title, place, and in how many reports it is told."""
    several = f"  [{row.reports} reports]" if row.reports > 1 else ""
    where = f", {row.place}" if row.place and row.place not in row.title else ""
    return (
        f"{row.date or 'undated':<10}  {row.type}{standing(row)}  {row.title}{where}{several}{decided(row)}"
    )
