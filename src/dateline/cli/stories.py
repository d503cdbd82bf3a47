"""`dateline stories`: what belongs together over time."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
    print_table,
)
from dateline.views import count, stories


@click.command("stories")
@page_options()
@archive_option
@json_option
def command(path: str, as_json: bool, limit: int | None, offset: int) -> None:
    """List the stories: reports and events that belong together over time.

    \b
    Examples:
      dateline stories
      dateline timeline --story ID
    """
    with open_archive(path) as archive:
        rows = stories(archive, limit=limit, offset=offset)
        total = count(archive, "stories")
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("id", "first", "last", "reports", "events", "story"),
            [(r.id, r.first, r.last, r.reports, r.events, r.title) for r in rows],
            text=("story",),
        )
    print_count(len(rows), total, "stories", offset)
