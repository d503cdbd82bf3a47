"""Who met, accused and quoted whom: the ties between actors, each with a sentence that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.archive import Archive
from dateline.archive.lists import OUTLET
from dateline.views.choosing import Choice, Condition, is_one_of
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_ids, actor_names

TieKind = Literal["met", "accused", "quoted"]


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


def network(
    archive: Archive,
    *,
    actor: str | None = None,
    kind: TieKind | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[NetworkTie]:
    """The ties told as done, by kind, those told most often first; *limit* of them, after *offset*.

    *actor* is a name or id, *kind* "met", "accused" or "quoted". Raises NotFoundError for an actor the
    archive does not hold.
    """
    rows = network_choice(archive, actor=actor, kind=kind).rows(archive, limit=limit, offset=offset)
    names = actor_names(archive, {key for row in rows for key in (row["source"], row["target"])})
    citations = Citations(archive)
    return [
        NetworkTie(
            kind=row["kind"],
            source=row["source"],
            source_name=names.get(row["source"], row["source"].removeprefix(OUTLET)),
            target=row["target"],
            target_name=names.get(row["target"]) or row["target"],
            times=row["times"],
            first=row["first"],
            last=row["last"],
            report=row["report"],
            label=citations.report(row["report"]).label_at(row["start"]),
            passage=citations.sentence(row["report"], row["start"], row["end"]),
        )
        for row in rows
    ]


def network_choice(archive: Archive, *, actor: str | None = None, kind: TieKind | None = None) -> Choice:
    """The ties that pass, as a choice from their list."""
    conditions: list[Condition] = [("kind = ?", (kind,))] if kind else []
    if actor:
        ids = actor_ids(archive, actor)
        (source, values), (target, _) = is_one_of("source", ids), is_one_of("target", ids)
        conditions.append((f"{source} OR {target}", (*values, *values)))
    return Choice("tie_list", tuple(conditions))
