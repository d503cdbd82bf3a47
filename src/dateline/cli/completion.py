"""`dateline completion`: the script that lets a shell complete what is typed."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that lets SHELL complete verbs, options, and ids out of the archive.

    It goes into what the shell reads when it starts; in the next shell, Tab completes.

    \b
    Examples:
      dateline completion bash >> ~/.bashrc
      dateline completion zsh >> ~/.zshrc
      dateline completion fish > ~/.config/fish/completions/dateline.fish
    """
    from dateline.cli import dateline

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells that are offered"
    click.echo(kind(dateline, {}, "dateline", "_DATELINE_COMPLETE").source())
