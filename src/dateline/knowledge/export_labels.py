"""What news databases call the parts of an article in a text export: `data/export_labels.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.tables import listed, table


@cache
def export_labels(what: str) -> tuple[str, ...]:
    """The labels for *what* ("title", "body", "sign", …) in lower case, the most exact first."""
    return tuple(
        label for row in table("export_labels") if row["what"] == what for label in listed(row["labels"])
    )


@cache
def all_export_labels() -> frozenset[str]:
    """The labels of whatever meaning."""
    return frozenset(label for row in table("export_labels") for label in listed(row["labels"]))
