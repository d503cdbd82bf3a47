"""Reports that carry the same copy: exact, near and partial duplicates.

MinHash signatures (Broder 1997) over word shingles put reports that share much text into the same bucket of
at least one band; the share is then counted exactly. Own numpy code with fixed seeds, so that a signature is
the same on any day and any machine.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dateline.model import Duplicate, Span

SHINGLE = 5
"""Words in a shingle: long enough that two writers do not hit on the same ones."""
BANDS, ROWS = 32, 4
"""A pair that shares half its shingles falls into a common bucket with 87 %, one that shares 0.8 always."""
NEAR, PARTIAL = 0.7, 0.4
"""Jaccard from which two reports are near-duplicates; share of the shorter from which one is in the other."""
FEWEST = 8
"""Shingles below which a text is too short to call anything a copy of it but itself."""
_MOST_IN_BUCKET = 64
_WORD = re.compile(r"\w+")
Hashes = npt.NDArray[np.uint32]


def fingerprint(text: str, sentences: Sequence[Span]) -> tuple[str, bytes]:
    """The text's words in one form, and its shingles as sorted 32-bit hashes (little-endian bytes)."""
    words = [m.group().casefold() for s in sentences for m in _WORD.finditer(text, s.start, s.end)]
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    if len(codes) < SHINGLE:
        return " ".join(words), b""
    # A polynomial over the words' codes, modulo 2**64, then its upper half: cheap, and order counts.
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed + codes[offset : offset + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
    hashes = np.unique((mixed >> np.uint64(32)).astype("<u4"))
    return " ".join(words), hashes.tobytes()


def duplicates(
    digests: Mapping[str, str], shingles: Mapping[str, bytes], alike: Iterable[tuple[str, str]] = ()
) -> tuple[Duplicate, ...]:
    """Pairs of reports that carry the same copy, in order of their ids.

    *alike* are pairs to compare besides those of a common bucket: a short report inside a long one
    seldom does.
    """
    ids = sorted(digests)
    sets = {i: np.frombuffer(shingles[i], dtype="<u4") for i in ids}
    found = {}
    for group in _same_digest(digests).values():
        for first, other in itertools.pairwise(group):
            found[first, other] = Duplicate(first, other, "exact", 1.0)
    long = {i: s for i, s in sets.items() if len(s) >= FEWEST}
    pairs = {(min(pair), max(pair)) for pair in alike if pair[0] in long and pair[1] in long}
    for first, other in sorted(pairs | _buckets(long)):
        if (first, other) not in found and digests[first] != digests[other]:
            pair = _compare(first, other, sets[first], sets[other])
            if pair:
                found[first, other] = pair
    return tuple(found[pair] for pair in sorted(found))


def _same_digest(digests: Mapping[str, str]) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for report in sorted(digests):
        if digests[report]:
            groups[digests[report]].append(report)
    return groups


def _compare(first: str, other: str, a: Hashes, b: Hashes) -> Duplicate | None:
    both = len(np.intersect1d(a, b, assume_unique=True))
    share = both / min(len(a), len(b))
    if both / (len(a) + len(b) - both) >= NEAR:
        return Duplicate(first, other, "near", round(share, 4))
    return Duplicate(first, other, "partial", round(share, 4)) if share >= PARTIAL else None


def _buckets(sets: Mapping[str, Hashes]) -> set[tuple[str, str]]:
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for report in sorted(sets):
        signature = _signature(sets[report])
        for band in range(BANDS):
            buckets[band, signature[band * ROWS : (band + 1) * ROWS].tobytes()].append(report)
    pairs: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        # A bucket beyond the cap holds boilerplate: each of it is compared with its neighbours only.
        reach = len(bucket) if len(bucket) <= _MOST_IN_BUCKET else 2
        for place, report in enumerate(bucket):
            pairs.update((report, other) for other in bucket[place + 1 : place + reach])
    return pairs


def _signature(hashes: Hashes) -> npt.NDArray[np.uint32]:
    factors, terms = _permutations()
    low = np.uint64(0xFFFFFFFF)
    rows = ((hashes.astype(np.uint64)[:, None] * factors + terms) >> np.uint64(16)) & low
    lowest: Hashes = rows.min(axis=0).astype(np.uint32)
    return lowest


def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    numbers = np.arange(1, BANDS * ROWS + 1, dtype=np.uint64)
    factors = _scrambled(numbers) | np.uint64(1)
    return factors, _scrambled(numbers + np.uint64(1 << 32))


def _scrambled(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64 (Steele et al. 2014): well-spread 64-bit numbers from small ones."""
    z = numbers * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
