"""A sentence set against a claim: what they share, what differs, who denies; never a verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dateline.claims.denials import denial
from dateline.claims.matching import (
    AROUND,
    Match,
    in_other_company,
    match,
    on_the_matter,
    turned_round,
    unnamed,
)
from dateline.claims.quoting import Quoted, quoted
from dateline.claims.said import HOPED_FOR, Claim
from dateline.claims.searching import Known
from dateline.claims.sentences import Sentence, Voices
from dateline.claims.values import DAY, PLACE, Differing, days, numbers, places, speaker
from dateline.claims.wording import Difference
from dateline.model import Span

Relation = Literal["supports", "differs", "denies", "related"]
Basis = Literal["event", "quote", "figure", "words"]

RELATED = 0.4
"""Share of the claim from which a sentence is shown as related; tuned as those of `denials`."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a sentence stands to the claim, by what, and why in words.

    ``share`` (0-1) is how much of the claim it has, ``says`` are those who say it and ``denied_by`` those
    who deny it, ``event`` is the event of the record that it tells of, ``span`` the sentences that hold a
    quotation.
    """

    relation: Relation
    basis: Basis
    share: float
    why: tuple[str, ...]
    says: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    differing: tuple[Differing, ...] = ()
    event: str | None = None
    difference: Difference | None = None
    span: Span | None = None


def weigh(claim: Claim, known: Known, sentence: Sentence, voices: Voices) -> Weighed | None:
    """How a sentence stands to a claim; None where they have too little in common."""
    if found := quoted(claim, known, sentence, voices):
        return _of_quotation(found, voices)
    laid = match(claim, known, sentence)
    if laid.share < RELATED or not any(value > AROUND for value in laid.met.values()):
        return None
    return _compared(laid, voices)


def _of_quotation(found: Quoted, voices: Voices) -> Weighed:
    return Weighed(
        "differs" if found.differing else "supports",
        "quote",
        found.change.share,
        found.why,
        voices[found.quote["id"]],
        differing=found.differing,
        difference=None if found.change.whole else found.change,
        span=found.span,
    )


def _compared(laid: Match, voices: Voices) -> Weighed:
    claim, rows = laid.claim, [row for _, row in laid.events]
    counted = numbers(laid)
    by_number = bool(counted.agreed or counted.differing)
    basis: Basis = "figure" if by_number else "event" if rows else "words"
    says = _says(laid.sentence, voices)

    def weighed(relation: Relation, *why: str, differing: tuple[Differing, ...] = ()) -> Weighed:
        event = next((row["event"] for row in rows if row["event"]), None)
        return Weighed(
            relation, basis, laid.share, (*why, laid.words), says, differing=differing, event=event
        )

    if apart := _apart(laid):
        return weighed("related", *apart)
    denied = denial(laid)
    if denied is not None and laid.share >= denied.needed:
        who = voices[denied.by["id"]] if denied.by else ()
        if not denied.denied:
            return replace(weighed("denies", denied.words), says=who)
        words = f"denied by {', '.join(who)}" if who else denied.words
        return replace(weighed("denies", words), says=(), denied_by=who)
    if not on_the_matter(laid, by_number=by_number):
        return weighed("related")
    if claim.quotations:
        return weighed("related", "the quoted words do not stand in it")
    if claim.numbers and not by_number:
        return weighed("related", *counted.elsewhere or ("it gives no such number",))
    other_day, day_unsure = days(laid)
    other_place = places(laid)
    other_voice, voice_unsure = speaker(laid, voices)
    differing = tuple(d for d in (*counted.differing, other_day, other_place, other_voice) if d is not None)
    if {DAY, PLACE} <= {d.what for d in differing}:
        return weighed("related", "another day and another place: it seems to be another event")
    if differing:
        return weighed("differs", *(d.words for d in differing), *counted.agreed, differing=differing)
    if unsure := [line for line in (_not_yet(laid), day_unsure, voice_unsure) if line]:
        return weighed("related", *unsure)
    return weighed("supports", *counted.agreed)


def _apart(laid: Match) -> tuple[str, ...]:
    """Why the sentence tells of something else, whatever words it shares."""
    if absent := unnamed(laid):
        return tuple(f"it does not name {part.words}" for part in absent)
    if turned_round(laid):
        return ("here it is the other way round: who does it and who suffers it",)
    if in_other_company(laid):
        return ("here with somebody else",)
    return ()


def _not_yet(laid: Match) -> str | None:
    """That the sentence tells only as planned, possible or called for what the claim says was."""
    pairs = [row["status"] for told, row in laid.events if not told.open]
    if pairs and all(status in HOPED_FOR for status in pairs):
        return f"told as {pairs[0].replace('-', ' ')}, not as something that was"
    return None


def _says(sentence: Sentence, voices: Voices) -> tuple[str, ...]:
    """Who is said to say what stands in the sentence."""
    spoken = [row for row in sentence.quotes if not row["bare"] and row["parent"] is None]
    return tuple(dict.fromkeys(who for row in spoken for who in voices[row["id"]]))
