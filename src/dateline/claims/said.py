"""What a claim says: its text read as a report is, and taken apart into what can be compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from dateline.claims.days import Days
from dateline.claims.grammar import Grammar, grammar_of
from dateline.claims.numbers import Number, bare_numbers, counted_by, lengths
from dateline.claims.words import Word, kind_of, negated_stems, words_in
from dateline.errors import QuestionError
from dateline.knowledge.plain_words import grammar_words
from dateline.model import UNDATED, Attribution, EventMention, Reading, Report, Span

LONGEST = 2_000
"""Characters of a claim: a paragraph at most; what is longer is no one claim."""
NOT_SO = frozenset({"denied", "negated"})
"""Status of events that a text says are not so."""
HOPED_FOR = frozenset({"planned", "called-for", "possible"})
"""Status of what has not happened, as far as is told."""
_ONE_READER = Lock()
"""The parser reads one text at a time, and the pages are answered by several threads."""
_QUOTED = re.compile('[“"«„]([^”"»“]+)[”"»“]')
SAYING = frozenset({"says", "thinks"})
"""Attitudes of which it matters who has them."""
NAMING = frozenset({"name", "adjective"})
"""Forms of mention whose words name an actor."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a claim names, with all its names; ``known`` tells those that the reading found.

    ``country`` is that (ISO 3166-1 alpha-3) of which it is only said that others belong to it, or that
    something is there ("Ethiopian officials", "in Haiti").
    """

    name: str
    names: tuple[str, ...]
    known: bool = True
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A word of the claim, or the name of one actor, that a sentence may have or not.

    ``actor`` is the index of the actor it names, ``event`` that of the mention whose trigger it is, ``place``
    the index of the place it names, all in the claim; a ``predicate`` is what the claim says of the others.
    """

    words: str
    stems: frozenset[str]
    happening: str | None = None
    actor: int | None = None
    event: int | None = None
    place: int | None = None
    predicate: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the claim tells of: its kind, its sides, and whether it is so.

    ``source`` and ``target`` are indices of the claim's actors, ``place`` is that of its place; ``open``
    tells what is only planned, called for or possible.
    """

    type: str
    lemma: str
    happening: str | None
    source: frozenset[int]
    target: frozenset[int]
    not_so: bool
    open: bool
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the claim puts into a mouth, and whose."""

    words: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: actors (indices in the claim), and the words for the source."""

    speakers: frozenset[int]
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it was read, ready to be put to an archive.

    ``denies``: it says that something is not so, or denied; ``voice`` is who, by the claim, says all of it,
    ``negated`` are the stems of words that it has a negation before.
    """

    text: str
    reading: Reading
    actors: tuple[Named, ...]
    parts: tuple[Part, ...]
    events: tuple[Told, ...]
    quotations: tuple[Quotation, ...]
    numbers: tuple[Number, ...]
    days: tuple[Days, ...]
    denies: bool
    voice: Voice | None
    negated: frozenset[str]


def read_claim(text: str) -> Claim:
    """Read a claim as reports are read; days that need a day of publication to be counted from stay open.

    Raises QuestionError for a claim without words, or too long for one claim.
    """
    from dateline.reading import read_report, redate

    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise QuestionError(
            f"a claim of {len(text):,} characters is too long: at most {LONGEST:,}, one claim"
        )
    if not any(words_in(text)):
        raise QuestionError('a claim takes some words, such as: dateline claim "Merkel met Putin in Minsk"')
    report = Report("claim", "claim", text, body=(Span(0, len(text)),), language="en")
    with _ONE_READER:
        reading = redate(report, read_report(report), UNDATED)
        grammar = grammar_of(report)
    actors, at = _actors(text, reading, grammar)
    times = [t for t in reading.times if t.type in ("DATE", "TIME")]
    numbers = tuple(_numbers(text, reading))
    skipped = [*(t.span for t in reading.times), *(n.span for n in numbers)]
    skipped += [span for a in reading.attributions for span in a.cue if _says_only(text, span)]
    parts = list(_parts(text, reading, at, skipped, grammar))
    if all(part.actor is not None for part in parts):
        # "Russia said that Assad must go": where all else is plain, plain words tell what it is about.
        parts = list(_parts(text, reading, at, skipped, grammar, grammar_words()))
    return Claim(
        text,
        reading,
        actors,
        tuple(parts),
        tuple(_told(reading, mention, at) for mention in reading.event_mentions),
        tuple(_quotations(text, reading, at)),
        numbers,
        tuple(Days(t.span.of(text), t.begin, t.end, t.value) for t in times),
        any(m.status in NOT_SO for m in reading.event_mentions)
        or any(a.attitude == "denies" for a in reading.attributions),
        next(_voices(text, reading, at), None),
        negated_stems(text),
    )


def _says_only(text: str, cue: Span) -> bool:
    """Whether a cue is a plain verb of saying, which no content turns on."""
    return not any(words_in(text, cue.start, cue.end))


def _actors(text: str, reading: Reading, grammar: Grammar) -> tuple[tuple[Named, ...], dict[Span, int]]:
    """The actors that the claim names, and where; names that the reading knows nobody by count too."""
    named = {m.actor for m in reading.mentions if m.form in NAMING}
    acting = {
        m.actor
        for m in reading.mentions
        if m.form == "name" and not any(m.span.covers(span) for span in grammar.settings)
    }
    number = {actor: i for i, actor in enumerate(sorted(named))}
    actors = [
        Named(
            a.name,
            tuple(dict.fromkeys((a.name, *a.aliases))),
            country=a.country if a.kind == "country" and i not in acting else None,
        )
        for i, a in enumerate(reading.actors)
        if i in number
    ]
    at = {m.span: number[m.actor] for m in sorted(reading.mentions, key=lambda m: m.span) if m.form in NAMING}
    held = [*at, *(t.span for t in reading.times), *(p.span for p in reading.places)]
    for word in words_in(text):
        if word.span in grammar.names and not any(word.span.overlaps(span) for span in held):
            at[word.span] = len(actors)
            actors.append(Named(word.span.of(text), (word.span.of(text),), known=False))
    return tuple(actors), at


def _parts(
    text: str,
    reading: Reading,
    at: dict[Span, int],
    skipped: Sequence[Span],
    grammar: Grammar,
    passed: Collection[str] | None = None,
) -> Iterator[Part]:
    """The words of the claim that count, those of one actor's name together, each once."""
    names: dict[int, list[Word]] = {}
    seen: set[frozenset[str]] = set()
    for word in words_in(text, passed=passed):
        if any(word.span.overlaps(span) for span in skipped):
            continue
        actor = next((i for span, i in at.items() if span.covers(word.span)), None)
        place = next((i for i, p in enumerate(reading.places) if p.span.covers(word.span)), None)
        if actor is not None:
            names.setdefault(actor, []).append(word)
            continue
        stems = frozenset({word.stem})
        if stems in seen:
            continue
        seen.add(stems)
        event = next((i for i, m in enumerate(reading.event_mentions) if m.span.overlaps(word.span)), None)
        kind = word.happening
        if event is not None:
            kind = kind_of(reading.event_mentions[event].lemma) or kind
        predicate = word.span in grammar.predicates
        yield Part(word.span.of(text), stems, kind, event=event, place=place, predicate=predicate)
    for actor, words in names.items():
        place = next(
            (i for i, p in enumerate(reading.places) if any(p.span.overlaps(w.span) for w in words)), None
        )
        yield Part(
            " ".join(dict.fromkeys(w.span.of(text) for w in words)),
            frozenset(w.stem for w in words),
            actor=actor,
            place=place,
        )


def _numbered(reading: Reading, at: dict[Span, int]) -> dict[int, int]:
    """The actors of the reading (indices) that the claim names → their index in the claim."""
    return {m.actor: at[m.span] for m in reading.mentions if m.span in at}


def _told(reading: Reading, mention: EventMention, at: dict[Span, int]) -> Told:
    of = _numbered(reading, at)
    return Told(
        mention.type,
        mention.lemma,
        kind_of(mention.lemma),
        frozenset(of[i] for i in mention.source if i in of),
        frozenset(of[i] for i in mention.target if i in of),
        mention.status in NOT_SO,
        mention.status in HOPED_FOR,
        mention.located,
    )


def _voices(text: str, reading: Reading, at: dict[Span, int]) -> Iterator[Voice]:
    """Who says or denies what the claim tells; to discuss something is itself what it tells."""
    for a in reading.attributions:
        plain = a.attitude in SAYING and all(_says_only(text, span) for span in a.cue)
        if a.parent is None and not a.bare and a.source and (plain or a.attitude == "denies"):
            yield _voice(text, reading, a, at)


def _voice(text: str, reading: Reading, statement: Attribution, at: dict[Span, int]) -> Voice:
    of = _numbered(reading, at)
    adjectives = {m.span for m in reading.mentions if m.form == "adjective"}
    found = {of[i] for i in statement.speakers if i in of}
    # A name that the reading knows no actor by is one of the words for the source.
    named = ((span, i) for span, i in at.items() if span not in adjectives)
    found |= {i for span, i in named if any(span.overlaps(part) for part in statement.source)}
    return Voice(frozenset(found), " ".join(s.of(text) for s in statement.source))


def _quotations(text: str, reading: Reading, at: dict[Span, int]) -> Iterator[Quotation]:
    """What stands in quotation marks, with its speaker: of statements with such words the whole content."""
    taken: list[Span] = []
    for a in reading.attributions:
        if not a.content or a.parent is not None:
            continue
        span = Span(a.content[0].start, a.content[-1].end)
        if _QUOTED.search(text, span.start, min(len(text), span.end + 1)):
            taken.append(span)
            words = " ".join(s.of(text) for s in a.content)
            yield Quotation(words.strip('“”"«»„ '), _voice(text, reading, a, at))
    for match in _QUOTED.finditer(text):
        if not any(Span(match.start(), match.end()).overlaps(other) for other in taken):
            yield Quotation(match[1].strip(), Voice(frozenset(), ""))


def _numbers(text: str, reading: Reading) -> Iterator[Number]:
    """The figures of the claim, and its other numbers that stand before what they count."""
    for f in reading.figures:
        place = reading.places[f.located] if f.located is not None else None
        yield Number(
            f.span,
            f.span.of(text),
            f.value,
            f.low,
            f.high,
            f.what,
            f.unit,
            counted_by(f.of),
            (place.id or place.name) if place else None,
            place.name if place else f.place,
            f.event,
        )
    taken = [*(f.span for f in reading.figures), *(t.span for t in reading.times)]
    yield from bare_numbers(text, 0, len(text), taken)
    yield from lengths((t.span, t.span.of(text), t.value) for t in reading.times)
