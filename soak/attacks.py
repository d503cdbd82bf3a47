"""Texts made to slow one expression down: something it begins to match, then a piece repeated without end.

Repeated are what its loops repeat, behind what stands before them; what stands from one loop to the next; the
whole but for its last character; and pieces that are common in untidy dumps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from re import _constants as C  # type: ignore[attr-defined]  # noqa: N812
from re import _parser  # type: ignore[attr-defined]
from typing import Any

COMMON = (" ", "\n", "a", "A", "1", ", ", "a, ", "Ann Lee ", '"', "- ", ".", "(", "<", "4 March 2014 ")
"""Pieces that repeat in untidy dumps."""
CHARACTERS = " aA1,.-\n\"(<'/:"
"""Of a class of characters, those of these that it allows are repeated."""
LOOPS = 8
"""Times that something may repeat from which it counts as a loop."""
NEAR = 3
"""Loops back from which on what stands between two is repeated."""
BRANCHES = 40
"""Alternatives that are looked into."""
ENDS = ("\x01", "the council met in the town hall on Tuesday to speak of the bridge\x01")
"""How texts end: in what no expression looks for, so that what was begun does not match; and the same behind
words, which go on where a run of marks or blanks ends."""
_BLANKS, _DIGITS = frozenset(" \n"), frozenset("1")
_WORDS = frozenset("aA1")
_CLASSES = {C.CATEGORY_DIGIT: _DIGITS, C.CATEGORY_SPACE: _BLANKS, C.CATEGORY_WORD: _WORDS}
_OTHERS = {C.CATEGORY_NOT_DIGIT: _DIGITS, C.CATEGORY_NOT_SPACE: _BLANKS, C.CATEGORY_NOT_WORD: _WORDS}


@dataclass(frozen=True, slots=True)
class Attack:
    """A text of any length: ``before`` once, then ``piece`` again and again, then ``end``."""

    before: str
    piece: str
    end: str = ENDS[0]

    def text(self, size: int) -> str:
        """Some *size* characters of it."""
        return self.before + self.piece * (size // len(self.piece) + 1) + self.end


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """What to try on *pattern*, each once."""
    written = _Written()
    whole = written.sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), "")
    own = [Attack("", piece) for piece in (whole, whole[:-1]) if piece]
    common = [Attack("", piece) for piece in COMMON]
    found = dict.fromkeys([*own, *written.found, *common])
    return [replace(attack, end=end) for attack in found for end in ENDS]


@dataclass(slots=True)
class _Written:
    """Writes something like what an expression matches; ``found`` are the attacks on its loops."""

    found: list[Attack] = field(default_factory=list)

    def sequence(self, parsed: Any, before: str) -> str:
        """What matches *parsed*, which stands behind *before*."""
        out = ""
        loops: list[int] = []
        for kind, value in parsed:
            known = len(self.found)
            piece = self.item(kind, value, before + out)
            if len(self.found) > known:
                for start in loops[-NEAR:]:
                    self.found.append(Attack(before + out[:start], out[start:] + piece))
                loops.append(len(out))
            out += piece
        return out

    def item(self, kind: Any, value: Any, before: str) -> str:
        """What matches one item."""
        if kind is C.BRANCH:
            return max((self.sequence(branch, before) for branch in value[1][:BRANCHES]), key=len)
        if kind is C.SUBPATTERN:
            return self.sequence(value[3], before)
        if kind is C.ATOMIC_GROUP:
            return self.sequence(value, before)
        if kind in (C.ASSERT, C.ASSERT_NOT):
            self.sequence(value[1], before)
            return ""
        if kind in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            return self.loop(*value, before)
        return next(_characters(kind, value), "")

    def loop(self, least: int, most: int, body: Any, before: str) -> str:
        """What matches *body* as often as it must stand, once if it may be missing."""
        piece = self.sequence(body, before)
        if most >= LOOPS and piece:
            single = len(body) == 1 and body[0][0] in (C.IN, C.ANY, C.NOT_LITERAL)
            self.found += [Attack(before, one) for one in (_characters(*body[0]) if single else (piece,))]
        return piece * max(least, 1)


def _characters(kind: Any, value: Any) -> Iterator[str]:
    """Characters that match an item which stands for one."""
    if kind is C.LITERAL:
        yield chr(value)
    elif kind in (C.ANY, C.NOT_LITERAL):
        yield from (char for char in CHARACTERS if kind is C.ANY or ord(char) != value)
    elif kind is C.IN:
        turned = value[0][0] is C.NEGATE
        known = [char for char in CHARACTERS if any(_allows(char, *one) for one in value) is not turned]
        yield from known
        if not known and not turned:
            yield chr(value[0][1][0] if value[0][0] is C.RANGE else value[0][1])


def _allows(char: str, kind: Any, value: Any) -> bool:
    """Whether a member of a class of characters stands for *char*."""
    if kind is C.CATEGORY:
        return char in _CLASSES[value] if value in _CLASSES else char not in _OTHERS[value]
    if kind is C.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return kind is C.LITERAL and ord(char) == value
