"""ZIP archives and gzip files, unpacked in memory and within bounds.

No path in an archive is ever written to, so none can lead anywhere. What expands beyond all measure is
refused, member by member and over the whole archive, also where archives stand inside archives.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline.intake.formats.parts import MAX_PART, MEGABYTE, Part, too_long

MAX_DEPTH = 3
"""Archives inside archives."""
MAX_MEMBERS = 50_000
MAX_EXPANDED = 4096 * MEGABYTE
"""Bytes that one file may expand to, with all archives in it."""
MAX_RATIO = 200
"""Text and pages shrink to a tenth; what shrinks to less than this part was made to do harm."""
FREE = 4 * MEGABYTE
"""Bytes that may be expanded whatever the ratio."""
BOMB = f"it expands to more than {MAX_RATIO} times its size, as no report does"
_CHUNK = 1 << 16


@dataclass(slots=True)
class Budget:
    """What one file may still cost, shared by all archives in it."""

    members: int = MAX_MEMBERS
    expanded: int = MAX_EXPANDED
    depth: int = 0


Refused = Callable[[str], str | None]
Unpack = Callable[[str, bytes], Iterator[Part]]


def zip_parts(
    name: str, stream: BinaryIO, budget: Budget, unpack: Unpack, refused: Refused
) -> Iterator[Part]:
    """The members of a ZIP archive in its order, each taken apart by *unpack*.

    *refused* says why a member of some name is not read: "" where nothing need be said of it.
    """
    if budget.depth >= MAX_DEPTH:
        yield Part(name, trouble=f"an archive inside {MAX_DEPTH} archives is not opened")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Part(name, trouble=f"the ZIP archive is damaged or cut off ({error})")
        return
    budget.depth += 1
    for member in archive.infolist():
        if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
            continue
        label = f"{name}#{member.filename}"
        why = refused(member.filename)
        if why is not None:
            if why:
                yield Part(label, trouble=why)
            continue
        budget.members -= 1
        if budget.members < 0:
            yield Part(label, trouble=f"more than {MAX_MEMBERS} files in one archive are not read")
            break
        try:
            with archive.open(member) as packed:
                data, trouble = _bounded(packed.read, member.compress_size, budget)
        except RuntimeError as error:
            data, trouble = b"", f"it cannot be opened ({error})"  # a password
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            data, trouble = b"", f"it is damaged ({error})"
        if trouble is not None:
            yield Part(label, trouble=trouble)
        else:
            yield from unpack(label, data)
    budget.depth -= 1


def gzip_parts(name: str, stream: BinaryIO, budget: Budget, unpack: Unpack) -> Iterator[Part]:
    """What is in a gzip file, taken apart by *unpack* under its name without ``.gz``."""
    import gzip

    if budget.depth >= MAX_DEPTH:
        yield Part(name, trouble=f"an archive inside {MAX_DEPTH} archives is not opened")
        return
    packed = stream.read(MAX_PART + 1)
    try:
        data, trouble = _bounded(gzip.GzipFile(fileobj=io.BytesIO(packed)).read, len(packed), budget)
    except (OSError, EOFError, zlib.error) as error:
        data, trouble = b"", f"the gzip file is damaged or cut off ({error})"
    if trouble is not None:
        yield Part(name, trouble=trouble)
        return
    budget.depth += 1
    yield from unpack(name.removesuffix(".gz"), data)
    budget.depth -= 1


def _bounded(read: Callable[[int], bytes], packed: int, budget: Budget) -> tuple[bytes, str | None]:
    """What *read* gives piece by piece, or why no more of it is read."""
    pieces: list[bytes] = []
    size = 0
    while piece := read(_CHUNK):
        size += len(piece)
        budget.expanded -= len(piece)
        if size > FREE and size > MAX_RATIO * max(packed, 1):
            return b"", BOMB
        if size > MAX_PART:
            return b"", too_long(size, MAX_PART)
        if budget.expanded < 0:
            return b"", f"the archive expands to more than {MAX_EXPANDED // MEGABYTE} MB; unpack it yourself"
        pieces.append(piece)
    return b"".join(pieces), None
