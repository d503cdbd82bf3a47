"""Who met, accused, quoted, aided and attacked whom: ties of actors, each with a sentence that tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from dateline.archive import Archive, Row
from dateline.archive.lists import OUTLET, ties_counted
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_ids, actor_names
from dateline.views.period import Period

TieKind = Literal["met", "accused", "quoted", "aided", "attacked"]
ENDS = "kind, source, target, times"
"""What of the rows of the list of ties a drawing needs, as SQL."""


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """What ties two actors, by id (`OUTLET` and the name for an outlet), and how often.

    ``met`` holds both ways, and its ends are in order of id. ``times`` counts events, or quotations;
    ``first`` and ``last`` are the dates of the first and last with one. ``passage`` is the first sentence.
    """

    kind: TieKind
    source: str
    source_name: str
    target: str
    target_name: str
    times: int
    first: str | None
    last: str | None
    report: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Link:
    """A tie without its sentence: who it ties, by id, and how often it is told."""

    kind: TieKind
    source: str
    target: str
    times: int


class Ties(TypedDict, total=False):
    """What ties may be chosen by.

    ``actor`` is a name or id, ``kind`` "met", "accused", "quoted", "aided" or "attacked", ``start`` and
    ``end`` are ISO days, weeks, months or years between which it may have been; without ``outlets``, only
    actors quote.
    """

    actor: str | None
    kind: TieKind | None
    start: str | None
    end: str | None
    outlets: bool


def network(
    archive: Archive, *, limit: int | None = None, offset: int = 0, **filters: Unpack[Ties]
) -> list[NetworkTie]:
    """The ties told as done that pass every filter, by kind, those told most often first.

    At most *limit* come back, without the first *offset*. Raises NotFoundError for an actor the archive does
    not hold, QuestionError for a period that names no days.
    """
    rows = network_choice(archive, **filters).rows(archive, limit=limit, offset=offset)
    return cited(archive, rows)


def cited(archive: Archive, rows: Sequence[Row]) -> list[NetworkTie]:
    """The ties that these rows of their list stand for, with names and sentences."""
    names = tied_names(archive, {key for row in rows for key in (row["source"], row["target"])})
    citations = Citations(archive, rows)
    return [
        NetworkTie(
            kind=row["kind"],
            source=row["source"],
            source_name=names[row["source"]],
            target=row["target"],
            target_name=names[row["target"]],
            times=row["times"],
            first=row["first"],
            last=row["last"],
            report=row["report"],
            label=citations.report(row["report"]).label_at(row["start"]),
            passage=citations.sentence(row["report"], row["start"], row["end"]),
        )
        for row in rows
    ]


def network_choice(archive: Archive, **filters: Unpack[Ties]) -> Choice:
    """The ties that pass, as a choice from their list."""
    conditions: list[Condition] = []
    if kind := filters.get("kind"):
        conditions.append(("kind = ?", (kind,)))
    if actor := filters.get("actor"):
        ids = actor_ids(archive, actor)
        (source, values), (target, _) = is_one_of("source", ids), is_one_of("target", ids)
        conditions.append((f"{source} OR {target}", (*values, *values)))
    if not filters.get("outlets", True):
        conditions.append(("substr(source, 1, ?) <> ?", (len(OUTLET), OUTLET)))
    in_period = list(is_in_period(Period.between(filters.get("start"), filters.get("end"))))
    if not in_period:
        return Choice("tie_list", tuple(conditions))
    told = (*conditions, *in_period)
    passing = " AND ".join(f"({sql})" for sql, _ in told)
    return Choice(f"({ties_counted(passing)})", given=tuple(v for _, values in told for v in values))


def strongest(rows: Sequence[Row], most: int) -> tuple[list[Link], int]:
    """Of the rows of the list of ties (`ENDS`) those among *most* actors, and how many are tied in all.

    They are taken from the ties told most often on, so that each is tied to another of them.
    """
    chosen: set[str] = set()
    for row in sorted(rows, key=lambda row: (-row["times"], row["kind"], row["source"], row["target"])):
        if len(chosen) == most:
            break
        ends = {row["source"], row["target"]}
        if len(chosen | ends) <= most:
            chosen |= ends
    every = {row["source"] for row in rows} | {row["target"] for row in rows}
    return [
        Link(row["kind"], row["source"], row["target"], row["times"])
        for row in rows
        if row["source"] in chosen and row["target"] in chosen
    ], len(every)


def tied_names(archive: Archive, ids: set[str]) -> dict[str, str]:
    """Id → name of actors, and of outlets that quote."""
    names = actor_names(archive, ids)
    return {key: names.get(key) or key.removeprefix(OUTLET) for key in ids}
