"""Words and rules of time expressions (``time_words.tsv``, ``time_rules.tsv``, …), and feasts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One rule: a pattern over classes of words and the form of the value that it gives.

    ``example`` marks the expression with brackets; ``value`` is its TIMEX3 value in a report of
    `EXAMPLE_DAY`. Both are checked by the tests.
    """

    name: str
    pattern: str
    type: str
    form: str
    example: str
    value: str


EXAMPLE_DAY = "2015-06-10"
"""The day of publication (a Wednesday) that the examples of the rules are resolved with."""


@cache
def time_words() -> dict[tuple[str, ...], dict[str, str]]:
    """Each spelling, as lower-case words → the classes it belongs to and what it contributes as each."""
    words: dict[tuple[str, ...], dict[str, str]] = {}
    for row in table("time_words"):
        for spelling in listed(row["words"]):
            words.setdefault(tuple(spelling.split()), {}).setdefault(row["kind"], row["value"])
    return words


@cache
def time_rules() -> tuple[TimeRule, ...]:
    """The rules in the order of the file, which decides between two that match the same words."""
    return tuple(
        TimeRule(row["rule"], row["pattern"], row["type"], row["form"], row["example"], row["value"])
        for row in table("time_rules")
        if row["type"] != "macro"
    )


@cache
def rule_macros() -> dict[str, str]:
    """Names that stand for a longer pattern in the rules."""
    return {row["rule"]: row["pattern"] for row in table("time_rules") if row["type"] == "macro"}


@cache
def time_cues() -> dict[str, str]:
    """Words that say which way a day or month lies: word → its role."""
    return {word: row["role"] for row in table("time_cues") for word in listed(row["words"])}


@cache
def feast_days() -> dict[str, dict[int, tuple[tuple[str, str], ...]]]:
    """Feast that moves → year → its first and last day (ISO), twice where a year has it twice."""
    days: dict[str, dict[int, tuple[tuple[str, str], ...]]] = {}
    for row in table("movable_days"):
        years, year = days.setdefault(row["feast"], {}), int(row["first"][:4])
        years[year] = (*years.get(year, ()), (row["first"], row["last"]))
    return days


@cache
def remembered_days() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Day of the year → the words that may follow it where one such day of history is meant, and that day."""
    days: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for row in table("remembered_days"):
        days[row["day"]] = (*days.get(row["day"], ()), (frozenset(listed(row["before"])), row["date"]))
    return days
