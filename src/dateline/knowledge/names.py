"""Comparing names of persons: spellings folded together, given names with their gender."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dateline.knowledge.tables import listed, table

POSSESSIVE = re.compile(r"['’]s?$")
"""The ending of who has something: "Russia's", "the rebels'"."""
_ARTICLE = re.compile(r"\b(?:al|el|as|ad|ash|an|ar|at)[- ](?=\w{3})")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, articles or case, spellings folded together.

    They are letters of any script; a name without a letter has none.
    "Sergey Lavrov" and "Sergei Lavrov" have one key, and so have "Bashar al-Assad" and "Bachar Assad".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    plain = plain.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    plain = re.sub(r"['’‘ʿʾʼ`]", "", plain)
    plain = _ARTICLE.sub("", plain)
    words = ["".join(filter(str.isalpha, word)) for word in plain.replace("-", " ").split()]
    spellings = _spellings()
    return tuple(spellings.get(word, word) for word in words if word)


@cache
def given_names() -> dict[str, str]:
    """Given name, folded → "m" or "f"; names that both bear are left out."""
    return {name_key(row["name"])[0]: row["gender"] for row in table("given_names")}


@cache
def _spellings() -> dict[str, str]:
    return {v: row["name"] for row in table("name_variants") for v in listed(row["variants"])}
