"""`dateline sample`: rows drawn by chance, for people to code who do not see what the machine found."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from dateline.agreement.coding import KINDS, By
from dateline.cli.common import archive_option, json_option, open_archive, period_options, print_json
from dateline.cli.completing import ids_of
from dateline.cli.writing import is_workbook, write


@click.command("sample")
@click.option("--n", type=click.IntRange(min=1), required=True, metavar="N", help="How many to draw.")
@click.option("--seed", required=True, metavar="SEED", help="Any words; the same draw the same again.")
@click.option(
    "--of", "of", type=click.Choice(list(KINDS)), default="events", show_default=True, help="Of what."
)
@click.option(
    "--stratified-by",
    "by",
    type=click.Choice(get_args(By)),
    help="Draw as many of each: rare ones are coded too, and weigh what they are in the end.",
)
@click.option("--actor", metavar="NAME", shell_complete=ids_of("actors"), help="Rows with this actor.")
@click.option("--type", "type", metavar="TYPE", help="Of this type, attitude, stance, or what is counted.")
@click.option("--outlet", metavar="NAME", help="From this outlet or agency.")
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="From this report.")
@period_options
@click.option(
    "--with-label",
    "labels",
    multiple=True,
    metavar="LABEL",
    help="Also reports with this label of confidence.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, .csv or .xlsx.  [default: CSV to stdout]"
)
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    n: int,
    seed: str,
    of: str,
    by: By | None,
    labels: tuple[str, ...],
    output: Path | None,
    **filters: str | None,
) -> None:
    """Draw rows or reports by chance, as a sheet for people to code who do not see what the machine found.

    The same archive and seed draw the same, on any machine and however the archive was filled; a larger N
    goes on where a smaller one stopped. Each line has the sentence with its neighbours and where it stands,
    and an empty column for each field. Give each coder a copy, then: dateline compare. docs/agreement.md
    tells of the whole way.

    Reports that bear a label of confidence are left out, unless --with-label names it.

    \b
    Examples:
      dateline sample --n 50 --seed spring -o anna.csv
      dateline sample --n 60 --seed 7 --stratified-by type -o anna.xlsx
      dateline sample --n 40 --seed 7 --of figures --type killed -o anna.csv
      dateline sample --n 5 --seed 7 --of reports -o anna.xlsx
    """
    from dateline.agreement import sample
    from dateline.agreement.sheets import drawn_how, sample_csv, sample_workbook
    from dateline.confidence import shareable

    with open_archive(path) as held, shareable(held, with_labels=labels) as archive:
        drawn = sample(archive, n=n, seed=seed, of=of, by=by, **filters)
    if as_json:
        print_json([drawn.design, *drawn.items])
    else:
        write((sample_workbook if is_workbook(output) else sample_csv)(drawn), output)
    click.echo(drawn_how(drawn.design), err=True)
