"""Cheap tests that spare lines an expensive pattern: no phrase stands in a line without its longest word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def words_of(line: str) -> frozenset[str]:
    """The words of a line in lower case."""
    return frozenset(_WORD.findall(line.casefold()))


def longest_word(phrase: str) -> str:
    """The longest word of a phrase in lower case, the last of equals; "" where it has none."""
    return max(_WORD.findall(phrase.casefold()), key=lambda w: (len(w), w), default="")


def gate(phrases: Iterable[str]) -> frozenset[str]:
    """The longest words of *phrases*: a line that shares none with them holds none of the phrases."""
    return frozenset(longest_word(phrase) for phrase in phrases)
