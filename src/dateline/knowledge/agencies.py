"""News agencies and how credits write them (`data/agencies.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.gates import gate, words_of
from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """``name_of`` maps what is written, in lower case, to the agency's name; ``any_form`` finds it in a line.

    Short forms ("AP") are meant for brackets, bylines and lines of their own, where they are nothing else.
    """

    name_of: dict[str, str]
    any_form: re.Pattern[str]
    gate: frozenset[str]

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first agency in any form in ``text[start:end]``."""
        stop = len(text) if end is None else end
        if words_of(text[start:stop]).isdisjoint(self.gate):
            return None
        return self.any_form.search(text, start, stop)


@cache
def agency_names() -> AgencyNames:
    """The agencies of the table."""
    name_of: dict[str, str] = {}
    forms: list[str] = []
    for row in table("agencies"):
        for form in (*listed(row["written"]), *listed(row["short"])):
            name_of[form.casefold()] = row["name"]
            forms.append(form)
    return AgencyNames(name_of, _any_of(forms), gate(forms))


def _any_of(forms: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(forms), key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w@.])(?:" + "|".join(re.escape(f) for f in ordered) + r")(?![\w@])")
