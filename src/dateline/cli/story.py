"""`dateline story`: one story as a short timeline of what matters in it."""

from __future__ import annotations

import click

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
from dateline.cli.completing import ids_of
from dateline.cli.event_lines import event_head
from dateline.views import StoryView, story
from dateline.views.story import MOST


@click.command("story")
@click.argument("words", metavar="ID", nargs=-1, required=True, shell_complete=ids_of("stories"))
@click.option("--most", type=click.IntRange(min=1), help=f"So many events.  [default: {MOST}]")
@click.option("--days", type=click.IntRange(min=1), help="On so many days.")
@click.option("--all", "everything", is_flag=True, help="Every event, also calls, denials and undated ones.")
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    words: tuple[str, ...],
    most: int | None,
    days: int | None,
    everything: bool,
) -> None:
    """Show one story: the events that matter in it, in order, each with one sentence.

    The story is named by its id, or by words of its title or of the headlines of its reports. What matters is
    what many reports tell, what a report is about, what the main actors do, what is the first of its kind,
    and what figures belong to; each event says what speaks for it.

    \b
    Examples:
      dateline story s1a21ee
      dateline story ferry inquiry
      dateline story ferry --days 5
      dateline story ferry --all --json
    """
    if everything and (most or days):
        raise click.UsageError("--all shows every event: it goes with neither --most nor --days")
    with open_archive(path) as archive:
        view = story(archive, " ".join(words), everything=everything, days=days, most=most)
        if style:
            print_citations(archive, style, [view])
            return
    if as_json:
        print_json([view])
    else:
        _print(view)


def _print(view: StoryView) -> None:
    print_wrapped(view.title, hanging=4, bold=True)
    span = view.first or "undated"
    if view.last and view.last != view.first:
        span += f" to {view.last}"
    print_wrapped(f"{len(view.reports)} reports, {span}: {'; '.join(view.reports)}", indent=4, dim=True)
    if view.actors:
        print_wrapped(f"with {', '.join(view.actors)}", indent=4, dim=True)
    echo("")
    for told in view.told:
        row = told.event
        why = "; ".join((*told.why, *told.figures))
        label = f"{row.best.label}  event {row.id}"
        print_cited(event_head(row), row.best.passage.text, f"{label}  ({why})" if why else label)
    left = view.dated + view.undated - len(view.told)
    if left:
        undated = f", {view.undated} of them undated" if view.undated else ""
        click.echo(f"{left} more events{undated}: dateline story {view.id} --all", err=True)
