"""`dateline positions`: where actors stand, and where they shift."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import click

from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    decided,
    decided_options,
    json_option,
    open_archive,
    page_options,
    period_options,
    print_count,
    print_json,
    print_wrapped,
)
from dateline.cli.completing import ids_of
from dateline.views import PositionRow, count, positions


@click.command("positions")
@click.option("--question", metavar="ID|WORDS", help="Only this question, by its id or words of it.")
@click.option(
    "--actor",
    metavar="NAME",
    shell_complete=ids_of("actors"),
    help="Only this actor; a country stands for its government too.",
)
@period_options
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="Only this report.")
@decided_options
@page_options()
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    question: str | None,
    actor: str | None,
    start: str | None,
    end: str | None,
    report: str | None,
    state: tuple[str, ...],
    tag: str | None,
    limit: int | None,
    offset: int,
) -> None:
    """Show where each actor stands on each question over time, and where it shifts.

    \b
    Examples:
      dateline positions --question talks
      dateline positions --actor Russia --from 2013-05
    """
    asked: dict[str, Any] = {
        "question": question,
        "actor": actor,
        "start": start,
        "end": end,
        "report": report,
        "state": state,
        "tag": tag,
    }
    with open_archive(path) as archive:
        rows = positions(archive, **asked, limit=limit, offset=offset)
        if style:
            print_citations(archive, style, rows)
            return
        total = count(archive, "positions", **asked)
        shifts = any(row.shift_from for row in rows)
        every = {row.id: row for row in (positions(archive) if shifts else rows)}
    if as_json:
        print_json(rows)
    else:
        _print_lines(rows, every)
    print_count(len(rows), total, "positions", offset)


def _print_lines(rows: Sequence[PositionRow], every: Mapping[str, PositionRow]) -> None:
    """Print positions by question and party; *every* holds those before a shift."""
    for (label, key), of_question in itertools.groupby(rows, lambda p: (p.question_label, p.question)):
        print_wrapped(f"{label}  [{key}]", bold=True)
        for party, line in itertools.groupby(of_question, lambda p: p.party):
            print_wrapped(party, indent=2, bold=True)
            above = ""
            for row in line:
                _print(row, above, every.get(row.shift_from or ""))
                above = row.id


def _print(row: PositionRow, above: str, before: PositionRow | None) -> None:
    """Print a position; where the line shifts, also the one before, unless it stands just above."""
    if before is not None:
        print_wrapped(f"shift, from {before.leaning} to {row.leaning}:", indent=4, bold=True)
        if before.id != above:
            _print_stand(before)
    _print_stand(row)


def _print_stand(row: PositionRow) -> None:
    holder = f" ({row.actor})" if row.actor != row.party else ""
    head = f"{row.day or 'undated'}  {row.leaning}{holder}; {row.stance}: {row.proposition}{decided(row)}"
    print_wrapped(head, indent=4, hanging=4)
    print_wrapped(f"“{row.passage.text}”", indent=8)
    print_wrapped(row.label, indent=8, dim=True)
