"""A paragraph's tokens as plain lists, which are quicker to walk than spaCy's objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Span
from dateline.reading.syntax import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING = frozenset("“«")
_CLOSING = frozenset("”»")


@dataclass(frozen=True, slots=True)
class View:
    """One paragraph: texts, lower-case texts, parts of speech, tags, dependencies, heads, lemmas and entity
    labels by token.

    ``starts`` are places in the report's text; ``sentence`` numbers a token's sentence in the whole report;
    ``quoted`` says whether it stands between quotation marks.
    """

    number: int
    doc: Doc
    starts: list[int]
    texts: list[str]
    lower: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    labels: list[str]
    sentence: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, token: int) -> int:
        """Where a token ends in the report's text."""
        return self.starts[token] + len(self.texts[token])

    def is_mark(self, token: int) -> bool:
        """Whether a token is a possessive mark or a hyphen inside a word, not a dash between spaces."""
        text = self.texts[token]
        if text not in {"-", "–"}:
            return text in {"'s", "’s", "'", "’"}
        before = token > 0 and self.end(token - 1) == self.starts[token]
        return before or (token + 1 < len(self.texts) and self.end(token) == self.starts[token + 1])

    def words(self, first: int, last: int) -> str:
        """The tokens [first, last) as text with single spaces."""
        pieces = []
        for token in range(first, last):
            if token > first and self.end(token - 1) < self.starts[token]:
                pieces.append(" ")
            pieces.append(self.texts[token])
        return " ".join("".join(pieces).split())

    def span(self, first: int, last: int) -> Span:
        """The place of the tokens [first, last)."""
        return Span(self.starts[first], self.end(last - 1))


def views(parse: Parse) -> Iterator[View]:
    """The paragraphs of a parse in order."""
    sentence_of: list[list[int]] = [[0] * len(doc) for doc in parse.docs]
    for number, sentence in enumerate(parse.sentences):
        row = sentence_of[sentence.paragraph]
        for token in range(sentence.tokens.start, sentence.tokens.end):
            row[token] = number
    for number, doc in enumerate(parse.docs):
        tokens = list(doc)
        texts = [t.text for t in tokens]
        yield View(
            number,
            doc,
            doc.user_data["starts"],
            texts,
            [t.lower() for t in texts],
            [t.pos_ for t in tokens],
            [t.tag_ for t in tokens],
            [t.dep_ for t in tokens],
            [t.head.i for t in tokens],
            [t.lemma_ for t in tokens],
            [t.ent_type_ for t in tokens],
            sentence_of[number],
            _quoted(texts),
        )


def _quoted(texts: list[str]) -> list[bool]:
    inside = False
    out = []
    for text in texts:
        if text in _OPENING:
            inside = True
        elif text in _CLOSING:
            inside = False
        elif text == '"':
            inside = not inside
        out.append(inside)
    return out
