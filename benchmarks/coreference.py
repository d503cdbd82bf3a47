"""Who is one with whom in a report, as clusters of places, for ``coreference`` (a set of our own)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import Record, report_of
from dateline.model import Mention
from dateline.reading import read_report

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def predict(records: Sequence[Record], folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a record: the places of each actor of its reading."""
    for record in records:
        reading = read_report(report_of(record))
        found = clusters(record["text"], len(reading.actors), reading.mentions)
        yield {"id": record["id"], "clusters": found}


def clusters(text: str, actors: int, mentions: Sequence[Mention]) -> list[list[tuple[int, int]]]:
    """The places of each actor, in order, without relative pronouns and adjectives of a country."""
    found: list[set[tuple[int, int]]] = [set() for _ in range(actors)]
    for mention in mentions:
        if mention.form != "adjective" and mention.span.of(text).lower() not in RELATIVE:
            found[mention.actor].add((mention.span.start, mention.span.end))
    return [sorted(places) for places in found]
