"""`dateline actors`: who is spoken of, the roles they held, and what the user knows better of them."""

from __future__ import annotations

import click

from dateline.cli.common import (
    DefaultGroup,
    archive_option,
    json_option,
    open_archive,
    page_options,
    print_cited,
    print_count,
    print_json,
    print_table,
    print_wrapped,
)
from dateline.cli.completing import ids_of
from dateline.cli.correcting import correcting, make
from dateline.views import actors, count, history, why

SAYS = {"knowledge": "the knowledge files", "correction": "a correction"}
"""What a role rests on where no report gives it."""


@click.group("actors", cls=DefaultGroup, default="list")
def command() -> None:
    """List the actors, show the roles one held and why it is one, or say who is who.

    \b
    Examples:
      dateline actors
      dateline actors Lavrov
      dateline actors history Lavrov
      dateline actors why Lavrov
      dateline actors merge "Sergei Lavrov" "Sergey Viktorovich Lavrov"
      dateline actors split "John Smith" --report 0fd3 --name "John Smith (MP)"
      dateline actors rename "Islamic State" Daesh
      dateline actors set-role "John Kirby" --title "State Department spokesman" --from 2015-05
      dateline actors load militias.csv

    What you say of actors is kept with your name and the time, holds when everything is read again, and can
    be taken back: dateline corrections undo ID.
    """


@command.command("list")
@click.argument("name", required=False, shell_complete=ids_of("actors"))
@page_options()
@archive_option
@json_option
def list_(path: str, as_json: bool, name: str | None, limit: int | None, offset: int) -> None:
    """List the actors, the most spoken of first; with NAME, those whose name or alias holds it."""
    with open_archive(path) as archive:
        rows = actors(archive, name=name, limit=limit, offset=offset)
        total = count(archive, "actors", name=name)
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("name", "kind", "country", "sector", "mentions", "reports", "roles"),
            [(r.name, r.kind, r.country, r.sector, r.mentions, r.reports, ", ".join(r.roles)) for r in rows],
            text=("name", "roles"),
        )
    print_count(len(rows), total, "actors", offset)


@command.command("history")
@click.argument("name", shell_complete=ids_of("actors"))
@archive_option
@json_option
def history_(path: str, as_json: bool, name: str) -> None:
    """Show the roles that NAME held, in order of time, each with the sentence that says so."""
    with open_archive(path) as archive:
        rows = history(archive, name)
        if as_json:
            print_json(rows)
            return
        for row in rows:
            if row.passage and row.label:
                print_cited(f"{row.day or 'undated'}  {row.title}", row.passage.text, row.label)
            else:
                print_wrapped(f"{row.start or '…'} to {row.end or '…'}  {row.title}", hanging=4, bold=True)
                print_wrapped(SAYS[row.basis], indent=4, dim=True)
        if not rows:
            click.echo(f"no role of {name} is known", err=True)


@command.command("why")
@click.argument("name", shell_complete=ids_of("actors"))
@archive_option
@json_option
def why_(path: str, as_json: bool, name: str) -> None:
    """Show why the reports that speak of NAME speak of one actor."""
    with open_archive(path) as archive:
        rows = why(archive, name)
        if as_json:
            print_json(rows)
            return
        if rows:
            print_wrapped(f"{rows[0].actor} ({rows[0].id})", hanging=4, bold=True)
        for row in rows:
            print_cited(f"{', '.join(row.words)}: {row.why}", row.passage.text, row.label)


@command.command("merge")
@click.argument("names", nargs=-1, required=True, shell_complete=ids_of("actors"))
@correcting
def merge(path: str, names: tuple[str, ...], by: str, note: str) -> None:
    """Say that the actors of these NAMES (or ids) are one; the first gives its name."""
    from dateline.corrections import merge_actors

    make(path, merge_actors, names, by=by, note=note)


@command.command("split")
@click.argument("name", shell_complete=ids_of("actors"))
@click.option(
    "--report",
    "reports",
    multiple=True,
    required=True,
    shell_complete=ids_of("reports"),
    help="A report in which it is another.",
)
@click.option("--name", "new_name", default="", help="What the other is called.  [default: the same]")
@correcting
def split(path: str, name: str, reports: tuple[str, ...], new_name: str, by: str, note: str) -> None:
    """Say that whom some reports call NAME is somebody else than in the others."""
    from dateline.corrections import split_actor

    make(path, split_actor, name, reports, new_name=new_name, by=by, note=note)


@command.command("rename")
@click.argument("name", shell_complete=ids_of("actors"))
@click.argument("new_name")
@correcting
def rename(path: str, name: str, new_name: str, by: str, note: str) -> None:
    """Give an actor another name; the one it had stays an alias."""
    from dateline.corrections import rename_actor

    make(path, rename_actor, name, new_name, by=by, note=note)


@command.command("set-role")
@click.argument("name", shell_complete=ids_of("actors"))
@click.option("--title", default="", help='The role: "foreign minister".')
@click.option("--from", "start", default="", metavar="DAY", help="Since when (ISO day, month or year).")
@click.option("--to", "end", default="", metavar="DAY", help="Until when.")
@click.option("--country", default="", metavar="CODE", help="ISO 3166-1 alpha-3.")
@click.option("--sector", default="", metavar="CODE", help="PLOVER sector.")
@correcting
def set_role_(path: str, name: str, **values: str) -> None:
    """Give an actor a role for a time, a country, or a sector."""
    from dateline.corrections import set_role

    make(path, set_role, name, **values)


@command.command("load")
@click.argument("file", type=click.Path())
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "phoenix", "ftm"]),
    help="What FILE is.  [default: by its ending]",
)
@archive_option
def load_(path: str, file: str, kind: str | None) -> None:
    """Take the actors in FILE for known: CSV, event coders' dictionaries (phoenix), FollowTheMoney (ftm)."""
    from dateline.dictionaries import load

    with open_archive(path) as archive:
        parsed = load(archive, file, kind)
        for trouble in parsed.troubles:
            click.echo(f"{file}, {trouble}; passed over", err=True)
        click.echo(f"{len(parsed.actors)} actors loaded from {file}")


@command.command("dictionaries")
@archive_option
@json_option
def dictionaries_(path: str, as_json: bool) -> None:
    """List the dictionaries that were loaded."""
    from dateline.dictionaries import dictionaries

    with open_archive(path) as archive:
        rows = dictionaries(archive)
        if as_json:
            print_json(rows)
            return
        print_table(("dictionary", "actors"), [(row.name, row.actors) for row in rows], text=("dictionary",))


@command.command("unload")
@click.argument("dictionary")
@archive_option
def unload_(path: str, dictionary: str) -> None:
    """Take the DICTIONARY of this name out again."""
    from dateline.dictionaries import unload

    with open_archive(path) as archive:
        unload(archive, dictionary)
