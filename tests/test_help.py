"""Help cannot lie: every example in it is understood by the command it stands in."""

import io
import re
import shlex

import click
import pytest

from dateline.cli import COMMANDS, MISUSED, dateline, main


def commands_of(command, name, parent=None):
    """A command and those under it: its words, and itself."""
    context = click.Context(command, info_name=name, parent=parent)
    yield context.command_path, command
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            yield from commands_of(command.get_command(context, part), part, context)


def examples_of(verb):
    context = click.Context(dateline, info_name="dateline")
    for _, command in commands_of(dateline.get_command(context, verb), verb, context):
        help_ = command.help or ""
        for line in re.findall(r"^ +(?:\w.* \| )?(dateline .+)$", help_.partition("Examples:")[2], re.M):
            yield shlex.split(re.split(r" >>? ", line)[0])


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_example_is_understood(verb, tmp_path, monkeypatch, capsys):
    examples = list(examples_of(verb))
    assert examples
    # Without an archive a command that is understood says that there is none; addresses are not fetched here.
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_ARCHIVE", raising=False)
    (tmp_path / "mine.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    for words in examples:
        if any("://" in word for word in words):
            continue
        assert main([*words[1:]]) != MISUSED, f"{shlex.join(words)}: {capsys.readouterr().err}"


def test_every_command_and_option_says_what_it_does():
    silent = []
    for path, command in commands_of(dateline, "dateline"):
        silent += [path] if not command.help else []
        silent += [
            f"{path} {option.opts[0]}"
            for option in command.params
            if isinstance(option, click.Option) and not option.help
        ]
    assert silent == []
