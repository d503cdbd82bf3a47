"""The words with which an actor takes a stand on a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dateline.knowledge.tables import table
from dateline.model import Stance


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One way a word takes a stand; the columns of stances.tsv, None where a side is no position."""

    link: str
    frame: str
    stance: Stance | None
    negated: Stance | None


@cache
def stance_words(part_of_speech: str) -> Mapping[str, tuple[StanceWord, ...]]:
    """Lemmas of a part of speech ("verb", "adjective", "noun", "modal") → the stands they take."""
    out: dict[str, tuple[StanceWord, ...]] = {}
    for row in table("stances"):
        if row["pos"] == part_of_speech:
            entry = StanceWord(row["with"], row["frame"], _stance(row["stance"]), _stance(row["negated"]))
            out[row["word"]] = (*out.get(row["word"], ()), entry)
    return out


def _stance(cell: str) -> Stance | None:
    return next((s for s in get_args(Stance) if s == cell), None)


@cache
def stance_verbs(kind: str) -> frozenset[str]:
    """The words of one kind of stances.tsv, such as "carrier" ("voiced support for")."""
    return frozenset(row["word"] for row in table("stances") if row["pos"] == kind)
