"""Spellings of place names: the plain fold that makes a match, and the skeleton that makes a candidate.

The fold takes away what no two writers agree on (accents, marks for ayn and hamza, hyphens, blanks). The
skeleton goes further and takes sounds that are written in many ways for one: it brings "Raqa" to "Ar Raqqah",
and keeps the number of syllables, so that Daraa is not Daraya and Douma not Dimashq.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset("al el ar as ash ad adh at ath az an ez es en ed er esh il".split())
"""The Arabic article as it is written before various letters."""
GENERIC = frozenset(
    "province governorate state region oblast district county department prefecture territory raion division "
    "wilaya wilayat muhafazah muhafazat emirate canton republic municipality mintaqat shahrestan".split()
)
"""Words for a division that may stand with its name or be left out."""
_SHORT_FORMS = {"st": "saint", "ft": "fort", "mt": "mount"}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)
_MARKS = re.compile(r"[’‘'`´ʿʾʻʼʹ]")
_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"kh|h+"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"sch|sh|ch|c(?=[eiy])"), "s"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"q|ck|c"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[aeiou])y(?=[aeiou])"), "Y"),
    (re.compile(r"(?<=[aeiou])w(?=[aeiou])|^w|ou(?=[aei])"), "W"),
    (re.compile(r"[aeiouyw]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=a)h$"), ""),
)


@lru_cache(maxsize=1 << 15)
def folded_words(name: str) -> tuple[str, ...]:
    """The words of a place name in plain small letters, without accents, marks, hyphens or "the"."""
    plain = _MARKS.sub("", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = [w for w in _NOT_LETTERS.split(plain) if w]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(_SHORT_FORMS.get(w, w) for w in words)


def fold(name: str) -> str:
    """A name as the gazetteer is sorted by it: its folded words in one."""
    return "".join(folded_words(name))


def bare(name: str) -> str:
    """The fold of a name without the Arabic articles in it: "Deir ez-Zor" and "Dayr Zor" lose theirs."""
    words = folded_words(name)
    kept = [w for i, w in enumerate(words) if not (w in ARTICLES and i + 1 < len(words))]
    return "".join(kept)


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """What is left of a name's sound when spellings are put aside; only ever a candidate for a match."""
    sound = bare(name)
    for pattern, letter in _SOUNDS:
        sound = pattern.sub(letter, sound)
    return sound
