"""The names of places in a report: where they stand, what kind of place they are called, what stands by them.

Taken are the parser's place names and names that stand where a place does ("in Uri", "the town of Uri"), as
far as the gazetteer has them. Left out are parts of the names of persons and bodies, what no place is ("Minsk
Agreement"), and capitals that stand for their governments.
"""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge import countries, gazetteer
from dateline.knowledge.gazetteer import Match
from dateline.knowledge.place_words import (
    abbreviated,
    kinds_of_place,
    link_words,
    no_place_words,
    parts_of_names,
    sides,
    verbs_with_place,
)
from dateline.model import Actor, Mention, Span, SpanIndex
from dateline.reading.places.governed import PLACES
from dateline.reading.syntax import DATELINE, Parse, Sentence, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 5
"""Words of the longest name that is looked up."""
FARTHEST_LINK = 9
"""Words that may stand between a place and what it lies in."""
_LOCATIVE = frozenset("in near outside from around inside across towards toward at through off into".split())
_MAYBE = frozenset("to on over".split())
"""Prepositions that stand before places and before persons."""
_IN_PASSING = frozenset("dobj pobj conj appos poss attr ROOT npadvmod".split())
"""What a place may be in its sentence, where nothing else tells that it is one."""
_RELATIONS = {"dobj": "object", "advmod": "object", "nsubjpass": "object", "nsubj": "subject"}
_CALENDAR = frozenset(
    name
    for names in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for name in names
    if name
) | {"Sept"}
_PARTICLES = frozenset("al el de del la las los le di da du of the e ez es ed en an ar as az and".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern downtown greater upper lower nearby old new".split()
)
_MARKS = frozenset({"'s", "’s", "'", "’", ".", ",", "-"})
_NAMING = frozenset({"PROPN"})
_NEVER = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "NUM", "PUNCT", "SYM", "INTJ", "PART"})
_HYPHENS = frozenset({"-", "–", "'", "’"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``span`` that may be a place's, in the sentence with this number, tokens [first, last).

    ``matches`` are the places that bear it; ``kinds`` the kinds it is called beside. ``sure`` marks what the
    parser calls a place; of the others, ``stands`` marks those that stand where a place does, ``person``
    those that the parser takes for one. A ``demonym`` ("Syrian") is no name of a place, but tells of one; a
    ``dateline`` names where the report is from.
    """

    span: Span
    text: str
    sentence: int
    first: int
    last: int
    matches: tuple[Match, ...] = ()
    kinds: frozenset[str] = frozenset()
    sure: bool = True
    stands: bool = True
    person: bool = False
    demonym: bool = False
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """The spans of actors' names that are no places, or hold a place's name as a part."""

    whole: frozenset[tuple[int, int]]
    bodies: SpanIndex
    people: SpanIndex


def find_names(parse: Parse, actors: Sequence[Actor], mentions: Sequence[Mention]) -> list[Name]:
    """The names of a report that may be places', and the demonyms beside them, in order."""
    taken = _taken(parse.text, actors, mentions)
    found: list[Name] = []
    for number, sentence in enumerate(parse.sentences):
        found += _in_sentence(parse.text, number, sentence, taken)
    return found


def links(parse: Parse, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring names (indices) of which one may be said to lie in the other."""
    words = link_words()
    adjectives = countries.adjectives()
    for index, (one, other) in enumerate(itertools.pairwise(names)):
        if one.sentence != other.sentence:
            continue
        between = parse.sentences[one.sentence].tokens[one.last : other.first]
        if len(between) <= FARTHEST_LINK and all(t.lower_ in words or t.text in adjectives for t in between):
            yield index, index + 1


def _taken(text: str, actors: Sequence[Actor], mentions: Sequence[Mention]) -> Taken:
    whole, bodies, people = set(), [], []
    capitals, names = countries.capitals(), countries.names()
    for mention in mentions:
        if mention.form != "name":
            continue
        actor, span = actors[mention.actor], mention.span
        if actor.kind == "country":
            word = span.of(text).removeprefix("the ")
            if word in capitals and word not in names:
                whole.add((span.start, span.end))
        elif actor.kind == "person":
            people.append(span)
        elif actor.kind == "organisation":
            bodies.append(span)
    return Taken(frozenset(whole), SpanIndex(bodies), SpanIndex(people))


def _in_sentence(text: str, number: int, sentence: Sentence, taken: Taken) -> Iterator[Name]:
    tokens = list(sentence.tokens)
    match = DATELINE.match(sentence.span.of(text))
    head = sentence.span.start + match.end() if match else -1
    adjectives = countries.adjectives()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.text[0].isupper():
            at += 1
            continue
        here = token_span(token)
        in_dateline = here.start < head
        if in_dateline and not _heads(tokens, at):
            at += 1
            continue
        if token.text in adjectives and token.ent_type_ not in PLACES and not in_dateline:
            code = adjectives[token.text]
            yield Name(
                here,
                token.text,
                number,
                at,
                at + 1,
                (Match(gazetteer.country(code), True),),
                demonym=True,
            )
            at += 1
            continue
        end = _end(tokens, at, head if in_dateline else None)
        name = _name(text, number, tokens, at, end, taken, in_dateline) if end > at else None
        if name is not None:
            yield name
            at = max(name.last, at + 1)
        else:
            at = max(end, at + 1)


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of a dateline may begin a place's name: what stands in brackets is an agency."""
    word = tokens[at].text
    dated = any(c.isdigit() for c in word) or word.title() in _CALENDAR
    return not dated and not (at and tokens[at - 1].text == "(")


def _end(tokens: Sequence[Token], first: int, head: int | None) -> int:
    """Behind the last token of the name that begins at *first*."""
    start = tokens[first]
    last = first + 1
    if head is not None:
        while (
            last < len(tokens) and token_span(tokens[last]).end < head and tokens[last].text not in {",", "("}
        ):
            if (
                not tokens[last].text[0].isalpha()
                and tokens[last].text not in _HYPHENS
                and tokens[last].text != "."
            ):
                break
            last += 1
        return last
    if start.ent_type_:
        while last < len(tokens) and tokens[last].ent_iob_ == "I":
            last += 1
        return last
    if start.pos_ not in _NAMING and first == 0:
        return first
    if start.pos_ in _NEVER:
        return first
    while last < len(tokens) and last - first < LONGEST and not tokens[last].ent_type_:
        token = tokens[last]
        if not (token.pos_ == "PROPN" and token.text[0].isupper()) and token.text not in {"-"}:
            break
        last += 1
    return last


def _name(
    text: str, number: int, tokens: Sequence[Token], first: int, last: int, taken: Taken, dateline: bool
) -> Name | None:
    """The name in the tokens [first, last) with all that tells what it is; None where it is no place's."""
    sure = tokens[first].ent_type_ in PLACES or dateline
    first, last = _trimmed(text, tokens, first, last)
    last = _longest(text, tokens, first, last)
    words = _words(text, tokens, first, last)
    behind_comma = first > 0 and tokens[first - 1].text == ","
    matches = _matches(words, behind_comma)
    called = _called(tokens, first, last)
    if last - first > 1 and tokens[last - 1].lower_ in kinds_of_place():
        called |= kinds_of_place()[tokens[last - 1].lower_]
        shorter = _words(text, tokens, first, last - 1)
        if not matches and _matches(shorter, behind_comma):
            last, words, matches = last - 1, shorter, _matches(shorter, behind_comma)
    span = Span(token_span(tokens[first]).start, token_span(tokens[last - 1]).end)
    label = tokens[first].ent_type_
    known = bool(matches) or (last - first > 1 and bool(gazetteer.sounding(words)))
    likely = label != "PERSON" or (bool(matches) and (last - first > 1 or matches[0].place.listed))
    stands = bool(called) or _stands(tokens, first, last, not likely)
    if not dateline and (
        (span.start, span.end) in taken.whole
        or _is_other_thing(tokens, first, last, known, stands)
        or _is_part(span, taken, stands and known)
    ):
        return None
    if not sure and words in countries.names():
        sure = True
    if not sure and not _may_be(tokens, first, last, known, stands):
        return None
    if not matches and not sure:
        # "the Westlands district of Nairobi": a place, though nobody has heard of it.
        sure = bool(called) and label in {"", "NORP"} and tokens[first].pos_ == "PROPN"
    elif not matches and not (stands or dateline or gazetteer.sounding(words)):
        return None
    return Name(
        span, words, number, first, last, matches, called, sure, stands, label == "PERSON", dateline=dateline
    )


def _may_be(tokens: Sequence[Token], first: int, last: int, known: bool, stands: bool) -> bool:
    """Whether a name that the parser calls no place's may be one, from how it is written and stands."""
    word = tokens[first].text
    if last - first == 1 and ((word.isupper() and len(word) > 3) or word in _CALENDAR):
        return False
    if last < len(tokens) and tokens[last].is_digit:
        return False
    if first and tokens[first - 1].text == "-" and not tokens[first - 1].whitespace_:
        return False
    token = tokens[last - 1]
    told = token.dep_ == "nsubj" and token.head.lemma_ in {"be", "have"}
    return stands or (known and not token.ent_type_ and (told or token.dep_ in _IN_PASSING))


def _trimmed(text: str, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The tokens of a name without "the", directions before it and marks behind it."""
    while last - 1 > first and tokens[last - 1].text in _MARKS:
        if tokens[last - 1].text == "." and _words(text, tokens, first, last) in abbreviated():
            break
        last -= 1
    while first < last - 1 and (tokens[first].lower_ == "the" or tokens[first].lower_ in _DIRECTIONS):
        if tokens[first].lower_ != "the" and gazetteer.named(_words(text, tokens, first, last)):
            break
        first += 1
    return first, last


def _is_other_thing(tokens: Sequence[Token], first: int, last: int, known: bool, stands: bool) -> bool:
    """Whether a name is of what is no place: "Minsk Agreement", "Georgia Tech"; or who: "Paris Hilton"."""
    if last - first == 1 and tokens[first].lower_ in parts_of_names():
        return True
    if last < len(tokens) and tokens[last].text[0].isupper() and tokens[last].lower_ in no_place_words():
        return True
    if last - first < 2 or known:
        return False
    end = tokens[last - 1].lower_
    return end in no_place_words() or (end not in parts_of_names() and not stands)


def _matches(words: str, behind_comma: bool) -> tuple[Match, ...]:
    if all(word.lower() in _DIRECTIONS or word.lower() in parts_of_names() for word in words.split()):
        # "the Old City": every town has one.
        return ()
    code = abbreviated().get(words) if behind_comma or words.endswith(".") else None
    if code is not None:
        division = gazetteer.division(code)
        return (Match(division, True),) if division else ()
    return gazetteer.named(words)


def _longest(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """Behind the longest run of words from *first* that the gazetteer has."""
    end = best = last
    while end < len(tokens) and end - first < LONGEST + 2:
        token = tokens[end]
        if not (token.pos_ == "PROPN" or token.lower_ in _PARTICLES or token.text in _HYPHENS):
            break
        end += 1
        if token.text[0].isupper():
            words = _words(text, tokens, first, end)
            if gazetteer.named(words) or (tokens[first].dep_ == "compound" and gazetteer.sounding(words)):
                best = end
    return best


def _words(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    start, end = token_span(tokens[first]).start, token_span(tokens[last - 1]).end
    return " ".join(text[start:end].split())


def _called(tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
    """The kinds of place it is called: "the town of X", "X province", "X, a suburb of Y"."""
    kinds = kinds_of_place()
    if first >= 2 and tokens[first - 1].lower_ == "of":
        for word in (tokens[first - 2].lower_, tokens[first - 2].lemma_.lower()):
            if word in kinds:
                return kinds[word]
    articled = first >= 3 and tokens[first - 1].lower_ == "the" and tokens[first - 2].lower_ == "of"
    if articled and tokens[first - 3].lower_ in kinds:
        return kinds[tokens[first - 3].lower_]
    if last < len(tokens) and tokens[last].lower_ in kinds:
        behind = tokens[last + 1].lower_ if last + 1 < len(tokens) else ""
        # "the Damascus suburb of Daraya": the suburb is the other.
        if behind != "of" or not (last + 2 < len(tokens) and tokens[last + 2].text[0].isupper()):
            return kinds[tokens[last].lower_]
        if tokens[last].lower_ in {"neighbourhood", "neighborhood", "quarter", "district", "camp"}:
            return kinds[tokens[last].lower_]
    if last + 2 < len(tokens) and tokens[last].text == "," and tokens[last + 1].lower_ in {"a", "an", "the"}:
        for token in tokens[last + 2 : last + 6]:
            if token.lower_ in kinds and token.text.islower():
                # "In Washington, the State Department" calls nothing a state.
                return kinds[token.lower_]
            if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
                break
    return frozenset()


def _stands(tokens: Sequence[Token], first: int, last: int, person: bool) -> bool:
    """Whether a name stands where a place does: behind a preposition, as what is taken, entered or falls.

    Of a *person*, as the parser has it, more is asked: not "to Lee", not "into Clinton's affairs".
    """
    if person and tokens[last - 1].dep_ in {"poss", "compound"}:
        return False
    before = first - 1
    if before >= 0 and tokens[before].lower_ == "the":
        before -= 1
    if before >= 0 and tokens[before].lower_ in (_LOCATIVE if person else _LOCATIVE | _MAYBE):
        return True
    if before >= 1 and tokens[before].lower_ == "of" and tokens[before - 1].lower_ in sides():
        return True
    token = tokens[last - 1]
    for _ in range(LONGEST):
        if token.dep_ not in {"conj", "appos", "compound", "nmod"} or token.head.i == token.i:
            break
        token = token.head
        if token.ent_type_ in PLACES or (token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE):
            return True
    relation = {"dobj": "object", "nsubjpass": "object", "nsubj": "subject", "advmod": "object"}.get(
        token.dep_
    )
    return relation is not None and token.head.lemma_.lower() in verbs_with_place(relation)


def _is_part(span: Span, taken: Taken, stands: bool) -> bool:
    """Whether a name is that of a person or body, or a part of it; *stands* where a known place does."""
    if any(not (stands and span.covers(person)) for person in taken.people.overlapping(span)):
        return True
    return any(body.covers(span) and body != span for body in taken.bodies.overlapping(span))
