"""When and where the main event of a report was: the words of its title and first sentences that say so.

A day counts as the event's by what stands around it: the clause that speaks of what the title names, not the
one that tells what went before ("met on Thursday", not "who had won on Tuesday"). A place is given with the
town it lies in where the text names both ("Trump Tower, New York City").
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge import countries
from dateline.knowledge.answers import answer_cues
from dateline.model import Reading, Report, Span, TimeExpression
from dateline.reading.main_event import stems
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

FRESH = 10
"""Days before publication within which a day named early is the event's."""
STEPS = 8
"""Governors climbed from a time expression to its clause."""
NEAR = 8
"""Words on either side of a time expression that tell what it dates, within its clause."""
# Weights of the evidence that a day is the event's, set by eye on titles and leads of news reports.
OWN = 1.5
LEAD = 1.0
SHARED = 0.8
MOST_SHARED = 3
BACKGROUND = -1.5
LATE = -0.25
LEAST = 0.5
_SUBJECTS = ("nsubj", "nsubjpass")
_PLACES = ("GPE", "LOC", "FAC")
_INSIDE = frozenset({"in", "at", "outside", "inside", "near"})
_BEFORE = frozenset({"after", "since", "following", "before", "until", "ahead", "from"})
_DATELINE = re.compile(r"\b(?:[A-Z]{4,}|[A-Z]{2,} [A-Z]{3,})(?= ?(?:--|—|–) )")

_DAY = re.compile(r"XXXX-(?:WXX-\d|\d\d-\d\d)(?:T.*)?")
"""A weekday, or a day and month, that could not be resolved."""


@dataclass(frozen=True, slots=True)
class Early:
    """A sentence near the head of a report: its place, its tokens, and whether it is the lead."""

    span: Span
    tokens: Sequence[Token]
    lead: bool


def when(report: Report, reading: Reading, early: Sequence[Early]) -> tuple[str | None, str | None]:
    """The words and the ISO day of the main event; the day of publication where the text names none."""
    published = reading.published.date
    title = stems(report.masthead.title or "")
    main = reading.event_mentions[reading.main_event] if reading.main_event is not None else None
    best: tuple[float, TimeExpression] | None = None
    unresolved: str | None = None
    for number, sentence in enumerate(early):
        for index, time in enumerate(reading.times):
            if time.type not in ("DATE", "TIME") or not sentence.span.covers(time.span):
                continue
            own = main is not None and main.time == index
            score = OWN * own + LEAD * sentence.lead + LATE * number
            score += _speaks_of(title, time, sentence)
            if not (time.begin and time.begin == time.end):
                if _DAY.fullmatch(time.value):
                    unresolved = unresolved or time.span.of(report.text)
            elif is_fresh(time.begin, published) and score >= LEAST and (best is None or score > best[0]):
                best = (score, time)
    if best is not None:
        return best[1].span.of(report.text), best[1].begin
    day = published.isoformat() if published else None
    return (day or unresolved), day


def _speaks_of(title: frozenset[str], time: TimeExpression, sentence: Early) -> float:
    """How much the clause around a time expression speaks of what the title names."""
    inside = [t for t in sentence.tokens if sentence.span.start + token_span(t).start >= time.span.start]
    if not inside:
        return 0.0
    node, background = inside[0], False
    at = node.i
    for _ in range(STEPS):
        background = background or node.lower_ in _BEFORE or node.dep_ == "relcl"
        if node.head.i == node.i or (node.pos_ in ("VERB", "AUX") and node.dep_ != "relcl"):
            break
        if node.dep_ == "relcl":
            break
        node = node.head
    clause = [t.text for t in node.subtree if abs(t.i - at) <= NEAR]
    shared = len(stems(" ".join(clause)) & title)
    return SHARED * min(shared, MOST_SHARED) + BACKGROUND * (background and shared < MOST_SHARED - 1)


def is_fresh(day: str, published: datetime.date | None) -> bool:
    """Whether a day is that of publication or shortly before it."""
    if published is None:
        return True
    try:
        return 0 <= (published - datetime.date.fromisoformat(day)).days <= FRESH
    except ValueError:
        return False


def where(
    title: Sequence[Token],
    heading: Sequence[Token],
    report: Report,
    reading: Reading,
    early: Sequence[Early],
) -> str | None:
    """The place of the main event: what title and lead say, else what the first sentences say most often."""
    main = reading.event_mentions[reading.main_event] if reading.main_event is not None else None
    lead = next((s.tokens for s in early if s.lead), ())
    counted = Counter(name for sentence in early for name in _places(sentence.tokens))
    told = Counter(e.place for e in reading.event_mentions if e.place)
    words = f" {report.masthead.title or ''} "
    # A dict keeps the order of the text, so that of two places told of equally often the first is taken.
    known = sorted({**counted, **told}, key=lambda name: -(counted[name] + told[name]))
    named = next((name for name in known if re.search(rf"\W{re.escape(name)}\W", words)), None)
    named = named or _named_place(heading)
    said = next(_places(title), None)
    place = (
        said
        or named
        or next(_places(lead), None)
        or (main.place if main is not None else None)
        or next(iter(known), None)
        or report.masthead.dateline
        or _dateline(report)
        or _named_place(lead)
    )
    if place is None:
        return None
    return _with_town(place, named, early)


def _with_town(place: str, named: str | None, early: Sequence[Early]) -> str:
    """A place with the town that the text says it lies in, or that the title names beside it."""
    for sentence in early:
        tokens = sentence.tokens
        for i, token in enumerate(tokens[:-1]):
            if tokens[i + 1].lower_ not in ("in", ",") or not place.endswith(token.text):
                continue
            if _phrase(tokens[max(0, i + 1 - len(place.split())) : i + 1]) != place or i + 2 >= len(tokens):
                continue
            town = _entity(tokens, i + 2)
            if town and tokens[i + 2].ent_type_ == "GPE" and town not in place:
                return f"{place}, {town}"
    apart = named is not None and named not in place and place not in named
    return f"{place}, {named}" if apart and named not in countries.names() else place


def _entity(tokens: Sequence[Token], first: int) -> str:
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].ent_iob_ == "I":
        last += 1
    return _phrase(tokens[first : last + 1])


def _phrase(tokens: Sequence[Token]) -> str:
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _dateline(report: Report) -> str | None:
    """The place in capitals before a dash near the head ("Photo LONDON -- ")."""
    start = report.body[0].start if report.body else 0
    found = _DATELINE.search(report.text, start, start + 400)
    return found[0] if found else None


def _named_place(tokens: Sequence[Token]) -> str | None:
    """The first city or country named, unless it does something ("Iran rejects the plan")."""
    for i, token in enumerate(tokens):
        if token.ent_type_ == "GPE" and token.ent_iob_ == "B" and token.dep_ not in _SUBJECTS:
            last = i
            while last + 1 < len(tokens) and tokens[last + 1].ent_iob_ == "I":
                last += 1
            longer = last + 1 < len(tokens) and tokens[last + 1].pos_ == "PROPN"
            if not longer and tokens[last].dep_ not in _SUBJECTS:
                return _phrase(tokens[i : last + 1])
    return None


def _places(tokens: Sequence[Token]) -> Iterator[str]:
    """The place names after the prepositions that say where, in order."""
    links = answer_cues("where", "prep")
    for token in tokens:
        if token.dep_ != "prep" or token.lower_ not in links:
            continue
        noun = next((c for c in token.rights if c.dep_ == "pobj"), None)
        # "a man from Beckenham": where someone comes from is not where it was.
        if noun is None or (token.lower_ in ("from", "to") and token.head.pos_ not in ("VERB", "AUX")):
            continue
        # "at the White House", "in Lyon": a place, though it may bear an organisation's name; not "in NATO".
        house = token.lower_ in _INSIDE and noun.tag_ == "NNP" and not noun.text.isupper()
        if token.lower_ == "in" and any(noun.children):
            house = False
        if noun.ent_type_ in _PLACES or (house and noun.ent_type_ in ("ORG", "")):
            words = [t for t in noun.subtree if t.i <= noun.i or t.ent_type_ in _PLACES]
            while words and words[0].lower_ in ("the", "a", "an"):
                words = words[1:]
            yield _phrase(words)
