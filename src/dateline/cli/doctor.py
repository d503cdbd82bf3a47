"""`dateline doctor`: whether everything is in order."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    echo,
    json_option,
    print_json,
    print_wrapped,
    terminal_width,
)
from dateline.cli.layout import wrapped

MARKS = {"good": ("ok", "green"), "note": ("note", "yellow"), "bad": ("BAD", "red")}
NAME_WIDTH = 24
BESIDE = " " * (7 + NAME_WIDTH)
"""Blanks under mark and name."""


@click.command("doctor")
@archive_option
@json_option
def command(path: str, as_json: bool) -> int:
    """Say with what Dateline works here, and whether the archive is whole.

    Shown are the versions of Dateline, Python, SQLite and spaCy, the models with a hash of each, knowledge
    and gazetteer; of the archive its integrity, its counts, what waits to be done, and the room beside it.
    The archive stays as it is. The exit code is 1 where something is bad.

    \b
    Examples:
      dateline doctor
      dateline doctor --archive talks.db --json
    """
    from dateline.cli import DONE, FAILED
    from dateline.doctor import doctor

    findings = doctor(path)
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            mark, colour = MARKS[finding.state]
            first, *rest = wrapped(finding.found, terminal_width(), BESIDE, BESIDE)
            echo(f"{click.style(f'{mark:5}', colour)} {finding.name:{NAME_WIDTH}} {first.lstrip()}")
            for line in rest:
                echo(line)
            print_wrapped(finding.advice, indent=len(BESIDE))
    return FAILED if any(finding.state == "bad" for finding in findings) else DONE
