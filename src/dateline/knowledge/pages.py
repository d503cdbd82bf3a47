"""Web pages: what their parts are for, and the names under which they say what they are.

`data/page_regions.tsv` has the elements and class words, `data/page_metadata.tsv` the meta elements.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dateline.knowledge.tables import table

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LONGEST_NAME = 300
"""Characters of class and id that are looked at; generated names run on."""


def region_of(element: str, names: str = "") -> str | None:
    """What the element and the words of its class and id say it is ("navigation"), or None.

    A word outweighs the element: a ``<header class="byline">`` is a byline.
    """
    elements, words = _regions()
    found = [word.lower() for word in _WORD.findall(names[:LONGEST_NAME])]
    for name in (*map("-".join, pairwise(found)), *found):
        if name in words:
            return words[name]
    return elements.get(element)


@cache
def _regions() -> tuple[dict[str, str], dict[str, str]]:
    elements: dict[str, str] = {}
    words: dict[str, str] = {}
    for row in table("page_regions"):
        if row["kind"] != "heading":
            (elements if row["kind"] == "element" else words)[row["name"]] = row["reason"]
    return elements, words


@cache
def summary_headings() -> frozenset[str]:
    """The headings, in lower case, of boxes that sum the article up."""
    return frozenset(row["name"] for row in table("page_regions") if row["kind"] == "heading")


@cache
def meta_names(kind: str) -> tuple[str, ...]:
    """The names of meta elements of a kind ("published", "author", …), the most trusted first."""
    return tuple(row["name"] for row in table("page_metadata") if row["kind"] == kind)
