"""The sectors of PLOVER actor codes."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import table


@cache
def sectors() -> dict[str, str]:
    """Sector code → what it stands for."""
    return {row["code"]: row["meaning"] for row in table("sectors")}
