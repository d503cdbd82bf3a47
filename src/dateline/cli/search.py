"""`dateline search`: sentences that hold given words."""

from __future__ import annotations

import click

from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_cited,
    print_count,
    print_json,
)
from dateline.views import count, search


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@page_options(default=20)
@cite_option
@archive_option
@json_option
def command(
    path: str, as_json: bool, style: str | None, words: tuple[str, ...], limit: int, offset: int
) -> None:
    """Find the sentences of articles that hold all WORDS; words in double quotes are a phrase.

    \b
    Examples:
      dateline search ceasefire Aleppo
      dateline search '"political transition"'
    """
    with open_archive(path) as archive:
        hits = search(archive, " ".join(words), limit=limit, offset=offset)
        if style:
            print_citations(archive, style, hits)
            return
        total = count(archive, "search", " ".join(words))
        held = len(archive.report_ids())
    if as_json:
        print_json(hits)
    else:
        for hit in hits:
            print_cited(hit.title or "(no title)", hit.passage.text, hit.label)
    print_count(len(hits), total, "sentences", offset, nothing=f"not found in {held} reports")
