"""Quotations: the words that a claim puts into a mouth against those a report has, as a word difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
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
_SENTENCE_END = re.compile(r"[.!?…]")


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
    if not any(key for key, _ in ours) or not any(key for key, _ in theirs):
        return None
    matcher = SequenceMatcher(
        None, [key or word for key, word in ours], [key or word for key, word in theirs], autojunk=False
    )
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    common = sum(sum(1 for key, _ in ours[b.a : b.a + b.size] if key) for b in blocks)
    total = sum(1 for key, _ in ours if key)
    first, last = _sentences_around(theirs, blocks)
    pieces: list[Piece] = []
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        b, b_end = max(b, first), min(b_end, last)
        if kind == "equal":
            pieces.append(Piece("same", _joined(ours[a:a_end])))
            continue
        if b < b_end and any(key for key, _ in theirs[b:b_end]):
            pieces.append(Piece("left out", _joined(theirs[b:b_end])))
        if a < a_end and any(key for key, _ in ours[a:a_end]):
            pieces.append(Piece("added", _joined(ours[a:a_end])))
    merged = tuple(_merged(pieces))
    changed = {word.casefold() for p in merged if p.kind != "same" for word in _BARE.findall(p.words)}
    turned = any(is_negation(word) for word in changed)
    exact = common == total and not any(p.kind == "added" for p in merged) and _in_one_row(merged)
    whole = all(p.kind == "same" for p in merged)
    return Difference(merged, common / total, common, exact, whole, turned)


def _words(text: str) -> Sequence[tuple[str, str]]:
    """The tokens of *text*: the folded word (empty for a mark) and the token."""
    return [(folded(m.group()) if m.group()[0].isalnum() else "", m.group()) for m in _TOKEN.finditer(text)]


def _sentences_around(theirs: Sequence[tuple[str, str]], blocks: Sequence[Match]) -> tuple[int, int]:
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


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of one kind as one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind:
            held = Piece(held.kind, f"{held.words} {piece.words}")
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    text = " ".join(token for _, token in tokens)
    return re.sub(r"\s+([,.;:!?])", r"\1", text)
