"""Quotations: the words that a claim puts into a mouth against those a report has, as a word difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import groupby
from typing import Literal

from dateline.claims.words import is_negation
from dateline.linking.words import folded

ALTERED = 0.5
"""Share of the claimed words, in order, from which other words are an altered form of one quotation; tuned on
the claims of tests/test_claims.py."""
CLOSE = 0.75
"""The same where another speaks, or the report does not quote, and much in common is chance; by judgement."""
LONGEST = 2_000
"""Words of a reported statement that are compared; speeches printed in full have more."""
FEWEST = 3
"""Words in order that an altered quotation has in common with the reported one; fewer are chance."""
_TOKEN = re.compile(r"\w+(?:['’.,-]\w+)*|\S")
_BARE = re.compile(r"[\w'’]+")
_BEFORE_STOP = re.compile(r"(?<!\s)\s++(?=[,.;:!?])")
_SENTENCE_END = re.compile(r"[.!?…]")
_Token = tuple[str, str]
"""A word folded (empty for a mark), and as it is written."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row: in both, only in the report ("left out"), or only in the claim ("added")."""

    kind: Literal["same", "left out", "added"]
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of a claim against those of a report.

    ``exact``: the claimed words stand in the report in one row; ``whole``: and nothing stands beside them in
    their sentences; ``turned``: a word that turns a statement round was left out or put in. ``share`` is the
    part of the claimed words that the report has, ``common`` how many these are.
    """

    pieces: tuple[Piece, ...]
    share: float
    common: int
    exact: bool
    whole: bool
    turned: bool

    @property
    def alike(self) -> bool:
        """Whether the two are forms of one quotation."""
        return self.exact or (self.share >= ALTERED and self.common >= FEWEST)


def difference(claimed: str, reported: str) -> Difference | None:
    """How *claimed* differs from *reported*; None where one of them has no words.

    Reported sentences that the claim has nothing of are left out of the pieces.
    """
    ours, theirs = _words(claimed), _words(reported)[:LONGEST]
    if not _count(ours) or not _count(theirs):
        return None
    matcher = SequenceMatcher(
        None, [key or word for key, word in ours], [key or word for key, word in theirs], autojunk=False
    )
    pieces = tuple(_merged(_pieces(ours, theirs, matcher)))
    common = sum(_count(ours[b.a : b.a + b.size]) for b in matcher.get_matching_blocks())
    changed = {word.casefold() for p in pieces if p.kind != "same" for word in _BARE.findall(p.words)}
    total = _count(ours)
    return Difference(
        pieces,
        share=common / total,
        common=common,
        exact=common == total and not any(p.kind == "added" for p in pieces) and _in_one_row(pieces),
        whole=all(p.kind == "same" for p in pieces),
        turned=any(is_negation(word) for word in changed),
    )


def _pieces(
    ours: Sequence[_Token], theirs: Sequence[_Token], matcher: SequenceMatcher[str]
) -> Iterator[Piece]:
    """What is the same, left out and added, in order; marks alone make no piece."""
    first, last = _sentences_around(theirs, [b for b in matcher.get_matching_blocks() if b.size])
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", _joined(ours[a:a_end]))
            continue
        if _count(left_out := theirs[max(b, first) : min(b_end, last)]):
            yield Piece("left out", _joined(left_out))
        if _count(added := ours[a:a_end]):
            yield Piece("added", _joined(added))


def _count(tokens: Sequence[_Token]) -> int:
    """How many of them are words."""
    return sum(1 for key, _ in tokens if key)


def _words(text: str) -> Sequence[_Token]:
    return [(folded(m.group()) if m.group()[0].isalnum() else "", m.group()) for m in _TOKEN.finditer(text)]


def _sentences_around(theirs: Sequence[_Token], blocks: Sequence[Match]) -> tuple[int, int]:
    """The stretch of whole sentences that hold all that is shared."""
    if not blocks:
        return 0, len(theirs)
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    while first > 0 and not _SENTENCE_END.fullmatch(theirs[first - 1][1]):
        first -= 1
    while last < len(theirs) and not _SENTENCE_END.fullmatch(theirs[last - 1][1]):
        last += 1
    return first, last


def _in_one_row(pieces: Sequence[Piece]) -> bool:
    """Whether nothing is left out between words that are the same."""
    kinds = [p.kind for p in pieces]
    inner = kinds[kinds.index("same") : len(kinds) - kinds[::-1].index("same")] if "same" in kinds else []
    return inner == ["same"]


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of one kind as one."""
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, " ".join(piece.words for piece in run))


def _joined(tokens: Sequence[_Token]) -> str:
    text = " ".join(token for _, token in tokens)
    return _BEFORE_STOP.sub("", text)
