"""Words that turn a statement round."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


@cache
def negations() -> frozenset[str]:
    """The words, lower case; "n't" stands for the end of one ("don't")."""
    return frozenset(row["word"] for row in table("negations"))
