"""Words of bylines and datelines: journalists' posts, words that are no name's, words that are no place's."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


@cache
def job_words() -> frozenset[str]:
    """Words of journalists' posts ("reporter", "correspondent"), in lower case."""
    return _of("post")


@cache
def no_names() -> frozenset[str]:
    """Words that may stand capitalised in a masthead and are no part of a person's name, in lower case."""
    return _of("other")


@cache
def media_words() -> frozenset[str]:
    """Words of the names of papers and channels ("Herald", "Times"), in lower case."""
    return _of("media")


@cache
def section_words() -> frozenset[str]:
    """Those of `media_words` that also head sections of a site ("Local News"), in lower case."""
    return _of("section")


@cache
def not_places() -> frozenset[str]:
    """Words that open a paragraph before a dash and are no dateline's place, in lower case."""
    return _of("opener")


def _of(kind: str) -> frozenset[str]:
    return frozenset(row["word"].casefold() for row in table("byline_words") if row["kind"] == kind)
