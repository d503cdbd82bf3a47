"""`dateline duplicates`: the same copy in several reports."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_json, print_wrapped
from dateline.views import duplicates


@click.command("duplicates")
@archive_option
@json_option
def command(path: str, as_json: bool) -> None:
    """List the reports that carry the same copy: exact, near, or partly reused.

    \b
    Examples:
      dateline duplicates
    """
    with open_archive(path) as archive:
        rows = duplicates(archive)
        if as_json:
            print_json(rows)
            return
        for row in rows:
            print_wrapped(f"{row.kind}, {row.share:.0%} of the shorter report", bold=True)
            for title, label in ((row.title, row.label), (row.other_title, row.other_label)):
                print_wrapped(f"{title or '(no title)'}: {label}", indent=4, hanging=4)
