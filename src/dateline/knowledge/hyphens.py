"""First parts of words that are written with a hyphen: `data/hyphens.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def hyphenated() -> frozenset[str]:
    """First parts, in lower case, after which a hyphen at the end of a line belongs to the word."""
    return frozenset(part for row in table("hyphens") for part in listed(row["parts"]))
