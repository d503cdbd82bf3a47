"""`dateline duplicates`: the same copy in several reports."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_count,
    print_json,
    print_wrapped,
)
from dateline.views import Copy, Shared, count, duplicates

KINDS = {"exact": "exact copy", "near": "near copy", "partial": "partly the same text"}


@click.command("duplicates")
@click.option(
    "--sentences", is_flag=True, help="Show the sentences shared, with their places in both reports."
)
@page_options()
@archive_option
@json_option
def command(path: str, as_json: bool, sentences: bool, limit: int | None, offset: int) -> None:
    """List the reports that carry the same copy: exact, near, or partly reused.

    Of each report is told how many of its sentences the other has too; which of the two the text is likely
    from, where agency credits or days of publication show it; and with --sentences what is shared: "=" before
    a sentence that is the same word for word, "~" before one that was edited.

    \b
    Examples:
      dateline duplicates
      dateline duplicates --sentences
    """
    with open_archive(path) as archive:
        rows = duplicates(archive, sentences=sentences, limit=limit, offset=offset)
        total = count(archive, "duplicates")
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            _print(row)
    print_count(len(rows), total, "pairs of copies", offset)


def _print(row: Copy) -> None:
    print_wrapped(f"{KINDS[row.kind]}, {row.share:.0%} of the shorter report", bold=True)
    for title, label, share in (
        (row.title, row.label, row.report_share),
        (row.other_title, row.other_label, row.other_share),
    ):
        print_wrapped(f"{title or '(no title)'}: {label}, {share:.0%} of its sentences", indent=4, hanging=4)
    print_wrapped(_origin(row), indent=4, hanging=4)
    for shared in row.sentences:
        _print_shared(shared)


def _origin(row: Copy) -> str:
    """Where the text is likely from, in a line; "" where nothing shows it."""
    label = {row.report: row.label, row.other: row.other_label}.get(row.source or "")
    if label is not None:
        return f"likely from {label}: {row.why}" + (f" ({row.agency})" if row.agency else "")
    return f"copy of {row.agency}" + (f": {row.why}" if row.why else "") if row.agency else ""


def _print_shared(shared: Shared) -> None:
    span, other = shared.passage.span, shared.other.span
    same = shared.likeness == 1
    places = f"[{span.start}, {span.end}) [{other.start}, {other.end})"
    print_wrapped(f"{'=' if same else '~'} {shared.passage.text} {places}", indent=6, hanging=2)
    if not same:
        print_wrapped(shared.other.text, indent=8, dim=True)
