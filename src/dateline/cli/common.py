"""What the commands share: the options, and the ways rows are shown."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, Protocol, TypeVar, get_args

import click

from dateline.archive import Archive
from dateline.cli.layout import table, wrapped
from dateline.model import RowState

Command = TypeVar("Command", bound=Callable[..., Any])

STATES = [state for state in get_args(RowState) if state != "rejected"]
"""The states of rows that views show: what was rejected is only listed by `dateline review`."""

DEFAULT_ARCHIVE = "dateline.db"
ARCHIVE_VARIABLE = "DATELINE_ARCHIVE"
PLAIN_WIDTH = 100
"""Columns of output that goes to a file or a pipe."""


class Decided(Protocol):
    """A row that users decide."""

    @property
    def state(self) -> str:
        """What they decided."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What they tagged it with."""


def named_archive() -> str:
    """The archive that is meant where no option names one."""
    return os.environ.get(ARCHIVE_VARIABLE) or DEFAULT_ARCHIVE


def archive_option(command: Command) -> Command:
    """Add ``--archive``."""
    return click.option(
        "--archive",
        "path",
        metavar="PATH",
        default=named_archive,
        help=f"The archive: a file or an address.  [default: ${ARCHIVE_VARIABLE}, else {DEFAULT_ARCHIVE}]",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object a line instead of text."
    )(command)


def period_options(command: Command) -> Command:
    """Add ``--from`` and ``--to``."""
    until = click.option("--to", "end", metavar="DATE", help="Up to this day, week, month or year.")
    since = click.option(
        "--from", "start", metavar="DATE", help="From this day, week, month or year on (ISO 8601)."
    )
    return since(until(command))


def decided_options(command: Command) -> Command:
    """Add ``--state`` and ``--tag``."""
    tag = click.option("--tag", metavar="TAG", help="Only what bears this tag of yours.")
    state = click.option(
        "--state",
        multiple=True,
        metavar="STATE",
        type=click.Choice(STATES),
        help=f"Only what users decided so: {', '.join(STATES)}; may be given several times.",
    )
    return state(tag(command))


def page_options(default: int | None = None) -> Callable[[Command], Command]:
    """Add ``--limit`` (*default* rows, or all) and ``--offset``."""

    def add(command: Command) -> Command:
        offset = click.option(
            "--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N."
        )
        limit = click.option(
            "--limit",
            type=click.IntRange(min=1),
            default=default,
            metavar="N",
            help=f"Show at most N.  [default: {default or 'all'}]",
        )
        return limit(offset(command))

    return add


class DefaultGroup(click.Group):
    """Commands of which the one named *default* is meant where none is named: `actors Lavrov`."""

    def __init__(self, *arguments: Any, default: str, **options: Any) -> None:
        """A group as click makes it, with the name of its default command."""
        super().__init__(*arguments, **options)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with the default command before them where they name none."""
        if ctx.resilient_parsing and not args:  # a shell asks what may follow
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)


def open_archive(path: str) -> Archive:
    """The archive the user named; the record of one that an older version made is made anew first."""
    archive = Archive(path)
    if archive.behind:
        from dateline.pipeline import update_record

        click.echo("an older Dateline made this archive; its record is made anew once …", err=True)
        update_record(archive)
    return archive


def print_json(rows: Iterable[object]) -> None:
    """Print each row (a dataclass or a mapping) as one line of JSON."""
    for row in rows:
        value = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
        click.echo(json.dumps(value, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, text: Collection[str]) -> None:
    """Print rows as a table that fits the terminal, or as blocks; only the columns named in *text* wrap."""
    rows = list(rows)
    if not rows:
        return
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    numbers = {name for name, *column in zip(columns, *rows, strict=True) if _are_numbers(column)}
    for line in table(columns, cells, terminal_width(), text, numbers):
        echo(line)


def _are_numbers(column: Sequence[object]) -> bool:
    return bool(column) and all(isinstance(cell, int) for cell in column)


def print_count(
    shown: int, total: int, noun: str, offset: int, *, nothing: str | None = None, hint: str | None = None
) -> None:
    """Say on stderr how many of all were shown and how to go on, or *nothing* where there are none.

    *noun* names the rows, *hint* says what else there is to see.
    """
    after = offset + shown
    parts = [f"{shown} of {total} {noun}"]
    if shown < total:
        parts.append("--limit, --offset")
    if shown and after < total:
        parts.append(f"the next: --offset {after}")
    if hint:
        parts.append(hint)
    click.echo("; ".join(parts) if total else nothing or f"no {noun}", err=True)


def print_cited(head: str, sentence: str, label: str) -> None:
    """Print a statement, and under it the sentence it rests on and the report that sentence stands in."""
    print_wrapped(head, hanging=4, bold=True)
    print_wrapped(f"“{sentence}”", indent=4)
    print_wrapped(label, indent=4, dim=True)


def decided(row: Decided) -> str:
    """What users decided of a row and tagged it with, to stand behind it: "  [accepted; disputed]"."""
    told = [row.state] if row.state != "machine" else []
    return f"  [{'; '.join((*told, *row.tags))}]" if told or row.tags else ""


def print_wrapped(text: str, *, indent: int = 0, hanging: int = 0, **style: Any) -> None:
    """Print *text* wrapped to the terminal, in a style of click's; nothing for an empty text.

    *indent* is the blanks before every line, *hanging* those before every line but the first, in addition.
    """
    for line in wrapped(text, terminal_width(), " " * indent, " " * (indent + hanging)):
        echo(click.style(line, **style) if style else line)


def echo(line: str) -> None:
    """Print a line, styled only where `styled` says so."""
    click.echo(line, color=styled())


def styled() -> bool:
    """Whether colour is wanted: on a terminal; not with NO_COLOR; with FORCE_COLOR elsewhere too."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def can_show(characters: str) -> bool:
    """Whether the place that output goes to has all of these characters."""
    try:
        characters.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def terminal_width() -> int:
    """Columns of the terminal, or of output that goes elsewhere."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return max(20, shutil.get_terminal_size().columns)
    return PLAIN_WIDTH
