"""`dateline export`: the record in the formats people carry away."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Unpack

import click

from dateline.cli.common import archive_option, open_archive
from dateline.cli.event_lines import event_filters
from dateline.export import EXPORTED_TABLES, FORMATS
from dateline.views.events import Filters

_LISTED = "\n".join(f"      {f.name:<12} {f.holds}" for f in FORMATS.values())

_FILTERED = ", ".join(f.name for f in FORMATS.values() if f.filtered)


@click.command(
    "export",
    help=f"""Write the record in one of these formats, in UTF-8:

    \b
{_LISTED}

    The options that choose events go with {_FILTERED}. docs/export.md tells of each format.

    \b
    Examples:
      dateline export --format json --output record.json
      dateline export --format csv --output tables/
      dateline export --format jsonl --table figures > figures.jsonl
      dateline export --format report-html --actor Lavrov --output lavrov.html
    """,
)
@click.option(
    "--format",
    "name",
    metavar="NAME",
    type=click.Choice(list(FORMATS)),
    default="json",
    show_default=True,
    help="One of the above.",
)
@click.option(
    "--table", metavar="TABLE", type=click.Choice(EXPORTED_TABLES), help="Of a file a table: only this."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A file; for a file a table, a folder.  [default: stdout]",
)
@event_filters
@archive_option
def command(path: str, name: str, table: str | None, output: Path | None, **filters: Unpack[Filters]) -> None:
    """Write the record in a format of `dateline.export.FORMATS`."""
    format_ = FORMATS[name]
    if any(filters.values()) and not format_.filtered:
        raise click.UsageError(f"{name} holds the whole record: it takes no choice of events")
    if table and not format_.table:
        raise click.UsageError(f"--table goes with {_with_tables()}, not with {name}")
    if format_.table and not table and output is None:
        raise click.UsageError(f"{name} is one file a table: name a folder with --output, or one --table")
    with open_archive(path) as archive:
        if format_.whole:
            _write(format_.whole(archive, filters), output)
        elif format_.table and table:
            _write(format_.table(archive, table), output)
        elif format_.table and output:
            try:
                output.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise click.FileError(str(output), error.strerror or str(error)) from error
            for each in EXPORTED_TABLES:
                _write(format_.table(archive, each), output / f"{each}.{format_.extension}")


def _with_tables() -> str:
    return ", ".join(f.name for f in FORMATS.values() if f.table)


def _write(chunks: Iterable[bytes], output: Path | None) -> None:
    chunks = iter(chunks)
    # What cannot be written at all (no such actor, a library is missing) leaves no empty file.
    first = next(chunks, b"")
    chunks = chain((first,), chunks)
    if output is None:
        # Bytes, not text: the same on a console that would change encoding or newlines.
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            file.writelines(chunks)
    except OSError as error:
        raise click.FileError(str(output), error.strerror or str(error)) from error
