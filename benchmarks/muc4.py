"""Incidents of the `muc4` benchmark: attacks, bombings, kidnappings, arson and robbery in a whole report.

An incident is made from the ASSAULT mentions of a report: those of one kind that share a party, or have none
to tell them apart, are one incident. What a mention does not carry (the weapon) is read off its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.common import Record, report_of
from dateline.knowledge import countries
from dateline.knowledge.frames import word_class
from dateline.model import EventMention, Reading, Report, Span
from dateline.reading import read_report

ROLES = ("perp_ind", "perp_org", "target", "victim", "weapon")
TOLD = frozenset({"occurred", "reported"})
BLASTS = frozenset("bomb bombing explode explosion blast detonate dynamite blow firebomb mine".split())
FIRES = frozenset("burn torch arson set firebomb".split())
THEFTS = frozenset("rob robbery loot steal theft holdup".split())
COMBAT = frozenset(
    "clash fight battle fighting combat war gunbattle skirmish firefight invade invasion offensive".split()
)
_WEAPON = re.compile(
    r"\b(?:(?:\w+[ -])?(?:car|truck|powerful|time|fragmentation|hand|dynamite|explosive|molotov)[ -])?"
    r"(?:bombs?|dynamite(?: (?:sticks?|charges?))?|explosives?(?: (?:devices?|charges?))?|grenades?|rockets?|"
    r"mortars?|mines?|missiles?|rifles?|machine-?guns?|submachine-?guns?|pistols?|revolvers?|shotguns?|"
    r"AK-47s?|M-16s?|RPGs?(?:-7)?|firearms?|bullets?|cocktails?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_DATELINE_NAME = re.compile(r"\s*([A-Z][\w.]+(?: [A-Z]\w+){0,2})[ ,(]")
# Words for someone who is no perpetrator by name but by deed, and so an individual rather than a body.
_ORGANISED = frozenset(
    "front army liberation movement party cartel force group organization organisation path battalion guard "
    "government command column mafia squad police military extraditables".split()
)
_EMPTY = frozenset(
    "it he she they them him her who which that this these those we us i you one some others".split()
)


_COUNTS = frozenset(
    "a an the two three four five six seven eight nine ten eleven twelve several some many about around "
    "nearly approximately least at more than over another other unidentified".split()
)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "policemen": "policeman",
    "children": "child",
    "people": "people",
}
# Who is fought in combat; what is done to them is war, and no incident in the sense of these records.
_FIGHTERS = frozenset(
    "guerrilla guerrillas guerilla guerillas rebel rebels terrorist terrorists subversive subversives "
    "extremist extremists insurgent insurgents combatants fighters enemy fmln contras".split()
)


_SOLDIERS = frozenset("soldier troop unit patrol brigade battalion convoy military infantry".split())


@dataclass(slots=True)
class Incident:
    """What the mentions of one incident say together; fillers are the words of the text."""

    type: str
    dates: list[str] = field(default_factory=list)
    place: str | None = None
    fillers: dict[str, list[list[str]]] = field(default_factory=lambda: {role: [] for role in ROLES})


def predict(records: list[Record], folder: Path) -> Iterator[Record]:
    """One prediction a record: its incidents."""
    for record in records:
        report = report_of(record)
        reading = read_report(report)
        country = _country(report)
        incidents = _incidents(report, reading)
        yield {
            "id": record["id"],
            "incidents": [_row(i, country, record.get("published")) for i in incidents],
        }


def _incidents(report: Report, reading: Reading) -> list[Incident]:
    found: dict[str, Incident] = {}
    for event in reading.event_mentions:
        if event.status not in TOLD:
            continue
        kind = _kind(event)
        if kind is None or _is_combat(report.text, event):
            continue
        incident = found.setdefault(kind, Incident(kind))
        _fill(incident, report, reading, event)
    return [i for i in found.values() if any(i.fillers[r] for r in ROLES)]


def _kind(event: EventMention) -> str | None:
    words = set(event.lemma.split())
    if words & THEFTS:
        return "ROBBERY"
    if event.type != "ASSAULT":
        return None
    if event.mode == "abduct":
        return "KIDNAPPING"
    if words & FIRES and event.mode == "destroy":
        return "ARSON"
    if event.mode == "explosives" or words & BLASTS:
        return "BOMBING"
    return "ATTACK"


def _is_combat(text: str, event: EventMention) -> bool:
    words = {w.lower() for s in event.target_spans for w in _WORD.findall(s.of(text))}
    return bool(words & _FIGHTERS) or set(event.lemma.split()) & COMBAT != set()


def _fill(incident: Incident, report: Report, reading: Reading, event: EventMention) -> None:
    text = report.text
    if event.date and len(event.date) == 10:
        incident.dates.append(event.date)
    incident.place = incident.place or event.place
    for span in event.source_spans:
        words = span.of(text)
        if _is_people(words) or _persons(reading, span):
            _add(incident, "perp_ind", _names(reading, text, span))
        for name in _bodies(reading, text, span):
            _add(incident, "perp_org", [name])
    for span in event.target_spans:
        words = span.of(text)
        if _is_thing(words):
            _add(incident, "target", _names(reading, text, span))
        elif (_is_people(words) or _persons(reading, span)) and not _singulars(words) & _SOLDIERS:
            _add(incident, "victim", _names(reading, text, span))
    sentence = next((s for s in reading.sentences if s.covers(event.span)), event.span)
    if incident.type == "BOMBING":
        for match in _WEAPON.finditer(text, sentence.start, sentence.end):
            _add(incident, "weapon", [match.group()])


def _names(reading: Reading, text: str, span: Span) -> list[str]:
    """What a filler may be called: the phrase, its core without numbers and "of …", the actor's name."""
    words = span.of(text)
    core = " ".join(w for w in _WORD.findall(words.split(" of ")[0]) if w.lower() not in _COUNTS)
    named = [reading.actors[a].name for a in _persons(reading, span)]
    return [n for n in dict.fromkeys([words, core, *named]) if n and n.lower() not in _EMPTY]


def _persons(reading: Reading, span: Span) -> list[int]:
    """The persons named at a place, by a mention that ends with it."""
    near = (m for m in reading.mentions if m.span.overlaps(span) and m.span.end >= span.end - 1)
    return [m.actor for m in near if reading.actors[m.actor].kind == "person" and m.form != "adjective"]


def _bodies(reading: Reading, text: str, span: Span) -> list[str]:
    """The names of organisations and groups in a phrase: "terrorists of the … Front"."""
    found = []
    for mention in reading.mentions:
        body = reading.actors[mention.actor].kind in ("organisation", "group")
        if body and mention.span.overlaps(span) and mention.form == "name":
            found.append(mention.span.of(text).removeprefix("the ").removeprefix("The "))
    words = span.of(text)
    if not found and _ORGANISED & {w.lower() for w in _WORD.findall(words)} and not _is_people(words):
        found.append(words)
    return found


def _singulars(words: str) -> set[str]:
    low = {w.lower() for w in _WORD.findall(words.split(" of ")[0])}
    return low | {w.removesuffix("s") for w in low} | {_IRREGULAR.get(w, w) for w in low}


def _is_people(words: str) -> bool:
    return bool(_singulars(words) & word_class("people"))


def _is_thing(words: str) -> bool:
    return bool(_singulars(words) & (word_class("buildings") | word_class("ways")))


def _add(incident: Incident, role: str, names: list[str]) -> None:
    low = {n.lower() for n in names}
    for known in incident.fillers[role]:
        if low & {n.lower() for n in known}:
            return
    incident.fillers[role].append(names)


def _country(report: Report) -> str | None:
    match = _DATELINE_NAME.match(report.text)
    if match is None:
        return None
    code = countries.capitals().get(match.group(1)) or countries.names().get(match.group(1))
    return countries.by_code()[code].name.upper() if code else None


def _row(incident: Incident, country: str | None, published: str | None) -> Record:
    row: Record = {"type": incident.type, "country": country}
    row["date"] = incident.dates[0] if incident.dates else published
    for role in ROLES:
        row[role] = [{"names": names} for names in incident.fillers[role]]
    return row
