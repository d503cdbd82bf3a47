"""Words that open the answer to who, where, why and how of a main event."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


@cache
def answer_cues(question: str, kind: str) -> frozenset[str]:
    """The cues of one question ("who", "where", "why", "how") and kind, lower case."""
    rows = (r for r in table("answer_cues") if r["question"] == question and r["kind"] == kind)
    return frozenset(row["cue"] for row in rows)
