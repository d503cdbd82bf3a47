"""Write docs/cli.md from the help of every command; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli import dateline

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """# Command line reference

Written by `make docs` from the commands' own help.

Exit codes: 0 done; 1 something could not be done, with a message that says what; 2 the command was not
understood; 3 some sources could not be read (the others were). Results go to stdout, messages and progress to
stderr.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_pages(dateline, "dateline", None)])


def _pages(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """The help of a command, then that of each command under it."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            under = command.get_command(context, part)
            assert under is not None
            yield from _pages(under, part, context)


def main() -> int:
    """Write the page, or with ``--check`` compare; exit code 1 when it is out of date."""
    if "--check" in sys.argv:
        return 0 if REFERENCE.read_text(encoding="utf-8") == reference() else 1
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
