"""Which sentences of which reports make up the accounts of one event, and who ultimately says each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.archive import Archive, Row
from dateline.model import Span
from dateline.views.accounts import Occasion, Statement, Value
from dateline.views.carried import carried
from dateline.views.choosing import is_one_of
from dateline.views.citation import Citations

MET = 2
"""So many of the event's actors in a sentence make it part of the account of their meeting."""
_GOES_ON = re.compile(r"\b(?:also|too|furthermore|moreover|in addition|as well)\b", re.IGNORECASE)
"""What marks a sentence without a source of its own as more of what was last said."""
_OCCASION = re.compile(
    r"\b((?:[A-Z][\w-]*|\d+)(?: (?:of|and|[A-Z][\w-]*|\d+)){0,6})(?: [a-z]+){0,3}? "
    r"(summit|conference|meeting|forum|congress)\b"
)
"""A meeting that goes by a name: "the Group of Eight summit", "the Group of Eight rich nations summit"."""
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of one report that the accounts draw on."""

    mentions: list[Row]
    attributions: dict[str, Row]
    speakers: dict[str, Sequence[str]]
    figures: list[Row]
    named: list[Row]
    places: list[Row]


def testimony(archive: Archive, event: Row) -> tuple[Statement, ...]:
    """The statements on *event* (a row of the record), in order of report and place.

    In each report that tells of the event they are the sentences that tell of it, those in which the party
    that tells of it goes on, and those that name at least two of its actors. Where such a sentence goes
    before, a country may stand for its actor ("Moscow had hoped for such talks with Obama"). A sentence
    belongs to the party that says or denies it; where "also" carries on what one said, to that one.
    """
    citations = Citations(archive)
    names, countries = _known_actors(archive, event)
    copies = carried(archive, citations, event["reports"])
    found_in = {report: _found(archive, citations, report) for report in event["reports"]}
    parties_in = {report: _parties(found, event["id"]) for report, found in found_in.items()}
    parties = set().union(*parties_in.values())
    out: dict[tuple[str, Span, str | None], Statement] = {}
    for report, found in found_in.items():
        last: Statement | None = None
        spoke: str | None = None
        for sentence in citations.report(report).sentences:
            standing = countries if last else {}
            last = _statement(citations, event, names, report, sentence, found, parties, standing)
            if last is None:
                # Who alone is a report's source on the event is so too after others spoke of other things.
                if len(parties_in[report]) > 1 and _speakers(found, sentence):
                    spoke = None
                continue
            if last.party is None and spoke and _GOES_ON.search(last.sentence):
                last = replace(last, party=spoke, carried_on=True)
            spoke = last.party or spoke
            if source := copies.source(report, sentence):
                last = replace(last, outlet=source.outlet, copy=source.copy)
            out[report, last.span, last.party] = last
    return tuple(out.values())


def _found(archive: Archive, citations: Citations, report: str) -> _Found:
    attributions = {row["id"]: row for row in archive.rows("attributions", "report = ?", (report,))}
    return _Found(
        list(archive.rows("event_mentions", "report = ?", (report,), order="start")),
        attributions,
        _all_speakers(citations, report, list(attributions.values())),
        list(archive.rows("figures", "report = ?", (report,))),
        list(archive.rows("mentions", "report = ?", (report,), order="start")),
        list(archive.rows("place_mentions", "report = ?", (report,), order="start")),
    )


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
    speakers = _speakers(found, sentence)
    named = {m["actor"] for m in found.named if _inside(m, sentence)}
    here = named & set(event["actors"])
    lands = {countries.get(actor) for actor in named - here if actor.startswith("country-")}
    stood_for = {actor for actor in event["actors"] if countries.get(actor) in lands - {None}}
    met = len(here | stood_for) if here else 0
    if not told and met < MET and not parties & set(speakers):
        return None
    denying = [s for a in said if a["attitude"] == "denies" for s in found.speakers[a["id"]]]
    party = next((s for s in (*denying, *speakers) if s in parties or s in denying), None)
    words = citations.words(report, sentence.start, sentence.end)
    around = {citations.words(report, p["start"], p["end"]) for p in found.places if _inside(p, sentence)}
    filed = {citations.words(report, p["start"], p["end"]) for p in found.places if p["dateline"]}
    others = {names[a] for a in named - here if a in names and not names[a].islower()}
    return Statement(
        report=report,
        span=sentence,
        sentence=words,
        outlet=citations.report(report).name,
        party=names.get(party) if party else None,
        actors=tuple(names[a] for a in event["actors"] if a in here and a in names),
        dates=_values(m["date"] for m in told),
        places=_values(m["place"] for m in told if not _is_filed_from(m["place"], filed)),
        figures=tuple(
            Value(f["what"], f["value"], citations.words(report, f["start"], f["end"]))
            for f in found.figures
            if _inside(f, sentence)
        ),
        tells=bool(told),
        denies=any(a["attitude"] == "denies" for a in said)
        or (bool(told) and all(m["status"] in {"denied", "negated"} for m in told)),
        names=tuple(sorted(around | others)) if told else (),
        occasions=_occasions(words, around),
    )


def _parties(found: _Found, event: str) -> set[str]:
    """Who is said in a report to say that the event took place."""
    told = (m["attribution"] or "" for m in found.mentions if m["event"] == event)
    return {speaker for attribution in told for speaker in found.speakers.get(attribution, ())}


def _speakers(found: _Found, sentence: Span) -> list[str]:
    """Who says what stands in a sentence, each once."""
    said = (a for a in found.attributions.values() if Span(*a["content"][0]).overlaps(sentence))
    return list(dict.fromkeys(s for a in said for s in found.speakers[a["id"]]))


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


def _is_filed_from(place: str | None, filed: set[str]) -> bool:
    """Whether an event has its place from the dateline alone: where the report was written."""
    return any((place or "").startswith(name) for name in filed)


def _inside(row: Row, sentence: Span) -> bool:
    return sentence.covers(Span(row["start"], row["end"]))


def _occasions(words: str, places: Iterable[str]) -> tuple[Occasion, ...]:
    """The meetings named in a sentence, with the places and months that it names beside."""
    beside = tuple(sorted({*(place for place in places if place in words), *_MONTH.findall(words)}))
    found = (Occasion(f"{name} {kind}", beside) for name, kind in _OCCASION.findall(words))
    return tuple(occasion for occasion in dict.fromkeys(found) if beside)
