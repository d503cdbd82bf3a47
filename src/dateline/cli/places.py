"""`dateline places`: the places that reports name, with where they lie."""

from __future__ import annotations

import click

from dateline.cli.common import (
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_cited,
    print_count,
    print_json,
    print_table,
)
from dateline.cli.completing import ids_of
from dateline.views import PlaceRow, count, places


@click.command("places")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="Only this report.")
@page_options()
@archive_option
@json_option
def command(
    path: str, as_json: bool, name: str | None, report: str | None, limit: int | None, offset: int
) -> None:
    """List the places named, with coordinates, how closely they are known, and how often they are named.

    With NAME, a place's name in any spelling the reports have, show the sentences that name it and the
    places in it, and why each was taken for that place. A country has no coordinates: it is no point.

    \b
    Examples:
      dateline places
      dateline places Syria
      dateline places Homs --json
    """
    with open_archive(path) as archive:
        rows = places(archive, name, report=report, limit=limit, offset=offset)
        total = count(archive, "places", name, report=report)
    if as_json:
        print_json(rows)
    elif name is None:
        table = ((_point(r), r.precision, r.times, r.reports, _named(r)) for r in rows)
        print_table(("coordinates", "known to", "named", "reports", "place"), table, text=("place",))
    else:
        for row in rows:
            head = "; ".join(part for part in (_named(row), _point(row), row.precision) if part)
            for mention in row.mentions:
                print_cited(f"{head}; {mention.reason}", mention.passage.text, mention.label)
    nothing = f'no place goes by "{name}"; see: dateline places' if name else None
    print_count(len(rows), total, "places", offset, nothing=nothing)


def _named(row: PlaceRow) -> str:
    return ", ".join(dict.fromkeys((row.name, *row.within)))


def _point(row: PlaceRow) -> str:
    return "" if row.lat is None or row.lon is None else f"{row.lat:.2f}, {row.lon:.2f}"
