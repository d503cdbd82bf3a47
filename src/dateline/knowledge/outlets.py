"""News outlets: their names as pages write them, and their domains (`data/outlets.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class OutletNames:
    """``name_of`` maps names and domains in lower case to the outlet; ``written`` and ``domain`` find them."""

    name_of: dict[str, str]
    written: re.Pattern[str]
    domain: re.Pattern[str]


@cache
def outlet_names() -> OutletNames:
    """The outlets of the table."""
    name_of: dict[str, str] = {}
    names: set[str] = set()
    for row in table("outlets"):
        for form in (row["name"], *listed(row["aliases"])):
            name_of.setdefault(form.casefold(), row["name"])
            names.add(form)
        for domain in listed(row["domains"]):
            name_of.setdefault(domain.casefold(), row["name"])
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return OutletNames(
        name_of,
        re.compile(r"(?<![\w@.])(?:" + "|".join(re.escape(n) for n in ordered) + r")(?![\w@]|\.\w)"),
        re.compile(r"(?<![\w.-])(?:www\.)?((?:[a-z0-9-]+\.){1,3}[a-z]{2,6})(?![\w.-]*\w)", re.I),
    )
