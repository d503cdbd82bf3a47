"""How the lines that belong to a picture read (`data/captions.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.gates import gate, words_of
from dateline.knowledge.tables import table

CREDIT_REACH = 140
"""Characters at the end of a line in which a credit stands."""


@dataclass(frozen=True, slots=True)
class CaptionForms:
    """``opens`` matches the beginning of a picture's line, ``credit`` a picture credit at its end.

    ``sources`` are the names that pictures are credited to, in lower case.
    """

    opens: re.Pattern[str]
    credit: re.Pattern[str]
    gate: frozenset[str]
    sources: frozenset[str]

    def credited(self, line: str) -> re.Match[str] | None:
        """The picture credit at the end of *line*."""
        tail = line[-CREDIT_REACH:]
        return None if words_of(tail).isdisjoint(self.gate) else self.credit.search(tail)


@cache
def caption_forms() -> CaptionForms:
    """The forms of the table; both patterns are to be used on a line with single spaces."""
    opens = [_wild(row["words"]) for row in table("captions") if row["form"] == "opens"]
    sources = sorted(
        (row["words"] for row in table("captions") if row["form"] == "source"), key=lambda w: (-len(w), w)
    )
    source = "(?:" + "|".join(re.escape(w) for w in sources) + ")"
    credit = re.compile(
        rf"(?:"
        rf"[\[(][^\[\]()]{{0,80}}\b{source}\b[^\[\]()]{{0,40}}[\])]"
        rf"|[\[(](?:photo|image|picture|file|credit|courtesy|source)\b[^\[\]()]{{0,90}}[\])]"
        rf"|(?:/|\||•|·|©|—|–|\s-\s|,\s|\.\s|\svia\s|:\s)\s?{source}(?:\s(?:photo|file|images?|pool|via\s[^.]{{1,40}}))?"
        rf"|{source}\s?/\s?{source}"
        rf"|\b(?:submitted|provided|contributed|file|handout|staff|archive|pool)\s(?:photos?|pictures?|images?)"
        rf"|\b(?:photo|photograph|picture|image|credit|courtesy)s?(?:\scredit|\scourtesy|\sby|\svia|:|\.\.\.|…)+[^.!?]{{2,60}}"
        rf"|\svia\s[A-Z@][\w.]*+(?:\s[A-Z]\w*)?"
        rf")[.\s]*$",
        re.I,
    )
    words = gate(
        [*sources, *"photo photos photograph photographs picture pictures image images credit".split()]
    )
    words |= {"credits", "courtesy", "via", "file", "source"}
    return CaptionForms(re.compile("(?:" + "|".join(opens) + ")", re.I), credit, words, frozenset(sources))


def _wild(words: str) -> str:
    """A row with wildcards as a pattern for the beginning of a line."""
    parts = re.split(r"([0*])", words.rstrip("*"))
    pattern = "".join({"0": r"\d+", "*": r".{0,60}?"}.get(p) or re.escape(p) for p in parts)
    return pattern if words.endswith("*") else pattern + "$"
