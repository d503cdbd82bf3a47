"""Kinds of happening: the verbs and nouns that tell of the same kind of event."""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def _classes() -> dict[str, str]:
    return {word: row["class"] for row in table("happenings") for word in listed(row["words"])}


@cache
def _media() -> tuple[dict[str, str], re.Pattern[str]]:
    media = {word: row["medium"] for row in table("media_of_talk") for word in listed(row["words"])}
    longest_first = sorted(media, key=lambda word: (-len(word), word))
    return media, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def happening_class(lemma: str) -> str | None:
    """The kind of happening a lemma stands for ("explosion" → "bomb"), or None for a word of no kind."""
    return _classes().get(lemma.casefold())


@cache
def _things() -> frozenset[str]:
    return frozenset(word for row in table("happenings") for word in listed(row["things"]))


def noun_of_happening(lemma: str) -> bool:
    """Whether a noun names what happens ("bombing"), not a thing or a person ("bomb", "suspect")."""
    return happening_class(lemma) is not None and lemma.casefold() not in _things()


@cache
def weak_classes() -> frozenset[str]:
    """Kinds of happening so common that a shared one ties nothing ("say", "begin")."""
    return frozenset(row["class"] for row in table("happenings") if row["strength"] == "weak")


@cache
def _set_apart() -> frozenset[str]:
    return frozenset(row["word"] for row in table("set_apart"))


def sets_apart(word: str) -> bool:
    """Whether *word*, before a noun of happening, says that it is not the one told of before ("another")."""
    return word.casefold() in _set_apart()


def medium(phrase: str) -> str | None:
    """Whether *phrase* tells of speaking by "phone" or at a "meeting"; None where of neither or both."""
    media, pattern = _media()
    found = {media[match.group().casefold()] for match in pattern.finditer(phrase)}
    return found.pop() if len(found) == 1 else None


@cache
def _days_since() -> dict[str, int]:
    return {row["phrase"]: int(row["days"]) for row in table("times_of_telling")}


def days_since(phrase: str) -> int | None:
    """Days from an event to the report that tells of it by *phrase* ("yesterday" → 1); None if it is open."""
    return _days_since().get(phrase.casefold())
