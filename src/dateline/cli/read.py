"""`dateline read`: read files, folders and addresses into the archive."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from dateline.archive import Archive, version_of, whereabouts
from dateline.cli.common import archive_option, json_option, print_json

if TYPE_CHECKING:
    from dateline.model import Extractor
    from dateline.pipeline import Summary

LISTED = 10
"""How many sources that could not be read are named before the rest is counted."""


@click.command("read")
@click.argument("paths", nargs=-1, metavar="PATH…")
@archive_option
@click.option(
    "--metadata",
    metavar="CSV",
    help="A table of what you know better: file, date, outlet, address, title (docs/formats.md).",
)
@click.option(
    "--fields",
    metavar="MAP",
    help="What the fields of JSON records and table columns are called: title=headline,text=body.plain,…"
    " (or a file with such lines).",
)
@click.option("--follow", is_flag=True, help="Also fetch the pages of the entries of the feeds named.")
@click.option(
    "--extractor",
    type=click.Choice(["model", "rules"]),
    help="Who finds who says what: our small model, or the rules alone (faster).",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read.  [default: 1 for a few reports, else one a core, at most 8]",
)
@click.option("--profile", is_flag=True, help="Show what each step cost.")
@click.option(
    "--cluster",
    metavar="local|ADDRESS",
    help="Have a cluster read: processes of this machine, or a Ray cluster (docs/cluster.md).",
)
@click.option(
    "--blocks",
    metavar="FOLDER",
    help="Where a cluster keeps what it has read.  [default: beside the archive, its name + .blocks]",
)
@json_option
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
def command(
    paths: tuple[str, ...],
    path: str,
    metadata: str | None,
    fields: str | None,
    follow: bool,
    extractor: Extractor | None,
    workers: int | None,
    profile: bool,
    cluster: str | None,
    blocks: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Read reports from files, folders, addresses or standard input (-) into the archive.

    Text, HTML, PDF, Word, web archives, feeds, JSON, tables, Parquet, text exports, mail, ZIP and TAR are
    read.

    What is in the archive already is not read again; a file that cannot be read is kept with the reason,
    and the others go on. Without PATH, what an older version read is read again. Only addresses that are
    named are fetched (docs/fetching.md).

    \b
    Examples:
      dateline read clippings/
      dateline read report.txt page.html --archive talks.db
      dateline read export.jsonl --fields title=headline,text=body.plain
      dateline read crawl.warc.gz feed.xml --metadata clippings.csv
      dateline read archive/ --workers 4 --profile
      dateline read crawls/ --cluster local
      dateline read https://news.example/talks
      dateline read https://news.example/feed.xml --follow
      curl -s file:///tmp/page.html | dateline read -
    """
    from dateline.cli import DONE, PARTLY_READ
    from dateline.cli.progress import progress_bar
    from dateline.pipeline import read

    if not paths and version_of(path) is None:
        raise click.UsageError("name a file or a folder to read, an address, or - for standard input")
    if cluster and profile:
        raise click.UsageError("--profile measures the processes of --workers; leave out --cluster")
    if blocks and not cluster:
        raise click.UsageError("--blocks is for --cluster, which is not there")
    if cluster:
        from dateline.cluster import read_on_cluster

        run = partial(read_on_cluster, cluster=cluster, blocks=blocks)
    else:
        run = partial(read, profile=profile)
    with Archive(path, create=True) as archive, progress_bar(quiet or not sys.stderr.isatty()) as progress:
        summary = run(
            archive,
            paths,
            metadata=metadata,
            fields=fields,
            follow=follow,
            extractor=extractor,
            workers=workers,
            progress=progress,
        )
    if as_json:
        print_json([summary])
    else:
        _tell(summary, path)
    return PARTLY_READ if summary.failed else DONE


def _tell(summary: Summary, path: str) -> None:
    """Say what was done on stderr, and on stdout what it cost where that was asked."""
    parts = [f"{summary.new} new", f"{summary.known} known"]
    if summary.again:
        parts.append(f"{summary.again} read again")
    click.echo(f"{summary.sources} sources: {', '.join(parts)}; archive {whereabouts(path)}", err=True)
    for word, sources in (("in part", summary.partial), ("not", summary.failed)):
        for name, reason in sources[:LISTED]:
            click.echo(f"  {word} read: {name}: {reason}", err=True)
        if len(sources) > LISTED:
            status = "partial" if word == "in part" else "failed"
            click.echo(f"  … and {len(sources) - LISTED} more: dateline reports --status {status}", err=True)
    if summary.fallback:
        click.echo(f"  {summary.fallback}", err=True)
    if summary.unmatched:
        click.echo(f"  {summary.unmatched}", err=True)
    if summary.costs is not None:
        whole = sum(summary.costs.values())
        click.echo("    CPU, s   share  step")
        for name, seconds in sorted(summary.costs.items(), key=lambda cost: -cost[1]):
            click.echo(f"{seconds:10.2f}  {seconds / whole:6.1%}  {name}")
        click.echo(f"{whole:10.2f}  {1:6.1%}  all")
