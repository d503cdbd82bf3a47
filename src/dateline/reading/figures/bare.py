"""Numbers that stand without a noun, counted through what the sentence has told before.

"put the crowd at 45,000", "Toll climbs to 97", "lost 34 seats and kept 61", "had more than 200 on board",
"Blast kills 12, wounds 30": the parse, which does not reach this far or reads a headline wrong, is helped by
the order of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.figures import counted, verbs_of, words_of
from dateline.reading.figures.numbers import Number
from dateline.reading.figures.tallies import tally_of
from dateline.reading.figures.units import rate_of
from dateline.reading.figures.words import NOMINAL, Count, climb, entry_of, is_people, noun_kind, verb_says

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 12
"""Words between a tally and its number."""
_TOWARDS = frozenset({"to", "at", "as", "past", "above", "over", "reaches", "reached", "hits", "hit"})
_STOPS = frozenset({".", ";", ":", "?", "!"})


def bare_count(number: Number, tokens: Sequence[Token], before: tuple[Number, Count] | None) -> Count | None:
    """What a number without a noun of its own counts; *before* is the last figure of its sentence."""
    at = number.end
    following = tokens[at] if at < len(tokens) else None
    if number.year or (following is not None and following.pos_ in ("NOUN", "PROPN", "NUM")):
        return None
    what_verb = _headline_verb(number, tokens)
    if what_verb is not None:
        return what_verb
    top = tokens[number.last - 1]
    rate = rate_of(at, tokens)
    if following is not None and _is_on_board(following, tokens):
        return Count("people", None, None, None, top)
    if toll := _tally_before(number, tokens, before):
        what, anchor = toll
        return Count(what, None, None, None, anchor, True, rate)
    if before is not None and (alike := _like(number, tokens, before)):
        what, anchor = alike
        return Count(what, None, None, None, anchor, rate=rate)
    return None


def _is_on_board(following: Token, tokens: Sequence[Token]) -> bool:
    if following.lower_ == "aboard":
        return True
    at = following.i - tokens[0].i
    return following.lower_ == "on" and at + 1 < len(tokens) and tokens[at + 1].lower_ == "board"


def _headline_verb(number: Number, tokens: Sequence[Token]) -> Count | None:
    """ "wounds 30 outside ministry": a verb of a headline that the parser took for a noun."""
    before = tokens[number.start - 1] if number.start else None
    if before is None or not before.lower_.endswith("s") or number.word:
        return None
    for stem in (before.lower_[:-1], before.lower_[:-2]):
        for entry in counted("verb").get(stem, ()):
            if entry.kind == "object" and entry.of in ("", "people") and entry.what != "=":
                return Count(entry.what, None, None, None, before)
    return None


def _tally_before(
    number: Number, tokens: Sequence[Token], before: tuple[Number, Count] | None
) -> tuple[str, Token] | None:
    """The tally that a verb of change, giving or a preposition leads from to the number."""
    if not number.start or tokens[number.start - 1].lower_ not in _TOWARDS:
        return None
    verb: Token | None = None
    for i in range(number.start - 1, max(-1, number.start - 1 - FAR), -1):
        token = tokens[i]
        if token.text in _STOPS or (token.pos_ == "NUM" and verb is None and i < number.start - 3):
            return None
        told = noun_kind(token, "toll") or noun_kind(token, "tally") or noun_kind(token, "body")
        if told and token.pos_ in NOMINAL:
            governed = verb is not None or any(entry_of("verb", a, "change") for a in token.ancestors)
            what = tally_of(token) if governed else None
            if what is None and governed and before is not None and noun_kind(token, "tally"):
                what = before[1].what  # "40 cases were found, taking the total to 900"
            return (what, verb or token) if what else None
        if verb is None and _is_change(token):
            verb = token
    return None


def _is_change(token: Token) -> bool:
    """Whether a word is a verb of change, also where a headline's verb was taken for a noun ("hits 97")."""
    return entry_of("verb", token, "change") is not None or token.lower_.rstrip("s") in verbs_of("change")


def _holds(verb: Token) -> bool:
    """Whether a verb tells that its object is there, whatever it is ("houses 75,000", "carried 60")."""
    return verb.lemma_ in ("have", "carry") or any(
        e.what == "=" for e in counted("verb").get(verb.lemma_, ())
    )


def _like(number: Number, tokens: Sequence[Token], before: tuple[Number, Count]) -> tuple[str, Token] | None:
    """What a number counts that leaves unsaid the noun of the last one ("34 seats and kept 61")."""
    last, count = before
    if count.noun is None or number.unit is not None:
        return None
    base = tokens[0].i
    between = tokens[max(last.end, count.noun.i - base + 1) : number.start]
    head, relation = climb(tokens[number.last - 1])
    # "231 votes to 198"
    if count.what == "votes" and len(between) == 1 and between[0].lower_ in ("to", "against"):
        return count.what, count.anchor
    if head is None or head.pos_ not in ("VERB", "AUX") or head.i == count.anchor.i:
        return None
    # "police spoke of 8,000", "the ministry put it at 8,000"
    if relation in ("of", "at") and head.lemma_.lower() in words_of("giving"):
        return count.what, head
    role = {"dobj": "object", "nsubjpass": "object", "nsubj": "subject"}.get(relation)
    if role is None:
        return None
    what = verb_says(head, role, count.noun)
    if what is None and role == "object" and is_people(count.noun) and _holds(head):
        what = "people"
    return (what, head) if what else None
