"""Formats that are not read, and what to do about them: `data/other_formats.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table

OTHER = ("not a format Dateline reads yet: {}", "save it as plain text (.txt) or HTML (.html)")


def other_format(ending: str) -> str:
    """Why a file with this *ending* (with its dot, in lower case) is not read, and what to do."""
    what, advice = _known().get(ending.removeprefix("."), OTHER)
    return f"{what.format(ending)}; {advice}"


@cache
def _known() -> dict[str, tuple[str, str]]:
    return {
        ending: (f"{row['what']} ({{}}), which is not read", row["advice"])
        for row in table("other_formats")
        for ending in listed(row["endings"])
    }
