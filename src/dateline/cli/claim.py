"""`dateline claim`: one claim, and what the archive tells of it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dateline.claims import ClaimRow, ClaimView, Piece, claim
from dateline.claims.answer import LIMIT, RELATIONS
from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    echo,
    json_option,
    open_archive,
    print_cited,
    print_json,
    print_wrapped,
)

HEADINGS = {
    "supports": "Says the same",
    "differs": "Differs in a value or in words",
    "denies": "Denies it, or tells the contrary",
    "related": "Only related",
}
LEGEND = "[-in the report, not in the claim-]  {+in the claim, not in the report+}"


@click.command("claim")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="Show at most N sentences of each kind.",
)
@cite_option
@archive_option
@json_option
def command(path: str, as_json: bool, style: str | None, words: tuple[str, ...], limit: int) -> None:
    """Show which sentences say what a claim says, differ from it, or deny it.

    The claim (WORDS, best in quotation marks) is read as reports are. No verdict is given: look at the
    sentences. Copies of one text count once. What is not found may still be so.

    \b
    Examples:
      dateline claim "The earthquake in Morocco killed 1,200 people."
      dateline claim 'Katrin Oswald said: "Everybody believes that one call ends a war."'
    """
    with open_archive(path) as archive:
        view = claim(archive, " ".join(words), limit=limit)
        if style:
            print_citations(archive, style, view.rows)
            return
    if as_json:
        print_json([view])
        return
    _print_view(view)
    if view.found:
        click.echo(f"looked in {view.searched.words}; no verdict: look at the sentences", err=True)


def _print_view(view: ClaimView) -> None:
    print_wrapped(f"Claim: {view.claim}", hanging=7)
    if not view.found:
        echo("")
        print_wrapped(
            f"Not found in {view.searched.words}. That nothing is found does not say that it is not so."
        )
    for relation in RELATIONS:
        if rows := view.of(relation):
            echo("")
            print_wrapped(
                f"{HEADINGS[relation]}: {_counted(view, relation, len(rows))}", hanging=2, bold=True
            )
            for row in rows:
                _print_row(row)
    if any(row.difference for row in view.rows):
        echo("")
        print_wrapped(LEGEND, dim=True)


def _counted(view: ClaimView, relation: str, shown: int) -> str:
    count, sources = view.counts[relation], view.sources[relation]
    told = f"{count} sentence{'' if count == 1 else 's'} of {sources} source{'' if sources == 1 else 's'}"
    return f"{told}, {shown} shown (--limit)" if shown < count else told


def _print_row(row: ClaimRow) -> None:
    says = f"; according to {', '.join(row.says)}" if row.says else ""
    copies = f"; the same copy: {'; '.join(row.copies)}" if row.copies else ""
    echo("")
    print_cited(f"{row.basis}: {'; '.join(row.why)}{says}", row.passage.text, f"{row.label}{copies}")
    if row.difference:
        print_wrapped(marked(row.difference), indent=4)


def marked(pieces: Sequence[Piece]) -> str:
    """A word difference as one text, in the manner of wdiff."""
    marks = {"same": "{}", "left out": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[piece.kind].format(piece.words) for piece in pieces)
