"""Numbers with a unit (money, shares, multiples), and the time that a rate is given for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.reading.figures.numbers import Number
from dateline.reading.figures.shares import whole_noun
from dateline.reading.figures.words import Count, climb, noun_kind, of_child

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_PHRASE = 8
"""Tokens between a number and what it is a part of; further away the parse is wrong more often than right."""
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour", "minute"})
_RATES = {
    "daily": "per day", "weekly": "per week", "monthly": "per month", "annually": "per year",
    "yearly": "per year", "hourly": "per hour",
}  # fmt: skip


def rate_of(end: int, tokens: Sequence[Token]) -> str | None:
    """The time a rate is given for ("5,000 Syrians a day" → "per day"); the counted ends at *end*."""
    after = tokens[end].lower_ if end < len(tokens) else ""
    if after in ("a", "an", "per", "each", "every") and end + 1 < len(tokens):
        unit = tokens[end + 1].lower_
        return f"per {unit}" if unit in _TIME_UNITS else None
    return _RATES.get(after)


def unit_count(number: Number, tokens: Sequence[Token], node: Token) -> Count | None:
    """What a number with a unit counts: the unit says it, save for a share of the vote."""
    base = tokens[0].i
    unit = number.unit or ""
    head, _ = climb(node)
    anchor = head if head is not None else node
    last = tokens[number.end - 1] if number.end > number.last else tokens[number.last - 1]
    of = None
    for token in (node, last, node.head):
        if (of := of_child(token)) is not None and of.i - base >= number.end:
            break
        of = None
    links = ("of",) if unit.startswith("percent") else ("of", "in")
    if of is None and number.end < len(tokens) and tokens[number.end].lower_ in links:
        of = next((c for c in tokens[number.end].rights if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    if of is not None and of.i - base > number.end + LONGEST_PHRASE:
        of = None
    if of is None and number.share:
        of = whole_noun(tokens, number.end)
    described = None
    if of is not None and of.i - base > number.end:
        # "310 million euros ($340 million) of cash": what stands in brackets describes nothing.
        link = of.head.i - base if of.head.lower_ in links else number.end
        described = (max(link, number.end) + 1, of.i - base + 1)
    following = tokens[number.end].pos_ if number.end < len(tokens) else ""
    if unit == "percent" and number.value == 100 and following in ("ADJ", "ADV"):
        return None  # "100 percent ready" is a way of speaking
    if not unit.startswith("percent"):
        what = "times" if unit == "times" else "money"
        return Count(what, unit, None, described, anchor, rate=rate_of(number.end, tokens))
    what = "percent"
    if of is not None and (group := noun_kind(of, "group")) and group.what == "votes":
        what = "votes"
    return Count(what, unit, None, described, anchor)
