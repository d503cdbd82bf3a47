"""Words of grammar as the titles of events use them."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def title_words(use: str) -> frozenset[str]:
    """The words with one use ("auxiliary", "preposition"), as the table's first lines tell them."""
    return frozenset(row["word"] for row in table("title_words") if row["use"] == use)


@cache
def joins(party: str, type: str) -> str:
    """What joins a *party* ("source", "target", "parties" for both) to a noun of a PLOVER type."""
    fitting = [row for row in table("title_words") if row["use"] == f"joins {party}"]
    return next((row["word"] for row in fitting if not row["types"] or type in listed(row["types"])), "")


@cache
def _past_forms() -> dict[str, str]:
    return {row["word"]: row["past"] for row in table("past_forms")}


def past_of(participle: str) -> str | None:
    """The past tense of a verb by its participle in -ing ("leaving" → "left"), None where it is regular."""
    return _past_forms().get(participle.casefold())
