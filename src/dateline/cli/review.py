"""`dateline review`: rows looked at by a person, the least certain first."""

from __future__ import annotations

from typing import Any, Literal, get_args

import click

from dateline.archive import Archive
from dateline.cli.common import (
    Command,
    DefaultGroup,
    archive_option,
    json_option,
    open_archive,
    print_count,
    print_json,
    print_table,
)
from dateline.cli.completing import ids_of
from dateline.cli.correcting import say_pending
from dateline.cli.review_lines import print_listed, print_row
from dateline.cli.reviewing import Session, next_rows
from dateline.errors import NotFoundError
from dateline.model import Correction, FoundKind, RowState, Span
from dateline.views import block_rows, pending, review_counts, review_row, review_rows
from dateline.views.review import KINDS, review_choice

STATES = [*get_args(RowState), "all"]


def _by_and_note(command: Command) -> Command:
    note = click.option("--note", default="", help="Why, in a few words.")
    by = click.option(
        "--by", default="", metavar="WHO", help="Who decides.  [default: $DATELINE_CODER, else you]"
    )
    return by(note(command))


_set = click.option(
    "--set", "sets", multiple=True, metavar="FIELD=VALUE", help="Set a field; empty: it is not known."
)
_later = click.option(
    "--later",
    is_flag=True,
    help="Keep it, and leave the record to the next review or read to bring up to date.",
)


@click.group("review", cls=DefaultGroup, default="rows")
def command() -> None:
    """Look at rows, the least certain first: accept, edit, reject or tag them, or add what was missed.

    Decisions are kept at once and outlive every reading; dateline corrections lists them and takes them
    back. Without a ROW, rows are shown one by one and decided by single keys (? lists them), or by lines
    where the input is no terminal. With --list they are printed.

    \b
    Examples:
      dateline review --kind figure
      dateline review --list --state rejected
      dateline review --count
      dateline review 627204a3b7359d32-f2 --set value=40 --note "a misprint"
      dateline review add clashes.txt --kind figure --words "at least 40" --set value=40 --set what=killed
      dateline review block clashes.txt --words "Read more" --as leftover
    """


@command.command("rows")
@click.argument("row", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The ROW is right as it stands.")
@click.option("--reject", "verdict", flag_value="reject", help="The ROW is wrong.")
@_set
@click.option("--tag", "name", metavar="TAG", help="Tag the ROW; without one, only rows that bear the tag.")
@_later
@_by_and_note
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only rows of this kind.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    help="Only rows in this state; may be given several times.  [default: machine]",
)
@click.option("--type", "type", metavar="TYPE", help="Of this type, attitude, stance, or what is counted.")
@click.option("--report", metavar="ID", shell_complete=ids_of("reports"), help="Only this report.")
@click.option(
    "--event", metavar="ID", shell_complete=ids_of("events"), help="Only this event and its tellings."
)
@click.option("--actor", metavar="NAME", shell_complete=ids_of("actors"), help="Only rows with this actor.")
@click.option("--decided-by", "decided_by", metavar="WHO", help="Only what this person decided.")
@click.option("--in-order", is_flag=True, help="As they stand in the reports, and not by doubt.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N.  [default: all]")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--list", "listed", is_flag=True, help="Print the rows, and decide nothing.")
@click.option("--count", "counted", is_flag=True, help="Say how many rows are in which state.")
@archive_option
@json_option
def rows(
    path: str,
    as_json: bool,
    row: str | None,
    verdict: str | None,
    sets: tuple[str, ...],
    name: str | None,
    later: bool,
    by: str,
    note: str,
    states: tuple[str, ...],
    in_order: bool,
    decided_by: str | None,
    limit: int | None,
    offset: int,
    listed: bool,
    counted: bool,
    **filters: Any,
) -> None:
    """Decide the ROW of this id, or the rows that pass one by one (the default)."""
    if row is None and (verdict or sets or later):
        raise click.UsageError("name the ROW that is decided")
    if verdict and sets:
        raise click.UsageError("--set edits the ROW; it is not accepted or rejected along with that")
    if filters["kind"] == "block" and (
        name or decided_by or in_order or filters["type"] or filters["event"] or filters["actor"]
    ):
        raise click.UsageError("blocks are chosen by --report and --state, and come in order")
    with open_archive(path) as archive:
        if row is not None:
            changes = dict(_pair(one) for one in sets)
            _decide(archive, row, "edit" if sets else verdict, changes, name, by, note, later, as_json)
            return
        asked: dict[str, Any] = {
            **filters,
            "state": None if "all" in states else (states or ("machine",)),
            "tag": name,
            "by": decided_by,
            "least_certain_first": not in_order,
        }
        say_pending(archive)
        if counted:
            _print_counts(archive, filters["report"], as_json)
        elif listed or as_json:
            _list(archive, asked, limit, offset, as_json)
        else:
            decided = Session(archive, next_rows(archive, asked), by, limit).run()
            click.echo(f"{decided} decision{'' if decided == 1 else 's'} kept", err=True)
            _follow(archive)


@command.command("add")
@click.argument("report", shell_complete=ids_of("reports"))
@click.option("--kind", type=click.Choice(get_args(FoundKind)), required=True, help="The kind of the row.")
@click.option("--words", required=True, metavar="WORDS", help="The words of the report that tell it.")
@click.option("--within", default="", metavar="WORDS", help="Longer words that hold them, and stand once.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART=WORDS",
    help="Words for a part of the row (source, target, cue, place): in its sentence, or standing once.",
)
@_set
@_later
@_by_and_note
@archive_option
def add(
    path: str,
    report: str,
    kind: FoundKind,
    words: str,
    within: str,
    parts: tuple[str, ...],
    sets: tuple[str, ...],
    later: bool,
    by: str,
    note: str,
) -> None:
    """Add a row that was missed in the REPORT (id or file name), by the words that tell it.

    The words are the trigger of a telling of an event, the content of a quote, those of a figure or a
    position. Words in several places need --within.
    """
    from dateline.review import add_row, find_beside, find_words

    with open_archive(path) as archive:
        span = find_words(archive, report, words, within)
        places = {
            part: (find_beside(archive, report, held, span) or find_words(archive, report, held),)
            for part, held in map(_pair, parts)
        }
        values = dict(_pair(one) for one in sets)
        _say(add_row(archive, report, kind, span, values, parts=places, by=by, note=note, follow=not later))


@command.command("block")
@click.argument("report", shell_complete=ids_of("reports"))
@click.option("--words", required=True, metavar="WORDS", help="The words, or how they begin with --to.")
@click.option("--to", "until", default="", metavar="WORDS", help="How the words end, where they are many.")
@click.option("--within", default="", metavar="WORDS", help="Longer words that hold them, and stand once.")
@click.option(
    "--as", "part", type=click.Choice(["body", "leftover"]), required=True, help="Where they belong."
)
@click.option("--reason", default="", help="What it is, if no part of the article.")
@_later
@_by_and_note
@archive_option
def block(
    path: str,
    report: str,
    words: str,
    until: str,
    within: str,
    part: Literal["body", "leftover"],
    reason: str,
    later: bool,
    by: str,
    note: str,
) -> None:
    """Say that words of the REPORT (id or file name) belong to the article, or that they do not."""
    from dateline.review import decide_block, find_words

    with open_archive(path) as archive:
        span = find_words(archive, report, words, within)
        if until:
            span = Span(span.start, max(span.end, find_words(archive, report, until, within).end))
        _say(decide_block(archive, report, span, part, reason, by=by, note=note, follow=not later))


def _decide(
    archive: Archive,
    row: str,
    verdict: Any,
    changes: dict[str, str],
    name: str | None,
    by: str,
    note: str,
    later: bool,
    as_json: bool,
) -> None:
    """Decide or tag one row; show it where neither is asked."""
    from dateline.review import decide, stated, tag

    if name:
        _say(tag(archive, row, name, by=by, note=note, follow=not (later or verdict)))
    if verdict:
        _say(decide(archive, row, verdict, changes, by=by, note=note, follow=not later))
    if not name and not verdict:
        now = stated(archive, row)
        blocks = block_rows(archive, report=now.report) if now.kind == "block" else []
        shown = next((one for one in blocks if one.row == now.row), None) or review_row(archive, now.row)
        if shown is None:
            raise NotFoundError(f"{now.row} is not among the rows that are decided")
        if as_json:
            print_json([shown])
        else:
            print_row(archive, shown)


def _pair(text: str) -> tuple[str, str]:
    """The name and the value of NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text} is no FIELD=VALUE")
    return name.strip(), value.strip()


def _list(archive: Archive, asked: dict[str, Any], limit: int | None, offset: int, as_json: bool) -> None:
    if asked["kind"] == "block":
        blocks = block_rows(archive, report=asked["report"], state=asked["state"])
        shown, total = blocks[offset : None if limit is None else offset + limit], len(blocks)
    else:
        shown = review_rows(archive, **asked, limit=limit, offset=offset)
        total = review_choice(archive, **asked).count(archive)
    if as_json:
        print_json(shown)
    else:
        for one in shown:
            print_listed(one)
    print_count(len(shown), total, "rows", offset)


def _print_counts(archive: Archive, report: str | None, as_json: bool) -> None:
    counts = review_counts(archive, report=report)
    if as_json:
        print_json(counts)
    else:
        cells = [(KINDS[one.kind], one.state, one.by, one.rows) for one in counts]
        print_table(("kind", "state", "by", "rows"), cells, text=())


def _say(correction: Correction) -> None:
    click.echo(f"{correction.id}  kept; take it back with: dateline corrections undo {correction.id}")


def _follow(archive: Archive) -> None:
    """Have the record follow what was decided."""
    if not pending(archive):
        return
    from dateline.pipeline import update_record

    click.echo("the record is brought up to date …", err=True)
    update_record(archive)
