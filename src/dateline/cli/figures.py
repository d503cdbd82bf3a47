"""`dateline figures`: the numbers that matter, one by one or as series."""

from __future__ import annotations

from typing import Any

import click

from dateline.archive.owned import owned
from dateline.cli.citing import cite_option, print_citations
from dateline.cli.common import (
    archive_option,
    decided,
    decided_options,
    json_option,
    open_archive,
    page_options,
    period_options,
    print_cited,
    print_count,
    print_json,
)
from dateline.cli.completing import ids_of
from dateline.views import FigureRow, Series, count, figures, number_in_words
from dateline.views.series import series_choice


@click.command("figures")
@click.option("--what", metavar="WHAT", help="What is counted: killed, injured, refugees, …")
@period_options
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="Only this report.")
@click.option(
    "--series", "as_series", is_flag=True, help="Draw the same quantity over time, source by source."
)
@click.option(
    "--event", metavar="ID", shell_complete=ids_of("events"), help="With --series: only series on this event."
)
@click.option(
    "--story",
    metavar="ID",
    shell_complete=ids_of("stories"),
    help="With --series: only series of this story.",
)
@click.option("--place", metavar="PLACE", help="With --series: only series on this place, or one in it.")
@click.option("--svg", metavar="FILE", help="With --series: write them as an image.")
@decided_options
@page_options()
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    what: str | None,
    start: str | None,
    end: str | None,
    report: str | None,
    as_series: bool,
    event: str | None,
    story: str | None,
    place: str | None,
    svg: str | None,
    state: tuple[str, ...],
    tag: str | None,
    limit: int | None,
    offset: int,
) -> None:
    """List the figures by what they count, with bound, day, place, source and sentence.

    With --series, the figures of one incident, or totals of one period, in order of the day they were given
    for: what several reports carry as copies counts once, two sources whose numbers for a day do not meet are
    marked, and so is what a source gives later in place of a number.

    \b
    Examples:
      dateline figures --what killed
      dateline figures --series --what killed
      dateline figures --series --place Morocco --svg toll.svg
    """
    if as_series and (report or start or end or state or tag):
        raise click.UsageError(
            "--report, --from, --to, --state and --tag go with the list, not with a series"
        )
    if not as_series and (svg or event or story or place):
        raise click.UsageError("--event, --story, --place and --svg go with --series")
    if as_series and style:
        raise click.UsageError("--cite goes with the list, not with a series")
    if as_series:
        series: dict[str, Any] = {"what": what, "event": event, "story": story, "place": place}
        with open_archive(path) as archive:
            choice = series_choice(archive, **series)
            found, total = choice.rows(limit=limit, offset=offset), choice.count()
        _show(found, as_json, svg)
        nothing = "no quantity of one scope is given more than once; see: dateline figures"
        print_count(len(found), total, "series", offset, nothing=nothing)
        return
    asked: dict[str, Any] = {
        "what": what,
        "start": start,
        "end": end,
        "report": report,
        "state": state,
        "tag": tag,
    }
    with open_archive(path) as archive:
        rows = figures(archive, **asked, limit=limit, offset=offset)
        if style:
            print_citations(archive, style, rows)
            return
        total = count(archive, "figures", **asked)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            print_cited(_head(row), row.passage.text, row.label)
    print_count(len(rows), total, "figures", offset)


def _head(row: FigureRow) -> str:
    number = " ".join(part for part in (row.hedge, number_in_words(row.value), row.unit, row.rate) if part)
    total = f"in all since {row.since}" if row.since else "in all" if row.cumulative else None
    facts = [
        row.of,
        row.place,
        f"was {number_in_words(row.previous)}" if row.previous is not None else None,
        total,
        "still to come" if row.forecast else None,
        f"as of {row.as_of}" if row.as_of else None,
        f"{', '.join(row.says)} says so" if row.says else "no source given",
    ]
    return f"{row.what}  {number}; " + "; ".join(fact for fact in facts if fact) + decided(row)


def _show(found: list[Series], as_json: bool, svg: str | None) -> None:
    if svg:
        from dateline.export.chart import series_svg

        try:
            with open(svg, "w", encoding="utf-8", newline="\n", opener=owned) as file:
                file.write(series_svg(found))
        except OSError as error:
            raise click.ClickException(f"cannot write {svg}: {error.strerror or error}") from error
        click.echo(f"{len(found)} series drawn in {svg}", err=True)
    if as_json:
        print_json(found)
    elif not svg:
        from dateline.cli.figure_series import print_series

        print_series(found)
