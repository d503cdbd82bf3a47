"""Small readings made by hand, so that the tests of linking need no parse."""

import datetime
import re
from dataclasses import dataclass

from dateline.linking import Sketch, sketch
from dateline.model import (
    UNDATED,
    Actor,
    EventMention,
    Mention,
    Published,
    Reading,
    Report,
    Role,
    Span,
    TimeExpression,
)

MERKEL = Actor("Angela Merkel", "person", "person:angela-merkel", "DEU", "GOV")
PUTIN = Actor("Vladimir Putin", "person", "person:vladimir-putin", "RUS", "GOV")
HOLLANDE = Actor("Francois Hollande", "person", "person:francois-hollande", "FRA", "GOV")
R1_AND_R2 = {"r1": frozenset({"r2"}), "r2": frozenset({"r1"})}
"""Two reports that have much in common."""
SENTENCE = re.compile(r"[^.]+\.")


@dataclass(frozen=True)
class Told:
    """An event mention: trigger and time as written, type and lemma, who does it to whom."""

    trigger: str
    type: str
    lemma: str
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    time: str | None = None
    place: str | None = None


def person(name, country=None, role=None, sector=None):
    return Actor(name, "person", None, country, sector, roles=(Role(role),) if role else ())


def stated(day):
    return Published(datetime.date.fromisoformat(day), "stated") if day else UNDATED


def reading_of(key, text, *, day=None, told=(), actors=(), times=None):
    """A report and its reading; *times* maps phrases to TIMEX3 values (whole days get begin and end)."""
    report = Report(key, f"{key}.txt", text, (Span(0, len(text)),))
    people = list(dict.fromkeys([*actors, *(a for t in told for a in (*t.source, *t.target))]))
    phrases = list(times or {})
    return report, Reading(
        report=key,
        sentences=tuple(Span(m.start(), m.end()) for m in SENTENCE.finditer(text)),
        published=stated(day),
        times=tuple(_time(text, phrase, times[phrase]) for phrase in phrases),
        actors=tuple(people),
        mentions=tuple(m for i, a in enumerate(people) for m in _mentions(text, i, a)),
        event_mentions=tuple(_event(text, t, people, phrases, times or {}, day) for t in told),
    )


def sketch_of(key, text, **more) -> Sketch:
    return sketch(*reading_of(key, text, **more))


def _span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def _time(text, phrase, value):
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return TimeExpression(
        _span(text, phrase), "DATE", value, begin=value if whole else None, end=value if whole else None
    )


def _mentions(text, index, actor):
    surname = actor.name.split()[-1]
    return [Mention(_span(text, surname), index, "name")] if surname in text else []


def _event(text, told, people, phrases, times, day):
    value = times.get(told.time) if told.time else None
    return EventMention(
        span=_span(text, told.trigger),
        type=told.type,
        lemma=told.lemma,
        source=tuple(people.index(a) for a in told.source),
        target=tuple(people.index(a) for a in told.target),
        place=told.place,
        time=phrases.index(told.time) if told.time else None,
        by_document=told.time is None,
        date=value if told.time else day,
    )
