"""Words that stand beside place names, and divisions as datelines shorten them."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table

LINK, NONE = "link", "none"


@cache
def kinds_of_place() -> dict[str, frozenset[str]]:
    """Word for a kind of place, small → the gazetteer's kinds that it fits."""
    rows = table("place_words")
    return {r["word"]: frozenset(listed(r["kind"])) for r in rows if r["kind"] not in (LINK, NONE)}


@cache
def link_words() -> frozenset[str]:
    """Words that may stand between a place and what it lies in: "Kilis, a town in the south of Turkey"."""
    return frozenset(r["word"] for r in table("place_words") if r["kind"] != NONE)


@cache
def no_place_words() -> frozenset[str]:
    """Words that, written large behind a place name, make the name another thing's: "Minsk Agreement"."""
    return frozenset(r["word"] for r in table("place_words") if r["kind"] == NONE)


@cache
def abbreviated() -> dict[str, str]:
    """Division as datelines shorten it ("Ala.") → its code in the gazetteer."""
    return {row["name"]: row["code"] for row in table("place_abbreviations")}
