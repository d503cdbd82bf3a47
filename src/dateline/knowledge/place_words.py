"""Words that stand beside place names, and divisions as datelines shorten them."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table

LINK, NONE, OBJECT, SUBJECT, SIDE, PART = "link", "none", "object", "subject", "side", "part"


@cache
def kinds_of_place() -> dict[str, frozenset[str]]:
    """Word for a kind of place, small → the gazetteer's kinds that it fits."""
    rows = table("place_words")
    others = {LINK, NONE, OBJECT, SUBJECT, SIDE, PART}
    return {r["word"]: frozenset(listed(r["kind"])) for r in rows if r["kind"] not in others}


@cache
def link_words() -> frozenset[str]:
    """Words that may stand between a place and what it lies in: "Kilis, a town in the south of Turkey"."""
    return _of_kind(LINK) | frozenset(kinds_of_place())


@cache
def no_place_words() -> frozenset[str]:
    """Words that, written large behind a place name, make the name another thing's: "Minsk Agreement"."""
    return _of_kind(NONE)


@cache
def verbs_with_place(relation: str) -> frozenset[str]:
    """Verbs (lemmas) that places often are the "object" or "subject" of."""
    return _of_kind(relation)


@cache
def sides() -> frozenset[str]:
    """Words before "of" and a place's name: "the outskirts of Homs"."""
    return _of_kind(SIDE)


@cache
def parts_of_names() -> frozenset[str]:
    """Words that the name of a building, street or feature ends in."""
    return _of_kind(PART) | frozenset(kinds_of_place())


def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("place_words") if row["kind"] == kind)


@cache
def abbreviated() -> dict[str, str]:
    """Division as datelines shorten it ("Ala.") → its code in the gazetteer."""
    return {row["name"]: row["code"] for row in table("place_abbreviations")}
