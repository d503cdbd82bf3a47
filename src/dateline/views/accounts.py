"""The accounts of one event set side by side: what stands in both, what in one, what differs.

An account is what one party (who ultimately says it) or one outlet tells of the event. Outlets that carry the
same copy count as one, and so do versions of one address. The words are chosen with care: what stands in two
accounts is "in both", never "agreed", and what stands in one is "in one among N", for nothing follows from
what was not read.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dateline.model import Span

By = Literal["party", "outlet"]
Aspect = Literal["actor", "date", "place", "named", "figure", "occasion", "statement"]
Standing = Literal["in all", "in several", "in one", "differing"]

LIKE = 0.35
"""Cosine of rare words from which two sentences say the same thing in their own words."""
SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
_ONE_VALUE: tuple[Aspect, ...] = ("date", "place")
"""What an event has one of: two values in two accounts differ, where two actors are both there."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as told: what it counts ("killed"), its number, and how it is written."""

    what: str
    number: float
    words: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting that goes by a name, and the places and months named beside it."""

    name: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of one report that tells of the event.

    ``party`` is who ultimately says it (None: the report in its own voice); ``carried_on``: no words ascribe
    it to the party, but it goes on with what that said. ``copy`` is one key for all reports that carry the
    same copy (None: its own). ``names`` are other actors and places that it tells of. ``tells`` marks the
    sentences that tell that the event took place, ``denies`` what is said not to be so.
    """

    report: str
    span: Span
    sentence: str
    outlet: str | None = None
    party: str | None = None
    copy: str | None = None
    actors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    carried_on: bool = False
    tells: bool = False
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One account's part in a row: who tells it, what value, and the sentences that do."""

    name: str
    value: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One thing told of the event, and in which of the ``among`` accounts it stands.

    ``counted`` is the number of those in which it does. ``own``: no party says it, but reports in their own
    voice, which do not count among the parties.
    """

    standing: Standing
    aspect: Aspect
    value: str
    voices: tuple[Voice, ...]
    among: int
    by: By
    denied: bool = False
    own: bool = False
    counted: int = 1

    @property
    def words(self) -> str:
        """The standing in words: "in both", "in one among 3 reports", "differing in value"."""
        unit = "parties" if self.by == "party" else "reports"
        if self.standing == "differing":
            return "differing in words" if self.aspect == "occasion" else "differing in value"
        if self.own:
            return "in no party's account, but a report's own words"
        if self.standing == "in all":
            return {1: f"in the one of the {unit} held", 2: "in both"}.get(
                self.among, f"in all {self.among} {unit}"
            )
        number = "one" if self.standing == "in one" else str(self.counted)
        return f"in {number} among {self.among} {unit}"


def set_side_by_side(statements: Iterable[Statement], by: By = "party") -> tuple[AccountRow, ...]:
    """The rows of a comparison of accounts by *by*: shared first, then differing, then each account's own.

    The order of *statements* does not matter.
    """
    statements = tuple(statements)
    told: dict[str, list[Statement]] = defaultdict(list)
    known: set[tuple[str, str]] = set()
    for statement in sorted(set(statements), key=lambda s: (s.report, s.span, s.party or "")):
        account, words = _account(statement, by), " ".join(_WORD.findall(statement.sentence)).casefold()
        # The sentence of a copy, or of a headline that the text repeats, is shown once.
        if (account, words) not in known:
            known.add((account, words))
            told[account].append(statement)
    parties = {s.party for s in statements if s.party} if by == "party" else set()
    # Where parties speak, what reports say in their own voice stands beside them and is not one more party.
    counted = frozenset(parties if len(parties) > 1 else told)
    rows = [*_values(told, by, counted), *_named(told, by, counted), *_figures(told, by, counted)]
    rows += [*_occasions(told, by, counted), *_sentences(told, by, counted)]
    order = {"in all": 0, "in several": 1, "differing": 2, "in one": 3}
    aspects = ("date", "place", "actor", "named", "figure", "occasion", "statement")
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                order[r.standing] if not r.own else len(order),
                len(r.voices) if r.standing == "in several" else 0,
                r.voices[0].name if r.standing == "in one" else "",
                aspects.index(r.aspect),
                (r.voices[0].statements[0].report, r.voices[0].statements[0].span)
                if r.aspect == "statement"
                else ("", Span(0, 0)),
                r.value,
            ),
        )
    )


def _account(statement: Statement, by: By) -> str:
    outlet = statement.copy or statement.outlet or statement.report
    return statement.party or f"{outlet} (own voice)" if by == "party" else outlet


def _row(
    aspect: Aspect,
    value: str,
    voices: tuple[Voice, ...],
    by: By,
    counted: frozenset[str],
    denied: bool = False,
) -> AccountRow:
    """What *voices* tell alike, and in how many of the accounts that count it stands."""
    speaking = {voice.name for voice in voices}
    number = len(speaking & counted) or len(speaking)
    standing: Standing = "in one" if number == 1 else "in several"
    if counted <= speaking:
        standing = "in all"
    own = not speaking & counted
    return AccountRow(standing, aspect, value, voices, len(counted), by, denied, own, number)


def _values(told: Mapping[str, Sequence[Statement]], by: By, counted: frozenset[str]) -> Iterable[AccountRow]:
    """Actors, dates and places: each value with the accounts that name it."""
    fields: tuple[tuple[Aspect, str], ...] = (("actor", "actors"), ("date", "dates"), ("place", "places"))
    for aspect, field in fields:
        found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for name, statements in told.items():
            for statement in statements:
                for value in getattr(statement, field):
                    found[value][name].append(statement)
        named = {value: _voices(value, by_account) for value, by_account in sorted(found.items())}
        apart = _one_each(named) if aspect in _ONE_VALUE else None
        if apart:
            yield AccountRow("differing", aspect, " / ".join(sorted(named)), apart, len(counted), by)
            continue
        for value, voices in named.items():
            yield _row(aspect, value, voices, by, counted)


def _voices(value: str, by_account: Mapping[str, Sequence[Statement]]) -> tuple[Voice, ...]:
    return tuple(Voice(name, value, tuple(by_account[name])) for name in sorted(by_account))


def _one_each(named: Mapping[str, Sequence[Voice]]) -> tuple[Voice, ...] | None:
    """The voices where at least two accounts give one value each and no two give the same; else None."""
    voices = [voice for group in named.values() for voice in group]
    names = {voice.name for voice in voices}
    if len(named) > 1 and len(voices) == len(names) == len(named):
        return tuple(sorted(voices, key=lambda voice: voice.name))
    return None


def _named(told: Mapping[str, Sequence[Statement]], by: By, counted: frozenset[str]) -> Iterable[AccountRow]:
    """What else several accounts name where they tell of the event: places, people, bodies."""
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for account, statements in told.items():
        for statement in statements:
            for name in set(statement.names).difference(statement.places, statement.actors):
                found[name][account].append(statement)
    for name, by_account in sorted(found.items()):
        if len(by_account) > 1:
            yield _row("named", name, _voices(name, by_account), by, counted)


def _occasions(
    told: Mapping[str, Sequence[Statement]], by: By, counted: frozenset[str]
) -> Iterable[AccountRow]:
    """Meetings that two accounts call alike and place apart: a mislabel, or two meetings of one name."""
    found: dict[str, dict[str, list[tuple[Occasion, Statement]]]] = defaultdict(lambda: defaultdict(list))
    for account, statements in told.items():
        for statement in statements:
            for occasion in statement.occasions:
                found[occasion.name][account].append((occasion, statement))
    for name, by_account in sorted(found.items()):
        sides = {account: {p for o, _ in given for p in o.beside} for account, given in by_account.items()}
        if len(sides) > 1 and not set.intersection(*sides.values()):
            voices = tuple(
                Voice(
                    account,
                    f"{name}, {', '.join(sorted(sides[account]))}",
                    tuple(statement for _, statement in by_account[account]),
                )
                for account in sorted(by_account)
            )
            value = " / ".join(voice.value for voice in voices)
            yield AccountRow("differing", "occasion", value, voices, len(counted), by)


def _figures(
    told: Mapping[str, Sequence[Statement]], by: By, counted: frozenset[str]
) -> Iterable[AccountRow]:
    """Figures by what they count: one row where the accounts give one number, a differing row otherwise."""
    found: dict[str, dict[str, list[tuple[Value, Statement]]]] = defaultdict(lambda: defaultdict(list))
    for name, statements in told.items():
        for statement in statements:
            for value in statement.figures:
                found[value.what][name].append((value, statement))
    for what in sorted(found):
        voices = tuple(
            Voice(
                name,
                ", ".join(dict.fromkeys(value.words for value, _ in found[what][name])),
                tuple(statement for _, statement in found[what][name]),
            )
            for name in sorted(found[what])
        )
        numbers = {name: {value.number for value, _ in found[what][name]} for name in found[what]}
        shared = set.intersection(*numbers.values())
        values = f"{what}: " + " / ".join(dict.fromkeys(voice.value for voice in voices))
        if shared:
            yield _row("figure", values, voices, by, counted)
        else:
            yield AccountRow("differing", "figure", values, voices, len(counted), by)


def _sentences(
    told: Mapping[str, Sequence[Statement]], by: By, counted: frozenset[str]
) -> Iterable[AccountRow]:
    """Sentences that say the same thing in their own words together, each of the rest alone.

    In which each account first tells that the event took place, they say the same thing whatever their words.
    """
    everyone = [(name, statement) for name in sorted(told) for statement in told[name]]
    vectors = _vectors([statement.sentence for _, statement in everyone])
    group = list(range(len(everyone)))
    first: dict[str, int] = {}
    for k, (name, statement) in enumerate(everyone):
        if statement.tells and not statement.denies:
            first.setdefault(name, k)
    for k in first.values():
        group[k] = min(first.values())
    likeness = sorted(
        ((_cosine(vectors[i], vectors[j]), i, j) for i, j in combinations(range(len(everyone)), 2)),
        key=lambda found: (-round(found[0], 9), found[1], found[2]),
    )
    for value, i, j in likeness:
        # Each account brings one sentence to a group: two of its own are two statements.
        names = [everyone[k][0] for k in range(len(everyone)) if group[k] in (group[i], group[j])]
        denies = everyone[i][1].denies != everyone[j][1].denies
        if value >= LIKE and group[i] != group[j] and len(names) == len(set(names)) and not denies:
            old, new = max(group[i], group[j]), min(group[i], group[j])
            group = [new if g == old else g for g in group]
    for number in sorted(set(group)):
        members = [everyone[k] for k in range(len(everyone)) if group[k] == number]
        voices = tuple(Voice(name, statement.sentence, (statement,)) for name, statement in members)
        denied = members[0][1].denies
        yield _row("statement", members[0][1].sentence, voices, by, counted, denied)


def _vectors(sentences: Sequence[str]) -> list[dict[str, float]]:
    """Each sentence's words, rare ones weighing more, as a vector of length 1."""
    bags = [
        {
            word[:-1] if word.endswith("s") and len(word) > SHORTEST_WORD else word
            for word in map(str.casefold, _WORD.findall(sentence))
            if len(word) >= SHORTEST_WORD or word[0].isdigit()
        }
        for sentence in sentences
    ]
    count = Counter(word for bag in bags for word in bag)
    out = []
    for bag in bags:
        weights = {word: 1 + math.log(len(bags) / count[word]) for word in sorted(bag)}
        length = math.sqrt(sum(w * w for w in weights.values()))
        out.append({word: w / length for word, w in weights.items()} if length else {})
    return out


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
