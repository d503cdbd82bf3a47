"""Words of a report as evidence: light stems, names by their capitals, numbers.

Linking compares reports that were read long ago, perhaps elsewhere, so nothing here needs a parse: the text
and the sentences of the reading are enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.names import POSSESSIVE
from dateline.knowledge.plain_words import plain_words
from dateline.model import Span

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouy]")
_TITLE_CASE = 0.8
"""From this share of capitalised words on, a line without a full stop is a headline: no names by capitals."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text: stems of content words in order, names, numbers."""

    stems: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name without case, accents or the dots of initials: "U.N." and "UN" are one, and so are é and e."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[.’']", "", bare).casefold().strip()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its inflection, roughly: "attacks", "attacked" and "attacking" give one stem."""
    word = POSSESSIVE.sub("", word.casefold())
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)] + ("y" if ending == "ied" else "")
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def words_of(text: str, sentences: Sequence[Span]) -> tuple[Words, ...]:
    """The words of each sentence of a report, in order.

    A name is a capitalised word that no sentence begins with, or that stands elsewhere as a name; a word that
    is mostly written small is none.
    """
    found = [[m.group() for m in _TOKEN.finditer(text, s.start, s.end)] for s in sentences]
    headlines = [
        _title_case(tokens) and text[s.end - 1] not in ".!?\"”'’"
        for tokens, s in zip(found, sentences, strict=True)
    ]
    inner: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tokens, titled in zip(found, headlines, strict=True):
        for place, token in enumerate(tokens):
            if token[0].islower():
                small[token.casefold()] += 1
            elif token[0].isupper() and place and not titled:
                inner[token.casefold()] += 1
    names = {word for word, count in inner.items() if count > small[word]}
    return tuple(_words(tokens, names) for tokens in found)


def _title_case(tokens: Sequence[str]) -> bool:
    long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    return len(long) > 2 and sum(token[0].isupper() for token in long) >= _TITLE_CASE * len(long)


def _words(tokens: Sequence[str], capitals: set[str]) -> Words:
    stems, names, numbers = [], [], []
    plain = plain_words()
    for token in tokens:
        if token[0].isdigit():
            number = token.replace(",", "")
            if len(number) >= _SHORTEST:
                numbers.append(number.rstrip("."))
            continue
        small = token.casefold()
        bare = POSSESSIVE.sub("", small)
        if bare in plain or len(bare) < _SHORTEST:
            continue
        if token[0].isupper() and small in capitals:
            names.append(folded(bare))
            stems.append(folded(bare))
        else:
            stems.append(stem(small))
    return Words(tuple(stems), tuple(names), tuple(numbers))
