"""Blocks: parts that are read together, by one process, and written into one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from msgspec import msgpack

from dateline.intake.formats import Part
from dateline.pipeline.naming import Waiting

MOST_PARTS = 16
"""Parts in a block: some ten seconds of work, which is what a process that dies loses."""
MOST_BYTES = 1 << 22
"""Bytes after which a block ends, however few its parts."""
KEY_SIZE = 16


@dataclass(frozen=True, slots=True)
class Block:
    """Parts to be read with a ``stamp``; its ``name`` follows from them, ``keys`` from each.

    ``sources`` are those begun when its last part came.
    """

    name: str
    stamp: str
    keys: tuple[bytes, ...]
    parts: tuple[Part, ...]
    sources: int

    @property
    def size(self) -> int:
        """Bytes of its parts."""
        return sum(len(part.data) for part in self.parts)


def key_of(part: Part, stamp: str) -> bytes:
    """What the outcome of reading *part* with *stamp* follows from, in few bytes."""
    return blake2b(msgpack.encode((stamp, part)), digest_size=KEY_SIZE).digest()


def blocks_of(waiting: Iterable[Waiting], stamp: str) -> Iterator[Block]:
    """The parts that wait, in blocks, in their order."""
    parts: list[Part] = []
    size = sources = 0
    for one in waiting:
        parts.append(one.part)
        size += len(one.part.data)
        sources = one.sources
        if len(parts) >= MOST_PARTS or size >= MOST_BYTES:
            yield _block(parts, stamp, sources)
            parts, size = [], 0
    if parts:
        yield _block(parts, stamp, sources)


def rounds_of(blocks: Iterable[Block], most_blocks: int, most_bytes: int) -> Iterator[list[Block]]:
    """Blocks as many as are held in memory at once."""
    held: list[Block] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += block.size
        if len(held) >= most_blocks or size >= most_bytes:
            yield held
            held, size = [], 0
    if held:
        yield held


def _block(parts: list[Part], stamp: str, sources: int) -> Block:
    keys = tuple(key_of(part, stamp) for part in parts)
    name = blake2b(b"".join(keys), digest_size=KEY_SIZE).hexdigest()
    return Block(name, stamp, keys, tuple(parts), sources)
