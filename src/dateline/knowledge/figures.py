"""What figures are made of: number words, bounding words, money, and the words that tell what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import table


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word that is a number or part of one; `kind` as in number_words.tsv."""

    kind: str
    value: int


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that bound a number: the canonical word ("" where they bound nothing) and which side is open."""

    name: str
    bound: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One way a word tells what is counted; the columns of counted.tsv."""

    kind: str
    what: str
    of: str
    least: float


@cache
def number_words() -> Mapping[str, NumberWord]:
    """Number words, lower case."""
    return {row["word"]: NumberWord(row["kind"], int(row["value"])) for row in table("number_words")}


@cache
def hedges(place: str) -> Mapping[tuple[str, ...], Hedge]:
    """Bounding words that stand "before" or "after" the number, as tuples of lower-case words."""
    return {
        tuple(row["words"].split()): Hedge(row["hedge"], row["bound"])
        for row in table("hedges")
        if row["place"] == place
    }


@cache
def currencies(place: str) -> Mapping[str, str]:
    """Signs "before" (as written) or words "after" (lower case) a number → ISO 4217 code."""
    return {row["word"]: row["unit"] for row in table("currencies") if row["place"] == place}


@cache
def counted(part_of_speech: str) -> Mapping[str, tuple[Counted, ...]]:
    """Lemmas of one part of speech ("verb", "noun", "adjective") → the ways they tell what is counted."""
    out: dict[str, tuple[Counted, ...]] = {}
    for row in table("counted"):
        if row["pos"] == part_of_speech:
            least = float(row["least"]) if row["least"] else 0.0
            entry = Counted(row["kind"], row["what"], row["of"], least)
            out[row["word"]] = (*out.get(row["word"], ()), entry)
    return out


@cache
def verbs_of(kind: str) -> frozenset[str]:
    """The verbs of one kind of counted.tsv, as lemmas."""
    return frozenset(verb for verb, rows in counted("verb").items() if any(row.kind == kind for row in rows))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The function words of one kind of counted.tsv, lower case."""
    return frozenset(row["word"] for row in table("counted") if row["pos"] == "word" and row["kind"] == kind)


@cache
def fates() -> frozenset[str]:
    """What can befall the counted: what verbs tell of their objects."""
    rows = (row for entries in counted("verb").values() for row in entries)
    return frozenset(row.what for row in rows if row.kind == "object")
