"""Sentences that say the contrary of a claim: denied, told as not being so, or told the other way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive import Row
from dateline.claims.matching import ABOUT, Match
from dateline.claims.said import NOT_SO, Told
from dateline.claims.words import denies_charge, stems_in

DENYING = 0.45
"""What `ABOUT` is for others, for a sentence that denies: it seldom says again all that it denies; tuned on
the claims of tests/test_claims.py."""
TURNED_AWAY = "REJECT"
TAKEN_UP = frozenset({"AGREE", "CONCEDE", "SUPPORT", "COOPERATE"})
"""Types that tell the contrary of each other where one actor does both."""


@dataclass(frozen=True, slots=True)
class Denial:
    """That the contrary is told, in words; ``by`` is the statement (a row) in which (None: the report).

    ``denied``: somebody denies it, where otherwise another thing is told; ``needed`` is the share of the
    claim that the sentence must have.
    """

    words: str
    by: Row | None = None
    needed: float = DENYING
    denied: bool = False


def denial(match: Match) -> Denial | None:
    """That a sentence says the contrary of a claim; None where nothing shows it."""
    if denies_charge(match.sentence.text) and match.share >= ABOUT:
        return Denial("it tells of a charge that is denied")
    same = [row for told, row in match.events if told.not_so == (row["status"] in NOT_SO)]
    turned = [row for told, row in match.events if told.not_so != (row["status"] in NOT_SO)]
    if not same:
        if turned:
            return _turned(match, turned[0])
        if contrary := next(_contrary(match), None):
            words = match.sentence.words([(contrary["start"], contrary["end"])])
            return Denial(f"tells the contrary: “{words}”", _statement(match, contrary))
    if not match.claim.denies:
        for quote in match.sentence.quotes:
            if quote["attitude"] == "denies" and _is_denied(match, quote, same):
                return Denial("denied", quote, denied=True)
    return None if match.events or match.claim.quotations else _in_words(match)


def _turned(match: Match, row: Row) -> Denial | None:
    """An event of the claim's kind that is so in one of the two and not in the other."""
    by = _statement(match, row)
    if row["status"] in NOT_SO:
        denied = row["status"] == "denied" or (by is not None and by["attitude"] == "denies")
        if denied:
            return Denial("denied", by, denied=True)
        return None if match.claim.quotations else Denial("told as not being so", by)
    return None if match.claim.quotations else Denial("told as being so", by, ABOUT)


def _contrary(match: Match) -> Iterator[Row]:
    """The events by which an actor of the claim does the contrary of what that says."""
    for row in match.sentence.events:
        if any(_other_type(match, told, row) for told in match.claim.events):
            yield row


def _other_type(match: Match, told: Told, row: Row) -> bool:
    types = {told.type, row["type"]}
    doing = match.ids(told.source) & set(row["source"])
    return TURNED_AWAY in types and bool(types & TAKEN_UP) and bool(doing) and row["status"] not in NOT_SO


def _is_denied(match: Match, quote: Row, same: list[Row]) -> bool:
    """Whether what is denied in a sentence is what the claim tells, and not something beside it."""
    inside = stems_in(match.sentence.words(quote["content"]))
    spoken_of = any(part.actor is None and part.stems <= inside for part in match.claim.parts)
    return spoken_of and (not same or any(_within(row, quote) for row in same))


def _in_words(match: Match) -> Denial | None:
    """A negation over shared words in one of the two alone, where no event tells whether it is so."""
    ours, theirs = match.claim.negated, match.sentence.negated
    shared = [match.claim.parts[i] for i in match.here if match.claim.parts[i].actor is None]
    worded = [part for part in shared if part.stems <= match.sentence.stems]
    if any(part.stems <= ours and not part.stems & theirs for part in worded):
        return Denial("told without the negation that the claim has", None, ABOUT)
    if any(part.stems <= theirs and not part.stems & ours for part in worded):
        return Denial("told with a negation that the claim does not have", None, ABOUT)
    return None


def _statement(match: Match, row: Row) -> Row | None:
    """The statement in which an event is told: a denial that runs over it, else its own."""
    quotes = match.sentence.quotes
    denied = (quote for quote in quotes if quote["attitude"] == "denies" and _within(row, quote))
    own = (quote for quote in quotes if quote["id"] == row["attribution"])
    return next(denied, None) or next(own, None)


def _within(row: Row, quote: Row) -> bool:
    return any(start <= row["start"] < end for start, end in quote["content"])
