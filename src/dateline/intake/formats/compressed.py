"""ZIP and TAR archives and compressed files, unpacked in memory and within bounds.

No path in an archive is ever written to, so none can lead anywhere. What is packed is handed on as a stream,
so that what can be read piece by piece may be long. What expands beyond all measure is refused, file by file
and over the whole archive, also where archives stand inside archives.
"""

from __future__ import annotations

import bz2
import gzip
import io
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from dateline.intake.files import printable
from dateline.intake.formats.parts import MEGABYTE, Part

MAX_DEPTH = 4
"""Archives inside archives; a `.tar.gz` is two."""
MAX_MEMBERS = 50_000
MAX_EXPANDED = 4096 * MEGABYTE
"""Bytes that one file may expand to, with all archives in it."""
MAX_RATIO = 200
"""Text and pages shrink to a tenth; what shrinks to less than this part was made to do harm."""
FREE = 4 * MEGABYTE
"""Bytes that may be expanded whatever the ratio."""
BOMB_COSTS = 400 * MEGABYTE
"""What each such file takes from what its archive may expand to, so that ten of them end it."""
BOMB = f"it expands to more than {MAX_RATIO} times its size, as no report does"
TOO_MUCH = f"the archive expands to more than {MAX_EXPANDED // MEGABYTE} MB; unpack it and read the folder"
TOO_DEEP = f"an archive inside {MAX_DEPTH} archives is not opened; unpack the outer ones and read the folder"
TOO_MANY = f"more than {MAX_MEMBERS:,} files in one archive are not read; unpack it and read the folder"
LOCKED = "locked with a password; unpack it and read the files"
ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Begins the frame that holds the dictionary of a compressed web archive."""
_TAR = slice(257, 262)


class TooMuchError(OSError):
    """Why no more of a packed file is read."""


@dataclass(slots=True)
class Budget:
    """What one file may still cost, shared by all archives in it."""

    members: int = MAX_MEMBERS
    expanded: int = MAX_EXPANDED
    depth: int = 0


Refused = Callable[[str], str | None]
Unpack = Callable[[str, BinaryIO], Iterator[Part]]


def is_packed(head: bytes) -> bool:
    """Whether a file that begins with *head* is one file, compressed."""
    return head.startswith((b"\x1f\x8b", b"BZh", ZSTD, _ZSTD_DICTIONARY))


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with *head* is a TAR archive."""
    return head[_TAR] == b"ustar"


def _expanding(head: bytes, packed: _Counted) -> Callable[[int], bytes]:
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=cast(BinaryIO, packed)).read1
    if head.startswith(b"BZh"):
        return bz2.BZ2File(cast(BinaryIO, packed)).read1
    from fastwarc.stream_io import ZstdReader

    dictionary = None
    if head.startswith(_ZSTD_DICTIONARY):
        size = int.from_bytes(packed.read(8)[4:], "little")
        if size > FREE:
            raise TooMuchError("its dictionary is larger than 4 MB")
        dictionary = packed.read(size)
        if dictionary.startswith(ZSTD):
            dictionary = ZstdReader(io.BytesIO(dictionary)).read(FREE)
    return cast("Callable[[int], bytes]", ZstdReader(cast(BinaryIO, packed), dictionary=dictionary).read)


def packed_parts(name: str, head: bytes, stream: BinaryIO, budget: Budget, unpack: Unpack) -> Iterator[Part]:
    """What is in a compressed file, taken apart by *unpack* under the same name."""
    if budget.depth >= MAX_DEPTH:
        yield Part(name, trouble=TOO_DEEP)
        return
    packed = _Counted(stream)
    expand = _expanding(head, packed)
    damage: list[str] = []

    def whole(size: int) -> bytes:
        try:
            return expand(size)
        except (EOFError, OSError, ValueError, zlib.error) as error:
            damage.append(str(error))
            return b""

    # A file that is no archive may be long: it is read as a stream.
    own = budget if budget.depth else Budget(expanded=sys.maxsize)
    content = _bounded(whole, packed, own)
    some = content.peek(1)
    if some or not damage:
        budget.depth += 1
        yield from unpack(name, content)
        budget.depth -= 1
    if damage:
        said = f"the compressed file is damaged or cut off ({damage[0]}); copy it again from its source"
        yield Part(f"{name}#end" if some else name, trouble=said)


def zip_parts(
    name: str, stream: BinaryIO, budget: Budget, unpack: Unpack, refused: Refused
) -> Iterator[Part]:
    """The members of a ZIP archive in its order, each taken apart by *unpack*.

    *refused* says why a member of some name is not read: "" where nothing need be said of it.
    """
    if budget.depth >= MAX_DEPTH:
        yield Part(name, trouble=TOO_DEEP)
        return
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Part(
            name, trouble=f"the ZIP archive is damaged or cut off ({error}); copy it again from its source"
        )
        return
    budget.depth += 1
    for member in archive.infolist():
        # Not `is_dir`, which fails on an empty name.
        if member.filename.endswith("/") or stat.S_ISLNK(member.external_attr >> 16):
            continue
        label = f"{name}#{printable(member.filename)}"
        why = _why_not(member.filename, budget, refused)
        if why is None and member.flag_bits & 1:
            why = LOCKED
        if why is None:
            try:
                with archive.open(member) as packed:
                    yield from unpack(label, _bounded(packed.read, member.compress_size, budget))
            except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
                why = f"it is damaged ({error})"
        if why:
            yield Part(label, trouble=why)
        if why in (TOO_MANY, TOO_MUCH):
            break
    budget.depth -= 1


def tar_parts(
    name: str, stream: BinaryIO, budget: Budget, unpack: Unpack, refused: Refused
) -> Iterator[Part]:
    """The files of a TAR archive in its order, in one pass; *refused* as for `zip_parts`."""
    if budget.depth >= MAX_DEPTH:
        yield Part(name, trouble=TOO_DEEP)
        return
    budget.depth += 1
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                vars(archive)["members"] = []  # it would keep all it has passed
                if not member.isreg():
                    continue
                label = f"{name}#{printable(member.name)}"
                why = _why_not(member.name, budget, refused)
                file = archive.extractfile(member) if why is None else None
                if file is not None:
                    yield from unpack(label, _bounded(file.read, member.size, budget))
                elif why:
                    yield Part(label, trouble=why)
                if why in (TOO_MANY, TOO_MUCH):
                    break
    except tarfile.TarError as error:
        yield Part(f"{name}#end", trouble=f"the TAR archive is damaged or cut off ({error})")
    budget.depth -= 1


def _why_not(name: str, budget: Budget, refused: Refused) -> str | None:
    """Why a member is not read: "" where nothing need be said; None where it is read."""
    why = refused(name)
    if why is not None:
        return why
    budget.members -= 1
    if budget.members < 0:
        return TOO_MANY
    return TOO_MUCH if budget.expanded < 0 else None


class _Counted:
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """The next *size* bytes."""
        data = self._stream.read(size)
        self.count += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read, which the reader of Zstandard asks for."""
        return self.count


class _Expanded(io.RawIOBase):
    """What is expanded piece by piece, within the bounds."""

    def __init__(self, read: Callable[[int], bytes], packed: int | _Counted, budget: Budget) -> None:
        self._read = read
        self._packed = packed
        self._budget = budget
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        self._size += len(data)
        self._budget.expanded -= len(data)
        packed = self._packed if isinstance(self._packed, int) else self._packed.count
        if self._size > FREE and self._size > MAX_RATIO * max(packed, 1):
            self._budget.expanded -= BOMB_COSTS
            raise TooMuchError(BOMB)
        if self._budget.expanded < 0:
            raise TooMuchError(TOO_MUCH)
        buffer[: len(data)] = data
        return len(data)


def _bounded(read: Callable[[int], bytes], packed: int | _Counted, budget: Budget) -> io.BufferedReader:
    """What *read* gives, of which *packed* bytes were taken so far, as a stream within the bounds."""
    return io.BufferedReader(_Expanded(read, packed, budget), 1 << 16)
