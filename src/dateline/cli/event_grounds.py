"""How the reasons for tying events, or not, are printed: for `dateline event --why` and `--why-not`."""

from __future__ import annotations

from dateline.archive import Archive
from dateline.cli.common import echo, print_cited, print_json, print_wrapped
from dateline.grounds import TieRow, why_apart, why_tied


def print_why(archive: Archive, event: str, *, as_json: bool) -> None:
    """Print what ties each place that tells of an event to the others."""
    rows = why_tied(archive, event)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        if row.contradiction:
            head = f"{row.words}: tied by a correction, or through others alone ({row.contradiction})"
        else:
            head = f"{row.words}: tied to “{row.other_words}” (likelihood {row.likelihood:.2f})"
        print_cited(head, row.passage.text, row.label)
        _print_other(row)
    if not rows:
        echo("told in one place: nothing had to be tied")


def print_why_not(archive: Archive, event: str, other: str, *, as_json: bool) -> None:
    """Print the likeliest pair of mentions of two events, and what keeps them apart."""
    row = why_apart(archive, event, other)
    if as_json:
        print_json([row])
        return
    best = row.best
    head = best.contradiction or f"likelihood {best.likelihood:.2f}"
    print_cited(f"{best.words}: {head}", best.passage.text, best.label)
    _print_other(best)
    print_wrapped(
        f"mean likelihood of all {row.pairs} pairs of mentions: {row.mean:.2f}; "
        f"from {row.needed:.2f} on they are one event"
    )


def _print_other(row: TieRow) -> None:
    print_wrapped(f"with “{row.other_passage.text}”", indent=4)
    print_wrapped(row.other_label, indent=4, dim=True)
    for ground in row.grounds:
        rests_on = f": {', '.join(part for part in ground.rests_on if part)}" if any(ground.rests_on) else ""
        print_wrapped(f"{ground.weight:+.1f}  {ground.name}{rests_on}", indent=4, hanging=6)
