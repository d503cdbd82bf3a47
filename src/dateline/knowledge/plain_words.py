"""Words that tell no text from another: words of grammar, and those that every news report has."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


@cache
def plain_words() -> frozenset[str]:
    """Words that say nothing about which event is told of."""
    return frozenset(row["word"] for row in table("plain_words"))


@cache
def grammar_words() -> frozenset[str]:
    """Words of grammar alone."""
    return frozenset(row["word"] for row in table("plain_words") if row["kind"] == "grammar")
