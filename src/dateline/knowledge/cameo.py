"""CAMEO codes: what an event of a PLOVER type, mode and status is called in the older scheme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.tables import listed, table

_DONE = ("occurred", "reported")


def cameo_code(type_: str, mode: str | None, status: str, lemma: str) -> str | None:
    """The CAMEO code of an event, as exactly as the table tells it; None where the scheme has none."""
    rows = _rows()
    status = "" if status in _DONE else status
    for at in ((mode or "", lemma.casefold()), ("", lemma.casefold()), (mode or "", ""), ("", "")):
        code = rows.get((type_, status, *at))
        if code is not None:
            return code
    return None


@cache
def _rows() -> Mapping[tuple[str, str, str, str], str]:
    return {
        (row["type"], row["status"], row["mode"], lemma): row["code"]
        for row in table("cameo")
        for lemma in listed(row["lemmas"]) or ("",)
    }
