"""`dateline export`: the record in the formats people carry away."""

from __future__ import annotations

from codecs import BOM_UTF8 as BOM
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Unpack, get_args

import click

from dateline.archive import Archive
from dateline.cli.common import archive_option, open_archive
from dateline.cli.event_lines import event_filters
from dateline.cli.writing import write
from dateline.confidence import Profile, shareable
from dateline.export import EXPORTED_TABLES, FORMATS, Format
from dateline.export.manifest import Counted, Written, manifest
from dateline.views.events import Filters

PROFILES = get_args(Profile)
MANIFEST = "manifest.json"
"""The manifest of a folder of tables, in that folder."""
_LISTED = "\n".join(f"      {f.name:<12} {f.holds}" for f in FORMATS.values())

_FILTERED = ", ".join(f.name for f in FORMATS.values() if f.filtered)


@click.command(
    "export",
    help=f"""Write the record in one of these formats, in UTF-8:

    \b
{_LISTED}

    The options that choose events go with {_FILTERED}. --state goes with a
    file a table too. docs/export.md tells of each format.

    Reports that bear a label of confidence (dateline reports label) are left out, with all that follows from
    them, unless --with-label names it.

    \b
    Examples:
      dateline export --format json --output record.json
      dateline export --format csv --output tables/
      dateline export --format jsonl --table figures > figures.jsonl
      dateline export --format csv --profile public --bom --output open/
      dateline export --format csv --state accepted --state edited --state added --output checked/
      dateline export --format report-html --actor Lavrov --output lavrov.html
      dateline export --format docx --heading "Case 12, draft" --output case.docx
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
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file; for a file a table, a folder.  [default: stdout]",
)
@click.option(
    "--with-label",
    "labels",
    multiple=True,
    metavar="LABEL",
    help="Also reports with this label of confidence.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="full",
    show_default=True,
    help="public: without names of files and coders, and without whole texts.",
)
@click.option("--bom", is_flag=True, help="Of CSV: begin as some spreadsheets want UTF-8 to.")
@click.option(
    "--manifest",
    "manifest_path",
    type=click.Path(path_type=Path),
    help="Write a file on what it was made from.",
)
@click.option(
    "--heading", default="", metavar="TEXT", help="Of what is printed: a line of yours above each page."
)
@event_filters
@archive_option
def command(
    path: str,
    name: str,
    table: str | None,
    output: Path | None,
    labels: tuple[str, ...],
    profile: Profile,
    bom: bool,
    manifest_path: Path | None,
    heading: str,
    **filters: Unpack[Filters],
) -> None:
    """Write the record in a format of `dateline.export.FORMATS`."""
    format_ = FORMATS[name]
    state = filters.get("state", ())
    if any(value for key, value in filters.items() if key != "state") and not format_.filtered:
        raise click.UsageError(f"{name} holds the whole record: it takes no choice of events")
    if state and not (format_.filtered or format_.table):
        raise click.UsageError(f"{name} holds the whole record: --state goes with events, or a file a table")
    if table and not format_.table:
        raise click.UsageError(f"--table goes with {_with_tables()}, not with {name}")
    if format_.table and not table and output is None:
        raise click.UsageError(f"{name} is one file a table: name a folder with --output, or one --table")
    if bom and format_.extension != "csv":
        raise click.UsageError(f"--bom goes with CSV, not with {name}")
    if heading:
        if format_.headed is None:
            raise click.UsageError(f"--heading goes with {_headed()}, not with {name}")
        headed = format_.headed
        format_ = replace(format_, whole=lambda archive, chosen: headed(archive, chosen, heading))
    first = BOM if bom else b""
    with open_archive(path) as held, shareable(held, with_labels=labels, profile=profile) as archive:
        files = list(_files(archive, format_, table, output, filters, first))
        if manifest_path is None and format_.table and not table and output:
            manifest_path = output / MANIFEST
        if manifest_path:
            choice = {**filters, "table": table, "heading": heading}
            told = manifest(archive, files, format=name, profile=profile, choice=choice)
            _write([told], manifest_path)


def _files(
    archive: Archive, format_: Format, table: str | None, output: Path | None, filters: Filters, first: bytes
) -> Iterator[Written]:
    """Write what was asked for, and tell of each file; every one begins with *first*."""
    state = filters.get("state", ())
    if format_.whole:
        yield _write(chain((first,), format_.whole(archive, filters)), output)
    elif format_.table and table:
        yield _write(chain((first,), format_.table(archive, table, state)), output)
    elif format_.table and output:
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.FileError(str(output), error.strerror or str(error)) from error
        for each in EXPORTED_TABLES:
            file = output / f"{each}.{format_.extension}"
            yield _write(chain((first,), format_.table(archive, each, state)), file)


def _headed() -> str:
    return ", ".join(f.name for f in FORMATS.values() if f.headed)


def _with_tables() -> str:
    return ", ".join(f.name for f in FORMATS.values() if f.table)


def _write(chunks: Iterable[bytes], output: Path | None) -> Written:
    counted = Counted(chunks)
    write(counted, output)
    return counted.written(output.name if output else None)
