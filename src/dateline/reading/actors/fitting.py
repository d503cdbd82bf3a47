"""How well a person fits a word for an office or a role, by the report and by the knowledge files."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dateline.knowledge import offices
from dateline.knowledge.roles import modifiers, role_words, stands_for

if TYPE_CHECKING:
    from dateline.reading.actors.cast import Member

FORMER = frozenset(word for word, sector in modifiers().items() if sector == "ELI")
SECOND_IN_RANK = frozenset("vice deputy former ex acting prime press".split())


def role_fit(
    member: Member,
    word: str,
    extra: frozenset[str],
    country: str | None,
    code: str | None,
    day: datetime.date | None,
) -> int:
    """How well a person fits a role, from 0 (not) to 4."""
    wanted = stands_for(word)
    score = 0
    for title, title_extra, title_country, title_code in member.titles:
        if country and country not in {title_country, member.country}:
            plain = title_country is None and member.country is None and _is_role(title)
            score = max(score, 2 if plain and title == word else 0)
            continue
        if code and code not in {title_code, member.code}:
            continue
        if title_extra & FORMER and not extra & FORMER:
            continue
        if title == word and extra == title_extra:
            score = max(score, 4)
        elif not title_extra and (title in wanted or _is_kind_of(title, word)):
            score = max(score, 3)
        elif title == word and extra <= title_extra:
            score = max(score, 1)
    if score == 0 and member.known and holds(member, wanted, country, code, day):
        score = 3 if country or code else 2
    return score


def former_fit(
    member: Member,
    word: str,
    extra: frozenset[str],
    country: str | None,
    code: str | None,
    day: datetime.date | None,
) -> int:
    """How well a person fits a role no longer held: so the text says, or a term is over."""
    wanted = stands_for(word)
    if country and country != member.country and all(t[2] != country for t in member.titles):
        return 0
    held = [t for t in member.titles if t[0] in wanted]
    if any(t[1] & FORMER for t in held):
        return 4
    terms = [t for t in offices.terms_of(member.name) if member.known and t.office in wanted]
    if not held and any(t.end and (day is None or t.end <= day) for t in terms):
        return 3
    return 1 if held else 0


def holds(
    member: Member, wanted: frozenset[str], country: str | None, code: str | None, day: datetime.date | None
) -> bool:
    """Whether a person holds one of the *wanted* offices by the knowledge files."""
    for term in offices.terms_of(member.name):
        if term.office not in wanted or (country and term.country != country):
            continue
        if code and (term.country or code != member.code):
            continue
        if day is None or term.holds_on(day):
            return True
    return False


def _is_kind_of(title: str, word: str) -> bool:
    """Whether a title is a role word with more before it: "opposition lawmaker", not "vice president"."""
    return title.endswith(" " + word) and title.split()[0] not in SECOND_IN_RANK


def _is_role(title: str) -> bool:
    entry = role_words().get(title)
    return entry is not None and entry.use == "role"
