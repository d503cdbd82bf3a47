"""`dateline versions`: what changed at an address."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    echo,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
    print_wrapped,
)
from dateline.model import Span
from dateline.views import AddressVersions, Capture, ChangeRow, count, versions

WHAT = 8
"""Columns for the kind of a change."""


@click.command("versions")
@click.argument("name", metavar="[NAME]", required=False)
@page_options()
@archive_option
@json_option
def command(path: str, as_json: bool, name: str | None, limit: int | None, offset: int) -> None:
    """List the addresses that were captured more than once, and what changed from each capture to the next.

    NAME is a part of an address, or of the source of one of its reports, or a report's id. [-Words-] were
    taken out, {+words+} put in; the numbers are characters of the earlier and the later text.

    \b
    Examples:
      dateline versions
      dateline versions courier.example/talks
    """
    with open_archive(path) as archive:
        rows = versions(archive, name, limit=limit, offset=offset)
        total = count(archive, "versions", name)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            _print(row)
    nothing = "no address was captured more than once"
    print_count(len(rows), total, "addresses", offset, nothing=nothing)


def _print(row: AddressVersions) -> None:
    print_wrapped(row.address, bold=True)
    for capture in row.captures:
        print_wrapped(_head(capture), indent=2, hanging=4)
        for change in capture.changes:
            place = " → ".join(_place(span) for span in (change.before, change.span) if span)
            print_wrapped(f"{change.kind:<{WHAT}} {_shown(change)}", indent=5, hanging=WHAT + 1)
            print_wrapped(place, indent=5 + WHAT + 1, dim=True)
        if capture.earlier and not capture.changes:
            print_wrapped("the article is unchanged", indent=5, dim=True)
    echo("")


def _head(capture: Capture) -> str:
    if capture.captured:
        when = f"captured {capture.captured}"
    elif capture.modified:
        when = f"modified {capture.modified}"
    else:
        when = f"published {capture.published}" if capture.published else "undated"
    entry = ", a feed's entry" if capture.form == "entry" else ""
    return f"{capture.number}. {capture.title or '(no title)'} ({when}{entry}) [{capture.report[:8]}]"


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _shown(change: ChangeRow) -> str:
    if change.marked is not None:
        return f"“{change.marked}”"
    return " → ".join(f"“{text}”" for text in dict.fromkeys((change.before_text, change.text)) if text)
