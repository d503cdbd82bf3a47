"""Words for the circumstances of speaking: on what occasion, by what medium, in what place, to whom."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.place_words import kinds_of_place, parts_of_names
from dateline.knowledge.tables import listed, table

OBJECT, ASKED = "object", "asked"


@cache
def occasions() -> frozenset[str]:
    """Lemmas of what one speaks at, in or by: "talks", "statement", "telephone"."""
    return gatherings() | utterances() | _nouns("medium")


@cache
def gatherings() -> frozenset[str]:
    """Lemmas of what one speaks at: "talks", "briefing"."""
    return _nouns("gathering")


@cache
def utterances() -> frozenset[str]:
    """Lemmas of what one speaks or writes: "speech", "letter"."""
    return _nouns("utterance") | writings()


@cache
def writings() -> frozenset[str]:
    """Lemmas of what is written: "letter", "report"."""
    return _nouns("writing")


@cache
def venues() -> frozenset[str]:
    """Words for places where one may speak, besides those with a name: "hotel", "airport"."""
    return _nouns("venue") | parts_of_names() | frozenset(kinds_of_place())


@cache
def acts() -> frozenset[str]:
    """Lemmas of what a speaker does meanwhile ("meeting"), or what is done with an utterance ("issued")."""
    return frozenset(row["word"] for row in table("circumstances") if row["part"] == "verb")


@cache
def hearers_of() -> dict[str, frozenset[str]]:
    """Lemma of a verb → before what, or as what, those stand who are spoken to."""
    return {row["word"]: frozenset(listed(row["link"])) for row in table("hearers")}


def _nouns(kind: str) -> frozenset[str]:
    rows = table("circumstances")
    return frozenset(row["word"] for row in rows if row["part"] == "noun" and row["kind"] == kind)
