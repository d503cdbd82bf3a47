"""`dateline quotes`: who said what."""

from __future__ import annotations

from typing import Any

import click

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
from dateline.views import Quote, count, quotes


@click.command("quotes")
@click.option("--speaker", metavar="NAME", shell_complete=ids_of("actors"), help="Only what this actor says.")
@click.option(
    "--about", metavar="NAME|WORDS", help="Only contents with these words, or that speak of this actor."
)
@click.option("--manner", type=click.Choice(["direct", "indirect", "mixed"]), help="Only this manner.")
@period_options
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="Only this report.")
@click.option("--all", "bare", is_flag=True, help="Bare attitudes too, such as 'opposes the bill'.")
@decided_options
@page_options()
@cite_option
@archive_option
@json_option
def command(
    path: str,
    as_json: bool,
    style: str | None,
    speaker: str | None,
    about: str | None,
    manner: str | None,
    start: str | None,
    end: str | None,
    report: str | None,
    bare: bool,
    state: tuple[str, ...],
    tag: str | None,
    limit: int | None,
    offset: int,
) -> None:
    """List who is said to say, think or want what, in order of time.

    Three dates are kept apart: when it was said, as far as the text tells; when what it speaks of happened;
    and when the report was published, by which it is placed where the first is not told.

    \b
    Examples:
      dateline quotes --speaker Kerry
      dateline quotes --speaker Lavrov --from 2013-01 --to 2013-06
      dateline quotes --about "political transition" --manner direct
    """
    asked: dict[str, Any] = {
        "speaker": speaker,
        "about": about,
        "manner": manner,
        "start": start,
        "end": end,
        "report": report,
        "bare": bare,
        "state": state,
        "tag": tag,
    }
    with open_archive(path) as archive:
        rows = quotes(archive, **asked, limit=limit, offset=offset)
        if style:
            print_citations(archive, style, rows)
            return
        total = count(archive, "quotes", **asked)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            print_cited(f"{_head(row)}: {row.content}{decided(row)}", row.passage.text, row.label)
    print_count(len(rows), total, "quotes", offset)


def _head(row: Quote) -> str:
    """Said, happened and published apart: "2014-03-06  Kerry says (direct) to reporters, in Geneva; ..."."""
    who = ", ".join(row.speakers) or "(no source given)"
    elsewhere = ", as told before" if row.said_basis == "elsewhere" else ""
    circumstances = [
        f"to {', '.join(row.addressee)}" if row.addressee else "",
        ", ".join(row.occasion),
        f"through {', '.join(row.via)}" if row.via else "",
        f"place {row.place}" if row.place else "",
    ]
    dates = [
        f"said {row.said}{elsewhere}" if row.said else "",
        f"happened {', '.join(row.happened)}" if row.happened else "",
        f"published {row.published}" if row.published else "",
        "within what another says" if row.parent else "",
    ]
    told = "; ".join(part for part in (*circumstances, *dates) if part)
    return f"{who}  {row.attitude} ({row.manner})" + (f"  [{told}]" if told else "")
