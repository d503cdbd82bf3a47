"""Words that say the same of a question on which actors take positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """One row of question_words.tsv for one of its words (several where it is a phrase)."""

    words: tuple[str, ...]
    kind: str
    topic: str
    turns: bool


@cache
def question_words() -> tuple[QuestionWord, ...]:
    """All words of the table, in its order."""
    return tuple(
        QuestionWord(tuple(phrase.replace("-", " ").split()), row["kind"], row["topic"], row["sign"] == "-")
        for row in table("question_words")
        for phrase in listed(row["words"])
    )
