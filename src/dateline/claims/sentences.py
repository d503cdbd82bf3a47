"""What the record holds of a sentence: what a claim is compared with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.claims.numbers import Number, bare_numbers, counted_by, lengths
from dateline.claims.searching import Place
from dateline.claims.words import kind_of, negated_stems, stems_in, words_in
from dateline.knowledge.plain_words import grammar_words
from dateline.model import Span
from dateline.views.choosing import is_one_of, rows_by_id
from dateline.views.citation import Citations, Cited, on_one_line

Voices = Mapping[str, tuple[str, ...]]
"""The statements of a sentence (ids) → the names of those who say them."""
LONGEST = 5_000
"""Characters of a sentence that are compared; a table that was pasted as one line has more."""
BEFORE = 2
"""Sentences before one, beside the headline, in which what it leaves unsaid may stand; by judgement."""
AFTER = 2
"""Sentences after one in which what it tells may be denied; by judgement."""
_DAYS = ("date", "earliest", "latest", "precision", "date_basis")
_TABLES = ("mentions", "event_mentions", "figures", "attributions", "place_mentions", "times")


@dataclass(frozen=True, slots=True)
class Around:
    """What the headline and the sentences before tell: stems, actors and countries these belong to.

    ``of_report`` are the countries to which any actor of the report belongs.
    """

    stems: frozenset[str]
    actors: frozenset[str]
    countries: frozenset[str]
    of_report: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with the rows of the record that stand in it.

    ``named`` are its actors without those that only a pronoun stands for, ``countries`` those to which its
    actors belong, ``quotes`` the attributions whose content runs into it.
    """

    report: Cited
    span: Span
    text: str
    stems: frozenset[str]
    happenings: frozenset[str]
    actors: frozenset[str]
    named: frozenset[str]
    countries: frozenset[str]
    places: frozenset[str]
    events: tuple[Row, ...]
    quotes: tuple[Row, ...]
    numbers: tuple[Number, ...]
    times: tuple[Row, ...]
    negated: frozenset[str]
    around: Around

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.report.id, self.span

    @property
    def after(self) -> Sequence[Span]:
        """The sentences just after it, in which what it tells may be denied."""
        at = bisect_left(self.report.sentences, self.span)
        return self.report.sentences[at + 1 : at + 1 + AFTER]

    def words(self, spans: Iterable[Sequence[int]]) -> str:
        """The words of the report at *spans*, on one line."""
        return " … ".join(on_one_line(self.report.text[start:end]) for start, end in spans)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the record holds of a report: table → sentence → rows, and the countries of all its actors.

    A row stands with the sentence in which it begins, an attribution with all into which its content runs.
    """

    report: Cited
    rows: Mapping[str, Mapping[Span, Sequence[Row]]]
    countries: frozenset[str]

    def of(self, table: str, span: Span) -> Sequence[Row]:
        """The rows of a sentence, in the order of the record."""
        return self.rows[table].get(span, ())


def sentences(archive: Archive, places: Collection[Place]) -> list[Sentence]:
    """The sentences at *places* with what the record holds of them, in order of report and text."""
    citations = Citations(archive)
    by_report: dict[str, set[Span]] = defaultdict(set)
    for report, span in places:
        by_report[report].add(span)
    one_of, ids = is_one_of("report", by_report)
    rows: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in _TABLES}
    for table in _TABLES:
        for row in archive.rows(table, one_of, ids):
            rows[table][row["report"]].append(row)
    told = [row for found in rows["event_mentions"].values() for row in found]
    events = rows_by_id(archive, "events", sorted({row["event"] for row in told if row["event"]}))
    for found in rows["event_mentions"].values():
        found[:] = [_filled(row, events.get(row["event"])) for row in found]
    lying = _lying(
        archive,
        {row["place"] for found in rows["place_mentions"].values() for row in found}
        | {row["place_id"] for found in rows["event_mentions"].values() for row in found},
    )
    homes = _homes(archive, {row["actor"] for found in rows["mentions"].values() for row in found})
    for found in rows["mentions"].values():
        found[:] = [{**row, "country": homes.get(row["actor"])} for row in found]
    out: list[Sentence] = []
    for report, spans in sorted(by_report.items()):
        held = _held(citations.report(report), {table: rows[table][report] for table in _TABLES})
        out += (_sentence(held, span, lying) for span in sorted(spans))
    return out


def _held(report: Cited, rows: Mapping[str, Sequence[Row]]) -> _Held:
    by_sentence: dict[str, dict[Span, list[Row]]] = {table: defaultdict(list) for table in _TABLES}
    for table in _TABLES:
        for row in rows[table]:
            places = row["content"] if table == "attributions" else [(row["start"], row["start"] + 1)]
            for span in sorted({s for start, end in places for s in _run_over(report.sentences, start, end)}):
                by_sentence[table][span].append(row)
    return _Held(report, by_sentence, _countries(rows["mentions"]))


def _run_over(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Those of *spans*, in order and apart, that share a character with [start, end)."""
    first = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return (span for span in spans[first:last] if span.end > start)


def _filled(row: Row, event: Row | None) -> Row:
    """A mention with the day and place that others tell of its event, where it has none of its own."""
    if event is None:
        return row
    day = {} if row["earliest"] and row["date_basis"] != "published" else _some(event, *_DAYS)
    place = {} if row["place_id"] else _some(event, "place", "place_id")
    return {**row, **day, **place}


def _some(row: Row, *columns: str) -> Row:
    return {column: row[column] for column in columns}


def _sentence(held: _Held, span: Span, lying: Mapping[str, frozenset[str]]) -> Sentence:
    report = held.report
    looked = Span(span.start, min(span.end, span.start + LONGEST))
    text = looked.of(report.text)
    inside = {
        table: [row for row in held.of(table, span) if row["start"] < looked.end]
        for table in _TABLES
        if table != "attributions"
    }
    before = _before(report, span)
    said_before = [report.title or "", *(s.of(report.text) for s in before)]
    spoken_of = [row for s in before for row in held.of("mentions", s)]
    places = {row["place"] for row in inside["place_mentions"] if row["place"]}
    places |= {row["place_id"] for row in inside["event_mentions"] if row["place_id"]}
    kinds = {word.happening for word in words_in(text)} | {
        kind_of(m["lemma"]) for m in inside["event_mentions"]
    }
    return Sentence(
        report,
        span,
        text,
        stems_in(text, grammar_words()),
        frozenset(kind for kind in kinds if kind),
        frozenset(row["actor"] for row in inside["mentions"]),
        frozenset(row["actor"] for row in inside["mentions"] if row["form"] != "pronoun"),
        _countries(inside["mentions"]),
        frozenset().union(*(lying.get(place, {place}) for place in places)),
        tuple(inside["event_mentions"]),
        tuple(held.of("attributions", span)),
        tuple(_numbers(report.text, looked, inside["figures"], inside["times"])),
        tuple(inside["times"]),
        negated_stems(text),
        Around(
            frozenset().union(*(stems_in(words, grammar_words()) for words in said_before)),
            frozenset(row["actor"] for row in spoken_of),
            _countries(spoken_of),
            held.countries,
        ),
    )


def _before(report: Cited, span: Span) -> Sequence[Span]:
    at = bisect_left(report.sentences, span)
    return report.sentences[max(0, at - BEFORE) : at]


def _numbers(text: str, span: Span, figures: Sequence[Row], times: Sequence[Row]) -> Iterable[Number]:
    for row in figures:
        place = row["place_id"] or row["place"]
        here = Span(row["start"], row["end"])
        of = counted_by(row["of"])
        yield Number(
            here,
            here.of(text),
            row["value"],
            row["low"],
            row["high"],
            row["what"],
            row["unit"],
            of,
            place,
            row["place"],
        )
        if row["previous"] is not None:
            old = row["previous"]
            yield Number(
                here, here.of(text), old, old, old, row["what"], row["unit"], of, place, row["place"]
            )
    taken = [Span(row["start"], row["end"]) for row in (*figures, *times)]
    yield from bare_numbers(text, span.start, span.end, taken)
    lasting = [(Span(row["start"], row["end"]), row["value"]) for row in times if row["type"] == "DURATION"]
    yield from lengths((place, place.of(text), value) for place, value in lasting)


def _homes(archive: Archive, actors: Collection[str]) -> dict[str, str]:
    """The countries of *actors* (ids), as far as they have one."""
    one_of, ids = is_one_of("id", actors)
    rows = archive.query(f"SELECT id, country FROM actors WHERE {one_of} AND country IS NOT NULL", ids)
    return {row["id"]: row["country"] for row in rows}


def _countries(mentions: Sequence[Row]) -> frozenset[str]:
    return frozenset(row["country"] for row in mentions if row["country"])


def _lying(archive: Archive, places: Collection[str | None]) -> dict[str, frozenset[str]]:
    """Each of *places* (ids) with all that it lies in."""
    one_of, ids = is_one_of("id", [place for place in places if place])
    return {
        row["id"]: frozenset({row["id"], *(key for key, _ in row["within"])})
        for row in archive.rows("places", one_of, ids)
    }
