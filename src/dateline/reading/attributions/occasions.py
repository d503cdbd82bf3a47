"""On what occasion, by what medium and where it is said: "at a news conference", "via Skype", "in Geneva"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.circumstances import acts, gatherings, occasions, venues
from dateline.model import Place, Span
from dateline.reading.attributions.frame import Frame, belongs
from dateline.reading.attributions.said import TimeIndex
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALWAYS = frozenset({"via", "during"})
"""Prepositions before which nothing but an occasion or medium stands, if it is no time."""
_WHEN = frozenset("after before when while on upon following in".split())
"""Words before the participle of what the speaker does: "after meeting the envoy"."""
_BEFORE = _WHEN | frozenset("at during via by over through amid from".split())
"""Words before an occasion or medium."""
_WHERE = frozenset("in at outside inside from near on aboard".split())
_GOING = frozenset({"visit", "trip", "tour", "arrival", "return"})
_INNER = frozenset("of with to by for on about between at via over during through among".split())
"""Prepositions that may go on with the phrase of an occasion: "a letter to the court"."""
_LONGEST = 16
"""Tokens of the phrase of an occasion, at most."""


def occasions_of(frame: Frame, clock: TimeIndex, places: Sequence[Place]) -> list[tuple[int, ...]]:
    """The phrases for occasion and medium, as token numbers, without what they say of time and place."""
    out: list[tuple[int, ...]] = []
    end = -1
    for number in frame.tokens:
        if number <= end:
            continue
        phrase = _from(frame, number, clock, places)
        if phrase:
            out.append(phrase)
            end = phrase[-1]
    return out


def place_of_saying(
    frame: Frame, hearers: frozenset[int], clock: TimeIndex, places: Sequence[Place]
) -> tuple[Span, int | None] | None:
    """Where it is said, as written, and the index of that among *places*; None where it is not told."""
    if not frame.source and any(c.dep_ == "auxpass" for c in frame.doc[frame.head].children):
        return None  # "Clashes were reported around Homs": the clashes were there
    found: list[tuple[Span, int | None]] = []
    for number in frame.tokens:
        token = frame.doc[number]
        going = token.lower_ == "to" and number > 0 and frame.doc[number - 1].lemma_.lower() in _GOING
        if not going and token.lower_ not in _WHERE:
            continue
        phrase = _noun_phrase(frame, number + 1, clock)
        if not phrase or not belongs(frame, number, hearers):
            continue
        span = Span(token_span(frame.doc[phrase[0]]).start, token_span(frame.doc[phrase[-1]]).end)
        at = _place_in(span, places)
        if at is not None:
            found.append((places[at].span, at))
        elif token.lower_ != "on" and _is_venue(frame.doc[phrase[-1]]):
            found.append((span, None))
    # The place that is on the map, where there is one: "at a hotel in Geneva".
    return min(found, key=lambda one: (_unknown(one[1], places), one[0]), default=None)


def _is_venue(token: Token) -> bool:
    return token.lemma_.lower() in venues() or token.ent_type_ == "FAC"


def _unknown(at: int | None, places: Sequence[Place]) -> int:
    return 2 if at is None else int(places[at].id is None)


def _from(frame: Frame, number: int, clock: TimeIndex, places: Sequence[Place]) -> tuple[int, ...]:
    """The phrase of an occasion that begins at a token; () if none does."""
    doc = frame.doc
    token = doc[number]
    if token.lower_ in _BEFORE:
        following = number + 1
        if following in frame.tokens and doc[following].tag_ == "VBG" and token.lower_ in _WHEN:
            known = doc[following].lemma_.lower() in acts()
            return _run(frame, number, following, clock, places) if known else ()
        noun = _noun_phrase(frame, following, clock)
        if not noun:
            return ()
        of = noun[-1] + 1
        if doc[noun[-1]].lemma_.lower() not in occasions() and of in frame.tokens and doc[of].lower_ == "of":
            # "after two hours of talks", "at the end of the visit"
            noun = _noun_phrase(frame, of + 1, clock) or noun
        lemma = doc[noun[-1]].lemma_.lower()
        if lemma in occasions() or (
            token.lower_ in _ALWAYS and _place_in(_span(frame, noun), places) is None
        ):
            return _run(frame, number, noun[-1], clock, places)
        return ()
    if number == frame.head + 1 or (token.i > 0 and doc[number - 1].lemma_.lower() == "address"):
        # "told a news conference", "addressing a rally"
        noun = _noun_phrase(frame, number, clock)
        if noun and noun[0] == number and doc[noun[-1]].lemma_.lower() in gatherings():
            return _run(frame, number, noun[-1], clock, places)
    return ()


def _run(frame: Frame, first: int, head: int, clock: TimeIndex, places: Sequence[Place]) -> tuple[int, ...]:
    """The phrase from its first word past its head, up to a time, a place, a comma or another occasion."""
    doc, free = frame.doc, set(frame.tokens)
    out = list(range(first, head + 1))
    for number in range(head + 1, min(first + _LONGEST, doc[frame.head].sent.end)):
        token = doc[number]
        if number not in free or token.text in (",", "-", "–", "—", "(") or clock.covers(token_span(token)):
            break
        if token.pos_ == "ADP" and not _goes_on(frame, number, clock, places):
            break
        if token.pos_ in ("SCONJ", "CCONJ") and token.lower_ != "and":
            break
        out.append(number)
    while len(out) > 1 and doc[out[-1]].pos_ in ("ADP", "VERB", "CCONJ", "ADV", "DET") and out[-1] > head:
        out.pop()
    return tuple(out)


def _goes_on(frame: Frame, number: int, clock: TimeIndex, places: Sequence[Place]) -> bool:
    token = frame.doc[number]
    if token.lower_ not in _INNER:
        return False
    if number + 1 in frame.tokens and clock.covers(token_span(frame.doc[number + 1])):
        return False
    noun = _noun_phrase(frame, number + 1, clock)
    if not noun:
        return True
    if token.lower_ in ("at", "during", "via", "over", "through", "on") and not _is_medium_of(token):
        return False
    return token.lower_ != "at" or _place_in(_span(frame, noun), places) is None


def _is_medium_of(token: Token) -> bool:
    """Whether "on" belongs to the noun or participle before it: "talks on Syria", "a post on Facebook"."""
    before = token.nbor(-1) if token.i > 0 else token
    return token.head == before


def _noun_phrase(frame: Frame, start: int, clock: TimeIndex) -> tuple[int, ...]:
    """The plain noun phrase that begins at a token, up to its head; () if none does."""
    doc, free = frame.doc, set(frame.tokens)
    out: list[int] = []
    for number in range(start, min(start + _LONGEST, doc[frame.head].sent.end)):
        token = doc[number]
        if number not in free or clock.covers(token_span(token)):
            break
        if not (token.pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PRON") or token.text == "-"):
            adjectival = token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")
            if not adjectival:
                break
        if token.tag_ in ("TO", "WDT", "WP"):
            break
        out.append(number)
    while out and doc[out[-1]].pos_ not in ("NOUN", "PROPN"):
        out.pop()
    return tuple(out)


def _span(frame: Frame, phrase: tuple[int, ...]) -> Span:
    return Span(token_span(frame.doc[phrase[0]]).start, token_span(frame.doc[phrase[-1]]).end)


def _place_in(span: Span, places: Sequence[Place]) -> int | None:
    """The index of the first place that a phrase names, of places in the order of the text; None if none."""
    at = bisect_right(places, span.start, key=lambda place: place.span.end)
    return at if at < len(places) and span.overlaps(places[at].span) else None
