"""Words that attribute: which shapes of complement make them a cue, and which attitude they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import listed, table
from dateline.model.reading import Attitude


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its attitude, the frames in which it attributes, and whether it may frame direct speech."""

    attitude: Attitude
    frames: frozenset[str]
    speech: bool


@cache
def cues() -> Mapping[tuple[str, str], Cue]:
    """(lemma, ``verb`` | ``noun`` | ``adjective``) → cue."""
    return {(row["word"], row["part"]): _cue(row) for row in table("cues")}


def _cue(row: Mapping[str, str]) -> Cue:
    attitude = row["attitude"]
    if attitude not in get_args(Attitude):
        raise KnowledgeError(f"cues.tsv: {row['word']}: {attitude!r} is no attitude")
    frames = frozenset(listed(row["frames"]))
    return Cue(cast(Attitude, attitude), frames - {"quote"}, "quote" in frames)
