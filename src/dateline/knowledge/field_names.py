"""What the fields of a record of a news report are called: `data/field_names.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def field_names(what: str) -> tuple[str, ...]:
    """The names for *what* ("title", "text", "date", …) in lower case, the most exact first."""
    return tuple(name for row in table("field_names") if row["what"] == what for name in listed(row["names"]))
