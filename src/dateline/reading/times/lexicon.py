"""From the characters of a text to its items: words of time, numbers and marks, each with its classes.

A rule of the grammar speaks of classes (MONTH, DAY, UNITS, the word "ago"). Each set of classes that an item
can have is given one character, so that a sentence becomes a string in which a rule is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.knowledge.time_words import time_words
from dateline.reading.times.numbers import number_phrase

OTHER = "_"
"""An item that is of no use to any rule."""
NAME = "^"
"""The same, a word with a capital letter."""
_FIRST_CHARACTER = 0xE000

_TOKEN = re.compile(
    r"(?P<s>['’]s\b)"
    r"|(?P<meridiem>(?<![^\W\d_])[aApP](?:\.\s?[mM]\b\.?|[mM]\b))"
    r"|(?P<quarter>\b[QH][1-4]\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>[0-9]{4}[-/][0-9][0-9][-/][0-9][0-9](?![0-9]))"
    r"|(?P<clock>(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9])|[0-9]{1,2}\.[0-5][0-9](?=\s?[ap]\.?\s?m\b))"
    r"|(?P<slash>[0-9]{1,2}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9][0-9])(?![0-9]|[-./][0-9]))"
    r"|(?P<amount>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+)"
    r"|(?P<fraction>[0-9]{1,3} [0-9]/[0-9](?![0-9]))"
    r"|(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<decades>[0-9]{3}0['’]?s\b)"
    r"|(?P<yy>['’‘`][0-9][0-9](?:s\b|\b))"
    r"|(?P<plain>[0-9]+)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = {"–": "-", "‑": "-", "—": "--", "’": "'", "‘": "'"}
_PLAIN_GROUPS = frozenset({"word", "mark"})
_CAPITAL_ONLY = frozenset({"MONTH", "MONABBR", "WDABBR", "HOLIDAY"})
_DOTTED = frozenset({"MONABBR", "WDABBR"})
_THIS_CENTURY = 30
"""Years written with two digits are of this century below it, of the last from it on."""
_LONGEST_NUMBER = 12
"""Characters of the longest number in digits that is read at all."""
_NUMBER_KINDS: tuple[tuple[str, ...], ...] = (
    ("NUM",), ("NUM", "DAY"), ("NUM", "DAY", "HOUR"), ("NUM", "HOUR"), ("NUM", "YEAR"), ("ORD",),
    ("ORD", "DAY"), ("ORD", "DAY", "NTH"), ("CLOCK",), ("DATE",), ("DECADES",), ("YEAR",), ("YY",), ("QNUM",),
)  # fmt: skip

Values = Mapping[str, str]


class _Entry(NamedTuple):
    words: tuple[str, ...]
    character: str
    values: Values
    small: str  # the same for a word without a capital letter, which is no month
    small_values: Values


@dataclass(slots=True)
class Items:
    """A sentence as the grammar sees it: a character an item, and each item's place and contributions."""

    classes: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)


class Lexicon:
    """The word list, ready for look-up, with the literal words that the rules use added to it."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Read the word list; each of *literals* becomes a word of the class "=" + itself."""
        entries: dict[tuple[str, ...], dict[str, str]] = {}
        for spelling, kinds in time_words().items():
            words = tuple(m.group().lower() for m in _TOKEN.finditer(" ".join(spelling)))
            entries.setdefault(words, {}).update(kinds)
        for literal in sorted(literals):
            entries.setdefault((literal,), {})["=" + literal] = literal
        self._characters: dict[frozenset[str], str] = {}
        self._entries: dict[str, list[_Entry]] = {}
        for words, kinds in sorted(entries.items(), key=lambda e: (-len(e[0]), e[0])):
            if "ORD" in kinds:
                kinds["DAY"] = kinds["ORD"].zfill(2)
            small = {k: v for k, v in kinds.items() if k not in _CAPITAL_ONLY}
            entry = _Entry(words, self._character(kinds), kinds, self._character(small), small)
            self._entries.setdefault(words[0], []).append(entry)
        self._cardinals = {w[0]: int(k["CARDINAL"]) for w, k in entries.items() if "CARDINAL" in k}
        self._scales = {w[0]: int(k["SCALE"]) for w, k in entries.items() if "SCALE" in k}
        self._ordinals = {w[0]: int(k["ORD"]) for w, k in entries.items() if "ORD" in k}
        self._known = {*self._entries, *self._cardinals, *_MARKS}
        self._of_numbers = {kinds: self._character(kinds) for kinds in _NUMBER_KINDS}

    def _character(self, kinds: Iterable[str]) -> str:
        key = frozenset(kinds)
        if not key:
            return OTHER
        return self._characters.setdefault(key, chr(_FIRST_CHARACTER + len(self._characters)))

    def having(self, kind: str) -> str:
        """The characters of all sets of classes that hold *kind* ("=word" for a literal word)."""
        if kind in ("OTHER", "NAME"):
            return OTHER if kind == "OTHER" else re.escape(NAME)
        return "".join(char for kinds, char in self._characters.items() if kind in kinds)

    def items(self, text: str, start: int, end: int) -> Items:
        """The items of ``text[start:end]``."""
        tokens = list(_TOKEN.finditer(text, start, end))
        words = [m.group().lower() if m.lastgroup == "word" else m.group() for m in tokens]
        out = Items()
        classes: list[str] = []
        at = 0
        while at < len(tokens):
            if words[at] in self._known or tokens[at].lastgroup not in _PLAIN_GROUPS:
                character, values, after = self._item(tokens, words, at)
            else:  # nine words of ten
                character, values, after = NAME if tokens[at].group()[0].isupper() else OTHER, {}, at + 1
            classes.append(character)
            out.starts.append(tokens[at].start())
            out.ends.append(tokens[after - 1].end())
            out.values.append(values)
            at = after
        out.classes = "".join(classes)
        return out

    def _item(
        self, tokens: Sequence[re.Match[str]], words: Sequence[str], at: int
    ) -> tuple[str, Values, int]:
        """The item that begins with the token *at*: its character, its values, the token after it."""
        kind = tokens[at].lastgroup
        if kind in ("word", "s", "mark") or (kind == "plain" and self._is_spelling(words, at)):
            word = words[at]
            if word in self._cardinals or (word == "a" and self._scale_follows(words, at)):
                return self._number(words, at)
            word = _MARKS.get(word, "'s" if kind == "s" else word)
            for entry in self._entries.get(word, ()):
                size = len(entry.words)
                if size > 1 and tuple(words[at : at + size]) != entry.words:
                    continue
                capital = tokens[at].group()[0].isupper()
                values = entry.values if capital else entry.small_values
                character = entry.character if capital else entry.small
                after = at + size
                if _DOTTED & values.keys() and after < len(words) and words[after] == ".":
                    after += tokens[after].start() == tokens[after - 1].end()
                return character, values, after
            if kind == "word" and tokens[at].group()[0].isupper():
                return NAME, {}, at + 1
            return OTHER, {}, at + 1
        return self._digits(tokens, words, at)

    def _scale_follows(self, words: Sequence[str], at: int) -> bool:
        return at + 1 < len(words) and words[at + 1] in self._scales

    def _is_spelling(self, words: Sequence[str], at: int) -> bool:
        """Whether a spelling of the word list begins with the number *at* ("9/11")."""
        return any(
            tuple(words[at : at + len(entry.words)]) == entry.words
            for entry in self._entries.get(words[at], ())
        )

    def _number(self, words: Sequence[str], at: int) -> tuple[str, Values, int]:
        value, kind, after = number_phrase(words, at, self._cardinals, self._scales, self._ordinals)
        if kind == "YEAR":
            return self._of_numbers[("YEAR",)], {"YEAR": value}, after
        if kind == "ORD":
            day = int(value) <= 31
            return self._of_numbers[("ORD", "DAY") if day else ("ORD",)], _ordinal(int(value)), after
        return self._of_numbers[("NUM",)], {"NUM": value}, after

    def _digits(
        self, tokens: Sequence[re.Match[str]], words: Sequence[str], at: int
    ) -> tuple[str, Values, int]:
        kind, written, after = tokens[at].lastgroup, words[at], at + 1
        numbers = self._of_numbers
        follows = tokens[after].lastgroup if after < len(tokens) else None
        if kind == "clock" or (kind == "plain" and follows == "meridiem" and len(written) <= 2):
            half = words[after][0].lower() if follows == "meridiem" else ""
            clock = _clock(written, half)
            if clock:
                return numbers[("CLOCK",)], {"CLOCK": clock}, after + bool(half)
        elif kind == "iso":
            return numbers[("DATE",)], {"DATE": written.replace("/", "-")}, after
        elif kind == "quarter":
            return numbers[("QNUM",)], {"QNUM": written}, after
        elif kind == "slash":
            date = _slashed(written, tokens[at]["sep"])
            if date:
                return numbers[("DATE",)], {"DATE": date}, after
        elif kind == "decades":
            return numbers[("DECADES",)], {"DECADES": written[:3]}, after
        elif kind == "yy":
            century = "20" if int(written[1:3]) < _THIS_CENTURY else "19"
            if written[-1] == "s":
                return numbers[("DECADES",)], {"DECADES": century + written[1]}, after
            return numbers[("YY",)], {"YY": century + written[1:3]}, after
        elif kind == "ordinal":
            n = int(written[:-2])
            if not 1 <= n <= 31:
                return numbers[("ORD",)], _ordinal(n), after
            return numbers[("ORD", "DAY", "NTH")], {**_ordinal(n), "NTH": f"{n:02}"}, after
        elif kind == "plain" and follows != "word" and len(written) <= _LONGEST_NUMBER:
            kinds = _plain(written)
            return numbers[tuple(kinds)], kinds, after
        elif len(written) <= _LONGEST_NUMBER and kind in ("amount", "fraction", "plain"):
            value, _, after = number_phrase(words, at, self._cardinals, self._scales, self._ordinals)
            if kind == "plain" and after == at + 1:
                kinds = _plain(written)
                return numbers[tuple(kinds)], kinds, after
            return numbers[("NUM",)], {"NUM": value}, after
        return OTHER, {}, after


def _plain(written: str) -> Values:
    n = int(written)
    kinds = {"NUM": str(n)}
    if len(written) <= 2:
        if 1 <= n <= 31:
            kinds["DAY"] = f"{n:02}"
        if n <= 23:
            kinds["HOUR"] = str(n)
    elif len(written) == 4 and 1000 <= n < 3000:
        kinds["YEAR"] = written
    return kinds


def _ordinal(n: int) -> Values:
    return {"ORD": str(n), "DAY": f"{n:02}"}


def _clock(written: str, half: str) -> str:
    hour, _, minute = written.replace(".", ":").partition(":")
    n = int(hour)
    if half:
        if not 1 <= n <= 12:
            return ""
        n = n % 12 + (12 if half == "p" else 0)
    return f"T{n:02}:{minute or '00'}" if n <= 24 else ""


def _slashed(written: str, mark: str) -> str:
    first, second, year = written.split(mark)
    if len(year) == 2:
        year = ("20" if int(year) < _THIS_CENTURY else "19") + year
    a, b = int(first), int(second)
    if 1 <= a <= 12 and 1 <= b <= 12 and a != b:
        if mark == ".":
            return f"{year}-{b:02}-{a:02}"
        return f"{year}-{a:02}-{b:02}|{year}-{b:02}-{a:02}"
    month, day = (a, b) if 1 <= a <= 12 else (b, a)
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
