"""The `dateline` command: one verb one file, each thin over a Python function of the same name.

Results go to stdout, messages and progress to stderr. Exit codes: 0 done; 1 something could not be done, with
a message that says what; 2 the command was not understood; 3 some sources could not be read (the others
were). A command's file is loaded when the command is called, so that starting costs little.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from dateline import __version__
from dateline.errors import DatelineError

COMMANDS = (
    "read",
    "timeline",
    "reports",
    "report",
    "events",
    "event",
    "quotes",
    "figures",
    "times",
    "places",
    "positions",
    "actors",
    "stories",
    "duplicates",
    "versions",
    "search",
    "corrections",
    "export",
)
"""The verbs, in the order the help lists them; each is the function of that name in the file of that name."""
DONE, FAILED, MISUSED, PARTLY_READ = 0, 1, 2, 3


class _Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dateline.cli.{cmd_name}")
        command: click.Command = module.command
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="dateline", message="%(prog)s %(version)s")
def dateline() -> None:
    """Read saved news reports and keep a cited record of them.

    Start with:  dateline read FOLDER  and then  dateline timeline

    The record is kept in one file: --archive PATH, else the environment variable DATELINE_ARCHIVE, else
    dateline.db in the current folder.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A console that cannot show a character must not end the run.
            stream.reconfigure(errors="replace")
    try:
        result = dateline.main(arguments, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        error.show()
        return MISUSED
    except click.ClickException as error:
        error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        print("stopped; what was read so far is kept, and the next run goes on from there", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return FAILED
    return result if isinstance(result, int) else DONE
