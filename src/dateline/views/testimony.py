"""Which sentences of which reports make up the accounts of one event, and who ultimately says each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.archive import Archive, Row
from dateline.model import Span
from dateline.views.accounts import Statement, Value
from dateline.views.choosing import is_one_of
from dateline.views.citation import Citations
from dateline.views.copies import same_texts

MET = 2
"""So many of the event's actors in a sentence make it part of the account of their meeting."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of one report that the accounts draw on."""

    mentions: list[Row]
    attributions: dict[str, Row]
    speakers: dict[str, Sequence[str]]
    figures: list[Row]
    named: list[Row]


def testimony(archive: Archive, event: Row) -> tuple[Statement, ...]:
    """The statements on *event* (a row of the record), in order of report and place.

    In each report that tells of the event they are the sentences that tell of it, those in which the party
    that tells of it goes on, and those that name at least two of its actors. Where such a sentence goes
    before, a country may stand for its actor ("Moscow had hoped for such talks with Obama").
    """
    citations = Citations(archive)
    names, countries = _known_actors(archive, event)
    voices = _voices(archive, citations, event["reports"])
    out: dict[tuple[str, Span, str | None], Statement] = {}
    for report in event["reports"]:
        attributions = {row["id"]: row for row in archive.rows("attributions", "report = ?", (report,))}
        found = _Found(
            list(archive.rows("event_mentions", "report = ?", (report,), order="start")),
            attributions,
            _all_speakers(citations, report, list(attributions.values())),
            list(archive.rows("figures", "report = ?", (report,))),
            list(archive.rows("mentions", "report = ?", (report,), order="start")),
        )
        told = [m for m in found.mentions if m["event"] == event["id"]]
        parties = {speaker for m in told for speaker in found.speakers.get(m["attribution"] or "", ())}
        goes_on = False
        for sentence in citations.report(report).sentences:
            standing = countries if goes_on else {}
            statement = _statement(citations, event, names, report, sentence, found, parties, standing)
            goes_on = statement is not None
            if statement is not None:
                key = (report, statement.span, statement.party)
                out[key] = _in_voice(statement, voices.get(report))
    return tuple(out.values())


def _known_actors(archive: Archive, event: Row) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the actors that the reports of an event speak of, and the countries of those with one."""
    told, reports = is_one_of("report", event["reports"])
    spoken_of = archive.query(f"SELECT DISTINCT actor FROM mentions WHERE {told}", reports)
    ids = {row["actor"] for row in spoken_of}.union(event["actors"])
    one_of, values = is_one_of("id", ids)
    rows = list(archive.query(f"SELECT id, name, country FROM actors WHERE {one_of}", values))
    return (
        {row["id"]: row["name"] for row in rows},
        {row["id"]: row["country"] for row in rows if row["country"] is not None},
    )


def _statement(
    citations: Citations,
    event: Row,
    names: dict[str, str],
    report: str,
    sentence: Span,
    found: _Found,
    parties: set[str],
    countries: Mapping[str, str],
) -> Statement | None:
    mentions = [m for m in found.mentions if _inside(m, sentence)]
    told = [m for m in mentions if m["event"] == event["id"]]
    said = [a for a in found.attributions.values() if Span(*a["content"][0]).overlaps(sentence)]
    speakers = list(dict.fromkeys(s for a in said for s in found.speakers[a["id"]]))
    named = {m["actor"] for m in found.named if _inside(m, sentence)}
    here = named & set(event["actors"])
    lands = {countries.get(actor) for actor in named - here if actor.startswith("country-")}
    stood_for = {actor for actor in event["actors"] if countries.get(actor) in lands - {None}}
    met = len(here | stood_for) if here else 0
    if not told and met < MET and not parties & set(speakers):
        return None
    party = next((s for s in speakers if s in parties), None)
    return Statement(
        report=report,
        span=sentence,
        sentence=citations.words(report, sentence.start, sentence.end),
        outlet=citations.report(report).name,
        party=names.get(party) if party else None,
        actors=tuple(names[a] for a in event["actors"] if a in here and a in names),
        dates=_values(m["date"] for m in told),
        places=_values(m["place"] for m in told),
        figures=tuple(
            Value(f["what"], f["value"], citations.words(report, f["start"], f["end"]))
            for f in found.figures
            if _inside(f, sentence)
        ),
        tells=bool(told),
        denies=bool(told) and all(m["status"] in {"denied", "negated"} for m in told),
    )


def _all_speakers(citations: Citations, report: str, said: Sequence[Row]) -> dict[str, Sequence[str]]:
    """Who says each attribution; "the statement" speaks for who last spoke "in a statement"."""
    out: dict[str, Sequence[str]] = {}
    last: tuple[Sequence[str], set[str]] = ((), set())
    for row in sorted(said, key=lambda row: (row["content"][:1], row["id"])):
        speakers: Sequence[str] = row["speakers"]
        if speakers and row["parent"] is None and row["cue"]:
            passage = citations.sentence(report, *row["cue"][0])
            last = speakers, set(passage.text.casefold().replace(",", " ").split())
        elif not speakers and row["source"]:
            words = citations.words(report, *row["source"][0]).casefold().split()
            if words[:1] == ["the"] and words[-1] in last[1]:
                speakers = last[0]
        out[row["id"]] = speakers
    return out


def _values(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v and not v.startswith("X")))


def _inside(row: Row, sentence: Span) -> bool:
    return sentence.covers(Span(row["start"], row["end"]))


@dataclass(frozen=True, slots=True)
class _Voice:
    """With whom a report speaks as one: the name of the outlet, or the key of the copy that several carry."""

    outlet: str
    copy: str | None


def _voices(archive: Archive, citations: Citations, reports: Sequence[str]) -> dict[str, _Voice]:
    """The voice of each report that carries the same copy as another, or is a version of one address."""
    first, copied = same_texts(archive, reports)
    groups: dict[str, list[str]] = defaultdict(list)
    for report, lead in first.items():
        groups[lead].append(report)
    voices: dict[str, _Voice] = {}
    for lead, group in groups.items():
        if len(group) > 1:
            name = next((n for r in group if (n := citations.report(r).outlet)), citations.report(lead).name)
            copy = f"copy of {lead[:8]}" if copied & set(group) else None
            voices |= {report: _Voice(name, copy) for report in group}
    return voices


def _in_voice(statement: Statement, voice: _Voice | None) -> Statement:
    return replace(statement, outlet=voice.outlet, copy=voice.copy) if voice else statement
