"""Words for what people and bodies are (`data/roles.tsv`): president, spokesman, rebels, ministry, …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word or fixed phrase for an office, a role or a body.

    ``sector`` is PLOVER's or None; a word that is not ``strong`` takes the sector of its modifiers first.
    ``use`` is "office" (held by one person at a time), "role" (a person or people), "group" (a body), or
    "none" for phrases that only look like one ("social media").
    ``gender`` is "m", "f" or None; ``plural`` says whether this form is one.
    """

    word: str
    sector: str | None
    strong: bool
    use: str
    gender: str | None
    plural: bool


@cache
def role_words() -> dict[str, RoleWord]:
    """Lower-case word or phrase, singular and plural → its entry."""
    found: dict[str, RoleWord] = {}
    for row in table("roles"):
        if row["use"] == "modifier":
            continue
        for form, plural in ((row["word"], False), (row["plural"], True)):
            if form:
                entry = RoleWord(
                    row["word"],
                    row["sector"] or None,
                    row["strength"] == "strong",
                    row["use"],
                    row["gender"] or None,
                    plural or (row["word"].endswith("s") and not row["plural"]),
                )
                found.setdefault(form.lower(), entry)
    return found


@cache
def modifiers() -> dict[str, str]:
    """Modifier, lower-case → the sector it gives a weak word; "ELI" marks someone out of office."""
    return {row["word"].lower(): row["sector"] for row in table("roles") if row["use"] == "modifier"}


@cache
def _spaced() -> tuple[dict[str, RoleWord], int]:
    """The role words with every hyphen a word of its own, as the parser has it; the most words of one."""
    found = {" - ".join(map(str.strip, word.split("-"))): entry for word, entry in role_words().items()}
    return found, max(word.count(" ") + 1 for word in found)


def role_ending(words: Sequence[str], end: int) -> tuple[int, RoleWord] | None:
    """The longest role word that ends before *end* in lower-case *words*: its start and its entry.

    A hyphen is a word: "secretary", "-", "general".
    """
    entries, longest = _spaced()
    for start in range(max(0, end - longest), end):
        entry = entries.get(" ".join(words[start:end]))
        if entry is not None:
            return start, entry
    return None


def is_role(words: Sequence[str]) -> bool:
    """Whether these lower-case words, a hyphen being one, are a role word."""
    return " ".join(words) in _spaced()[0]


@cache
def stands_for(word: str) -> frozenset[str]:
    """The role words whose holder *word* may speak of, itself among them: "leader" → president, king, …"""
    return frozenset({word}) | _classes().get(word, frozenset())


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(listed(row["stands_for"])) for row in table("role_classes")}


@cache
def last_words() -> frozenset[str]:
    """The last word of every entry: a quick test before `role_ending`."""
    return frozenset(re.split(r"[ -]", word)[-1] for word in role_words())
