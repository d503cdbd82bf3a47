"""Readings of made-up reports without the reading: what their templates say, found by the words in them.

Reading a hundred thousand reports would take an hour, and tell nothing of linking. The readings made here
have what the real ones of these reports have: sentences, leaders and lands, weekdays, event mentions with
their parties, places and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.growth_reports import WEEKDAYS, Made
from dateline.knowledge.countries import names as country_codes
from dateline.model import (
    Actor,
    EventMention,
    Figure,
    Masthead,
    Mention,
    Published,
    Reading,
    Report,
    Role,
    Span,
    TimeExpression,
)
from dateline.reading import redate

TRIGGERS = {
    "spoke": ("speak", "CONSULT"), "discussed": ("discuss", "CONSULT"),
    "telephoned": ("telephone", "CONSULT"), "agreed": ("agree", "AGREE"),
    "asked": ("ask", "REQUEST"), "told": ("tell", "CONSULT"),
    "killed": ("kill", "ASSAULT"), "killing": ("kill", "ASSAULT"), "wounded": ("wound", "ASSAULT"),
    "exploded": ("explode", "ASSAULT"),
    "explosion": ("explosion", "ASSAULT"), "attack": ("attack", "ASSAULT"),
    "blast": ("blast", "ASSAULT"), "arrested": ("arrest", "COERCE"), "fired": ("fire", "COERCE"),
    "marched": ("march", "PROTEST"), "march": ("march", "PROTEST"), "protest": ("protest", "PROTEST"),
    "blocked": ("block", "PROTEST"), "accused": ("accuse", "ACCUSE"), "resigned": ("resign", "other"),
    "election": ("election", "other"),
}  # fmt: skip
"""Word → lemma and PLOVER type of the event that it tells of in the templates."""
COUNTED = {"killed": "killed", "killing": "killed", "wounded": "injured", "arrested": "arrested"}
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d,]*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What stands in one sentence: actors and numbers with their places, the weekday, the city."""

    span: Span
    actors: tuple[tuple[Span, int], ...]
    numbers: tuple[tuple[Span, float], ...]
    time: int | None
    city: Span | None


def made_reading(made: Made, *, dated: bool) -> tuple[Report, Reading]:
    """A made-up report with its reading, with or without its day of publication."""
    stated = Published(made.published, "stated") if dated else Published()
    text = f"{made.title}\n\n{made.text}"
    start = len(made.title) + 2
    masthead = Masthead(title=made.title, title_span=Span(0, len(made.title)), published=stated)
    report = Report(
        made.id, f"{made.id}.txt", text, (Span(start, len(text)),), masthead=masthead, language="en"
    )
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.start() >= start]
    actors, names = _actors(made)
    times = tuple(
        TimeExpression(found, "DATE", value, f"calendar {value} lean=back", grain="day", pattern="weekday")
        for day, name in enumerate(WEEKDAYS, start=1)
        for found in _all(rf"\b{name}\b", text, start)
        for value in (f"XXXX-WXX-{day}",)
    )
    sentences = [_sentence(text, span, names, times, made) for span in spans]
    events = [event for sentence in sentences for event in _events(text, sentence)]
    reading = Reading(
        report.id,
        tuple(spans),
        times=times,
        actors=actors,
        mentions=tuple(Mention(span, actor, "name") for s in sentences for span, actor in s.actors),
        event_mentions=tuple(events),
        figures=tuple(_figures(text, sentences, events)),
        main_event=0 if events else None,
    )
    return report, redate(report, reading, stated)


def _actors(made: Made) -> tuple[tuple[Actor, ...], dict[str, int]]:
    """The leaders and lands that a report of this event can name, and which of them each name is."""
    facts, codes = made.facts, country_codes()
    actors: list[Actor] = []
    names: dict[str, int] = {}
    for side in ("a", "b") if made.kind == "call" else ():
        last = facts[f"{side}_last"]
        names |= {facts[side]: len(actors), last: len(actors)}
        roles = (Role(facts[f"{side}_title"]),)
        actors.append(Actor(facts[side], "person", sector="GOV", roles=roles, aliases=(last,)))
    for land in [facts["a_land"], facts["b_land"]] if made.kind == "call" else [facts["land"]]:
        names[land] = len(actors)
        code = codes[land]
        actors.append(Actor(land, "country", f"country:{code}", code))
    return tuple(actors), names


def _all(pattern: str, text: str, start: int, end: int | None = None) -> Iterator[Span]:
    for match in re.compile(pattern).finditer(text, start, len(text) if end is None else end):
        yield Span(match.start(), match.end())


def _sentence(
    text: str, span: Span, names: dict[str, int], times: tuple[TimeExpression, ...], made: Made
) -> _Sentence:
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return _Sentence(
        span,
        tuple((found, names[found.of(text)]) for found in _all(longest, text, span.start, span.end)),
        tuple(
            (Span(m.start(), m.end()), float(m.group().rstrip(",").replace(",", "")))
            for m in _NUMBER.finditer(text, span.start, span.end)
        ),
        next((i for i, time in enumerate(times) if span.covers(time.span)), None),
        next(_all(re.escape(made.facts["city"]), text, span.start, span.end), None),
    )


def _events(text: str, sentence: _Sentence) -> Iterator[EventMention]:
    for word in _WORD.finditer(text, sentence.span.start, sentence.span.end):
        if word.group() in TRIGGERS:
            lemma, kind = TRIGGERS[word.group()]
            before = [(span, actor) for span, actor in sentence.actors if span.end <= word.start()]
            after = [(span, actor) for span, actor in sentence.actors if span.start >= word.end()]
            yield EventMention(
                Span(word.start(), word.end()),
                kind,
                lemma,
                source=tuple(actor for _, actor in before),
                target=tuple(actor for _, actor in after),
                source_spans=tuple(span for span, _ in before),
                target_spans=tuple(span for span, _ in after),
                place=sentence.city.of(text) if sentence.city else None,
                place_span=sentence.city,
                time=sentence.time,
                by_document=sentence.time is None,
                basis=None if sentence.time is None else "stated",
            )


def _figures(text: str, sentences: list[_Sentence], events: list[EventMention]) -> Iterator[Figure]:
    for sentence in sentences:
        for index, event in enumerate(events):
            what = COUNTED.get(event.span.of(text))
            if what and sentence.span.covers(event.span) and sentence.numbers:
                span, value = min(sentence.numbers, key=lambda n: abs(n[0].start - event.span.start))
                yield Figure(span, value, what, low=value, high=value, event=index, time=event.time)
