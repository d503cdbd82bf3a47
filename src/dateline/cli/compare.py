"""`dateline compare`: filled coding sheets side by side, and the machine beside what coders agree on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import DONE, PARTLY_READ
from dateline.cli.common import (
    echo,
    json_option,
    open_archive,
    print_json,
    print_table,
    print_wrapped,
)
from dateline.cli.writing import is_workbook, write

if TYPE_CHECKING:
    from dateline.agreement.alpha import Alpha
    from dateline.agreement.comparing import Comparison
    from dateline.agreement.precision import Precision
    from dateline.agreement.settling import Disagreement
    from dateline.agreement.shares import Share


@click.command("compare")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write what is to be settled, .csv or .xlsx."
)
@click.option("--settled", type=click.Path(path_type=Path), help="A sheet of -o in which it was settled.")
@click.option("--archive", "path", metavar="PATH", help="Hold what the machine found against the coders.")
@json_option
def command(
    sheets: tuple[Path, ...], output: Path | None, settled: Path | None, path: str | None, as_json: bool
) -> int:
    """Compare the SHEETS that coders filled in (one a coder, named after it).

    For each field: on how many items two or more coders said something, how often they agree, and
    Krippendorff's alpha with a 95 % interval; then what is to be settled. With --archive, how often the
    machine is right where coders agree, or where it was settled; names are then taken for the actors that go
    by them. One sheet alone can be held against the machine too.

    \b
    Examples:
      dateline compare anna.csv ben.csv
      dateline compare anna.xlsx ben.xlsx -o settle.csv
      dateline compare anna.csv ben.csv --settled settle.csv --archive talks.dateline
    """
    from dateline.agreement import compare

    if len(sheets) == 1 and path is None:
        raise click.UsageError("one sheet has nothing to be compared with: name another, or --archive")
    if path is None:
        made = compare(sheets, settled_in=settled)
    else:
        with open_archive(path) as archive:
            made = compare(sheets, archive=archive, settled_in=settled)
    if output:
        from dateline.agreement.settling import settle_csv, settle_workbook

        write((settle_workbook if is_workbook(output) else settle_csv)(made.disagreements), output)
    if as_json:
        print_json([made])
    else:
        _print_agreement(made)
        if made.disagreements and not output:
            _print_open(made.disagreements)
        if made.machine:
            _print_machine(made.machine)
    for trouble in made.troubles:
        click.echo(f"not counted: {trouble}", err=True)
    click.echo(f"{len(made.disagreements)} to settle{f', in {output}' if output else ''}", err=True)
    return PARTLY_READ if made.troubles else DONE


def _print_agreement(made: Comparison) -> None:
    print_wrapped(f"{' and '.join(made.coders)}: {made.units} items coded, {made.shared} by several")
    for drawn in made.drawn:
        print_wrapped(f"drawn: {drawn}", hanging=4)
    echo("")
    rows = [
        (each.field, each.units, _percent(each.agreement), each.level, *_alpha(each.alpha))
        for each in made.fields
        if each.units
    ]
    print_table(("field", "items", "agree", "scale", "alpha", "95 % interval", "rests on"), rows, text=())


def _print_open(disagreements: Iterable[Disagreement]) -> None:
    echo("\nTo settle:")
    for (item, words), fields in groupby(disagreements, key=lambda one: (one.item, one.words)):
        for one in fields:
            said = "; ".join(f"{coder}: {value}" for coder, value in one.values.items())
            print_wrapped(f"{one.field}  {said}", hanging=4, bold=True)
        print_wrapped(f"“{one.sentence or words}”", indent=4)
        print_wrapped(f"{one.citation}  item {item}", indent=4, dim=True)


def _print_machine(machine: Precision) -> None:
    echo("\nThe machine, where coders agree or it was settled:")
    shares = [("is one of the kind", machine.relevant, "")]
    shares += [(each.field, each.right, str(each.left_open or "")) for each in machine.fields]
    shares += [("whole row", machine.rows, "")]
    if machine.found:
        shares += [("found of what coders found", machine.found, "")]
    rows = [(name, one.right, one.n, *_share(one), left) for name, one, left in shares if one.n or left]
    print_table(("", "right", "of", "share", "95 % interval", "left open"), rows, text=())
    if machine.weighted:
        print_wrapped("each stratum counts by its size, not by how much of it was drawn")
    if machine.gone:
        print_wrapped(f"{machine.gone} items do not count: decided or read otherwise since, or of no stratum")
    if machine.passed_over:
        print_wrapped(f"nothing was judged of the strata {', '.join(machine.passed_over)}; they do not count")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _alpha(measured: Alpha) -> tuple[str, str, int]:
    shown = "" if measured.alpha is None else f"{measured.alpha:.3f}"
    return shown, _interval(measured.low, measured.high), measured.units


def _share(one: Share) -> tuple[str, str]:
    return ("", "") if one.share is None else (f"{one.share:.3f}", _interval(one.low, one.high))


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.3f} to {high:.3f}"
