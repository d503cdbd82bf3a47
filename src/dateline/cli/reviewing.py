"""The queue of rows to decide, one at a time, by single keys or by lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import click

from dateline.archive import Archive
from dateline.cli.common import echo, print_wrapped, styled
from dateline.cli.review_lines import print_more, print_row
from dateline.errors import DatelineError
from dateline.model import FIELDS
from dateline.views import ReviewRow, block_rows, review_row
from dateline.views.review import review_choice

KEYS = {
    "a": "accept it as it is",
    "e": "edit: field=value, one a line, an empty line at the end",
    "r": "reject it",
    "n": "write a note that goes with the decision",
    "t": "tag it",
    "u": "undo the last decision",
    "s": "skip it for now",
    "o": "show more of the report",
    "?": "list the keys",
    "q": "quit; what was decided is kept",
}
SHORT = "a accept  e edit  r reject  n note  t tag  u undo  s skip  o more  ? help  q quit"
MORE = 3
"""Sentences on either side that are shown first; each time it is asked again, twice as many."""

Then = Literal["next row", "same row", "quit"]
"""What follows a key."""


def next_rows(archive: Archive, filters: dict[str, Any]) -> Callable[[set[str]], ReviewRow | None]:
    """What gives the first row of a queue that is none of those seen."""

    def of_blocks(seen: set[str]) -> ReviewRow | None:
        rows = block_rows(archive, report=filters["report"], state=filters["state"], limit=len(seen) + 1)
        return next((row for row in rows if row.row not in seen), None)

    def of_list(seen: set[str]) -> ReviewRow | None:
        ids = review_choice(archive, **filters).rows(archive, "id", limit=len(seen) + 1)
        first = next((row["id"] for row in ids if row["id"] not in seen), None)
        return review_row(archive, first) if first else None

    return of_blocks if filters["kind"] == "block" else of_list


@dataclass(slots=True)
class Session:
    """One person at the queue: what was seen, and what was decided, so that it can be undone.

    ``made`` are the decisions (ids) with their rows, the last one last.
    """

    archive: Archive
    following: Callable[[set[str]], ReviewRow | None]
    by: str = ""
    most: int | None = None
    seen: set[str] = field(default_factory=set)
    made: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    more: int = MORE

    def run(self) -> int:
        """Show row after row and do as the keys say, until there are none or q; how many were decided."""
        while self.most is None or len(self.seen) < self.most:
            row = self.following(self.seen)
            if row is None:
                click.echo("nothing is left to decide here", err=True)
                break
            self.seen.add(row.row)
            self.note, self.more = "", MORE
            echo("")
            print_row(self.archive, row, f"{len(self.seen)}.")
            try:
                if self._decide(row) == "quit":
                    break
            except (KeyboardInterrupt, EOFError, click.Abort):
                break
        return len(self.made)

    def _decide(self, row: ReviewRow) -> Then:
        while True:
            key, rest = ask()
            try:
                then = self._do(key, rest, row)
            except DatelineError as error:
                click.echo(f"not so: {error}", err=True)
                then = "same row"
            if then != "same row":
                return then

    def _do(self, key: str, rest: str, row: ReviewRow) -> Then:
        match key:
            case "a":
                return self._keep(row, "accept")
            case "r":
                return self._keep(row, "reject")
            case "e":
                changes = edited(rest, row)
                return self._keep(row, "edit", changes) if changes else "same row"
            case "n":
                self.note = rest or ask_line("note")
            case "t":
                self._tag(row, rest or ask_line("tag"))
            case "o":
                print_more(self.archive, row, self.more)
                self.more *= 2
            case "s":
                return "next row"
            case "u":
                return self._undo(row)
            case "q":
                return "quit"
            case "":
                pass
            case _:
                for name, told in KEYS.items():
                    echo(f"    {name}  {told}")
        return "same row"

    def _keep(
        self,
        row: ReviewRow,
        verdict: Literal["accept", "edit", "reject"],
        changes: dict[str, str] | None = None,
    ) -> Then:
        from dateline.review import decide

        made = decide(self.archive, row.row, verdict, changes, by=self.by, note=self.note, follow=False)
        self.made.append((made.id, row.row))
        echo(f"    {verdict}ed: {made.id}")
        return "next row"

    def _tag(self, row: ReviewRow, name: str) -> None:
        from dateline.review import tag

        made = tag(self.archive, row.row, name, by=self.by, follow=False)
        self.made.append((made.id, row.row))
        echo(f"    tagged “{name}”: {made.id}")

    def _undo(self, row: ReviewRow) -> Then:
        """Take back what was decided last here; its row comes next, and the one that is shown after it."""
        from dateline.corrections import undo

        if not self.made:
            click.echo("nothing was decided here yet; for others: dateline corrections undo", err=True)
            return "same row"
        last, of = self.made.pop()
        undo(self.archive, last, by=self.by, follow=False)
        echo(f"    taken back: {last}")
        self.seen -= {of, row.row}
        return "next row"


def edited(rest: str, row: ReviewRow) -> dict[str, str]:
    """The fields that an edit sets: what stands on the line of the key, or else lines up to an empty one."""
    names = [field.name for field in FIELDS[row.kind]]
    if not rest and sys.stdin.isatty():
        print_wrapped(f"fields: {', '.join(names)}; empty for not known; an empty line ends", indent=4)
    changes: dict[str, str] = {}
    line = rest or ask_line("field=value")
    while line:
        name, equals, value = line.partition("=")
        name = name.strip()
        if name not in names:
            click.echo(f"there is no field {name}; it has {', '.join(names)}", err=True)
        else:
            changes[name] = value.strip() if equals else ask_line(f"{name} [{row.fields[name]}]")
        line = "" if rest else ask_line("field=value")
    return changes


def ask() -> tuple[str, str]:
    """The next key, and what stands behind it on its line where lines are read; q at their end."""
    if sys.stdin.isatty():
        click.echo(click.style(SHORT, dim=True) if styled() else SHORT, err=True)
        key = click.getchar()
        return ("q" if key in "\x03\x04\x1b" else key.lower()), ""
    line = sys.stdin.readline()
    if not line:
        return "q", ""
    key, _, rest = line.strip().partition(" ")
    return key.lower()[:1], rest.strip()


def ask_line(prompt: str) -> str:
    """A line of the user's own words; empty for none."""
    if sys.stdin.isatty():
        given: str = click.prompt(f"    {prompt}", default="", show_default=False, err=True)
        return given.strip()
    return sys.stdin.readline().strip()
