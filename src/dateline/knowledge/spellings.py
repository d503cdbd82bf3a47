"""How one name is written in several ways, and which of its parts do not tell people apart."""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import table


@cache
def spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Ways of writing a sound in Latin letters, each with the one that stands for all, in order."""
    return tuple((re.compile(row["pattern"]), row["written"]) for row in table("name_spellings"))


@cache
def name_particles() -> frozenset[str]:
    """Articles and suffixes in names ("al", "von", "jr")."""
    return frozenset(row["word"] for row in table("name_particles"))
