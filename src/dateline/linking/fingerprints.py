"""Reports that carry the same copy: exact and near duplicates.

MinHash signatures (Broder 1997) over word shingles put reports that share most of their text into the same
bucket of at least one band; the share is then counted exactly. Own numpy code with fixed seeds, so that a
signature is the same on any day and any machine.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from dateline.model import Duplicate

SHINGLE = 5
"""Words in a shingle: long enough that two writers do not hit on the same ones."""
BANDS, ROWS = 32, 4
"""A pair that shares half its shingles falls into a common bucket with 87 %, one that shares 0.8 always."""
NEAR = 0.7
"""Jaccard coefficient from which two reports are near-duplicates."""
FEWEST = 8
"""Shingles below which a text is too short to call anything a copy of it but itself."""
_MOST_IN_BUCKET = 64
Hashes = npt.NDArray[np.uint32]


def fingerprint(words: bytes) -> tuple[str, bytes]:
    """One hash of all the words of a text (`Wording.words`), and the hashes of their shingles, sorted."""
    codes = np.frombuffer(words, dtype="<u4").astype(np.uint64)
    digest = hashlib.blake2b(words, digest_size=16).hexdigest() if words else ""
    if len(codes) < SHINGLE:
        return digest, b""
    # A polynomial over the words' codes, modulo 2**64, then its upper half: cheap, and order counts.
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed + codes[offset : offset + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
    hashes = np.unique((mixed >> np.uint64(32)).astype("<u4"))
    return digest, hashes.tobytes()


def duplicates(digests: Mapping[str, str], shingles: Mapping[str, bytes]) -> tuple[Duplicate, ...]:
    """Pairs of reports that carry the same copy, in order of their ids."""
    found = {}
    for group in _same_digest(digests).values():
        for first, other in itertools.pairwise(group):
            found[first, other] = Duplicate(first, other, "exact", 1.0)
    sets = {i: np.frombuffer(shingles[i], dtype="<u4") for i in sorted(digests)}
    for first, other in sorted(_buckets({i: own for i, own in sets.items() if len(own) >= FEWEST})):
        if (first, other) not in found and digests[first] != digests[other]:
            both, least, either = _shared(sets[first], sets[other])
            if both / either >= NEAR:
                found[first, other] = Duplicate(first, other, "near", round(both / least, 4))
    return tuple(found[pair] for pair in sorted(found))


def share_of_shorter(one: bytes, other: bytes) -> float:
    """How much (0-1) of the shorter of two texts, given by their shingles, is in the other."""
    both, least, _ = _shared(np.frombuffer(one, dtype="<u4"), np.frombuffer(other, dtype="<u4"))
    return round(both / max(1, least), 4)


def _shared(one: Hashes, other: Hashes) -> tuple[int, int, int]:
    """Shingles in both texts, in the one with fewer, and in either."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both, min(len(one), len(other)), len(one) + len(other) - both


def _same_digest(digests: Mapping[str, str]) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for report in sorted(digests):
        if digests[report]:
            groups[digests[report]].append(report)
    return groups


def _buckets(sets: Mapping[str, Hashes]) -> set[tuple[str, str]]:
    signatures = {report: _signature(sets[report]) for report in sorted(sets)}
    pairs: set[tuple[str, str]] = set()
    for band in range(BANDS):  # one at a time: the buckets of all would take more memory than the sketches
        buckets: dict[bytes, list[str]] = defaultdict(list)
        for report, signature in signatures.items():
            buckets[signature[band * ROWS : (band + 1) * ROWS].tobytes()].append(report)
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
