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
Aspect = Literal["actor", "date", "place", "figure", "statement"]
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
class Statement:
    """One sentence of one report that tells of the event.

    ``party`` is who ultimately says it (None: the report in its own voice); ``copy`` is one key for all
    reports that carry the same copy (None: its own). ``tells`` marks the sentences that tell that the event
    took place, ``denies`` what is said not to be so.
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
    """One thing told of the event, and in which of the ``among`` accounts it stands."""

    standing: Standing
    aspect: Aspect
    value: str
    voices: tuple[Voice, ...]
    among: int
    by: By
    denied: bool = False

    @property
    def words(self) -> str:
        """The standing in words: "in both", "in one among 3 reports", "differing in value"."""
        unit = "parties" if self.by == "party" else "reports"
        if self.standing == "differing":
            return "differing in value"
        if self.standing == "in all":
            return {1: f"in the one of the {unit} held", 2: "in both"}.get(
                self.among, f"in all {self.among} {unit}"
            )
        number = "one" if self.standing == "in one" else str(len(self.voices))
        return f"in {number} among {self.among} {unit}"


def set_side_by_side(statements: Iterable[Statement], by: By = "party") -> tuple[AccountRow, ...]:
    """The rows of a comparison of accounts by *by*: shared first, then differing, then each account's own.

    The order of *statements* does not matter.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    known: set[tuple[str, str]] = set()
    for statement in sorted(set(statements), key=lambda s: (s.report, s.span, s.party or "")):
        account, words = _account(statement, by), " ".join(_WORD.findall(statement.sentence)).casefold()
        # The sentence of a copy, or of a headline that the text repeats, is shown once.
        if (account, words) not in known:
            known.add((account, words))
            told[account].append(statement)
    among = len(told)
    rows = [*_values(told, by, among), *_figures(told, by, among), *_sentences(told, by, among)]
    order = {"in all": 0, "in several": 1, "differing": 2, "in one": 3}
    aspects = ("date", "place", "actor", "figure", "statement")
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                order[r.standing],
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


def _standing(voices: int, among: int) -> Standing:
    if voices == among:
        return "in all"
    return "in one" if voices == 1 else "in several"


def _values(told: Mapping[str, Sequence[Statement]], by: By, among: int) -> Iterable[AccountRow]:
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
            yield AccountRow("differing", aspect, " / ".join(sorted(named)), apart, among, by)
            continue
        for value, voices in named.items():
            yield AccountRow(_standing(len(voices), among), aspect, value, voices, among, by)


def _voices(value: str, by_account: Mapping[str, Sequence[Statement]]) -> tuple[Voice, ...]:
    return tuple(Voice(name, value, tuple(by_account[name])) for name in sorted(by_account))


def _one_each(named: Mapping[str, Sequence[Voice]]) -> tuple[Voice, ...] | None:
    """The voices where at least two accounts give one value each and no two give the same; else None."""
    voices = [voice for group in named.values() for voice in group]
    names = {voice.name for voice in voices}
    if len(named) > 1 and len(voices) == len(names) == len(named):
        return tuple(sorted(voices, key=lambda voice: voice.name))
    return None


def _figures(told: Mapping[str, Sequence[Statement]], by: By, among: int) -> Iterable[AccountRow]:
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
        standing = _standing(len(voices), among) if shared else "differing"
        values = f"{what}: " + " / ".join(dict.fromkeys(voice.value for voice in voices))
        yield AccountRow(standing, "figure", values, voices, among, by)


def _sentences(told: Mapping[str, Sequence[Statement]], by: By, among: int) -> Iterable[AccountRow]:
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
        standing = _standing(len(voices), among)
        yield AccountRow(standing, "statement", members[0][1].sentence, voices, among, by, denied)


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
