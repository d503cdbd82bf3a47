"""Places of a report: which names are places', which place each is, and where an event was.

`find_places` finds the names (`naming`), weighs which of the places that bear a name is meant (`choosing`),
and tells what each lies in. `place_of` is the place that the words around an event say it was at
(`governed`); `locate_events` ties it to the places found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.knowledge import countries, gazetteer
from dateline.knowledge.gazetteer import Known
from dateline.model import Actor, EventMention, Masthead, Mention, Place, Span
from dateline.model.place import Precision
from dateline.reading.places.choosing import NO_CHOICE, Choice, choose, distance
from dateline.reading.places.governed import is_place, place_of
from dateline.reading.places.naming import Name, find_names, links
from dateline.reading.syntax import Parse

__all__ = ["find_places", "is_place", "locate_events", "place_of"]

SPOKEN = frozenset("CONSULT AGREE SUPPORT CONCEDE COOPERATE REQUEST ACCUSE REJECT THREATEN".split())
"""Types of event that are where they were said, not where those are to whom they were said."""
SAID_BY = frozenset("in near at outside inside around".split())
"""Prepositions behind which a place is where something was."""
FARTHEST = 6
"""Words between a trigger and a place that may still be where it was."""
_PRECISION: dict[str, Precision] = {
    "country": "country",
    **dict.fromkeys(("town", "city", "village"), "city"),
    **dict.fromkeys(
        ("quarter", "camp", "crossing", "base", "airport", "port", "site", "canal", "pass"), "point"
    ),
}


def find_places(
    parse: Parse, actors: Sequence[Actor], mentions: Sequence[Mention], masthead: Masthead
) -> tuple[Place, ...]:
    """The places that a report names, in order, each with where it lies as far as that is sure."""
    names = find_names(parse, actors, mentions)
    linked = list(links(parse, names))
    choices = choose(names, linked, _countries_of(masthead.outlet))
    neighbours: dict[int, list[int]] = {}
    for one, other in linked:
        neighbours.setdefault(one, []).append(other)
    out = []
    for index, (name, choice) in enumerate(zip(names, choices, strict=True)):
        if name.demonym or (choice.place is None and not name.sure):
            continue
        beside = neighbours.get(index, ()) if choice.beside is None else (choice.beside,)
        around = [choices[i] for i in beside if choices[i].place is not None]
        out.append(_place(name, choice, around[0] if around else NO_CHOICE))
    return tuple(out)


def _countries_of(outlet: str | None) -> tuple[str, ...]:
    """The countries whose name or adjective stands in an outlet's name ("The Irish Times")."""
    words = (outlet or "").split()
    found = (countries.adjectives().get(word) or countries.names().get(word) for word in words)
    return tuple(code for code in found if code)


def _place(name: Name, choice: Choice, beside: Choice) -> Place:
    known, around = choice.place, beside.place
    if known is None:
        code = around.countries[0] if around is not None and len(around.countries) == 1 else None
        return Place(
            name.span,
            name.text,
            country=code,
            container=around.name if around is not None else None,
            within=_named((around, *containers(around))) if around is not None else (),
            reason="not in the gazetteer" if not name.matches else "may be one of several places, or none",
            dateline=name.dateline,
        )
    inside = containers(known)
    code = known.countries[0] if len(known.countries) == 1 else None
    if code is None and around is not None and len(around.countries) == 1:
        code = around.countries[0] if around.countries[0] in known.countries else None
    admin = next((p.name for p in inside if p.kind == "province"), None)
    return Place(
        span=name.span,
        name=name.text,
        canonical=known.name,
        id=known.id,
        kind=known.kind,
        country=code,
        admin=known.name if known.kind == "province" else admin,
        lat=known.lat,
        lon=known.lon,
        precision=_precision(known),
        container=inside[0].name if inside else None,
        within=_named(inside),
        reason="; ".join(choice.reasons) or "the only place of that name",
        dateline=name.dateline,
    )


def _named(places: Iterable[Known]) -> tuple[tuple[str, str], ...]:
    return tuple((place.id, place.name) for place in places)


def _precision(known: Known) -> Precision:
    if known.kind == "country":
        return "country"
    return _PRECISION.get(known.kind, "province") if known.lat is not None else "none"


def containers(known: Known) -> tuple[Known, ...]:
    """What a place lies in, the nearest first: its town or region, its division, its country."""
    if known.kind == "country":
        return ()
    out: list[Known] = []
    if known.within:
        around = [
            m.place for m in gazetteer.named(known.within) if set(m.place.countries) & set(known.countries)
        ]
        out += sorted(around, key=lambda p: (p.kind == "country", distance(p, known), p.id))[:1]
        out = [p for p in out if p.kind != "country" and p.id != known.id]
    code = known.admin or (out[0].admin if out else "")
    if code and known.kind != "province" and not (out and out[0].kind == "province"):
        division = gazetteer.division(code)
        out += [division] if division is not None else []
    if len(known.countries) == 1:
        out.append(gazetteer.country(known.countries[0]))
    return tuple(out)


def locate_events(
    text: str, sentences: Sequence[Span], events: Sequence[EventMention], places: Sequence[Place]
) -> tuple[EventMention, ...]:
    """The same events, each tied to the one among *places* where it was.

    That is the place its words name (`place_of`). Where the parser took the name for something else, it is
    the known place among those to whom it was done ("shelled Khan Younis"), or the next one behind a
    preposition of place. A dateline places the report: an event was there only if it is told of as a fact in
    the sentence that the dateline heads, and that names no other place.
    """
    at = {edge: i for i, place in enumerate(places) for edge in (place.span.start, -place.span.end)}
    triggers = sorted(event.span.start for event in events)
    starts = [place.span.start for place in places]
    out = []
    for event in events:
        number = bisect_right(sentences, event.span.start, key=lambda s: s.start) - 1
        here = _inside(sentences[number], places, starts) if number >= 0 else []
        said = event.place_span
        if said is None:
            found = _unsaid(text, event, triggers, places, here)
        else:
            found = at.get(said.start, at.get(-said.end))
            inner = _done_to(event, places, here)
            # "shelled the town of Qusayr in Syria": the town says more than the country.
            if found is not None and inner is not None and _lies_in(places[inner], places[found]):
                found = inner
        if found is None or (said is not None and places[found].span.overlaps(said)):
            out.append(event if found is None else replace(event, located=found))
        else:
            out.append(replace(event, place=places[found].name, place_span=places[found].span, located=found))
    return tuple(out)


def _inside(sentence: Span, places: Sequence[Place], starts: Sequence[int]) -> Sequence[int]:
    """The indices of the *places* in a sentence; *starts* are where each begins."""
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return [i for i in range(first, last) if places[i].span.end <= sentence.end]


def _done_to(event: EventMention, places: Sequence[Place], here: Sequence[int]) -> int | None:
    """The known place among those to whom it was done; of "the Mazzeh district of Damascus" the inner one."""
    if event.type in SPOKEN:
        return None
    found = [
        i
        for i in here
        if places[i].id is not None and any(span.covers(places[i].span) for span in event.target_spans)
    ]
    return next((i for i in found if all(j == i or _lies_in(places[i], places[j]) for j in found)), None)


def _lies_in(place: Place, other: Place) -> bool:
    return any(key == other.id for key, _ in place.within)


def _unsaid(
    text: str,
    event: EventMention,
    triggers: Sequence[int],
    places: Sequence[Place],
    here: Sequence[int],
) -> int | None:
    """The place, of those *here* in its sentence, of an event whose words name none to the parser."""
    known = [i for i in here if places[i].id is not None and not places[i].dateline]
    done_to = _done_to(event, places, known)
    if done_to is not None:
        return done_to
    after = [i for i in known if places[i].span.start >= event.span.end]
    at = bisect_right(triggers, event.span.start)
    following = triggers[at] if at < len(triggers) else len(text)
    if after and places[after[0]].span.start < following:
        words = text[event.span.end : places[after[0]].span.start].split()
        if words and words[-1].lower() in SAID_BY and len(words) <= FARTHEST:
            return after[0]
    if event.status == "occurred" and not [i for i in here if not places[i].dateline]:
        return next((i for i in here if places[i].id is not None), None)
    return None
