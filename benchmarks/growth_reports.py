"""Made-up reports with a known truth, in any number: several accounts of each of many events that look alike.

Everything is invented but the countries and cities. The same leaders call each other again and again, bombs
go off in the same cities, and accounts of one event differ in words, in order and in what they leave out.
The more events, the more leaders and cities there are (`World`), so that an event has as many look-alikes
in an archive of any size. The same numbers give the same reports.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

FIRST_DAY = datetime.date(2011, 1, 3)
DAYS = 700
"""The events are spread over so many days."""
SMALL = 250
"""Events up to which the leaders and cities named here are all there are."""
DELAY = (0, 0, 1)
"""Days from an event to a report of it, one of them at random."""
BACKGROUND = (2, 4)
"""Fewest and most sentences of background in a report."""

LEADERS = (
    ("President", "Tomas Halvig", "Norway"), ("President", "Ilse Brandauer", "Austria"),
    ("Prime Minister", "Rui Tavoral", "Portugal"), ("President", "Emeka Odulani", "Nigeria"),
    ("Prime Minister", "Anneke Verhulst", "Belgium"), ("President", "Laszlo Kerenyak", "Hungary"),
    ("President", "Samuel Otiendo", "Kenya"), ("Prime Minister", "Dario Benedusi", "Italy"),
    ("President", "Marta Quispellan", "Peru"), ("Prime Minister", "Haruto Minagata", "Japan"),
    ("President", "Yusra Belkacemi", "Tunisia"), ("President", "Goran Vukasevic", "Serbia"),
)  # fmt: skip
"""Title, name and country of leaders who are not."""
CITIES = (
    ("Peshawar", "Pakistan"), ("Mosul", "Iraq"), ("Maiduguri", "Nigeria"), ("Mogadishu", "Somalia"),
    ("Kandahar", "Afghanistan"), ("Cali", "Colombia"), ("Sanaa", "Yemen"), ("Davao", "Philippines"),
)  # fmt: skip
TARGETS = ("a vegetable market", "a police station", "a bus terminal", "a wedding hall", "a checkpoint")
TOPICS = (
    "fishing quotas", "a gas pipeline", "visa rules", "the release of two sailors", "a customs dispute",
    "flood relief", "the extradition of a banker", "a rail link", "wheat exports", "a shared air base",
)  # fmt: skip
GIVEN = ("Arno", "Bela", "Cyra", "Deno", "Edda", "Faro", "Gita", "Hela", "Ivo", "Jara", "Kemo", "Lida")
SYLLABLES = ("bar", "del", "fin", "gor", "hal", "kem", "lov", "mir", "nad", "pel", "rus", "sar", "tov", "vel")
"""What more leaders and cities are called after."""
GRIEVANCES = ("bread prices", "a new fuel tax", "the jailing of a mayor", "a dam project", "unpaid wages")
OUTCOMES = ("to set up a working group", "to meet again within a month", "to exchange lists of experts")
OUTLETS = ("the Morning Ledger", "Coastal News", "the Evening Post-Courier", "Union Radio")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LEADS = {
    "call": (
        "{a_title} {a} of {a_land} and {b_title} {b} of {b_land} spoke by telephone on {day} about {topic}, "
        "officials said.",
        "{b_title} {b} discussed {topic} with {a_title} {a} in a telephone call on {day}, the office of "
        "{b_last} said.",
        "{a_land}'s {a_title} {a} telephoned {b_title} {b} of {b_land} on {day} to talk about {topic}.",
    ),
    "bomb": (
        "A bomb killed {dead} people at {target} in {city} on {day}, police said.",
        "At least {dead} people were killed and {hurt} wounded on {day} when a bomb exploded at {target} "
        "in {city}.",
        "An explosion tore through {target} in {city}, {land}, on {day}, killing {dead} people and wounding "
        "{hurt}.",
    ),
    "protest": (
        "About {crowd} people marched through {city} on {day} to protest against {grievance}.",
        "Police in {city} fired tear gas on {day} at {crowd} demonstrators angry about {grievance}.",
        "Protesters angry about {grievance} blocked roads in {city}, {land}, on {day}.",
    ),
}  # fmt: skip
DETAILS = {
    "call": (
        "The two leaders agreed {outcome}.", "{a_last} asked for the conversation, an aide said.",
        "The call lasted {minutes} minutes.", "{b_last} told {a_last} that {topic} could not wait.",
        "Neither side gave details of what was said about {topic}.",
    ),
    "bomb": (
        "The bomb was hidden in a {vehicle} parked near {target}.", "Hospitals treated {hurt} wounded.",
        "No group claimed the attack.", "The blast at {target} broke windows {metres} metres away.",
        "Police in {city} arrested {held} men after the explosion.",
    ),
    "protest": (
        "Police arrested {held} people.", "The march ended at the town hall of {city}.",
        "Organisers put the number of demonstrators at {crowd}.", "A {vehicle} was set on fire.",
        "The government of {land} said {grievance} would be discussed by a commission.",
    ),
}  # fmt: skip
COMMON = {
    "call": (
        "{a_land} and {b_land} have argued about {other_topic} for years.",
        "{a_last} has been in office since 2009.", "Relations between the two countries are good.",
        "{b_land} depends on trade with its neighbours.", "An election is due in {a_land} next year.",
    ),
    "bomb": (
        "{city} has seen many attacks.", "Gunmen killed {other} soldiers near {city} in 2010.",
        "{land} has struggled to contain armed groups.", "Many families have fled {city}.",
        "The army sent more troops to the region two years ago.",
    ),
    "protest": (
        "{city} is a stronghold of the opposition.", "Prices in {land} have doubled in three years.",
        "Unions in {land} have called several strikes.", "The mayor of {city} resigned in 2010.",
        "Rights groups have accused the police of {land} of violence.",
    ),
}  # fmt: skip
"""Background that accounts of other events share."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up report: its text, the event it is about (a number), and the day it was published.

    ``kind`` is that of the event, ``facts`` what the templates were filled with.
    """

    id: str
    title: str
    text: str
    event: int
    published: datetime.date
    kind: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class World:
    """The leaders (title, name, country) and cities (name, country) that events happen to."""

    leaders: Sequence[tuple[str, str, str]]
    cities: Sequence[tuple[str, str]]


def world(events: int) -> World:
    """A world in which so many events leave each leader and city about as many as in the smallest."""
    more = max(1, round(events / SMALL))
    titles, lands = ("President", "Prime Minister"), [land for _, _, land in LEADERS]
    leaders = [
        (titles[n % 2], f"{GIVEN[n % len(GIVEN)]} {_name(n, 'ov')}", lands[n % len(lands)])
        for n in range((more - 1) * len(LEADERS))
    ]
    cities = [(_name(n, "a"), CITIES[n % len(CITIES)][1]) for n in range((more - 1) * len(CITIES))]
    return World((*LEADERS, *leaders), (*CITIES, *cities))


def _name(number: int, ending: str) -> str:
    """A made-up name for each number."""
    parts = [SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3)]
    return ("".join(parts) + ending).capitalize()


def made_reports(reports: int, accounts: int, seed: int = 1) -> Iterator[Made]:
    """*reports* reports, *accounts* of each event, in an order that says nothing."""
    draw = random.Random(seed)
    count = -(-reports // accounts)
    place = world(count)
    events = [_event(draw, place) for _ in range(count)]
    order = [number % len(events) for number in range(reports)]
    draw.shuffle(order)
    for position, number in enumerate(order):
        kind, day, facts = events[number]
        yield _report(draw, f"made{position:06d}", number, kind, day, facts)


def _event(draw: random.Random, place: World) -> tuple[str, datetime.date, dict[str, str]]:
    kind = draw.choice(sorted(LEADS))
    day = FIRST_DAY + datetime.timedelta(days=draw.randrange(DAYS))
    (a_title, a, a_land), (b_title, b, b_land) = draw.sample(place.leaders, 2)
    city, land = draw.choice(place.cities)
    topic, other_topic = draw.sample(TOPICS, 2)
    dead = draw.randint(3, 60)
    facts = {
        "a_title": a_title, "a": a, "a_last": a.split()[-1], "a_land": a_land,
        "b_title": b_title, "b": b, "b_last": b.split()[-1], "b_land": b_land,
        "city": city, "land": land, "topic": topic, "other_topic": other_topic,
        "target": draw.choice(TARGETS), "grievance": draw.choice(GRIEVANCES),
        "outcome": draw.choice(OUTCOMES),
        "dead": str(dead), "hurt": str(dead + draw.randint(4, 90)), "held": str(draw.randint(2, 70)),
        "crowd": f"{draw.randint(2, 90)},000", "minutes": str(draw.randint(15, 80)),
        "metres": str(draw.randint(100, 900)), "vehicle": draw.choice(("truck", "bus", "taxi", "motorcycle")),
        "other": str(draw.randint(3, 20)), "day": WEEKDAYS[day.weekday()],
    }  # fmt: skip
    return kind, day, facts


def _report(
    draw: random.Random, key: str, number: int, kind: str, day: datetime.date, facts: dict[str, str]
) -> Made:
    lead = draw.choice(LEADS[kind]).format(**facts)
    details = [d.format(**facts) for d in draw.sample(DETAILS[kind], 3)]
    common = [c.format(**facts) for c in draw.sample(COMMON[kind], draw.randint(*BACKGROUND))]
    body = [lead, *details, f"The report was first carried by {draw.choice(OUTLETS)}.", *common]
    published = day + datetime.timedelta(days=draw.choice(DELAY))
    title = " ".join(lead.split()[:7]).rstrip(",.")
    return Made(key, title, "\n\n".join(body), number, published, kind, facts)
