"""All actions of a report, for benchmarks that mark also those PLOVER has no place for ("said", "won").

The verbs and the nouns of happening (`knowledge.happenings`) that a reading left out are added to it as event
mentions of type "other", with what fills their roles and the time told next to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.happenings import happening_class
from dateline.model import OTHER, EventMention, EventStatus, Mention, Reading, Report, Span, TimeExpression
from dateline.reading.syntax import Sentence, parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_ACTION = frozenset("be have do seem become appear let get need want go come make take".split())
"""Verbs too empty to name an action by themselves."""
NO_PREDICATE = frozenset({"aux", "auxpass", "prep", "amod"})
"""Where a verb form is an auxiliary, a preposition ("according to") or a quality."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "poss"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
UNSURE = frozenset("may might could can would should must".split())
DATED = frozenset({"DATE", "TIME"})


def with_all_actions(report: Report, reading: Reading) -> Reading:
    """The reading with an event mention also for every other verb and noun of happening."""
    taken = [event.span for event in reading.event_mentions]
    added = [
        event
        for sentence in parse(report.text, report.body).sentences
        for event in _actions(sentence, reading.mentions, reading.times)
        if not any(event.span.overlaps(span) for span in taken)
    ]
    return replace(reading, event_mentions=(*reading.event_mentions, *added))


def _actions(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> Iterator[EventMention]:
    within = [i for i, time in enumerate(times) if sentence.span.covers(time.span) and time.type in DATED]
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        verb = token.pos_ == "VERB" and token.dep_ not in NO_PREDICATE and lemma not in NO_ACTION
        noun = token.pos_ in {"NOUN", "ADJ"} and happening_class(lemma) is not None
        if verb or noun:
            doers, others = _phrases(token, SUBJECTS), _phrases(token, OBJECTS)
            time = _nearest(token_span(token), within, times)
            yield EventMention(
                span=token_span(token),
                type=OTHER,
                lemma=lemma,
                status=_status(token),
                source=_actors(doers, mentions),
                target=_actors(others, mentions),
                source_spans=doers,
                target_spans=others,
                time=time,
                by_document=time is None,
                date=times[time].value if time is not None else None,
            )


def _phrases(token: Token, roles: frozenset[str]) -> tuple[Span, ...]:
    """The words that fill *roles*; a verb without a subject of its own has that of the verb it hangs on."""
    found = [child for child in token.children if child.dep_ in roles]
    if not found and roles is SUBJECTS and token.dep_ in SHARES_SUBJECT:
        found = [child for child in token.head.children if child.dep_ in roles]
    if roles is SUBJECTS and token.dep_ == "relcl":
        found.append(token.head)
    return tuple(
        Span(token_span(child.doc[child.left_edge.i]).start, token_span(child.doc[child.right_edge.i]).end)
        if child.i != token.head.i
        else token_span(child)
        for child in found
    )


def _actors(spans: Sequence[Span], mentions: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(sorted({m.actor for m in mentions for span in spans if span.covers(m.span)}))


def _nearest(at: Span, within: Sequence[int], times: Sequence[TimeExpression]) -> int | None:
    return min(within, key=lambda i: (abs(times[i].span.start - at.start), i), default=None)


def _status(token: Token) -> EventStatus:
    children = {(child.dep_, child.lemma_.lower()) for child in token.children}
    if any(dep == "neg" for dep, _ in children):
        return "negated"
    return "possible" if any(dep == "aux" and lemma in UNSURE for dep, lemma in children) else "occurred"
