"""`dateline times`: the time expressions of a report, and why each means what it means."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_cited,
    print_count,
    print_json,
)
from dateline.cli.completing import ids_of
from dateline.views import TimeRow, times

_MODIFIERS = {"START": "the beginning of it", "MID": "the middle of it", "END": "the end of it"}


@click.command("times")
@click.argument("name", metavar="ID", shell_complete=ids_of("reports"))
@click.option("--why", is_flag=True, help="Tell the days meant, and the rule and anchor that decided.")
@page_options()
@archive_option
@json_option
def command(path: str, as_json: bool, name: str, why: bool, limit: int | None, offset: int) -> None:
    """List the time expressions of a report with their values.

    ID is a report's id, the beginning of it, or a part of its path. Values are TIMEX3; X stands for what is
    not known ("XXXX-WXX-5" is some Friday).

    \b
    Examples:
      dateline times a824f32e
      dateline times monday.txt --why
    """
    with open_archive(path) as archive:
        found = times(archive, name)
    rows = found[offset:][:limit]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            head = f"{row.words} = {row.value} ({row.type})"
            print_cited(f"{head}; {_why(row)}" if why else head, row.passage.text, row.label)
    print_count(
        len(rows), len(found), "time expressions", offset, nothing="no time expression in this report"
    )


def _why(row: TimeRow) -> str:
    """The days meant, and what decided."""
    parts = []
    if row.first_day and row.first_day != row.last_day:
        parts.append(f"{row.first_day} to {row.last_day}")
    if row.modifier in _MODIFIERS:
        parts.append(_MODIFIERS[row.modifier])
    if row.rule:
        parts.append(row.rule)
    return "; ".join(parts)
