"""Lines that news pages put around an article, each with what it is (`data/furniture.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.knowledge.gates import longest_word, words_of
from dateline.knowledge.tables import table

Effect = Literal["line", "section", "end", "resume"]

EFFECTS: tuple[Effect, ...] = ("line", "section", "end", "resume")
LONGEST = 400
"""Characters: no longer line is compared; furniture is short."""
_EDGES = " \t\u00a0\u200b\ufeff.:;,|>»›→▶►▼▾•·*–—-_…\"'“”‘’!«‹<←+="
_SPACES = re.compile(r"\s+")
_PARTIAL = re.compile(r"(?:(?<!\w)\w*)?[0*]+\w*")
_PART = re.compile(r"[0*]|[^0*]+")
_NUMBER = r"[\d][\d.,]*\s?[km]?"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line of page furniture is: a reason in a reader's words, and how far it reaches."""

    reason: str
    effect: Effect
    words: str


def plain_line(line: str) -> str:
    """A line as the table writes it: lower case, straight apostrophes, single spaces, no outer marks."""
    return _SPACES.sub(" ", line.replace("’", "'").replace("‘", "'")).strip(_EDGES).casefold()


def furniture_of(line: str) -> Furniture | None:
    """What piece of page furniture *line* is, or None."""
    if len(line) > LONGEST:
        return None
    plain = plain_line(line)
    if not plain:
        return None
    exact, by_first, anywhere, loose = _rules()
    found = exact.get(plain)
    if found is not None:
        return found
    first = plain.split(" ", 1)[0]
    for pattern, entry in by_first.get(first, ()):
        if pattern.fullmatch(plain):
            return entry
    for word in sorted(words_of(plain) & anywhere.keys()):
        for pattern, entry in anywhere[word]:
            if pattern.fullmatch(plain):
                return entry
    for words, pattern, entry in loose:
        if words in plain and pattern.fullmatch(plain):
            return entry
    return None


_Patterns = dict[str, list[tuple[re.Pattern[str], Furniture]]]
_Loose = tuple[str, re.Pattern[str], Furniture]


@cache
def _rules() -> tuple[dict[str, Furniture], _Patterns, _Patterns, list[_Loose]]:
    """Rows without wildcards by their words; the others by their first word, by a word they must hold, or
    else with the longest part that they must hold."""
    exact: dict[str, Furniture] = {}
    wild: list[Furniture] = []
    for row in table("furniture"):
        words = row["words"]
        entry = Furniture(row["reason"], _effect(row["effect"]), words)
        if "0" in words or "*" in words:
            wild.append(entry)
        else:
            exact.setdefault(plain_line(words), entry)
    by_first: _Patterns = {}
    anywhere: _Patterns = {}
    loose: list[_Loose] = []
    for entry in sorted(wild, key=lambda e: (-len(e.words), e.words)):
        first, _, rest = entry.words.strip(_EDGES.replace("*", "")).partition(" ")
        rule = (_pattern(entry.words), entry)
        if "0" in first or "*" in first or not rest:
            word = longest_word(_PARTIAL.sub(" ", entry.words))
            if word:
                anywhere.setdefault(word, []).append(rule)
            else:
                part = max(re.split(r"[0*]", entry.words.strip(_EDGES.replace("*", ""))), key=len)
                loose.append((part, *rule))
        else:
            by_first.setdefault(first, []).append(rule)
    return exact, by_first, anywhere, loose


def _effect(cell: str) -> Effect:
    for effect in EFFECTS:
        if cell == effect:
            return effect
    return "line"


def _pattern(words: str) -> re.Pattern[str]:
    stripped = words.strip(_EDGES.replace("*", ""))
    parts = [{"0": _NUMBER, "*": ".*?"}.get(part) or re.escape(part) for part in _PART.findall(stripped)]
    return re.compile("".join(parts))
