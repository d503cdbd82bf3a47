"""How the commands that make files write them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

import click

from dateline.archive.owned import owned


def is_workbook(output: Path | None) -> bool:
    """Whether a file is to be a workbook, by its name; stdout never is."""
    return output is not None and output.suffix.casefold() == ".xlsx"


def write(chunks: Iterable[bytes], output: Path | None) -> None:
    """Write bytes to a file that is its owner's alone, or to stdout where none is named.

    Bytes, not text: the same on a console that would change encoding or newlines.
    """
    pieces = iter(chunks)
    # What cannot be written at all (no such actor, a library is missing) leaves no empty file.
    ahead = list(islice(pieces, 2))
    pieces = chain(ahead, pieces)
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    try:
        with open(output, "wb", opener=owned) as file:
            file.writelines(pieces)
    except OSError as error:
        raise click.FileError(str(output), error.strerror or str(error)) from error
