"""Numbers as they are written: digits, words, ranges, with the words that bound them and the unit they carry.

A scan over the tokens of a sentence; it knows nothing of what is counted. What is written like a number but
never is one ("three-hour", "6.10", "No. 5", "0134", "3-1") is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.figures import currencies, hedges, number_words, words_of
from dateline.reading.figures.shares import SHARE_WORDS, WHOLE, Share, share_at

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_HEDGE = 5
"""Words in the longest entry of hedges.tsv."""
FAR = 8
"""Words between the new number of a change and the old one."""
_SPAN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7})[–—](\d{1,3}(?:,\d{3})+|\d{1,7})")
"""A range that the tokeniser leaves in one piece."""
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?)([a-z]{1,3})?")
_DASHES = frozenset("-–—−")
_HALVES = ("half", "quarter")
_SINCE = ("since", "in", "of")
_WEIGHED = (["of"], ["("])
"""What follows pounds that are weighed ("475 pounds of cocaine") unless there are millions of them."""
_YEARS = range(1800, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: tokens [first, last) are the number itself, [start, end) with its bounds.

    ``value`` is the number said: of a range its low end, of a plural such as "dozens" the least it can mean.
    ``unit`` is a currency code, "percent" or "times". ``word`` tells a number written as a word, ``share`` a
    part or multiple without a sign ("one in five"), ``former`` the old number of a change ("from 12 to 15").
    """

    first: int
    last: int
    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    hedge: str | None = None
    unit: str | None = None
    word: bool = False
    year: bool = False
    share: bool = False
    former: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    end: int
    scale: float = 1.0
    word: bool = False
    vague: bool = False
    year: bool = False


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The numbers among the tokens of a sentence, in order."""
    words = number_words()
    lower = [token.lower_ for token in tokens]
    out: list[Number] = []
    i, count = 0, len(tokens)
    while i < count:
        word = lower[i]
        if not (word[0].isdigit() or word in words or word in SHARE_WORDS):
            i += 1
            continue
        if share := share_at(tokens, lower, i):
            out.append(_share(lower, i, share))
            i = out[-1].end
            continue
        found = _value(tokens, lower, i) if word[0].isdigit() or word in words or word in _HALVES else None
        if found is None:
            i += 1
            continue
        number = _number(tokens, lower, i, found)
        if number is not None:
            out.append(number)
            i = max(number.end, number.last)
        else:
            i = found.end
    return out


def _share(lower: list[str], first: int, share: Share) -> Number:
    """A part or a multiple as a number, with the words that bound it."""
    start = first - (first > 0 and lower[first - 1] in ("a", "one") and share.value < WHOLE)
    name, bound, start, end = _bounds(lower, start, share.end)
    low = None if bound in ("high", "near") else share.value
    high = None if bound in ("low", "near") else share.value
    return Number(
        first, share.end, start, end, share.value, low, high, name, share.unit, word=True, share=True
    )


def _number(tokens: Sequence[Token], lower: list[str], first: int, found: _Value) -> Number | None:
    high, last = _range(tokens, lower, first, found)
    if high is None and _is_name(tokens, lower, first, last):
        return None
    low_value = found.value
    former = high is None and _is_left_behind(tokens, lower, first, found.end)
    if high is not None:
        if high.scale > 1 and found.scale == 1 and found.value * high.scale < high.value:
            low_value *= high.scale
        if low_value >= high.value:
            return None
    start = first
    # "a dozen", "a million": the article belongs to the number.
    if start and lower[start - 1] in ("a", "an") and found.word:
        start -= 1
    unit, sign = _sign(tokens, start)
    start -= sign
    if unit is None:
        unit, last = _unit(tokens, lower, last)
    end = last
    if high is not None and start and lower[start - 1] == "between":
        start -= 1
    name, bound, start, end = _bounds(lower, start, end)
    low: float | None = low_value
    top: float | None = high.value if high else low_value
    if found.vague:
        top = None
        name = name or " ".join(lower[first : found.end])
    if bound == "low":
        top = None
    elif bound == "high":
        low = None
    elif bound == "near" and high is None:
        low = top = None
    return Number(
        first,
        last,
        start,
        end,
        low_value,
        low,
        top,
        name or None,
        unit,
        found.word,
        found.year and sign == 0 and unit is None,
        former=former,
        scale=found.scale,
    )


def _value(tokens: Sequence[Token], lower: list[str], i: int) -> _Value | None:
    """The number that begins at *i*, without ranges."""
    words, count = number_words(), len(lower)
    word = lower[i]
    if word == "half":
        if i + 2 < count and lower[i + 1] == "a" and lower[i + 2] in words:
            whole = words[lower[i + 2]]
            if whole.kind in ("scale", "hundred"):
                return _Value(whole.value / 2, i + 3, whole.value, True)
        return None
    if word == "quarter":
        return _quarters(lower, i)
    if word[0].isdigit():
        if ends := _SPAN.fullmatch(word):
            end = i + 1 + (i + 1 < count and lower[i + 1] in words and words[lower[i + 1]].kind == "scale")
            scale = words[lower[i + 1]].value if end > i + 1 else 1.0
            return _Value(float(ends[1].replace(",", "")) * scale, end, scale)
        match = _DIGITS.fullmatch(word)
        if match is None or (word[0] == "0" and len(word) > 1 and word[1] != "."):
            return None
        value = float(match[1].replace(",", ""))
        scale, end = 1.0, i + 1
        if match[2]:
            suffix = words.get(match[2])
            if suffix is None or suffix.kind != "suffix":
                return None
            scale = suffix.value
        year = "," not in word and "." not in word and len(word) == 4 and int(value) in _YEARS
        # "$2.6-million"
        if end + 1 < count and lower[end] in _DASHES and lower[end + 1] in words:
            end += words[lower[end + 1]].kind == "scale" and not tokens[end].whitespace_
        # The full stop of a last sentence sticks to a suffix ("worth $40m.").
        while end < count and (following := words.get(lower[end].removesuffix("."))):
            glued = following.kind == "suffix" and not tokens[end - 1].whitespace_
            if following.kind not in ("scale", "hundred") and not glued:
                break
            scale *= following.value
            end += 1
        return _Value(round(value * scale, 6), end, scale, year=year and scale == 1)
    return _words(lower, i)


def _quarters(lower: list[str], i: int) -> _Value | None:
    """ "a quarter of a million"."""
    if lower[i + 1 : i + 3] != ["of", "a"] or i + 3 >= len(lower):
        return None
    whole = number_words().get(lower[i + 3])
    if whole is None or whole.kind != "scale":
        return None
    return _Value(whole.value / 4, i + 4, whole.value, True)


def _words(lower: list[str], i: int) -> _Value | None:
    """A number written in words: "twenty-five", "two hundred and fifty", "tens of thousands", "dozens"."""
    words, count = number_words(), len(lower)
    entry = words[lower[i]]
    if entry.kind == "suffix":
        return None
    if entry.kind == "vague":
        of = i + 2 < count and lower[i + 1] == "of"
        if of and (larger := words.get(lower[i + 2])) and larger.kind == "vague" and larger.value >= 2000:
            step = entry.value if entry.value != 2000 else 1000
            return _Value(step * larger.value / 2, i + 3, larger.value / 2, True, True)
        # "tens of people"; bare "tens" are none.
        return None if lower[i] == "tens" and not of else _Value(entry.value, i + 1, 1.0, True, True)
    if entry.kind == "few":
        at = i + 2 if i + 1 < count and lower[i + 1] == "of" else i + 1
        whole = words.get(lower[at]) if at < count else None
        if whole is None or whole.kind not in ("hundred", "scale"):
            return None
        return _Value(entry.value * whole.value, at + 1, 1.0, True, True)
    if entry.kind in ("hundred", "scale") and (not i or lower[i - 1] not in ("a", "an", "per", "the")):
        return None  # "euro30 billion"
    total, current, scale, end = 0.0, 0.0, 1.0, i
    while end < count and (entry_ := words.get(lower[end])):
        entry = entry_
        if entry.kind == "unit":
            if current % 10 and current % 100 < 20:
                break
            current += entry.value
        elif entry.kind == "ten":
            if current % 100:
                break
            current += entry.value
        elif entry.kind == "hundred":
            current = (current or 1) * entry.value
            scale = entry.value
        elif entry.kind == "scale":
            total += (current or 1) * entry.value
            current, scale = 0.0, entry.value
        else:
            break
        end += 1
        joined = end + 1 < count and words.get(lower[end + 1])
        if joined and joined.kind in ("hundred", "scale"):
            end += lower[end] in _DASHES
        elif joined and joined.kind in ("unit", "ten"):
            with_and = lower[end] == "and" and entry.kind in ("hundred", "scale")
            hyphened = lower[end] in _DASHES and (entry.kind, joined.kind) == ("ten", "unit")
            end += with_and or hyphened
    if end == i:
        return None
    return _Value(total + current, end, scale, True)


def _range(tokens: Sequence[Token], lower: list[str], first: int, found: _Value) -> tuple[_Value | None, int]:
    """The high end of a range that begins with *found* ("10-15", "10 to 15", "between 10 and 15")."""
    at, count = found.end, len(lower)
    if whole := _SPAN.fullmatch(lower[first]):
        return _Value(float(whole[2].replace(",", "")), at, found.scale), at
    if at + 1 >= count or found.vague:
        return None, at
    if lower[at] == "%" and at + 3 < count and lower[at + 3] == "%":
        at += 1  # "27% to 35%": the sign stands twice
    link = lower[at]
    before = _before_sign(tokens, lower, first)
    if found.year and link == "to" and (before in _SINCE or tokens[first - 1].pos_ == "PROPN"):
        return None, at  # "taking the total since March 2011 to 40,000"
    sign = 1 if tokens[at + 1].text in currencies("before") else 0
    linked = (
        (link in _DASHES and not tokens[at - 1].whitespace_ and not tokens[at].whitespace_)
        or (link in ("to", "or") and before not in ("from", "by"))
        or (link == "and" and before == "between")
    )
    if not linked or at + 1 + sign >= count:
        return None, found.end
    following = lower[at + 1 + sign]
    if not (following[0].isdigit() or following in number_words()):
        return None, found.end
    high = _value(tokens, lower, at + 1 + sign)
    return (high, high.end) if high and not high.vague else (None, found.end)


def _before_sign(tokens: Sequence[Token], lower: list[str], first: int) -> str:
    """The word before a number and its currency sign."""
    at = first - 1 - (first > 0 and tokens[first - 1].text in currencies("before"))
    return lower[at] if at >= 0 else ""


def _is_left_behind(tokens: Sequence[Token], lower: list[str], first: int, end: int) -> bool:
    """Whether the number is the old one of a change ("rose from 19 to 26", "to 7% from 8%", "up from 9")."""
    if _before_sign(tokens, lower, first) == "from":
        at = first - 2
        if at > 0 and lower[at] in ("up", "down"):
            return True
        while at > max(0, first - FAR) and not (lower[at][0].isdigit() or lower[at] in number_words()):
            at -= 1
        if at > 0 and _before_sign(tokens, lower, at) == "to":
            return True
    if end + 1 >= len(lower) or lower[end] != "to" or _before_sign(tokens, lower, first) != "from":
        return False
    following = lower[end + 1 + (tokens[end + 1].text in currencies("before") and end + 2 < len(lower))]
    return following[0].isdigit() or following in number_words()


def _is_name(tokens: Sequence[Token], lower: list[str], first: int, last: int) -> bool:
    """Whether the number names, dates, times or ages something, or is part of a word or of a longer code."""
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    if (
        before in words_of("naming")
        or before == "#"
        or after in ("am", "pm", "a.m.", "p.m.", "gmt", "o'clock")
    ):
        return True
    if before == "of" and first > 1 and lower[first - 2] in words_of("parent"):
        return True
    # "boys aged 16 and 17"
    if before in ("and", "or") and first > 2 and lower[first - 3] in words_of("naming"):
        return lower[first - 2][0].isdigit()
    glued = first and not tokens[first - 1].whitespace_
    if glued and (before in _DASHES or before in ("/", ":", "+", "#", "@", "№")):
        return True
    if after and not tokens[last - 1].whitespace_ and after not in ("-strong", "-plus"):
        if after in ("/", ":", "°", "°c", "th", "st", "nd", "rd", "km", "mph", "kph", "km/h"):
            return True
        if after in _DASHES:
            following = lower[last + 1] if last + 1 < len(lower) else ""
            return following not in ("strong", "plus", "odd")
    # Digits in a row are a telephone number or a code.
    if after[:1].isdigit() and "," not in after and lower[first][0].isdigit():
        return True
    # "Ann Smith, 34, said": an age between commas after a name or a person.
    return (
        before in (",", "(")
        and (after in (",", ")", ".", ";", "") or last >= len(lower))
        and first > 1
        and tokens[first - 2].pos_ in ("PROPN", "NOUN")
    )


def _sign(tokens: Sequence[Token], start: int) -> tuple[str | None, int]:
    """The currency whose sign stands before *start*, and the number of its tokens."""
    if not start:
        return None, 0
    signs = currencies("before")
    text = tokens[start - 1].text
    if start > 1 and not tokens[start - 2].whitespace_ and (pair := tokens[start - 2].text + text) in signs:
        return signs[pair], 2
    return (signs[text], 1) if text in signs else (None, 0)


def _unit(tokens: Sequence[Token], lower: list[str], last: int) -> tuple[str | None, int]:
    """The unit written after a number that ends at *last*, and where it ends."""
    count = len(lower)
    if last >= count:
        return None, last
    word = lower[last]
    if word in ("%", "percent", "pct"):
        return "percent", last + 1
    if word == "per" and last + 1 < count and lower[last + 1] == "cent":
        return "percent", last + 2
    if word == "percentage" and last + 1 < count and lower[last + 1] in ("point", "points"):
        return "percentage points", last + 2
    names = currencies("after")
    if word == "pounds" and lower[last - 1] not in number_words() and lower[last + 1 : last + 2] in _WEIGHED:
        return None, last
    if word in names and not (
        tokens[last].text[0].isupper() and last > 1 and tokens[last - 1].text[0].isupper()
    ):
        return names[word], last + 1
    # "20 million Canadian dollars": whose dollars they are is said, so the words are the unit.
    if last + 1 < count and lower[last + 1] in names and tokens[last].text[:1].isupper():
        return f"{tokens[last].text} {lower[last + 1]}", last + 2
    return None, last


def _bounds(lower: list[str], start: int, end: int) -> tuple[str | None, str, int, int]:
    """The bounding words around [start, end): canonical word, side, and the bounds with them."""
    before, after = hedges("before"), hedges("after")
    name, bound = "", "exact"
    for length in range(3, 0, -1):
        entry = after.get(tuple(lower[end : end + length]))
        if entry is not None and end + length <= len(lower):
            name, bound, end = entry.name, entry.bound, end + length
            break
    moved = True
    while moved and start:
        moved = False
        for length in range(min(LONGEST_HEDGE, start), 0, -1):
            entry = before.get(tuple(lower[start - length : start]))
            if entry is not None:
                if entry.name and not name:
                    name, bound = entry.name, entry.bound
                start -= length
                moved = True
                break
    return name or None, bound, start, end
