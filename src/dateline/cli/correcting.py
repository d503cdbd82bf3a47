"""What the commands that correct something share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dateline.archive import Archive
from dateline.cli.common import Command, archive_option, open_archive
from dateline.views import pending


def correcting(command: Command) -> Command:
    """Add the options of every correction."""
    by = click.option(
        "--by", default="", metavar="WHO", help="Who says so.  [default: $DATELINE_CODER, else you]"
    )
    note = click.option("--note", default="", help="Why, in a few words.")
    return archive_option(by(note(command)))


def make(path: str, correct: Callable[..., Any], *arguments: object, **options: object) -> None:
    """Make a correction with a function of `dateline.corrections`, and say how to take it back."""
    with open_archive(path) as archive:
        correction = correct(archive, *arguments, **options)
        click.echo(f"{correction.id}  kept; take it back with: dateline corrections undo {correction.id}")


def say_pending(archive: Archive) -> None:
    """Say on stderr how many decisions the record does not follow yet, if there are any."""
    if number := pending(archive):
        click.echo(
            f"the record does not follow {number} decision{'' if number == 1 else 's'} yet; "
            "it is brought up to date at the end of a review, or by the next dateline read",
            err=True,
        )
