"""`dateline changes`: what is otherwise in the record than it was."""

from __future__ import annotations

from collections import Counter

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    print_count,
    print_json,
    print_table,
    print_wrapped,
)
from dateline.views import RecordChange, record_changes, record_updates


@click.command("changes")
@click.option("--since", metavar="UPDATE|DATE", help="After this update (its number), or from this day on.")
@click.option(
    "--kind", metavar="WORDS", help="Only kinds with these words: new event, link, figure, shift, …"
)
@archive_option
@json_option
def command(path: str, as_json: bool, since: str | None, kind: str | None) -> None:
    """Show what changed in the record: new events, revised figures, shifts, links made or broken, days found.

    Each change says whether new sources, new software or a correction brought it. Without --since, the
    updates of the record are listed.

    \b
    Examples:
      dateline changes
      dateline changes --since 3
      dateline changes --since 2024-05-01 --kind link
    """
    with open_archive(path) as archive:
        if since is None:
            rows = record_updates(archive)
            if as_json:
                print_json(rows)
            else:
                cells = [(r.number, r.made, r.cause, r.new_reports, r.changed) for r in rows]
                print_table(("update", "made", "by", "new reports", "rows changed"), cells, text=("by",))
            print_count(len(rows), len(rows), "updates", 0)
            return
        found = record_changes(archive, since)
    chosen = [change for change in found if kind is None or kind in change.kind]
    if as_json:
        print_json(chosen)
    else:
        for change in chosen:
            _print(change)
    counts = ", ".join(f"{count} {name}" for name, count in Counter(c.kind for c in chosen).items())
    print_count(len(chosen), len(chosen), f"changes ({counts})" if counts else "changes", 0)


def _print(change: RecordChange) -> None:
    sides = " → ".join((change.before or "nothing", change.after or "nothing"))
    told = change.after if change.before is None else sides
    print_wrapped(
        f"{change.kind}  {change.what}: {told or 'undated'}  [{change.cause}]", hanging=4, bold=True
    )
    if change.passage:
        print_wrapped(f"“{change.passage.text}”", indent=4)
    if change.label:
        print_wrapped(change.label, indent=4, dim=True)
