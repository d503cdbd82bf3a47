"""Likelihoods worked out before, found again by a key of all that each follows from.

A key is a hash of the inputs themselves (what is known of both sides, and how rare their words are), so a
likelihood that is found is the one that weighing again would give, whatever came into the archive since, and
in whatever order. They are kept by report, a few hundred of each at most, so that 64 bits tell them apart.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter

KEY_BYTES = 8
_ENTRY = struct.Struct(f"<{KEY_BYTES}sd")
_NUMBER = struct.Struct("<d")
Packed = Mapping[str, bytes]
"""Report → the likelihoods kept for it, each with its key."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The likelihoods of pairs of reports and of mentions, kept with the first of the two reports."""

    reports: Packed = field(default_factory=dict)
    mentions: Packed = field(default_factory=dict)


def content_key(thing: object) -> bytes:
    """A key of all that a thing of plain dataclasses holds."""
    import msgspec

    return key_of(msgspec.msgpack.encode(thing))


def key_of(*parts: bytes) -> bytes:
    """A key of several parts."""
    return blake2b(b"".join(parts), digest_size=KEY_BYTES).digest()


def number(value: float) -> bytes:
    """A number as a part of a key."""
    return _NUMBER.pack(value)


class Recall:
    """Looks likelihoods up, report by report, and notes what was asked for.

    *kept* are those of earlier runs, *learnt* those of this one; both may hold more than is asked for.
    """

    def __init__(self, kept: Packed, learnt: Packed) -> None:
        """Look up in *kept* and *learnt*."""
        self._kept, self._learnt = kept, learnt
        self._report: str | None = None
        self._found: dict[bytes, float] = {}
        self._reports: list[str] = []
        self._keys = bytearray()

    def find(self, report: str, key: bytes) -> float | None:
        """The likelihood with a *key* among those of a report; ask for one report after the other."""
        if report != self._report:
            self._report = report
            self._found = _unpacked(self._kept.get(report, b"") + self._learnt.get(report, b""))
        self._reports.append(report)
        self._keys += key
        return self._found.get(key)

    def learnt(self, values: Iterable[float]) -> Packed:
        """What is learnt in this run so far: also the *values* of all that was asked for, in that order."""
        asked = zip(self._reports, _keys(self._keys), values, strict=True)
        learnt = dict(self._learnt)
        for report, found in groupby(asked, key=itemgetter(0)):
            held = _unpacked(learnt.get(report, b""))
            learnt[report] = _packed(held | {key: value for _, key, value in found})
        return learnt


def _keys(joined: bytearray) -> Iterator[bytes]:
    return (bytes(joined[at : at + KEY_BYTES]) for at in range(0, len(joined), KEY_BYTES))


def _packed(values: Mapping[bytes, float]) -> bytes:
    return b"".join(_ENTRY.pack(key, values[key]) for key in sorted(values))


def _unpacked(data: bytes) -> dict[bytes, float]:
    return dict(_ENTRY.iter_unpack(data))
