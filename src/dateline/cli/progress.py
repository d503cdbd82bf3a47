"""A progress bar on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.pipeline import Progress

WORDS = {
    "read": "reading",
    "refine": "comparing the pages of an outlet",
    "link": "linking",
    "copy": "copying",
}
COUNTED = {"read": "sources", "copy": "% of the rows"}
"""What is counted while it is done; while anything else is, the last number stays."""


@contextmanager
def progress_bar(silent: bool) -> Iterator[Progress]:
    """Show what is being done and how much of it is done; nothing when *silent*."""
    if silent:
        yield lambda doing, done: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f} {task.fields[counted]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("starting", total=None, counted="sources")

        def show(doing: str, done: int) -> None:
            if doing in COUNTED:
                bar.update(task, description=WORDS[doing], completed=done, counted=COUNTED[doing])
            else:
                bar.update(task, description=WORDS[doing])

        yield show
