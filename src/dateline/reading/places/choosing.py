"""Which of the places that bear a name is meant: each piece of evidence weighed, and kept as a reason.

A place that lies in the one named beside it ("Paris, Texas") comes first; then countries that the sentence
and the report speak of, what kind of place it is called, places near it, how many people live there. Where
two that lie apart weigh alike, or nothing speaks for a small one, none is chosen: a wrong pin is worse than
none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.knowledge import countries, gazetteer
from dateline.knowledge.gazetteer import Known, Match
from dateline.knowledge.place_names import fold, skeleton
from dateline.reading.places.naming import Name

# Weights set by hand on the half of tests/data/places.jsonl that is marked "tuned".
PER_TENFOLD, BEFORE_PEOPLE = 1.2, -0.8
"""What ten times as many people weigh, and what is added before any."""
FEWEST = 300
"""People taken for a place whose number is not known."""
PRIOR = {"country": 6.5, "district": 2.8, "sea": 7.5}
PROVINCE, PER_TENFOLD_OF_PROVINCE = -1.0, 0.9
"""A division weighs as its people do, but less than a town of as many."""
LISTED = 5.0
"""What places of the hand-written list weigh: the news names them."""
OWN_NAME, OTHER_SPELLING, OTHER_NAME, BY_SOUND = 0.5, 0.0, -1.0, -0.5
CAPITAL = 1.5
"""The news calls capitals by their name alone, and says of their namesakes where they lie."""
REPORT_SHARE, SENTENCE_SHARE = 3.5, 2.0
DOUBT = 1.0
"""Mentions of no country that shares are reckoned against: one mention alone is weak evidence."""
NOTHING = 1e-9
"""Less than this is nothing: what is left when sums of fractions are taken from each other."""
CALLED_SO, CALLED_OTHERWISE = 2.0, -1.5
BESIDE = {"country": 5.0, "province": 6.0, "district": 5.0, "region": 3.0}
BESIDE_TOWN = 4.0
NEAR_IN_SENTENCE, NEAR_IN_REPORT = 1.0, 0.5
NEAR_KM = 150.0
"""Places that one sentence names are often this near each other."""
SUBURB_KM, REGION_KM = 40.0, 350.0
"""How far a suburb lies from its town, and a town from the middle of its region, at most."""
SAME_KM = 50.0
"""Places nearer to each other than this may be taken for each other."""
LEAST, LEAST_ALONE = 4.6, 5.2
"""What must speak for a place, and for one in a country that the report does not speak of."""
IN_PASSING = 1.0
"""What must speak besides for a name that neither the parser nor the words around it tell to be a place's."""
MARGIN = 0.35
"""By how much it must outweigh one that lies elsewhere."""
COUNTRY_NAMED, DEMONYM, PLACE_NAMED, DATELINE, OUTLET = 1.0, 0.7, 0.7, 1.0, 0.35
"""How much a mention tells that a report is about a country; a dateline's comes on top."""


_VOWELS = str.maketrans("", "", "aYW")


Counts = defaultdict[str, float]


@dataclass(slots=True)
class Evidence:
    """How much a report, and each of its sentences, speaks of each country, and which names tell so."""

    report: Counts = field(default_factory=lambda: defaultdict(float))
    sentences: defaultdict[int, Counts] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    by_name: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))

    def add(self, name: Name, code: str, weight: float) -> None:
        """Count one mention."""
        self.report[code] += weight
        self.sentences[name.sentence][code] += weight
        self.by_name[fold(name.text)][code] += weight

    def tells(self, name: Name, codes: Sequence[str]) -> bool:
        """Whether the report speaks of a country of *codes* in other words than *name*."""
        own: Mapping[str, float] = self.by_name.get(fold(name.text), {})
        return any(self.report.get(code, 0.0) - own.get(code, 0.0) > NOTHING for code in codes)

    def shares(self, name: Name, codes: Sequence[str]) -> tuple[float, float]:
        """The part (0-1) of *codes* in what report and sentence speak of, *name* left out."""
        own: Mapping[str, float] = self.by_name.get(fold(name.text), {})
        here: Mapping[str, float] = self.sentences.get(name.sentence, {})
        return _share(self.report, own, codes), _share(here, own, codes)


def _share(counts: Mapping[str, float], own: Mapping[str, float], codes: Sequence[str]) -> float:
    others = {code: max(0.0, weight - own.get(code, 0.0)) for code, weight in counts.items()}
    held = sum(others.get(code, 0.0) for code in codes)
    return held / (sum(others.values()) + DOUBT) if held > NOTHING else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name (None: none of them), how much speaks for it, and why."""

    place: Known | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    beside: int | None = None


NO_CHOICE = Choice()


def choose(
    names: Sequence[Name], linked: Iterable[tuple[int, int]], outlet: Sequence[str] = ()
) -> list[Choice]:
    """For each of *names*, in order, the place it is taken for.

    *linked* are pairs of names of which one may lie in the other, *outlet* countries that the outlet's name
    tells of.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in linked:
        beside[one].append(other)
        beside[other].append(one)
    first = _spoken_of(names, outlet)
    choices = [_choose(i, names, beside, first, {}) for i in range(len(names))]
    second = _spoken_of(names, outlet)
    near: dict[int, dict[str, Known]] = defaultdict(dict)
    for name, choice in zip(names, choices, strict=True):
        if choice.place is None or name.demonym:
            continue
        if not _plain_countries(name):
            for code in choice.place.countries:
                second.add(name, code, PLACE_NAMED / len(choice.place.countries))
        if name.dateline:
            for code in choice.place.countries:
                second.report[code] += DATELINE
                second.by_name[fold(name.text)][code] += DATELINE
        if choice.place.lat is not None:
            near[name.sentence].setdefault(choice.place.id, choice.place)
    places = {sentence: tuple(found.values()) for sentence, found in near.items()}
    choices = [_choose(i, names, beside, second, places) for i in range(len(names))]
    return _one_place_a_name(names, choices)


def _spoken_of(names: Sequence[Name], outlet: Sequence[str]) -> Evidence:
    """The countries that a report calls by name or demonym, and those that its outlet's name tells of."""
    evidence = Evidence()
    for code in outlet:
        evidence.report[code] += OUTLET
    for name in names:
        for code in _plain_countries(name):
            evidence.add(name, code, DEMONYM if name.demonym else COUNTRY_NAMED)
    return evidence


def _plain_countries(name: Name) -> tuple[str, ...]:
    """The country that a name or demonym is of, where it is not also another place's: Georgia is."""
    codes = [m.place.countries[0] for m in name.matches if m.place.kind == "country"]
    if not codes or name.demonym:
        return tuple(codes)
    rivals = [m for m in name.matches if m.place.kind == "province" and codes[0] not in m.place.countries]
    return () if rivals else tuple(codes)


def _choose(
    index: int,
    names: Sequence[Name],
    beside: Mapping[int, Sequence[int]],
    evidence: Evidence,
    near: Mapping[int, Sequence[Known]],
) -> Choice:
    name = names[index]
    if name.demonym:
        return Choice(name.matches[0].place)
    matches: Sequence[Match] = name.matches
    sounded = False
    if not matches:
        sounded = True
        matches = [
            m for m in gazetteer.sounding(name.text) if any(c in evidence.report for c in m.place.countries)
        ]
    weighed = [_weigh(m, index, names, beside, evidence, near, sounded) for m in matches]
    if not weighed:
        return NO_CHOICE
    weighed.sort(key=lambda c: (-c.score, c.place.id if c.place else ""))
    best = weighed[0]
    if best.place is None:
        return NO_CHOICE
    told = best.beside is not None or evidence.tells(name, best.place.countries)
    if best.score < _least(name, told):
        return NO_CHOICE
    rival = next((c for c in weighed[1:] if c.place and not _close(best.place, c.place)), None)
    if rival is not None and best.score - rival.score < MARGIN:
        return NO_CHOICE
    if len(weighed) > 1 and not best.reasons:
        return Choice(best.place, best.score, (f"the best known of {len(weighed)} places of that name",))
    return best


def _least(name: Name, told: bool) -> float:
    """What must speak for the place of a name: the more, the less the name looks like a place's."""
    if name.sure:
        return LEAST if told else LEAST_ALONE
    if not told:
        return LEAST_ALONE if name.stands and not name.person else math.inf
    return LEAST if name.stands else LEAST + IN_PASSING


def _weigh(
    match: Match,
    index: int,
    names: Sequence[Name],
    beside: Mapping[int, Sequence[int]],
    evidence: Evidence,
    near: Mapping[int, Sequence[Known]],
    sounded: bool,
) -> Choice:
    name, place = names[index], match.place
    reasons = []
    score = _prior(place) + _by_name(match, name.text, sounded)
    if sounded:
        reasons.append(f"sounds like {place.name}")
    if name.kinds:
        fits = place.kind in name.kinds
        score += CALLED_SO if fits else CALLED_OTHERWISE
        if fits:
            reasons.append(f"called a {place.kind}")
    container: int | None = None
    best = 0.0
    for other in beside.get(index, ()):
        for rival in names[other].matches:
            value = contained(place, rival.place)
            back = contained(rival.place, place) if not names[other].demonym else 0.0
            if value > best:
                best, container = value, other
            elif back > best:
                best = back
    if best:
        score += best
        if container is not None:
            reasons.append(f"lies in {names[container].text}, named beside it")
    of_report, of_sentence = evidence.shares(name, place.countries)
    if of_report:
        score += REPORT_SHARE * of_report + SENTENCE_SHARE * of_sentence
        spoken = "sentence" if of_sentence else "report"
        reasons.append(f"in {'/'.join(place.countries)}, of which the {spoken} speaks")
    if _is_near(place, near.get(name.sentence, ())):
        score += NEAR_IN_SENTENCE
        reasons.append("near the other places of its sentence")
    elif any(_is_near(place, near.get(name.sentence + step, ())) for step in (-1, 1)):
        score += NEAR_IN_REPORT
    return Choice(place, score, tuple(reasons), container)


def _by_name(match: Match, written: str, sounded: bool) -> float:
    if sounded:
        return BY_SOUND
    if match.own or match.place.listed:
        return OWN_NAME
    one, other = _consonants(written), _consonants(match.place.name)
    return OTHER_SPELLING if one.startswith(other) or other.startswith(one) else OTHER_NAME


def _consonants(name: str) -> str:
    return skeleton(name).translate(_VOWELS)


def _prior(place: Known) -> float:
    if place.kind in PRIOR:
        return PRIOR[place.kind]
    if place.listed:
        return LISTED
    people = math.log10(max(place.population, FEWEST))
    if place.kind == "province":
        return PROVINCE + PER_TENFOLD_OF_PROVINCE * people
    capital = place.kind == "town" and countries.capitals().get(place.name) in place.countries
    return BEFORE_PEOPLE + PER_TENFOLD * people + CAPITAL * capital


def contained(place: Known, other: Known) -> float:
    """How much it weighs that *place* lies in *other*, if it does; else 0."""
    if place.id == other.id or place.kind == "country" or not set(place.countries) & set(other.countries):
        return 0.0
    if other.kind == "country":
        return BESIDE["country"]
    if place.within and fold(place.within) == fold(other.name):
        return BESIDE["province"]
    if other.kind == "province":
        return BESIDE["province"] if place.admin == other.admin and place.kind != "province" else 0.0
    apart = distance(place, other)
    if other.kind == "district":
        return BESIDE["district"] if place.admin == other.admin and apart <= SUBURB_KM else 0.0
    if other.kind in {"region", "island", "islands", "mountains"}:
        return BESIDE["region"] if place.kind not in {"province", "region"} and apart <= REGION_KM else 0.0
    if place.kind in {"province", "region", "district"}:
        return 0.0
    return BESIDE_TOWN if apart <= SUBURB_KM and other.population >= place.population else 0.0


def distance(one: Known, other: Known) -> float:
    """Kilometres between two places, roughly; infinite where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon + 180) % 360 - 180
    across = east * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, across)


def _is_near(place: Known, others: Iterable[Known]) -> bool:
    return any(other.id != place.id and distance(place, other) <= NEAR_KM for other in others)


def _close(one: Known, other: Known) -> bool:
    """Whether it matters little which of the two is meant: they lie together, or one in the other."""
    return distance(one, other) <= SAME_KM or contained(one, other) > 0 or contained(other, one) > 0


def _one_place_a_name(names: Sequence[Name], choices: Sequence[Choice]) -> list[Choice]:
    """A name means one place all through a report, unless another stands beside it that says otherwise."""
    best: dict[str, Choice] = {}
    for name, choice in zip(names, choices, strict=True):
        key = fold(name.text)
        if choice.place is not None and (key not in best or choice.score > best[key].score):
            best[key] = choice
    out = []
    for name, choice in zip(names, choices, strict=True):
        other = best.get(fold(name.text), choice)
        called_so = choice.place is not None and choice.place.kind in name.kinds
        if name.demonym or choice.beside is not None or called_so or other.place in (None, choice.place):
            out.append(choice)
        else:
            out.append(Choice(other.place, other.score, ("as elsewhere in the report",)))
    return out
