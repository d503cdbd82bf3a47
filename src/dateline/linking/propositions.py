"""What a proposition asks, so that two of them can be compared: its topics, names and which way it is put.

"Assad must go" and "Assad should stay" have the topic "leave" and the name Assad; the second is put the other
way round. Words of grammar, and words that go with any question ("immediate", "further"), count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.knowledge import countries
from dateline.knowledge.countries import by_code
from dateline.knowledge.plain_words import plain_words
from dateline.knowledge.questions import QuestionWord, question_words
from dateline.knowledge.spellings import name_particles
from dateline.linking.words import folded, stem
from dateline.model import Actor

TOPIC, NAME, WORD = 2.0, 1.5, 1.0
"""Weight of a topic of the table, a name, and another word (tests/data/questions.jsonl)."""
SAID_ONCE = 0.5
"""Weight of a name where the other proposition has none: what is understood need not be said."""
OTHER_HEAD = 0.1
"""What is taken from a likeness where the rest says more of another thing (the same set)."""
ELSEWHERE = 0.5
"""What is left of a likeness where the parties or countries named are others (the same set)."""
LONGEST = 4
"""Words of the longest phrase in the table."""
_PREPOSITIONS = frozenset("about against at by for from in into of on over to towards with without".split())
_PRONOUNS = frozenset({"it", "them", "this", "that", "these", "those"})
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_OWN = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposition asks: ``topics`` and other ``words`` (stems), ``names``, ``apart`` (what makes
    another question of it), and whether it is put the other way round (``turned``). ``head`` is the word or
    topic that the rest says more of ("arbitration" in "arbitration over the dam")."""

    topics: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    turned: bool = False
    head: str = ""

    @property
    def things(self) -> frozenset[str]:
        """All that it asks about but names."""
        return self.topics | self.words | self.apart


@lru_cache(maxsize=1 << 12)
def asked(proposition: str, about: tuple[Actor, ...] = ()) -> Asked:
    """What *proposition* asks; *about* are the actors that its words are known to stand for."""
    named = {name for actor in about for name in _names_of(actor)}
    spoken = {part for actor in about for part in _parts(actor)}
    tokens = [_OWN.sub("", token) for token in _TOKEN.findall(proposition)]
    topics, words, apart, turned = set(), set(), set(), False
    head, within = "", False
    at = 0
    while at < len(tokens):
        code, length = _country(tokens, at)
        if code is not None:
            named.add(code)
            at += length
            continue
        entry, length = _entry(tokens, at)
        token, small = tokens[at], tokens[at].casefold()
        at += length
        within |= bool(head) and small in _PREPOSITIONS
        if entry is not None:
            turned ^= entry.turns and not _of_something_else(tokens, at)
            if entry.kind == "topic":
                topics.add(entry.topic)
                head = head if within else entry.topic
            elif entry.kind == "apart":
                apart.add(entry.topic)
                head = head if within else entry.topic
            elif entry.kind == "name":
                named.add(entry.topic)
        elif folded(token) in spoken or small in _empty() or len(small) < 2 or small.isdigit():
            continue
        elif token[0].isupper():
            if not _goes_on(tokens, at):
                named.add(folded(token))
        else:
            words.add(stem(small))
            head = head if within else stem(small)
    return Asked(frozenset(topics), frozenset(words), frozenset(named), frozenset(apart), turned, head)


def likeness(one: Asked, other: Asked) -> float:
    """How much two propositions ask the same (0-1), whichever way they are put."""
    if one.apart != other.apart or (one.things and other.things and not one.things & other.things):
        return 0.0
    name = NAME if one.names and other.names else SAID_ONCE
    shared = _weight(
        one.topics & other.topics | one.apart, one.words & other.words, one.names & other.names, name
    )
    every = sum(_weight(a.topics | a.apart, a.words, a.names, name) for a in (one, other))
    if not shared:
        return 0.0
    alike = 2 * shared / every
    if one.head and other.head and one.head != other.head:
        alike -= OTHER_HEAD
    return max(0.0, alike * ELSEWHERE if _elsewhere(one.names, other.names) else alike)


def _elsewhere(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of names are of different parties or different countries."""
    mine, theirs = names & by_code().keys(), others & by_code().keys()
    return bool((names and others and not names & others) or (mine and theirs and not mine & theirs))


def _weight(topics: frozenset[str], words: frozenset[str], names: frozenset[str], name: float) -> float:
    return TOPIC * len(topics) + WORD * len(words) + name * len(names)


@lru_cache(maxsize=1 << 14)
def _names_of(actor: Actor) -> tuple[str, ...]:
    if actor.kind == "country" and actor.country:
        return (actor.country,)
    words = folded(actor.name).split()
    return (words[-1],) if actor.kind == "person" and words else tuple(words[:1])


@lru_cache(maxsize=1 << 14)
def _parts(actor: Actor) -> frozenset[str]:
    names = (actor.name, *actor.aliases)
    return frozenset(folded(_OWN.sub("", part)) for name in names for part in _TOKEN.findall(name))


def _of_something_else(tokens: Sequence[str], at: int) -> bool:
    """Whether the step before *at* is of what was named before: "ends it and withdraws his troops"."""
    after = [token.casefold() for token in tokens[at : at + 2]]
    return len(after) == 2 and after[0] in _PRONOUNS and after[1] in {"and", "or"}


def _goes_on(tokens: Sequence[str], at: int) -> bool:
    """Whether the name goes on at *at*: a person's last name stands for the whole."""
    while at < len(tokens) and tokens[at] in name_particles():
        at += 1
    return at < len(tokens) and tokens[at][0].isupper() and _country(tokens, at)[0] is None


def _country(tokens: Sequence[str], at: int) -> tuple[str | None, int]:
    for length in range(min(LONGEST, len(tokens) - at), 0, -1):
        written = " ".join(tokens[at : at + length])
        for known in (countries.names(), countries.adjectives(), countries.nouns(), countries.capitals()):
            code = known.get(written)
            if code is not None and written[0].isupper():
                return code, length
    return None, 1


def _entry(tokens: Sequence[str], at: int) -> tuple[QuestionWord | None, int]:
    """The longest entry of the table that begins at *at*, and how many tokens it takes."""
    found: tuple[QuestionWord | None, int] = None, 1
    grammar = plain_words()
    stems: list[str] = []
    for place in range(at, min(len(tokens), at + LONGEST + 2)):
        small = tokens[place].casefold()
        if stems and small in grammar and (*stems, stem(small)) not in _prefixes():
            continue
        stems.append(stem(small))
        key = tuple(stems)
        if key not in _prefixes():
            break
        if key in _entries():
            found = _entries()[key], place - at + 1
    return found


@cache
def _empty() -> frozenset[str]:
    return plain_words() | name_particles()


@cache
def _entries() -> Mapping[tuple[str, ...], QuestionWord]:
    found: dict[tuple[str, ...], QuestionWord] = {}
    for entry in question_words():
        found.setdefault(tuple(stem(word) for word in entry.words), entry)
    return found


@cache
def _prefixes() -> frozenset[tuple[str, ...]]:
    return frozenset(key[:length] for key in _entries() for length in range(1, len(key) + 1))
