"""Reports and readings as compressed JSON, the form in which the archive keeps them.

The library is imported when it is used: commands that only show the record do without it, and start sooner.
"""

from __future__ import annotations

import zlib
from typing import TypeVar

from dateline.archive.troubles import DAMAGED
from dateline.errors import ArchiveError

T = TypeVar("T")


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
