"""English names of languages: `data/languages.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


def language_name(code: str) -> str:
    """The English name of the language with an ISO 639-1 code; the code where it has none here."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("languages")}
