"""Words that attribute: which shapes of complement make them a cue, and which attitude they give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import listed, table
from dateline.model.reading import Attitude

QUOTE = "quote"
"""The frame of a word that may stand beside direct speech."""
TAIL = "tail"
"""The frame of a verb that may end a sentence whose words it reports: "..., an official said on Monday"."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue word means in one frame: the attitude, and with which subjects and objects alone it does.

    ``person``: for a person as subject; ``objects``: with one of these lemmas in the object, if given.
    """

    attitude: Attitude
    person: bool
    objects: frozenset[str] = frozenset()


_IZE = re.compile(r"(?<=[a-z]{3})iz(?=e$|ation$)")
_OR = re.compile(r"^(fav|rum|hon|endeav)or$")
_ENSE = re.compile(r"^(def|off|pret)ense$")

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
        only, _, objects = row["only"].partition(":")
        sense = Sense(cast(Attitude, attitude), only == "person", frozenset(listed(objects)))
        senses = out.setdefault((row["word"], row["part"]), {})
        for frame in listed(row["frames"]):
            if frame in senses and senses[frame].attitude != attitude:
                raise KnowledgeError(f"cues.tsv: {row['word']}: two attitudes for frame {frame!r}")
            senses[frame] = sense
    for (word, part), senses in list(out.items()):
        out.setdefault((_british(word), part), senses)
    return out


def _british(word: str) -> str:
    """The word as British papers spell it ("criticize": "criticise", "favor": "favour")."""
    return _ENSE.sub(r"\1ence", _OR.sub(r"\1our", _IZE.sub("is", word)))


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


@cache
def other_verbs() -> frozenset[tuple[str, str]]:
    """(lemma, particle) of verbs that tell of no statement with that particle ("write off")."""
    return frozenset(
        (row["word"], particle) for row in table("other_verbs") for particle in listed(row["particles"])
    )


@cache
def other_objects() -> frozenset[tuple[str, str]]:
    """(lemma, lemma of its object) of verbs that do something to such a thing ("declare war")."""
    return frozenset((row["word"], noun) for row in table("other_objects") for noun in listed(row["objects"]))
