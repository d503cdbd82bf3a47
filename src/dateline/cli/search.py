"""`dateline search`: sentences that hold given words."""

from __future__ import annotations

import click

from dateline.cli.common import archive_option, json_option, open_archive, print_cited, print_json
from dateline.views import search


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="At most so many sentences.")
@archive_option
@json_option
def command(path: str, as_json: bool, words: tuple[str, ...], limit: int) -> None:
    """Find the sentences of articles that hold all WORDS; words in double quotes are a phrase.

    \b
    Examples:
      dateline search ceasefire Aleppo
      dateline search '"political transition"'
    """
    with open_archive(path) as archive:
        hits = search(archive, " ".join(words), limit=limit)
        if as_json:
            print_json(hits)
            return
        if not hits:
            held = len(archive.report_ids())
            click.echo(f"not found in {held} reports", err=True)
        for hit in hits:
            print_cited(hit.title or "(no title)", hit.passage.text, hit.label)
