"""`dateline export`: the record as JSON or CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from dateline.cli.common import archive_option, open_archive
from dateline.export import csv_table, csv_tables, json_export
from dateline.export.csv import CSV_TABLES


@click.command("export")
@click.option("--format", "format_", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option("--table", type=click.Choice(CSV_TABLES), help="CSV: only this table.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A file; for CSV without --table, a folder.  [default: stdout]",
)
@archive_option
def command(path: str, format_: str, table: str | None, output: Path | None) -> None:
    """Write the record as JSON (one object with all tables) or CSV (one file a table), in UTF-8.

    \b
    Examples:
      dateline export --format json --output record.json
      dateline export --format csv --output tables/
      dateline export --format csv --table figures > figures.csv
    """
    with open_archive(path) as archive:
        if format_ == "json":
            _write(json_export(archive), output)
        elif table:
            _write(csv_table(archive, table), output)
        elif output is None:
            raise click.UsageError("CSV is one file a table: name a folder with --output, or one --table")
        else:
            output.mkdir(parents=True, exist_ok=True)
            for name, lines in csv_tables(archive):
                _write(lines, output / f"{name}.csv")


def _write(chunks: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        # Bytes, not text: the same on a console that would change encoding or newlines.
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as file:
        file.writelines(chunks)
