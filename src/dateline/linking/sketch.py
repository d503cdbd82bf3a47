"""A `Sketch`: what linking needs to know of one report, and no more.

A few kilobytes a report, so that the sketches of a whole archive fit in memory: words with their counts,
names, numbers, days, wording and fingerprint of the text, the actors, and each event mention in brief.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.knowledge.addresses import one_form
from dateline.knowledge.happenings import happening_class, medium, sets_apart
from dateline.linking.clauses import UNTOLD, Clause, Clauses
from dateline.linking.fingerprints import fingerprint
from dateline.linking.wording import NO_WORDING, Wording, wording
from dateline.linking.words import Words, folded, stem, words_of
from dateline.model import (
    FEED_ENTRY,
    UNDATED,
    UNTIMED,
    Actor,
    EventMention,
    EventTime,
    Form,
    Place,
    Published,
    Reading,
    Report,
    Span,
    Stance,
    TimeExpression,
)

LEAD_WORDS = 60
"""Content words that count as the lead: about the first three sentences, where news says what happened."""
_WEEKDAY = re.compile(r"^(?:XXXX-WXX|\d{4}-W\d\d)-([1-7])")
_DAY_OF_YEAR = re.compile(r"^(?:XXXX|\d{4})-(\d\d-\d\d)")
_YEAR = re.compile(r"^(\d{4})(?:$|-)")

QUALIFIERS = 2
"""Words before a trigger among which one may set it apart: "another deadly attack"."""
BEFORE, AFTER = 30, 60
"""Characters before and after a trigger in which "by telephone" or "at a meeting" belongs to it."""
OWN_MEDIUM = {"meet": "meeting", "visit": "meeting", "phone": "phone"}
"""Kinds of happening that say by themselves how people spoke with each other."""

Counts = tuple[tuple[str, int], ...]
"""Words with how often they occur, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event mention: first and last day meant, the weekday named, the phrase and its place."""

    begin: datetime.date | None = None
    end: datetime.date | None = None
    weekday: int | None = None
    phrase: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class MentionSketch:
    """An event mention in brief; ``source`` and ``target`` are indices into the sketch's actors.

    ``happening`` is the class of its trigger ("attack" for attacked, raid, shelling), ``medium`` says
    whether people spoke by telephone or face to face, ``words`` are the stems of its sentence, ``clause`` is
    what a title can say of it, ``where`` is the id and name of its place and of all that the place lies in;
    ``set_apart`` is said of "another attack", which is not the one told of before; ``result_of`` is the index
    of the mention that brought about what this one tells.
    """

    index: int
    start: int
    trigger: str
    type: str
    happening: str
    status: str
    source: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    medium: str | None = None
    place: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    when: When = When()
    date: str | None = None
    on: EventTime = UNTIMED
    by_document: bool = False
    sentence: int = -1
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    figures: tuple[tuple[str, float], ...] = ()
    suffering: tuple[str, ...] = ()
    set_apart: bool = False
    result_of: int | None = None
    clause: Clause = UNTOLD


@dataclass(frozen=True, slots=True)
class PositionSketch:
    """A position in brief; ``about`` are the actors (indices) that its proposition speaks of."""

    index: int
    start: int
    actor: int
    stance: Stance
    proposition: str
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """The evidence of one report that linking weighs; ``named`` are the actors that it calls by a name.

    ``address`` is in the one form that all captures of a page share.
    """

    report: str
    published: Published = UNDATED
    modified: datetime.date | None = None
    captured: str | None = None
    address: str | None = None
    form: Form = "page"
    title: str | None = None
    words: Counts = ()
    lead: tuple[str, ...] = ()
    names: Counts = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    years: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    wording: Wording = NO_WORDING
    digest: str = ""
    shingles: bytes = b""
    actors: tuple[Actor, ...] = ()
    named: tuple[int, ...] = ()
    mentions: tuple[MentionSketch, ...] = ()
    positions: tuple[PositionSketch, ...] = ()


def sketch(report: Report, reading: Reading) -> Sketch:
    """The evidence in one reading, small enough that those of a whole archive fit in memory."""
    by_sentence = words_of(report.text, reading.sentences)
    stems = [stem for words in by_sentence for stem in words.stems]
    own = wording(report.text, reading)
    digest, shingles = fingerprint(own.words)
    people, organisations, countries = _named(reading)
    return Sketch(
        report=report.id,
        published=reading.published,
        modified=report.masthead.modified,
        captured=_captured(report),
        address=one_form(report.address) if report.address and report.status != "failed" else None,
        form="entry" if report.given.address and report.given.address.where == FEED_ENTRY else "page",
        title=report.masthead.title,
        words=_counted(stems),
        lead=tuple(sorted(set(stems[:LEAD_WORDS]))),
        names=_counted(name for words in by_sentence for name in words.names),
        people=people,
        places=tuple(sorted({*countries, *_places(report, reading)})),
        organisations=organisations,
        numbers=tuple(sorted({number for words in by_sentence for number in words.numbers})),
        days=_distinct(_DAY_OF_YEAR, reading.times),
        weekdays=tuple(int(day) for day in _distinct(_WEEKDAY, reading.times)),
        years=_distinct(_YEAR, reading.times),
        outlet=report.masthead.outlet,
        agency=report.masthead.agency,
        wording=own,
        digest=digest,
        shingles=shingles,
        actors=reading.actors,
        named=tuple(sorted(_called_by_name(reading))),
        mentions=_mentions(report, reading, by_sentence),
        positions=_positions(report, reading),
    )


def _called_by_name(reading: Reading) -> set[int]:
    """The actors that the text calls by a name, and those that only a user names."""
    spoken_of = {mention.actor for mention in reading.mentions}
    named = {mention.actor for mention in reading.mentions if mention.form == "name"}
    return named | (set(range(len(reading.actors))) - spoken_of if reading.reviewed else set())


def _captured(report: Report) -> str | None:
    """The time of capture as exactly as it is known."""
    day = report.captured.isoformat() if report.captured else None
    given = report.given.captured
    return given.value if given is not None and day is not None and given.value.startswith(day) else day


def _counted(words: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(words).items()))


def _distinct(pattern: re.Pattern[str], times: Sequence[TimeExpression]) -> tuple[str, ...]:
    found = {match.group(1) for time in times if (match := pattern.match(time.value))}
    return tuple(sorted(found))


def _named(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Surnames of people, names of organisations, countries: of the actors that the text names."""
    named = {mention.actor for mention in reading.mentions if mention.form in {"name", "adjective"}}
    people, organisations, countries = set(), set(), set()
    for index in named:
        actor = reading.actors[index]
        if actor.kind == "person":
            people.add(folded(actor.name.split()[-1] if actor.name.split() else actor.name))
        elif actor.kind == "country":
            countries.add(actor.country or folded(actor.name))
        else:
            organisations.add(actor.known or folded(actor.name))
    return tuple(sorted(people)), tuple(sorted(organisations)), tuple(sorted(countries))


def _places(report: Report, reading: Reading) -> set[str]:
    """The ids of the places named, countries left out; an event's place that is not known by its name."""
    known = {place.id for place in reading.places if place.id is not None and place.kind != "country"}
    rejected = reading.rejected("event-mention")
    told = (
        event.place
        for index, event in enumerate(reading.event_mentions)
        if event.place
        and index not in rejected
        and (event.located is None or reading.places[event.located].id is None)
    )
    places = {*known, *(folded(name) for name in told)}
    if report.masthead.dateline:
        places.add(folded(report.masthead.dateline))
    return places


def _mentions(report: Report, reading: Reading, by_sentence: Sequence[Words]) -> tuple[MentionSketch, ...]:
    out = []
    ends = [span.end for span in reading.sentences]
    counted: dict[int | None, set[tuple[str, float]]] = defaultdict(set)
    uncounted = reading.rejected("figure")
    for index, figure in enumerate(reading.figures):
        if index not in uncounted:
            counted[figure.event].add((figure.what, figure.value))
    clauses = Clauses(report.text, reading)
    at = 0
    rejected = reading.rejected("event-mention")
    order = sorted(range(len(reading.event_mentions)), key=lambda i: reading.event_mentions[i].span)
    for index in order:
        if index in rejected:
            continue
        event = reading.event_mentions[index]
        while at < len(ends) and ends[at] <= event.span.start:
            at += 1
        inside = at < len(ends) and reading.sentences[at].start <= event.span.start
        words = by_sentence[at] if inside else Words()
        sentence = reading.sentences[at] if inside else event.span
        kind = happening_class(event.lemma) or stem(event.lemma)
        out.append(
            MentionSketch(
                index=index,
                start=event.span.start,
                trigger=event.span.of(report.text),
                type=event.type,
                happening=kind,
                status=event.status,
                source=event.source,
                target=event.target,
                medium=OWN_MEDIUM.get(kind) or medium(_around(event.span, sentence).of(report.text)),
                place=event.place,
                where=_where(event, reading.places),
                when=_when(event, reading.times, report.text),
                date=event.date,
                on=event.when,
                by_document=event.by_document,
                sentence=at if inside else -1,
                words=tuple(sorted(set(words.stems))),
                names=tuple(sorted(set(words.names))),
                numbers=tuple(sorted(set(words.numbers))),
                figures=tuple(sorted(counted[index])),
                suffering=_suffering(event, report.text),
                set_apart=_set_apart(report.text[sentence.start : event.span.start]),
                result_of=event.result_of,
                clause=clauses.of(event, sentence),
            )
        )
    return tuple(sorted(out, key=lambda mention: mention.index))


def _positions(report: Report, reading: Reading) -> tuple[PositionSketch, ...]:
    """The positions with the actors named, or meant by a pronoun that was named, in the proposition."""
    out = []
    mentions = sorted(reading.mentions, key=lambda mention: mention.span)
    starts = [mention.span.start for mention in mentions]
    rejected = reading.rejected("position")
    for index, position in enumerate(reading.positions):
        if index in rejected:
            continue
        about: dict[int, None] = {}
        for mention in mentions[bisect_left(starts, position.span.start) :]:
            if mention.span.start >= position.span.end:
                break
            name = reading.actors[mention.actor].name
            written = name if mention.form == "pronoun" else mention.span.of(report.text)
            if name in position.proposition or written in position.proposition:
                about[mention.actor] = None
        start, actor, stance = position.span.start, position.actor, position.stance
        out.append(PositionSketch(index, start, actor, stance, position.proposition, tuple(about)))
    return tuple(out)


def _where(event: EventMention, places: Sequence[Place]) -> tuple[tuple[str, str], ...]:
    """The id and name of the event's place and of all that it lies in, as far as they are known."""
    if event.located is None:
        return ()
    place = places[event.located]
    return ((place.id, place.canonical or place.name), *place.within) if place.id else ()


def _suffering(event: EventMention, text: str) -> tuple[str, ...]:
    """The stems of the words for those to whom it is done, numbers and words of grammar left out."""
    words = words_of(text, event.target_spans)
    return tuple(sorted({stem for part in words for stem in part.stems}))


def _set_apart(before: str) -> bool:
    """Whether the words right before a trigger say that it is not the one told of before."""
    return any(sets_apart(word) for word in before.split()[-QUALIFIERS:])


def _around(trigger: Span, sentence: Span) -> Span:
    """The words about a trigger, inside its sentence, that may tell how people spoke with each other."""
    start, end = max(sentence.start, trigger.start - BEFORE), min(sentence.end, trigger.end + AFTER)
    return Span(start, max(end, start))


def _when(event: EventMention, times: Sequence[TimeExpression], text: str) -> When:
    if event.time is None or event.shift or not 0 <= event.time < len(times):
        return When()
    time = times[event.time]
    weekday = _WEEKDAY.match(time.value)
    begin, end = _day(time.begin), _day(time.end)
    if weekday:
        named = int(weekday.group(1))
    elif begin is not None and begin == end:
        named = begin.isoweekday()
    else:
        named = None
    return When(begin, end, named, time.span.of(text).casefold(), time.span)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
