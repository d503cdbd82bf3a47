"""Files that hold what reports say belong to whoever made them: nobody else may read them (on POSIX)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
"""The mode of a new file; one that is there keeps its own, as its owner may have shared it."""


def owned(path: str, flags: int) -> int:
    """Open a file, as ``opener`` of `open`; one that is made is its owner's alone."""
    return os.open(path, flags, OWNER_ONLY)


def make_owned(path: Path) -> None:
    """Make an empty file that is its owner's alone, where there is none.

    What SQLite puts beside an archive gets the mode of the archive.
    """
    with suppress(OSError):  # whoever opens it next says what is wrong
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
