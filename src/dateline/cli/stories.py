"""`dateline stories`: what belongs together over time."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_table
from dateline.views import stories


@click.command("stories")
@archive_option
@json_option
def command(path: str, as_json: bool) -> None:
    """List the stories: reports and events that belong together over time.

    \b
    Examples:
      dateline stories
      dateline timeline --story ID
    """
    with open_archive(path) as archive:
        rows = stories(archive)
        if as_json:
            print_json(rows)
            return
        print_table(
            ("id", "first", "last", "reports", "events", "story"),
            [(r.id, r.first, r.last, r.reports, r.events, r.title) for r in rows],
        )
