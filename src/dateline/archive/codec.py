"""Reports and readings as compressed JSON, the form in which the archive keeps them."""

from __future__ import annotations

import zlib
from typing import TypeVar

import msgspec

T = TypeVar("T")


def pack(value: object) -> bytes:
    """A model object as compressed JSON."""
    return zlib.compress(msgspec.json.encode(value))


def unpack(data: bytes, kind: type[T]) -> T:
    """The model object of type *kind* in what `pack` gave."""
    return msgspec.json.decode(zlib.decompress(data), type=kind)
