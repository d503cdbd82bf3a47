"""All actions of a report, for benchmarks that mark also those PLOVER has no place for ("said", "won").

The verbs and the nouns of happening (`knowledge.happenings`) that a reading left out are added to it as event
mentions of type "other", with what fills their roles and the time told next to them, or that governs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.happenings import happening_class, noun_of_happening
from dateline.model import OTHER, EventMention, EventStatus, Mention, Reading, Report, Span, TimeExpression
from dateline.reading.syntax import Sentence, parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_ACTION = frozenset("be have do seem appear let want".split())
"""Verbs too empty to name an action by themselves."""
LIGHT = frozenset("become come get go make need take".split())
"""Verbs that name an action only with other words: bench/linking marks them, bench/timeline does not."""
NO_PREDICATE = frozenset({"aux", "auxpass", "prep", "compound", "nmod", "npadvmod"})
"""Where a verb form is an auxiliary, a preposition ("according to") or part of a name."""
QUALITY = "amod"
"""Where a verb form says of what kind something is ("the injured man")."""
PREDICATED = frozenset({"acomp", "attr", "oprd", "pobj", "dobj", "conj", "ROOT", "appos"})
"""Where an adjective says what became of somebody ("was found dead")."""
HEADLINE = 0.8
"""From this share of capitals among its longer words on, a line is a headline: verbs look like names."""
LONGER = 3
"""Characters that words need more than to count for it: "of" and "in" stay small in headlines."""
INFLECTIONS = ("s", "es", "d", "ed")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "poss"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
UNSURE = frozenset("may might could can would should must".split())
DATED = frozenset({"DATE", "TIME"})
SHARES_TIME = frozenset({"conj", "xcomp", "advcl", "ccomp"})
"""Verbs that happen when the verb they hang on does, unless they have a time of their own."""


def with_all_actions(
    report: Report, reading: Reading, sentences: Sequence[Sentence] | None = None, *, by_syntax: bool = False
) -> Reading:
    """The reading with an event mention also for every other verb and noun of happening.

    *sentences* are those of the report's parse, where it is at hand. With *by_syntax* a time belongs to the
    verb it hangs on rather than to all that stand near it, and "of" and participles fill a role too.
    """
    taken = [event.span for event in reading.event_mentions]
    added = [
        event
        for sentence in (parse(report.text, report.body).sentences if sentences is None else sentences)
        for event in _actions(sentence, reading.mentions, reading.times, by_syntax)
        if not any(event.span.overlaps(span) for span in taken)
    ]
    return replace(reading, event_mentions=(*reading.event_mentions, *added))


def _actions(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[TimeExpression], by_syntax: bool
) -> Iterator[EventMention]:
    within = [i for i, time in enumerate(times) if sentence.span.covers(time.span) and time.type in DATED]
    governed = _governed(sentence, within, times) if by_syntax else {}
    headline = _is_headline(sentence.tokens)
    for token in sentence.tokens:
        lemma = _action(token, headline)
        if lemma is not None and not (by_syntax and lemma in LIGHT):
            doers, others = _phrases(token, SUBJECTS), _phrases(token, OBJECTS)
            if by_syntax:
                others += _of_what(token)
                near = next((governed[verb.i] for verb in _chain(token) if verb.i in governed), [])
            else:
                near = within
            time = _nearest(token_span(token), near, times)
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


def _governed(
    sentence: Sentence, within: Sequence[int], times: Sequence[TimeExpression]
) -> dict[int, list[int]]:
    """Verb (its number in the parse) → the times that hang on it and on no verb between."""
    found: dict[int, list[int]] = {}
    for index in within:
        inside = [t for t in sentence.tokens if times[index].span.covers(token_span(t))]
        numbers = {token.i for token in inside}
        top = next((token for token in inside if token.head.i not in numbers), None)
        verb = next((token for token in top.ancestors if token.pos_ == "VERB"), None) if top else None
        if verb is not None:
            found.setdefault(verb.i, []).append(index)
    return found


def _chain(token: Token) -> Iterator[Token]:
    """The verbs whose times are those of *token*: its own or the one it fills a role of, and those above."""
    verb = token
    if token.pos_ != "VERB":
        verb = next((above for above in token.ancestors if above.pos_ == "VERB"), token)
    yield verb
    while verb.dep_ in SHARES_TIME and verb.head.i != verb.i:
        verb = verb.head
        yield verb


def _of_what(token: Token) -> tuple[Span, ...]:
    """What a noun is "of" ("the departure of the ferry"), and what a participle says of its noun."""
    if token.dep_ == "acl":
        return (token_span(token.head),)
    of = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"]
    named = [child for prep in of if token.pos_ == "NOUN" for child in prep.children if child.dep_ == "pobj"]
    return tuple(_phrase(child) for child in named)


def _phrase(token: Token) -> Span:
    """All the words that hang on *token*, and itself."""
    doc = token.doc
    return Span(token_span(doc[token.left_edge.i]).start, token_span(doc[token.right_edge.i]).end)


def _action(token: Token, headline: bool) -> str | None:
    """The lemma of a word that tells of an action; None for other words."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and token.dep_ == QUALITY:
        return lemma if happening_class(lemma) is not None else None
    if token.pos_ == "VERB":
        return lemma if token.dep_ not in NO_PREDICATE and lemma not in NO_ACTION else None
    if token.pos_ == "PROPN" and headline and token.dep_ != "compound":
        return _uninflected(token.text.lower())
    if token.pos_ == "NOUN" or (token.pos_ == "ADJ" and token.dep_ in PREDICATED):
        return lemma if noun_of_happening(lemma) else None
    return None


def _uninflected(word: str) -> str | None:
    """The noun or verb of happening that *word* is a form of, where the parser took it for a name."""
    forms = [word, *(word.removesuffix(ending) for ending in INFLECTIONS)]
    return next((form for form in forms if happening_class(form) is not None), None)


def _is_headline(tokens: Sequence[Token]) -> bool:
    long = [token.text for token in tokens if token.text.isalpha() and len(token.text) > LONGER]
    return bool(long) and sum(word[0].isupper() for word in long) >= HEADLINE * len(long)


def _phrases(token: Token, roles: frozenset[str]) -> tuple[Span, ...]:
    """The words that fill *roles*; a verb without a subject of its own has that of the verb it hangs on."""
    found = [child for child in token.children if child.dep_ in roles]
    if not found and roles is SUBJECTS and token.dep_ in SHARES_SUBJECT:
        found = [child for child in token.head.children if child.dep_ in roles]
    if roles is SUBJECTS and token.dep_ == "relcl":
        found.append(token.head)
    return tuple(_phrase(child) if child.i != token.head.i else token_span(child) for child in found)


def _actors(spans: Sequence[Span], mentions: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(sorted({m.actor for m in mentions for span in spans if span.covers(m.span)}))


def _nearest(at: Span, within: Sequence[int], times: Sequence[TimeExpression]) -> int | None:
    return min(within, key=lambda i: (abs(times[i].span.start - at.start), i), default=None)


def _status(token: Token) -> EventStatus:
    children = {(child.dep_, child.lemma_.lower()) for child in token.children}
    if any(dep == "neg" for dep, _ in children):
        return "negated"
    return "possible" if any(dep == "aux" and lemma in UNSURE for dep, lemma in children) else "occurred"
