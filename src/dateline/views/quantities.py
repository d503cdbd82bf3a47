"""Series: the same quantity of the same scope as different sources gave it, in order of the day they did.

A quantity is what is counted, in which unit, of whom and for what time (a rate). Its scope is an incident or
the period that a running total is of, and a place:

- Figures of reports that belong together (one story, one event) may speak of one incident. They speak of
  several where their events were on different days, where one report tells several events apart by its
  figures, or where the places differ. A country beside a place in it only says where that lies. A figure
  without a place, or without an event, goes with most of the others.
- Running totals go together that begin on the same day, in the same place.

Money, shares, multiples and plain people are the same quantity only where the words say of what or which.
What no day is known of goes only with what is told of the same event. What several reports carry as copies,
or give in the same words of the same source, is one point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

NEAR = 0.1
"""How far from "about 40" and "nearly 40" the number may lie: a tenth; by judgement, on no data."""
OF_SOMETHING = frozenset({"money", "percent", "times", "people"})
"""What says by itself nothing of what is counted."""
ANYONE = frozenset("people person persons others other lives bodies dead deaths victims individuals".split())
"""Words for the counted that limit it to nobody."""
FALLING = frozenset({"missing", "trapped", "stranded"})
"""What is counted and may well be fewer the next day."""
_MORE = frozenset("other others more new additional further the a an another of".split())


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as one report gives it; `voice` is one key for all reports that count as one.

    ``group`` is a key for all reports that belong together; ``happened`` the first and last day of its event,
    where words date that; ``incident`` is a key for events that are one to whoever counts (a quake and the
    deaths in it), by default the event; ``place`` is an id or a name, with ``country_only`` where it is that
    of a country.
    ``source`` is empty where none is given: then the ``outlet`` speaks; reports that count as one have one.
    """

    figure: str
    report: str
    voice: str
    outlet: str
    group: str
    what: str
    value: float
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    of: str | None
    rate: str | None
    day: str | None
    source: tuple[str, ...] = ()
    forecast: bool = False
    previous: float | None = None
    cumulative: bool = False
    since: str | None = None
    place: str | None = None
    country_only: bool = False
    event: str | None = None
    happened: tuple[str, str] | None = None
    incident: str | None = None

    @property
    def counted_in(self) -> str | None:
        """The incident that the number is of."""
        return self.incident or self.event

    @property
    def by(self) -> tuple[str, ...]:
        """Who speaks, in a form to be compared: the source, else the outlet."""
        return tuple(_plain(name) for name in self.source) or ("", self.outlet)

    @property
    def range(self) -> tuple[float, float]:
        """The least and the most that the number can be."""
        low, high = self.low, self.high
        if low is None and (high is None or self.hedge == "nearly"):
            low = round(self.value * (1 - NEAR), 6)
        if high is None and self.low is None:
            high = round(self.value * (1 + NEAR), 6)
        return (0.0 if low is None else low, float("inf") if high is None else high)


@dataclass(frozen=True, slots=True)
class Run:
    """One series of figures as indices: each point is one or more figures that say the same.

    ``disagreements`` are pairs of points of two sources for about the same day whose ranges do not meet,
    ``revisions`` pairs in which a source gives a later value for the same incident.
    """

    points: tuple[tuple[Given, ...], ...]
    disagreements: tuple[tuple[int, int], ...]
    revisions: tuple[tuple[int, int], ...]

    @property
    def first(self) -> Given:
        """The first figure of the first point."""
        return self.points[0][0]


def runs(figures: Iterable[Given]) -> tuple[Run, ...]:
    """The series that *figures* make, of one point or more; the order of *figures* does not matter."""
    groups: dict[tuple[str, ...], list[Given]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.report, f.figure)):
        groups[_quantity(figure)].append(figure)
    found = [
        _run(incident)
        for key in sorted(groups)
        for place in _by_place(groups[key])
        for incident in (_by_incident(place) if not place[0].cumulative else [place])
    ]
    return tuple(
        sorted(found, key=lambda r: (r.first.what, -len(r.points), r.first.day or "", r.first.figure))
    )


def _quantity(figure: Given) -> tuple[str, ...]:
    whom = _of_whom(figure)
    if figure.what in OF_SOMETHING and not whom:
        whom = f"= {figure.figure}"
    key = (figure.what, figure.unit or "", figure.rate or "", whom)
    if figure.day is None:
        return (*key, "undated", figure.event or figure.report)
    if figure.cumulative:
        return (
            *key,
            "total",
            figure.since or "",
            figure.place or figure.group if figure.since else figure.group,
        )
    return (*key, "incident", figure.group)


def _of_whom(figure: Given) -> str:
    """Of whom the number is, in words to be compared; "" where that says no more than what is counted."""
    words = [word for word in _plain(figure.of or "").split() if word not in _MORE]
    befallen = figure.what.endswith("ed") or figure.what in FALLING or figure.what in OF_SOMETHING
    if words and (not befallen or words[-1] in ANYONE) and (figure.what != "people" or words[-1] == "people"):
        words.pop()
    return " ".join(words)


def _by_place(figures: Sequence[Given]) -> Iterator[list[Given]]:
    """The figures apart by place."""
    sites = {f.figure: f.place for f in figures if f.place and not f.country_only}
    if len(set(sites.values())) < 2:
        yield list(figures)
        return
    main = _most(figures, lambda f: sites.get(f.figure))
    of_incident = {
        f.counted_in: sites[f.figure] for f in reversed(figures) if f.counted_in and f.figure in sites
    }
    found: dict[str, list[Given]] = defaultdict(list)
    for figure in figures:
        found[sites.get(figure.figure) or of_incident.get(figure.counted_in or "") or main or ""].append(
            figure
        )
    yield from (found[place] for place in sorted(found))


def _by_incident(figures: Sequence[Given]) -> Iterator[list[Given]]:
    """The figures apart by the days of their events, then by incidents that one report tells apart."""
    stretches: list[tuple[str, str]] = []
    for first, last in sorted({f.happened for f in figures if f.happened}):
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    found: dict[int, list[Given]] = defaultdict(list)
    for figure in figures:
        day = figure.happened[0] if figure.happened else figure.day or "9"
        found[max(0, sum(first <= day for first, _ in stretches) - 1)].append(figure)
    for number in sorted(found):
        yield from _by_told(found[number])


def _by_told(figures: Sequence[Given]) -> Iterator[list[Given]]:
    told: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.counted_in:
            told[figure.report].add(figure.counted_in)
    if all(len(incidents) < 2 for incidents in told.values()):
        yield list(figures)
        return
    main = _most(figures, lambda f: f.counted_in)
    found: dict[str, list[Given]] = defaultdict(list)
    for figure in figures:
        found[figure.counted_in or main or ""].append(figure)
    yield from (found[incident] for incident in sorted(found))


def _most(figures: Sequence[Given], key: Callable[[Given], str | None]) -> str | None:
    """The key that most voices have; of several the first by name."""
    votes = Counter(name for name, _ in sorted({(key(f) or "", f.voice) for f in figures}) if name)
    return min(votes, key=lambda name: (-votes[name], name), default=None)


def _run(figures: Sequence[Given]) -> Run:
    points: list[list[Given]] = []
    said: dict[tuple[object, ...], list[list[Given]]] = defaultdict(list)
    for figure in sorted(figures, key=_order):
        same = said[figure.by, figure.value, figure.low, figure.high, figure.forecast]
        # Copies are one whatever their day; a source that says the same again on another day is not.
        repeated = (p for p in same if any(figure.voice == g.voice or figure.day == g.day for g in p))
        point = next(repeated, None)
        if point is None:
            point = []
            points.append(point)
            same.append(point)
        point.append(figure)
    heads = [point[0] for point in points]
    return Run(
        tuple(tuple(point) for point in points), tuple(_disagreements(heads)), tuple(_revisions(heads))
    )


def _order(figure: Given) -> tuple[bool, str, tuple[str, ...], float, str, str]:
    return (figure.day is None, figure.day or "", figure.by, figure.value, figure.report, figure.figure)


def _disagreements(heads: Sequence[Given]) -> Iterator[tuple[int, int]]:
    spoke = {(head.by, head.day) for head in heads}
    for i, one in enumerate(heads):
        for j in range(i + 1, len(heads)):
            other = heads[j]
            apart = _days_between(one.day, other.day)
            if apart is None or apart > 1:
                break
            meet = one.range[0] <= other.range[1] and other.range[0] <= one.range[1]
            if meet or one.by == other.by or one.forecast or other.forecast:
                continue
            # A toll of the day before may have grown; it does not shrink.
            fell = one.value > other.value and one.what not in FALLING
            if apart == 0 or (fell and (one.by, other.day) not in spoke):
                yield i, j


def _revisions(heads: Sequence[Given]) -> Iterator[tuple[int, int]]:
    last: dict[tuple[str, ...], int] = {}
    for i, head in enumerate(heads):
        if head.forecast or head.cumulative or head.day is None:
            continue
        before = last.get(head.by)
        if before is not None and heads[before].value != head.value and heads[before].day != head.day:
            yield before, i
        last[head.by] = i


def _days_between(one: str | None, other: str | None) -> int | None:
    """Days between two ISO days; None where one is not known to the day."""
    if not one or not other or len(one) != len(other) or len(one) != len("2000-01-01"):
        return 0 if one and one == other else None
    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)


def _plain(words: str) -> str:
    return words.casefold().removeprefix("the ").strip()
