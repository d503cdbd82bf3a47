"""Sentence boundaries for news prose: quotation marks and abbreviations decide, not the parser."""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import table
from dateline.model import Span

CLOSERS = "\"'”’»)]"
# Possessive, and begun only at the first mark of a run: a page of dots is split in linear time.
_END = re.compile(rf"(?:(?<![.!?])[.!?]++|…)[{re.escape(CLOSERS)}]*+(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]+$")
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]?\.-?[A-Z]\.")
LONGEST_ABBREVIATION = 24
"""Characters before a full stop that are looked at for an abbreviation."""
LONGEST = 2_000
"""Characters of the longest sentence; news prose stays under 1,000, and the parser's time must be bounded."""
# Words that begin a sentence far more often than they follow "U.S." or "Inc." inside one.
_STARTERS = frozenset(
    "The A An In On At But And He She They It We I You This That These Those His Her Their Its Our There "
    "When While After Before As If For With By From To Meanwhile However Earlier Later Also Since".split()
)


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["before"] for row in table("abbreviations")}


def split_sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The sentences of one paragraph, as spans of *text* without surrounding blanks, in order.

    What runs on for more than `LONGEST` characters without an end is cut at a blank: it is no prose.
    """
    out: list[Span] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.start() >= start and _ends_sentence(text, match, paragraph.end):
            _add(out, text, start, match.end())
            start = match.end()
    _add(out, text, start, paragraph.end)
    return tuple(out)


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        blank = text.rfind(" ", start, start + LONGEST)
        cut = blank if blank > start else start + LONGEST
        _add_trimmed(out, text, start, cut)
        start = cut
    _add_trimmed(out, text, start, end)


def _add_trimmed(out: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        out.append(Span(start + left, start + right))


def _ends_sentence(text: str, match: re.Match[str], limit: int) -> bool:
    rest = text[match.end() : min(limit, match.end() + 60)].lstrip()
    if not rest:
        return False
    following = rest.lstrip("\"'“‘«([–—-¿¡ ")
    if not following:
        return True
    if following[0].islower():
        return False
    if match.group()[0] == "." and not match.group()[1:2].isspace():
        before = _WORD_BEFORE.search(text, max(0, match.start() - LONGEST_ABBREVIATION), match.start() + 1)
        word = before.group() if before else ""
        kind = _abbreviations().get(word)
        if kind is None and _INITIAL.fullmatch(word):
            kind = "any" if len(word) > 2 else "name"
        if kind == "name":
            return False
        if kind == "number":
            return not following[0].isdigit()
        if kind == "any":
            return rest[0] in '"“‘«' or re.split(r"[\s,’']", following, maxsplit=1)[0] in _STARTERS
    return True
