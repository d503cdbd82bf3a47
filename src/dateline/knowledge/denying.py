"""Words that turn a statement round, and words with which something is denied without being said again."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.cues import cues
from dateline.knowledge.tables import table


@cache
def negations() -> frozenset[str]:
    """Words that turn a statement round, lower case."""
    return frozenset(row["word"] for row in table("negations"))


@cache
def charges() -> frozenset[str]:
    """Nouns for what is denied without being said again ("denied the charge"), lower case."""
    return frozenset(row["word"] for row in table("charges"))


@cache
def denying_verbs() -> frozenset[str]:
    """The lemmas of the verbs that deny, in any of their frames."""
    return frozenset(
        lemma
        for (lemma, part), senses in cues().items()
        if part == "verb" and any(sense.attitude == "denies" for sense in senses.values())
    )
