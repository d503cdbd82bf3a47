"""Command lines: every command with arguments and options that it takes, sensible and odd."""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import sys
from collections.abc import Iterator
from unittest import mock

import click
from hypothesis import strategies as st

from soak.doors.door import Door, Inputs, Run
from soak.doors.small import id_places, small_archive, values, with_ids

STARTS_PROCESSES = frozenset({"cluster", "workers"})
WAITS = "serve"
"""The command that waits for requests."""
TIDIED = 500
"""Files that were written make every later `read` longer: after so many lines they are taken away."""


def _arguments() -> Inputs:
    """Command lines, an argument a line."""
    commands = list(_commands())

    @st.composite
    def line(draw: st.DrawFn) -> bytes:
        words, parameters = draw(st.sampled_from(commands))
        given = list(words)
        for parameter in parameters:
            if parameter.name in STARTS_PROCESSES:
                continue
            if isinstance(parameter, click.Option):
                if draw(st.integers(0, 3)) == 0:
                    given.append(draw(st.sampled_from(parameter.opts)))
                    if not parameter.is_flag and not parameter.flag_value:
                        given.append(draw(_option_values(parameter)))
            else:
                count = parameter.nargs if parameter.nargs > 0 else draw(st.integers(0, 2))
                given += [draw(values() | id_places()) for _ in range(count)]
        return "\n".join(_harmless(each) for each in given).encode("utf-8", "replace")

    return line()


def _option_values(option: click.Option) -> st.SearchStrategy[str]:
    if isinstance(option.type, click.Choice):
        return st.sampled_from([str(choice) for choice in option.type.choices]) | values()
    return values() | id_places()


def _harmless(argument: str) -> str:
    """An argument that names no file outside the place of the test, and no address."""
    return "".join(char for char in argument if char not in "/\\\n\0~:") or "x"


def _commands() -> Iterator[tuple[tuple[str, ...], list[click.Parameter]]]:
    from dateline.cli import dateline as group

    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from (((name, sub), each.params) for sub, each in command.commands.items())
        elif name != WAITS:
            yield (name,), command.params


@contextlib.contextmanager
def _command_line() -> Iterator[Run]:
    from dateline.cli import DONE, PARTLY_READ, main

    with small_archive() as (place, ids), contextlib.chdir(place):
        number = itertools.count()

        def run(data: bytes) -> None:
            arguments = with_ids(data.decode("utf-8", "replace"), ids).split("\n")
            if next(number) % TIDIED == TIDIED - 1:
                for path in place.iterdir():
                    if path.is_file() and not path.name.startswith(("dateline.db", "0", "1", "2")):
                        path.unlink()
            with _streams() as (out, err), mock.patch.dict(os.environ, {"DATELINE_ARCHIVE": "dateline.db"}):
                code = main(arguments)
            assert DONE <= code <= PARTLY_READ, f"exit code {code}"
            assert code == DONE or out.getvalue() + err.getvalue().strip(), f"exit code {code} without a word"
            assert b"Traceback" not in out.getvalue() + err.getvalue()

        yield run


@contextlib.contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Nothing on the standard input; what goes to the standard output and to the error output."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8")),
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)) as text_out,
        contextlib.redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)) as text_err,
    ):
        yield out, err
        text_out.detach()  # or else the bytes would be closed along with it
        text_err.detach()


COMMANDS = Door("arguments", _arguments, _command_line)
