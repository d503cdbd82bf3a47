"""Words that tell running copy from teasers and captions (`data/report_words.tsv`)."""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import table


@cache
def telling() -> re.Pattern[str]:
    """What a report says in telling who said what ("told", "according to")."""
    return _any_of("telling")


@cache
def finite() -> re.Pattern[str]:
    """Finite verbs that captions, which are in the present tense, seldom have."""
    return _any_of("finite")


@cache
def picture() -> re.Pattern[str]:
    """What only a line about a picture says ("pictured", "(left)")."""
    return _any_of("picture")


@cache
def site_talk() -> re.Pattern[str]:
    """What a site says to its readers of itself, and no report of anything else ("follow us on")."""
    return _any_of("site")


@cache
def service_talk() -> re.Pattern[str]:
    """The same, where it may be told of another's service too ("sign up for")."""
    return _any_of("service")


@cache
def open_words() -> frozenset[str]:
    """Words after which a sentence must go on ("the", "of"), in lower case."""
    return frozenset(row["words"] for row in table("report_words") if row["kind"] == "open")


def _any_of(kind: str) -> re.Pattern[str]:
    forms = [row["words"] for row in table("report_words") if row["kind"] == kind]
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(f) for f in ordered) + r")(?!\w)", re.I)
