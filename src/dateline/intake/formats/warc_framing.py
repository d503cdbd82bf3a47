"""The records of a web archive, one after the other, past whatever is damaged.

A WARC file is a row of records, each of them in a gzip member of its own where the file is compressed. The
length in a record's header is checked against where the next record begins; after damage the next beginning
is looked for, so that a broken record costs itself only. Nothing but the record at hand is held.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 16
MAX_HEADER = 1 << 16
MAX_RECORD = 32 << 20
"""Bytes of a record that is held; longer ones are films and pictures, and are passed over."""
MAX_KEPT = 8 << 20
"""Bytes of a damaged gzip member that are searched again for the beginning of the next one."""
MAX_RATIO = 200
"""Bytes from one byte, beyond the longest record: what expands to more was made to do harm."""
GZIP = b"\x1f\x8b\x08"
BEGIN = b"WARC/"
RECORD_END = b"\r\n\r\n"
_NEXT = re.compile(rb"(?:\r?\n|\x00|\A)(?=WARC/[01]\.\d\d?\r?\n)")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_WRONG = "the record's header names a length of {} bytes, but {} are there"
_ADDRESS = re.compile(rb"^WARC-Target-URI:[ \t]*<?([^\r\n>]+)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """Header and block of a record and its place; ``trouble`` where it is damaged or too long.

    ``address`` is what the header names, as far as it can be read.
    """

    at: int
    header: bytes = b""
    block: bytes = b""
    trouble: str | None = None

    @property
    def address(self) -> str | None:
        """The address of the page, as the header has it."""
        found = _ADDRESS.search(self.header)
        return found[1].decode("utf-8", "replace").strip() if found else None


def raw_records(stream: BinaryIO) -> Iterator[RawRecord]:
    """The records in *stream*, a WARC file, compressed with gzip or not."""
    return _Framing(_stretches(stream)).records()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Decompressed bytes; ``begins`` where a gzip member does; ``damage`` ends one before its time."""

    at: int
    data: bytes = b""
    begins: bool = False
    damage: str | None = None


def _stretches(stream: BinaryIO) -> Iterator[_Stretch]:
    head = stream.read(CHUNK)
    if not head.startswith(GZIP[:2]):
        at = 0
        while head:
            yield _Stretch(at, head)
            at += len(head)
            head = stream.read(CHUNK)
        return
    yield from _Members(stream, head).stretches()


class _Members:
    """The gzip members of a stream, decompressed piece by piece."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.stream = stream
        self.waiting = head  # compressed bytes not looked at yet
        self.at = 0  # where `waiting` begins in the file

    def stretches(self) -> Iterator[_Stretch]:
        while self._more():
            if not self.waiting.startswith(GZIP):
                begin = self.at
                if self._seek_member():
                    yield _Stretch(begin, damage="between two records stand bytes that are neither")
                elif self.at > begin:
                    yield _Stretch(begin, damage="the file ends in bytes that are no record")
                continue
            yield from self._member()

    def _more(self, wanted: int = 32) -> bool:
        """Whether there are bytes left; sees to it that *wanted* of them are at hand."""
        while len(self.waiting) < wanted:
            chunk = self.stream.read(CHUNK)
            if not chunk:
                break
            self.waiting += chunk
        return bool(self.waiting)

    def _member(self) -> Iterator[_Stretch]:
        begin, kept, whole = self.at, bytearray(), True
        inflate = zlib.decompressobj(31)
        first = True
        size = 0
        while True:
            fed = self.waiting
            try:
                data = inflate.decompress(fed, CHUNK * 4)
            except zlib.error:
                # The bytes of the next members may have been taken for this one's: they are looked at again.
                if whole:
                    self.waiting, self.at = (bytes(kept) + fed)[1:], begin + 1
                else:
                    self.waiting, self.at = fed[1:], self.at + 1
                yield _Stretch(begin, damage="the compressed record is damaged or cut off")
                self._seek_member()
                return
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            used = len(fed) - len(rest)
            if whole:
                kept += fed[:used]
                whole = len(kept) <= MAX_KEPT
                if not whole:
                    kept.clear()
            self.waiting, self.at = rest, self.at + used
            if data or first:
                yield _Stretch(begin, data, begins=first)
                first = False
            size += len(data)
            if size > MAX_RECORD and size > MAX_RATIO * (self.at - begin):
                yield _Stretch(begin, damage=f"it expands to more than {MAX_RATIO} times its size")
                self._seek_member()
                return
            if inflate.eof:
                return
            if not rest:
                self.waiting = self.stream.read(CHUNK)
                if not self.waiting:
                    if whole:
                        self.waiting, self.at = bytes(kept[1:]), begin + 1
                    yield _Stretch(begin, damage="the compressed record is cut off")
                    self._seek_member()
                    return

    def _seek_member(self) -> bool:
        """Go on to the next gzip member that holds a record; whether there is one."""
        while self._more():
            found = self.waiting.find(GZIP)
            if found < 0:
                passed = max(1, len(self.waiting) - len(GZIP) + 1)
                self.waiting, self.at = self.waiting[passed:], self.at + passed
                if not self._more(len(GZIP)) or len(self.waiting) < len(GZIP):
                    self.at, self.waiting = self.at + len(self.waiting), b""
                continue
            self.waiting, self.at = self.waiting[found:], self.at + found
            self._more(4096)
            try:
                if zlib.decompressobj(31).decompress(self.waiting[:4096], 16).startswith(BEGIN):
                    return True
            except zlib.error:
                pass
            self.waiting, self.at = self.waiting[1:], self.at + 1
        return False


class _Framing:
    """Cuts decompressed bytes into records."""

    def __init__(self, stretches: Iterator[_Stretch]) -> None:
        self.stretches = stretches
        self.held = bytearray()
        self.at = 0  # where what is held begins: in the file, or its gzip member does
        self.passed = 0  # bytes of this member or file that were let go
        self.single = True  # whether no gzip members are there to count by
        self.following: _Stretch | None = None  # the stretch that begins another member
        self.damage: str | None = None
        self.damaged_at = 0
        self.over = False

    def records(self) -> Iterator[RawRecord]:
        while True:
            self._skip_blank()
            if not self.held:
                if self.damage:
                    yield RawRecord(self.damaged_at, trouble=self.damage)
                if not self._next_member():
                    return
                continue
            yield from self._record()

    @property
    def place(self) -> int:
        """Where the record at hand begins in the file, or the gzip member it stands in does."""
        return self.at + (self.passed if self.single else 0)

    def _fill(self, size: int) -> bool:
        """Whether *size* bytes of this member can be had; they are then held."""
        while len(self.held) < size:
            if self.following is not None or self.damage is not None or self.over:
                return False
            stretch = next(self.stretches, None)
            if stretch is None:
                self.over = True
            elif stretch.damage is not None:
                self.damage, self.damaged_at = stretch.damage, stretch.at
            elif stretch.begins and (self.held or self.passed):
                self.following = stretch
            else:
                if stretch.begins:
                    self.single = False
                    self.at = stretch.at
                self.held += stretch.data
        return True

    def _next_member(self) -> bool:
        """Go on behind the end of a gzip member or behind damage; whether there is anything."""
        self.damage, self.passed = None, 0
        stretch, self.following = self.following, None
        if stretch is not None:
            self.single = False
            self.at = stretch.at
            self.held += stretch.data
            self.passed = 0
            return True
        return not self.over and (self._fill(1) or self.damage is not None or self.following is not None)

    def _let_go(self, size: int) -> None:
        del self.held[:size]
        self.passed += size

    def _skip_blank(self) -> None:
        while self._fill(1):
            blank = len(self.held) - len(self.held.lstrip(b"\r\n"))
            self._let_go(blank)
            if self.held:
                return

    def _record(self) -> Iterator[RawRecord]:
        begin = self.place
        self._fill(MAX_HEADER)
        end = _HEADER_END.search(self.held) if self.held.startswith(BEGIN) else None
        if end is None:
            cut = self.damage if self.held.startswith(BEGIN) and self.damage else None
            self._resync(1)
            self.damage = None
            yield RawRecord(begin, trouble=cut or "bytes that are no record of a web archive")
            return
        header = bytes(self.held[: end.end()])
        stated = _LENGTH.search(header)
        self._let_go(end.end())
        length = int(stated[1]) if stated else None
        trouble: str | None
        if length is not None and length > MAX_RECORD:
            trouble = f"larger than {MAX_RECORD >> 20} MB, which no report is"
            if not self._passes_over(length):
                trouble, self.damage = self.damage or _WRONG.format(length, "fewer"), None
            yield RawRecord(begin, header, trouble=trouble)
            return
        if length is not None and length <= MAX_RECORD and self._ends_at(length):
            whole = bytes(self.held[:length])
            self._let_go(length)
            yield RawRecord(begin, header, whole)
            return
        block = self._until_next()
        if block is None:
            trouble = f"larger than {MAX_RECORD >> 20} MB, which no report is"
        elif self.damage:
            trouble, self.damage = self.damage, None
        elif length is None:
            trouble = "the record's header names no length"
        else:
            trouble = _WRONG.format(length, len(block))
        yield RawRecord(begin, header, block or b"", trouble)

    def _ends_at(self, length: int) -> bool:
        """Whether the record at hand ends after *length* bytes: another begins there, or nothing follows."""
        self._fill(length + 4 + len(BEGIN))
        if len(self.held) < length:
            return False
        rest = bytes(self.held[length : length + 4 + len(BEGIN)])
        if rest.startswith(RECORD_END):
            return True
        rest = rest.lstrip(b"\r\n")
        return self.damage is None if not rest else BEGIN.startswith(rest[: len(BEGIN)])

    def _passes_over(self, length: int) -> bool:
        """Let *length* bytes go; False where another record is met before, which is then kept."""
        while length > 0:
            self._fill(CHUNK)
            if not self.held:
                return False
            found = _NEXT.search(self.held)
            if found is not None and found.end() < length:
                self._let_go(found.end())
                return False
            size = min(length, max(1, len(self.held) - len(BEGIN)))
            self._let_go(size)
            length -= size
        return True

    def _until_next(self) -> bytes | None:
        """What stands before the next record of this member; None where it is too long."""
        self._fill(MAX_RECORD)
        found = _NEXT.search(self.held)
        if found is None and len(self.held) >= MAX_RECORD:
            self._resync(0)
            return None
        end = len(self.held) if found is None else found.end()
        block = bytes(self.held[:end]).rstrip(b"\r\n")
        self._let_go(end)
        return block

    def _resync(self, start: int) -> None:
        """Let go what stands before the next record of this member."""
        while self._fill(start + 16):
            found = _NEXT.search(self.held, start)
            if found is not None:
                self._let_go(found.end())
                return
            self._let_go(max(1, len(self.held) - 16))
            start = 0
        found = _NEXT.search(self.held, start) if len(self.held) > start else None
        self._let_go(len(self.held) if found is None else found.end())
