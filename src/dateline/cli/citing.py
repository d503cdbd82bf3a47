"""How the commands that list rows give citations of them instead."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from dateline.archive import Archive
from dateline.cli.common import Command
from dateline.views.reference import Reference, references

STYLES = ("plain", "bibtex", "ris", "csl-json")


def cite_option(command: Command) -> Command:
    """Add ``--cite``."""
    return click.option(
        "--cite",
        "style",
        type=click.Choice(STYLES),
        metavar="STYLE",
        help=f"Print citations of what is shown: {', '.join(STYLES)}.",
    )(command)


def print_citations(archive: Archive, style: str, rows: Iterable[Any]) -> None:
    """Print a citation in *style* of each place that rows of views stand in."""
    print_references(style, references(archive, rows))


def print_references(style: str, cited: Iterable[Reference]) -> None:
    """Print references in *style*, in UTF-8 on every console: what reads them expects that."""
    from dateline.export import citations

    sys.stdout.buffer.write(citations.STYLES[style](cited).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
