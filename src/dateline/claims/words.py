"""Words that a claim and a sentence may share: stems of what is no word of grammar."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from dateline.knowledge.denying import charges, denying_verbs, negations
from dateline.knowledge.happenings import happening_class, weak_classes
from dateline.knowledge.names import POSSESSIVE
from dateline.knowledge.plain_words import grammar_words, plain_words
from dateline.linking.words import folded, stem
from dateline.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEAR = re.compile(r"\w+(?:['’]\w+)*|[,;:.!?()]")
SHORTEST = 2
"""Letters of a word that counts, as in linking."""
BESIDE = 4
"""Words from a verb that denies to the word for the charge ("denied all of these charges"); by judgement."""
SAYING_WHAT = frozenset({"that", "of"})
"""Words after the noun for a charge with which the sentence goes on to say what is denied."""
REACH = 3
"""Words after a negation that it is taken to turn round; by judgement."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place, with its stem and, where it tells of one, the kind of happening."""

    span: Span
    stem: str
    happening: str | None


def words_in(
    text: str, start: int = 0, end: int | None = None, passed: Collection[str] | None = None
) -> Iterator[Word]:
    """The words of *text* between two characters, but for plain ones, or those *passed* over."""
    plain = plain_words() if passed is None else passed
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = POSSESSIVE.sub("", match.group())
        small = folded(word)
        if small in plain or len(small) < SHORTEST:
            continue
        yield Word(Span(match.start(), match.end()), stem(small), kind_of(small))


def forms(stem: str) -> tuple[str, ...]:
    """The words that may have a stem: "agre" is that of agree, agrees, agreed, agreeing."""
    bases = (stem, f"{stem}e", f"{stem[:-1]}y" if stem.endswith("i") else stem)
    found: list[str] = []
    for base in bases:
        found += [base, f"{base}s", f"{base}es"]
        if base.endswith("e"):
            found += [f"{base}d", f"{base[:-1]}ing", f"{base}ing"]
        elif base.endswith("y"):
            found += [f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"]
        else:
            found += [base + ending for ending in ("ed", "ing", base[-1] + "ed", base[-1] + "ing")]
    return tuple(dict.fromkeys(found))


def stems_in(text: str, passed: Collection[str] | None = None) -> frozenset[str]:
    """The stems of the words of *text*, as `words_in` gives them."""
    return frozenset(word.stem for word in words_in(text, passed=passed))


def is_negation(word: str) -> bool:
    """Whether *word* turns a statement round: "never", "didn't"."""
    return word.casefold() in negations() or word.casefold().replace("’", "'").endswith("n't")


def negated_stems(text: str) -> frozenset[str]:
    """The stems of the words that a negation stands close before, in one clause."""
    found: set[str] = set()
    left = 0
    for match in _NEAR.finditer(text):
        word = match.group()
        if not word[0].isalnum():
            left = 0
        elif is_negation(word):
            left = REACH
        elif left:
            found.update(stems_in(word, grammar_words()))
            left -= 1
    return frozenset(found)


@cache
def _denying() -> frozenset[str]:
    return frozenset(map(stem, denying_verbs()))


@cache
def _charges() -> frozenset[str]:
    return frozenset(map(stem, charges()))


def denies_charge(text: str) -> bool:
    """Whether *text* denies without saying again what: "denied the charge", "a claim Moscow rejects"."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    denying = [i for i, word in enumerate(words) if stem(word) in _denying()]
    # "Rejected claims that …" says itself what is denied.
    charged = [
        i
        for i, (word, following) in enumerate(zip_longest(words, words[1:]))
        if stem(word) in _charges() and following not in SAYING_WHAT
    ]
    return any(abs(i - j) <= BESIDE for i in denying for j in charged)


def kind_of(lemma: str) -> str | None:
    """The kind of happening that a lemma, or the plural of a noun, tells of; None for what ties nothing."""
    found = happening_class(lemma) or happening_class(lemma.removesuffix("s"))
    return None if found in weak_classes() else found
