"""The `dateline` command: one verb one file, each thin over a Python function of the same name.

Results go to stdout, messages and progress to stderr. Exit codes: 0 done; 1 something could not be done, with
a message that says what; 2 the command was not understood; 3 some sources could not be read (the others
were). A command's file is loaded when the command is called, so that starting costs little.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dateline import __version__
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dateline.cli.logs import LogFormat

COMMANDS = {
    "read": "Read reports from files, folders, addresses or stdin.",
    "timeline": "Show the dated events in order, each with its sentence.",
    "reports": "List the reports, date one, or put one in confidence.",
    "report": "Show one report, sentence by sentence, with what was found.",
    "events": "List, join, split or date events.",
    "event": "Show one event: where it is told, accounts side by side.",
    "quotes": "List who is said to say, think or want what.",
    "figures": "List the figures by what they count, and how they change.",
    "times": "List the time expressions of a report with their values.",
    "places": "List the places named, with coordinates.",
    "positions": "Show where each actor stands on each question.",
    "actors": "List actors and their roles; merge, split or rename them.",
    "network": "List who met, accused, quoted, aided and attacked whom.",
    "story": "Show one story: what matters in it, a sentence each.",
    "stories": "List reports and events that belong together over time.",
    "duplicates": "List the reports that carry the same copy.",
    "versions": "List addresses captured more than once, and what changed.",
    "changes": "Show what changed in the record, and what brought it.",
    "search": "Find the sentences of articles that hold all words.",
    "claim": "Show what supports, differs from or denies a claim.",
    "cite": "Print a citation of a report or a sentence.",
    "sample": "Draw rows by chance for blind coding by people.",
    "compare": "Say how far coders agree, and with the machine.",
    "review": "Accept, edit, reject rows one by one; add missed ones.",
    "corrections": "List corrections, take one back, carry them elsewhere.",
    "serve": "Show the archive in a browser.",
    "mcp": "Answer an assistant's questions from the archive.",
    "export": "Write the record in a format that other tools read.",
    "forget": "Erase a report from the archive for good.",
    "doctor": "Say whether everything is in order, archive and all.",
    "backup": "Copy the archive while it is in use.",
    "copy": "Copy the archive from a file to a server, or back.",
    "vacuum": "Give back the room of what is no longer there.",
    "completion": "Let a shell complete verbs, options and ids.",
}
"""The verbs in the order the help lists them, each with its line there; each is the file of that name."""
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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the verbs without loading their files."""
        from click.shell_completion import CompletionItem

        verbs = [CompletionItem(v, help=line) for v, line in COMMANDS.items() if v.startswith(incomplete)]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading their files."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="dateline", message="%(prog)s %(version)s")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    envvar="DATELINE_LOG",
    help="Log on stderr what is done, in ids and counts.  [default: $DATELINE_LOG, else no log]",
)
def dateline(log_format: LogFormat | None) -> None:
    """Read saved news reports and keep a cited record of them.

    Start with:  dateline read FOLDER  and then  dateline timeline

    The record is kept in one file: --archive PATH, else the environment variable DATELINE_ARCHIVE, else
    dateline.db in the current folder.
    """
    if log_format is not None:
        from dateline.cli.logs import log_to_stderr

        log_to_stderr(log_format)


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
