"""Event mentions as the predictions of the `events` benchmark (PLOVER dyads of single sentences).

The benchmark follows the older convention of its records where Dateline follows the codebook more closely:
an event that is only planned is there an AGREE or a THREATEN, and the other side of an event that names no
target is the country it took place in or is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Record, report_of
from dateline.knowledge import countries, organisations
from dateline.model import OTHER, EventMention, Reading, Span
from dateline.reading import read_report

FRIENDLY = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "REJECT"})
_WORD = re.compile(r"[A-Za-z](?:\.[A-Za-z])+\.?|[^\W_]+(?:[-’'][^\W_]+)*")
_FROM = re.compile(r"\s+(?:from|of|in)\s+((?:[\w-]+\s+){0,3}[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*)")
_LONGEST_NAME = 6
Party = dict[str, str | None]


def predict(records: list[Record], folder: Path) -> Iterator[Record]:
    """One prediction a record: its events, the main one first."""
    for record in records:
        report = report_of(record)
        reading = read_report(report)
        yield {"id": record["id"], "events": _events(report.text, reading)}


def _events(text: str, reading: Reading) -> list[Record]:
    found = []
    for event in reading.event_mentions:
        if event.type == OTHER or event.status in ("negated", "denied"):
            continue
        found.append(_event(text, reading, event))
    whole = [e for e in found if e["source"] and (e["target"] or len(e["source"]) > 1)]
    kept = whole or [e for e in found if e["source"] or e["target"]] or found
    return [e for e in kept if e["type"]][:MOST]


MOST = 1
"""Events kept of a text; the gold has nearly always one a sentence. Chosen on the development records."""


def _event(text: str, reading: Reading, event: EventMention) -> Record:
    source = _parties(text, reading, event.source, event.source_spans)
    target = _parties(text, reading, event.target, event.target_spans)
    kind = event.type
    speaker: list[Party] = []
    if event.attribution is not None:
        said = reading.attributions[event.attribution]
        speaker = _parties(text, reading, said.speakers, said.source)
    if event.status == "called-for" and speaker:
        kind, source, target = "REQUEST", speaker, source or target
    elif event.status in ("planned", "possible"):
        kind = "AGREE" if kind in FRIENDLY else "THREATEN" if kind in HOSTILE else kind
    if not source and kind not in ("ASSAULT", "COERCE"):
        source = speaker
    if source and not any(p["country"] for p in source):
        source = _at_home(text, reading, event, source)
    taken = {p["country"] for p in source}
    target = [p for p in target if p["country"] not in taken or p["sector"] is not None] or target
    if len(source) < 2 and not any(p["country"] for p in target):
        known = any(reading.actors[a].kind == "person" for a in event.target)
        home = next((p["country"] for p in source if p["country"]), None)
        target = (not known and _affected(text, reading, event, taken)) or [
            {**party, "country": home} for party in target or ([{}] if kind == "PROTEST" else [])
        ]
    return {"type": kind, "source": source, "target": target}


def _parties(text: str, reading: Reading, actors: tuple[int, ...], spans: tuple[Span, ...]) -> list[Party]:
    found: list[Party] = []
    for place, number in enumerate(actors):
        actor = reading.actors[number]
        words = spans[place].of(text) if len(spans) == len(actors) else actor.name
        country = actor.country or actor.code
        if country is None:
            country = next((c for s in spans if actor.name in s.of(text) for c in _named(s.of(text))), None)
        country = country or next((c for s in spans for c in _named(_tail(text, s))), None)
        found.append({"text": words, "country": country, "sector": actor.sector})
    if len(found) == 1 and len(spans) == 1 and " and " in spans[0].of(text):  # "US and British activists"
        codes = _named(spans[0].of(text))
        if len(codes) > 1 and found[0]["country"] in codes:
            found = [{**found[0], "country": code} for code in codes]
    if not any(p["country"] for p in found):
        named = [(s, c) for s in spans for c in _named(s.of(text))]
        if named:
            sector = next((p["sector"] for p in found if p["sector"]), None)
            found = [{"text": s.of(text), "country": c, "sector": sector} for s, c in named]
        elif not found:
            found = [{"text": s.of(text), "country": None, "sector": None} for s in spans]
    return found


def _at_home(text: str, reading: Reading, event: EventMention, source: list[Party]) -> list[Party]:
    """Someone whose country is not said belongs to the first one named: next to them, else farther off."""
    sentence = next((s for s in reading.sentences if s.covers(event.span)), event.span)
    start = max((s.end for s in event.source_spans), default=event.span.start)
    after = Span(start, max(start, event.span.start)), Span(event.span.end, max(event.span.end, sentence.end))
    spoken = _spoken(reading, event)
    for stretch in (*after, sentence):
        for place, country in _names(text, stretch):
            if not any(place.overlaps(s) for s in spoken):
                return [{**party, "country": country} for party in source]
    return source


def _spoken(reading: Reading, event: EventMention) -> list[Span]:
    if event.attribution is None:
        return []
    said = reading.attributions[event.attribution]
    return [*said.source, *said.cue]


def _tail(text: str, span: Span) -> str:
    """What follows a phrase and says where its people are from: "dissidents from Myanmar"."""
    match = _FROM.match(text, span.end)
    return match.group(1) if match else ""


def _affected(text: str, reading: Reading, event: EventMention, taken: set[str | None]) -> list[Party]:
    """The country that an event without a known target took place in, or is about."""
    sentence = next((s for s in reading.sentences if s.covers(event.span)), None)
    if sentence is None:
        return []
    spoken = _spoken(reading, event)
    if event.place:
        here = [c for c in _named(event.place) if c not in taken]
        if here:
            return [{"text": event.place, "country": here[0], "sector": None}]
    for start in (event.span.end, sentence.start):
        for place, country in _names(text, Span(min(start, sentence.end), sentence.end)):
            if country not in taken and not any(place.overlaps(s) for s in spoken):
                return [{"text": place.of(text), "country": country, "sector": None}]
    return []


def _named(phrase: str) -> list[str]:
    """The countries (or codes of bodies without one) that a phrase names, in order."""
    return list(dict.fromkeys(code for _, code in _names(phrase, Span(0, len(phrase)))))


def _names(text: str, within: Span) -> list[tuple[Span, str]]:
    words = list(_WORD.finditer(text, within.start, within.end))
    found = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            span = Span(words[at].start(), words[at + length - 1].end())
            code = _code(span.of(text))
            if code:
                found.append((span, code))
                at += length - 1
                break
        at += 1
    return found


def _code(name: str) -> str | None:
    if not name[:1].isupper():
        return None
    for table in (countries.names(), countries.nouns(), countries.capitals()):
        for form in (name, name.removesuffix("'s").removesuffix("’s"), name.rstrip("s")):
            if form in table:
                return table[form]
    body = organisations.by_name().get(name)
    if body is not None:
        return body.country or body.code
    return None
