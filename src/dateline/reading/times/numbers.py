"""Numbers in words, digits, or both: "twenty four", "2 1/2", "two and a half", "nineteen ninety-one"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

LARGEST = 10**12
"""Where reading on stops: no time expression counts so far."""
NumberKind = Literal["NUM", "ORD", "YEAR"]


def number_phrase(
    words: Sequence[str],
    at: int,
    cardinals: Mapping[str, int],
    scales: Mapping[str, int],
    ordinals: Mapping[str, int],
) -> tuple[str, NumberKind, int]:
    """The number that begins with the word *at*: its value in digits, its kind, the index after it.

    The word at *at* is a cardinal, a number in digits, or "a" before "hundred" and the like.
    """
    total = Fraction(0)
    current, after = _first(words[at], cardinals), at + 1
    while after < len(words) and total + current < LARGEST:
        step = after
        if words[step] == "-" or (words[step] == "and" and current % 100 == 0 and current):
            step += 1
        word = words[step] if step < len(words) else ""
        if word in cardinals and _fits(current, cardinals[word]):
            current += cardinals[word]
        elif word in ordinals and 20 <= current < 100 and current % 10 == 0 and ordinals[word] < 10:
            return str(int(total + current) + ordinals[word]), "ORD", step + 1
        elif step == after and word in cardinals and _is_century(words[at], current, cardinals[word]):
            tens, after = cardinals[word], step + 1
            if words[after : after + 1] == ["-"]:
                after += 1
            if after < len(words) and tens % 10 == 0 and 0 < cardinals.get(words[after], 0) < 10:
                return str(int(current) * 100 + tens + cardinals[words[after]]), "YEAR", after + 1
            if words[after - 1] == "-":
                after -= 1
            return str(int(current) * 100 + tens), "YEAR", after
        elif step == after and word in scales:
            current *= scales[word]
            if scales[word] >= 1000:
                total, current = total + current, Fraction(0)
        elif word == "a" and words[step - 1] == "and" and words[step + 1 : step + 2] == ["half"]:
            return _digits(total + current + Fraction(1, 2)), "NUM", step + 2
        else:
            break
        after = step + 1
    for half in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"]):
        if words[after : after + len(half)] == half:
            return _digits(total + current + Fraction(1, 2)), "NUM", after + len(half)
    return _digits(total + current), "NUM", after


def _first(word: str, cardinals: Mapping[str, int]) -> Fraction:
    if word in cardinals:
        return Fraction(cardinals[word])
    if word == "a":
        return Fraction(1)
    whole, _, fraction = word.replace(",", "").partition(" ")
    value = Fraction(whole)
    if fraction:
        above, below = fraction.split("/")
        value += Fraction(int(above), int(below)) if int(below) else 0
    return value


def _fits(current: Fraction, word: int) -> bool:
    """Whether a cardinal can follow: "twenty" + "four", "two hundred" + "ten"."""
    if not current or current.denominator != 1:
        return False
    return (current >= 100 and current % 100 == 0) or (
        current % 100 >= 20 and current % 10 == 0 and word < 10
    )


def _is_century(first: str, current: Fraction, word: int) -> bool:
    """Whether two cardinals in a row are a year in words, as "nineteen" and "ninety" are."""
    return first.isalpha() and current in (17, 18, 19, 20) and 10 <= word <= 90


def _digits(value: Fraction) -> str:
    if value.denominator == 1:
        return str(int(value))
    return f"{float(value):.4f}".rstrip("0")
