"""A progress bar on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dateline.pipeline import Progress

WORDS = {"read": "reading", "refine": "comparing the pages of an outlet", "link": "linking"}


@contextmanager
def progress_bar(silent: bool) -> Iterator[Progress]:
    """Show what is being done and how many sources are done; nothing when *silent*."""
    if silent:
        yield lambda doing, done: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f} sources"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("starting", total=None)

        def show(doing: str, done: int) -> None:
            if doing == "read":
                bar.update(task, description=WORDS[doing], completed=done)
            else:
                bar.update(task, description=WORDS[doing])

        yield show
