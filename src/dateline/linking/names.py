"""Names of people and bodies across reports: one form for the spellings of one name, and readable ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from dateline.knowledge.spellings import name_particles, spellings
from dateline.linking.words import folded

_NOT_PART = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """One form for the spellings of a name's part: Sergei, Sergey and Serguei give the same."""
    form = folded(word)
    for pattern, written in spellings():
        form = pattern.sub(written, form)
    return form


def parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name that tell people apart: no articles, initials or suffixes."""
    words = [w for w in re.split(r"[\s\-‐]+", folded(name).replace("ʼ", "")) if w]
    telling = [w for w in words if w not in name_particles() and len(w) > 1]
    return tuple(telling or words)


def person_key(name: str) -> tuple[str, ...]:
    """First and last part of a name in one spelling; one part for a surname that stands alone."""
    spelled = [spelling(part) for part in parts(name)]
    return (spelled[0], spelled[-1]) if len(spelled) > 1 else tuple(spelled)


def slug(*words: str) -> str:
    """Words as a readable id: small letters, digits and hyphens."""
    made = []
    for word in words:
        plain = unicodedata.normalize("NFKD", word).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        made.append(_NOT_PART.sub("-", plain).strip("-") or _coded(word))
    return "-".join(part for part in made if part)


def _coded(word: str) -> str:
    """A name without a Latin letter in it, as its code points."""
    return "-".join(f"{ord(c):x}" for c in word if c.isalnum())


def longest(names: Sequence[str]) -> str:
    """The fullest of several names of one actor: most words, then most letters, then by the alphabet."""
    return min(names, key=lambda name: (-len(name.split()), -len(name), name))
