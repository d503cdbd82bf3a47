"""Words that attribute: which shapes of complement make them a cue, and which attitude they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import listed, table
from dateline.model.reading import Attitude

QUOTE = "quote"
"""The frame of a word that may stand beside direct speech."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue word means in one frame: the attitude, and whether only a person's doing counts."""

    attitude: Attitude
    person: bool


Cues = Mapping[tuple[str, str], Mapping[str, Sense]]
"""(lemma, ``verb`` | ``noun`` | ``adjective``) → frame → sense."""


@cache
def cues() -> Cues:
    """The cue words with their senses by frame; KnowledgeError where a row names no attitude there is."""
    out: dict[tuple[str, str], dict[str, Sense]] = {}
    for row in table("cues"):
        attitude = row["attitude"]
        if attitude not in get_args(Attitude):
            raise KnowledgeError(f"cues.tsv: {row['word']}: {attitude!r} is no attitude")
        sense = Sense(cast(Attitude, attitude), row["only"] == "person")
        senses = out.setdefault((row["word"], row["part"]), {})
        for frame in listed(row["frames"]):
            if frame in senses and senses[frame].attitude != attitude:
                raise KnowledgeError(f"cues.tsv: {row['word']}: two attitudes for frame {frame!r}")
            senses[frame] = sense
    return out


@cache
def voices() -> frozenset[str]:
    """Lemmas of words for what speaks in someone's name ("office", "statement", "spokesman")."""
    return frozenset(row["word"] for row in table("cue_sources") if row["speaks_for"] == "owner")


@cache
def sources_of_news() -> frozenset[str]:
    """Lemmas of words for who or what is a source ("official", "witness", "poll")."""
    return frozenset(row["word"] for row in table("cue_sources"))


@cache
def verbs_of_others() -> frozenset[str]:
    """Lemmas of verbs whose subject does not hold what a noun beside them names ("reject a claim")."""
    return frozenset(row["word"] for row in table("cue_other_holders"))
