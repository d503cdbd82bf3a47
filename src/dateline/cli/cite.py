"""`dateline cite`: one report or sentence as a citation."""

from __future__ import annotations

import click

from dateline.cli.citing import STYLES, print_references
from dateline.cli.common import archive_option, json_option, open_archive, print_json
from dateline.views.reference import cite


@click.command("cite")
@click.argument("place", metavar="REPORT[#SENTENCE[-SENTENCE]]")
@click.option(
    "--style", type=click.Choice(STYLES), default="plain", show_default=True, help="How it is written."
)
@archive_option
@json_option
def command(path: str, as_json: bool, place: str, style: str) -> None:
    """Print a citation of a report, or of sentences in it, counted from 1 (its title is 0).

    REPORT is an id, the beginning of one, or a part of a path. A day of publication that the report does not
    state is never given as if it did.

    \b
    Examples:
      dateline cite a824f32e
      dateline cite a824f32e#3 --style bibtex
      dateline cite a824f32e#3-4
    """
    with open_archive(path) as archive:
        reference = cite(archive, place)
    if as_json:
        print_json([reference])
    else:
        print_references(style, [reference])
