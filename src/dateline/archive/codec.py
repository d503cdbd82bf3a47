"""Reports and readings as the archive keeps them: compressed JSON.

The library is imported when it is used: commands that only show the record do without it, and start sooner.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from dateline.archive.troubles import DAMAGED
from dateline.errors import ArchiveError

if TYPE_CHECKING:
    from dateline.model import Reading, Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Packed:
    """A report with its reading and its bytes, ready to be kept.

    ``stamp`` says with what it was read; ``digest`` is one of all that is packed.
    """

    report: str
    source: str
    stamp: str
    digest: str
    original: bytes
    parsed: bytes
    reading: bytes


def packed(report: Report, reading: Reading, original: bytes, stamp: str) -> Packed:
    """A report that was read from the bytes *original*, ready to be kept."""
    parts = pack(report), pack(reading)
    return Packed(
        report.id, report.source, stamp, digest(stamp.encode(), *parts), zlib.compress(original), *parts
    )


def digest(*parts: bytes) -> str:
    """A short digest of packed things."""
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).hexdigest()


def pack(value: object) -> bytes:
    """A model object as compressed JSON."""
    import msgspec

    return zlib.compress(msgspec.json.encode(value))


def unpack(data: bytes, kind: type[T]) -> T:
    """The model object of type *kind* in what `pack` gave; ArchiveError where it is damaged."""
    import msgspec

    try:
        return msgspec.json.decode(zlib.decompress(data), type=kind)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ArchiveError(f"what the archive keeps of a report is damaged ({error}). {DAMAGED}") from error
