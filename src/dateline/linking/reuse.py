"""Text that one report has in common with another, down to the sentences shared.

Pairs worth comparing are found by an index of word shingles, which sees a few sentences of one report in a
long other one; their sentences are then matched by the trigrams of words they share. What two reports have in
common without copying does not count: quotations, which all who heard the speech have, and background, which
reports of different weeks repeat.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from dateline.linking.fingerprints import share_of_shorter
from dateline.linking.lazily import Lazily
from dateline.linking.origin import likely_origin
from dateline.linking.outlines import Outlines
from dateline.linking.pairs import Ints, code, coded_pairs, decoded
from dateline.linking.sketch import Sketch
from dateline.model import Duplicate, SharedSentence

ALIKE = 0.5
"""Dice coefficient of two sentences' trigrams from which one is the other, edited: three of twenty words may
be changed, or half as much again added."""
WORDS = 6
"""Words below which a sentence is matched with none."""
SENTENCES, TAKEN = 3, 45
"""Sentences of running text in common, and words in them, from which text is reused, wherever they stand."""
RUN, RUN_WORDS = 2, 40
"""The same for sentences that follow each other in both reports."""
HALF, FEWEST = 0.5, 16
"""The same for a short report: share of its running text in common, and the words that takes."""
STOCK_REPORTS, STOCK_DAYS = 3, 10
"""A sentence of so many reports, the last of them published more than so many days after the first, is
background."""
MOST_SENTENCES = 20
"""Sentences of one report with the same trigram beyond which it tells none from another."""
SHARED = 12
"""Shingles in common (16 words in a row) from which two reports are compared; 8 tell no further pair on
bench/linking's development part."""
REACH = 32
"""Of the reports that share a shingle, each is compared with so many others at most."""
AT_ONCE = 1 << 10
"""Reports of which pairs are looked up at a time: those of a whole archive would take most of the memory."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_NONE = np.zeros(0, dtype=np.int64)
Pair = tuple[str, str]
Hashes = npt.NDArray[np.uint32]
Trigrams = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of one report: how many words each has, whether it is a quotation, all its words in one
    number, and how many trigrams it has.

    ``trigrams`` are those of all sentences, sorted, ``owners`` the sentence in which each stands, and
    ``telling`` says whether it stands in so few that it tells anything. ``counted`` are the sentences that
    are neither quotation nor background.
    """

    words: Ints
    quoted: npt.NDArray[np.bool_]
    hashes: tuple[int, ...]
    counts: Ints
    trigrams: Trigrams
    owners: Ints
    telling: npt.NDArray[np.bool_]
    counted: npt.NDArray[np.bool_]

    @property
    def running(self) -> int:
        """The words that stand in no quotation."""
        return int(self.words[~self.quoted].sum())


@dataclass(frozen=True, slots=True)
class _Match:
    """A sentence of one report and one of another (by number) that are the same or nearly so.

    ``told`` are the words of it that count: none in a quotation or in background.
    """

    one: int
    other: int
    likeness: float
    quoted: bool
    told: int


def with_sentences(
    sketches: Sequence[Sketch], outlines: Outlines, copies: Iterable[Duplicate]
) -> tuple[Duplicate, ...]:
    """*copies* (exact and near) with the sentences they share, and the pairs that share a part of their text.

    *sketches* and their *outlines* are in order of their ids; so are the pairs that come back.
    """
    known = {(copy.report, copy.other): copy for copy in copies}
    stock = _stock(sketches)
    sentences = Lazily(len(sketches), lambda at: _sentences(sketches[at], stock))
    found = []
    for i, j in _pairs(outlines, known):
        pair = outlines.reports[i], outlines.reports[j]
        one, other = sketches[i], sketches[j]
        if _is_elsewhere(one, other, pair in known):
            continue
        own, theirs = sentences[i], sentences[j]
        if pair not in known and not _may_be_reused(own, theirs):
            continue
        matches = [_match(other, own, *matched) for matched in _matched(own, theirs)]
        copy = known.get(pair)
        if copy is None and _is_reused(matches, min(own.running, theirs.running)):
            copy = Duplicate(*pair, "partial", share_of_shorter(one.shingles, other.shingles))
        if copy is not None:
            found.append(_told(copy, one, other, matches))
    return tuple(found)


def _is_elsewhere(one: Sketch, other: Sketch, known: bool) -> bool:
    """Whether a pair is told of in another place: as versions of one address, or, of several exact copies,
    by the pairs of neighbours among them."""
    return (one.address is not None and one.address == other.address) or (
        one.digest == other.digest and not known
    )


def _told(copy: Duplicate, one: Sketch, other: Sketch, matches: Sequence[_Match]) -> Duplicate:
    spans, other_spans = one.wording.spans(), other.wording.spans()
    origin = likely_origin(one, other)
    return replace(
        copy,
        report_share=round(len(matches) / max(1, len(spans)), 4),
        other_share=round(len(matches) / max(1, len(other_spans)), 4),
        sentences=tuple(
            SharedSentence(spans[m.one], other_spans[m.other], m.likeness, m.quoted) for m in matches
        ),
        source=origin.source,
        why=origin.why,
        agency=origin.agency,
    )


def _is_reused(matches: Sequence[_Match], shorter: int) -> bool:
    """Whether so much is shared that one report has it from the other, or both from a third.

    *shorter* are the words of running text of the report that has fewer.
    """
    counted = [match for match in matches if match.told]
    taken = sum(match.told for match in counted)
    if len(counted) >= SENTENCES and taken >= TAKEN:
        return True
    if taken >= FEWEST and taken >= HALF * shorter:
        return True
    return any(len(run) >= RUN and sum(m.told for m in run) >= RUN_WORDS for run in _runs(counted))


def _may_be_reused(own: _Sentences, theirs: _Sentences) -> bool:
    """Whether so much of one report may be in the other that it is worth while to match their sentences.

    A sentence that is another with a Dice coefficient of `ALIKE` has a third of its trigrams there.
    """
    at = np.searchsorted(theirs.trigrams, own.trigrams)
    at[at == len(theirs.trigrams)] = 0
    there = own.owners[theirs.trigrams[at] == own.trigrams] if len(theirs.trigrams) else own.owners[:0]
    shared = np.bincount(there, minlength=len(own.counts))
    likely = (shared > 0) & (shared * (2 - ALIKE) >= ALIKE * own.counts) & own.counted
    words, sentences = int(own.words[likely].sum()), int(likely.sum())
    return (
        (sentences >= SENTENCES and words >= TAKEN)
        or (sentences >= RUN and words >= RUN_WORDS)
        or (words >= FEWEST and words >= HALF * min(own.running, theirs.running))
    )


def _runs(matches: Sequence[_Match]) -> list[list[_Match]]:
    """The stretches of matches that follow each other in both reports."""
    runs: list[list[_Match]] = []
    for match in matches:
        if runs and (runs[-1][-1].one + 1, runs[-1][-1].other + 1) == (match.one, match.other):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _match(other: Sketch, own: _Sentences, i: int, j: int, likeness: float) -> _Match:
    quoted = bool(own.quoted[i] or other.wording.quoted[j])
    told = int(own.words[i]) if own.counted[i] and not quoted else 0
    return _Match(i, j, likeness, quoted, told)


def _sentences(sketch: Sketch, stock: frozenset[int]) -> _Sentences:
    lengths, trigrams = [], []
    hashes, quoted = _hashes(sketch), np.frombuffer(sketch.wording.quoted, dtype=np.uint8) > 0
    for words in sketch.wording.sentences():
        lengths.append(len(words))
        first, second, third = words[:-2], words[1:-1], words[2:]
        mixed = np.unique((first * _MULTIPLIER + second) * _MULTIPLIER + third)
        trigrams.append(mixed if len(words) >= WORDS else mixed[:0])
    counts = np.array([len(own) for own in trigrams], dtype=np.int64)
    codes = np.concatenate(trigrams) if trigrams else np.zeros(0, dtype=np.uint64)
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    often = np.searchsorted(codes, codes, "right") - np.searchsorted(codes, codes, "left")
    return _Sentences(
        np.array(lengths, dtype=np.int64),
        quoted,
        hashes,
        counts,
        codes,
        np.repeat(np.arange(len(counts)), counts)[order],
        often <= MOST_SENTENCES,
        ~quoted & np.array([own not in stock for own in hashes], dtype=bool),
    )


def _hashes(sketch: Sketch) -> tuple[int, ...]:
    """Each sentence of a report in one number."""
    digests = (blake2b(words.tobytes(), digest_size=8).digest() for words in sketch.wording.sentences())
    return tuple(int.from_bytes(digest, "little") for digest in digests)


def _matched(one: _Sentences, other: _Sentences) -> list[tuple[int, int, float]]:
    """Sentences of both reports that are one sentence, each in one pair at most, with their likeness."""
    matched = [(i, j, 1.0) for i, j in _same(one, other)]
    taken, taken_other = {i for i, _, _ in matched}, {j for _, j, _ in matched}
    ours, theirs, counts = _in_common(one, other)
    dice = 2 * counts / (one.counts[ours] + other.counts[theirs])
    enough = dice >= ALIKE
    alike = zip(dice[enough].tolist(), ours[enough].tolist(), theirs[enough].tolist(), strict=True)
    for likeness, _, i, j in sorted((-likeness, abs(i - j), i, j) for likeness, i, j in alike):
        if i not in taken and j not in taken_other:
            taken.add(i)
            taken_other.add(j)
            matched.append((i, j, round(-likeness, 4)))
    return sorted(matched)


def _in_common(one: _Sentences, other: _Sentences) -> tuple[Ints, Ints, Ints]:
    """Pairs of sentences of two reports that share trigrams, and how many."""
    start = np.searchsorted(one.trigrams, other.trigrams, "left")
    many = np.searchsorted(one.trigrams, other.trigrams, "right") - start
    held = np.flatnonzero(many)
    held = held[one.telling[start[held]]]
    many = many[held]
    # For each trigram of the other report all places that it has in the first, one after the other.
    steps = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    ours = one.owners[np.repeat(start[held], many) + steps]
    theirs = np.repeat(other.owners[held], many)
    codes, counts = np.unique(ours * len(other.counts) + theirs, return_counts=True)
    return codes // max(1, len(other.counts)), codes % max(1, len(other.counts)), counts


def _same(one: _Sentences, other: _Sentences) -> Iterator[tuple[int, int]]:
    """Sentences that are the same word for word; of one that is repeated the first with the first."""
    places: dict[int, deque[int]] = defaultdict(deque)
    for i, sentence in enumerate(one.hashes):
        if one.counts[i]:
            places[sentence].append(i)
    for j, sentence in enumerate(other.hashes):
        if places.get(sentence):
            yield places[sentence].popleft(), j


def _stock(sketches: Sequence[Sketch]) -> frozenset[int]:
    """The hashes of sentences that reports of different weeks repeat."""
    dated = [
        (own, s.published.date.toordinal())
        for s in sketches
        if s.published.date and (own := sorted(set(_hashes(s))))
    ]
    if not dated:
        return frozenset()
    hashes = np.concatenate([np.array(own, dtype=np.uint64) for own, _ in dated])
    days = np.repeat([day for _, day in dated], [len(own) for own, _ in dated])
    order = np.lexsort((days, hashes))
    hashes, days = hashes[order], days[order]
    first = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    last = np.append(first[1:], len(hashes)) - 1
    stock = (last - first + 1 >= STOCK_REPORTS) & (days[last] - days[first] > STOCK_DAYS)
    return frozenset(hashes[first][stock].tolist())


def _pairs(outlines: Outlines, known: Iterable[Pair]) -> Iterator[tuple[int, int]]:
    """Pairs of reports (positions) that have so many shingles in common that comparing them is worth while,
    and those *known*; in order."""
    position = {report: number for number, report in enumerate(outlines.reports)}
    sure = np.sort(np.array([code(position[one], position[other]) for one, other in known], dtype=np.int64))
    hashes, owners = _postings(outlines.shingles)
    for first in range(0, len(outlines.reports), AT_ONCE):
        start, end = np.searchsorted(sure, [code(first, 0), code(first + AT_ONCE, 0)])
        alike = _sharing(hashes, owners, range(first, first + AT_ONCE))
        yield from decoded(np.union1d(alike, sure[start:end]).tolist())


def _sharing(hashes: Hashes, owners: npt.NDArray[np.int32], some: range) -> Ints:
    """The pairs, as numbers, of one of *some* reports and a later one that share enough shingles."""
    own = np.flatnonzero((owners >= some.start) & (owners < some.stop))
    found = []
    for reach in range(1, REACH + 1):
        own = own[own + reach < len(hashes)]
        own = own[hashes[own] == hashes[own + reach]]  # in order, so one that ends here goes on nowhere
        if not len(own):
            break
        found.append(coded_pairs(owners[own].astype(np.int64), owners[own + reach].astype(np.int64)))
    codes, counts = np.unique(np.concatenate(found or [_NONE]), return_counts=True)
    enough: Ints = codes[counts >= SHARED]
    return enough


def _postings(shingles: Sequence[bytes]) -> tuple[Hashes, npt.NDArray[np.int32]]:
    """The shingles of all reports in order, and beside each the number of the report it stands in."""
    sizes = [len(own) // 4 for own in shingles]
    both = np.frombuffer(b"".join(shingles), dtype="<u4").astype(np.uint64) << np.uint64(32)
    both |= np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    both.sort()
    return (both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32).astype(np.int32)
