"""Containers in which an odd part stands between two sound ones: those are read as if it were not there."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache

from dateline.intake.formats import unpack
from soak.doors.door import plain
from soak.doors.files import pages, texts
from soak.mutation import samples

MARK = "the harbour bridge number"
"""Words of the sound parts, by which they are found again."""
SOUND = tuple(
    f"The council of Lisford met on Tuesday to speak about {MARK} {number}, which is closed for repairs."
    for number in (1, 2)
)
NEUTRAL = b"It rained."
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_LINE_ENDS = re.compile(rb"[\r\n]")
_FROM = re.compile(rb"^(>*From )", re.M)


def _lines(odd: bytes) -> bytes:
    first, last = (f'{{"text": "{sound}"}}'.encode() for sound in SOUND)
    return b"\n".join((first, _LINE_ENDS.sub(b" ", odd), last, b""))


def _table(odd: bytes) -> bytes:
    """Without control characters: a table is one text, and is none where they are many."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows.writerow(["title", "text"])
    for text in (SOUND[0], _CONTROLS.sub(" ", odd.decode("utf-8", "replace")), SOUND[1]):
        rows.writerow(["Talks", text])
    return file.getvalue().encode("utf-8", "replace")


def _zip(odd: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (("1.txt", SOUND[0].encode()), ("odd", odd), ("2.txt", SOUND[1].encode())):
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def _tar(odd: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in (("1.txt", SOUND[0].encode()), ("odd", odd), ("2.txt", SOUND[1].encode())):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def _record(number: int, page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lisford.example/{number}\r\n"
        f"WARC-Date: 2022-05-04T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}"
    )
    return head.encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def _web_archive(odd: bytes) -> bytes:
    first, last = (f"<html><body><p>{sound}</p></body></html>".encode() for sound in SOUND)
    return _record(1, first) + _record(2, odd) + _record(3, last)


def _members(odd: bytes) -> bytes:
    """A web archive with each record in a gzip member, and what is odd between two of them."""
    first, last = (f"<html><body><p>{sound}</p></body></html>".encode() for sound in SOUND)
    return gzip.compress(_record(1, first), mtime=0) + odd + gzip.compress(_record(3, last), mtime=0)


def _mailbox(odd: bytes) -> bytes:
    between = b"From letter@courier.example Tue May  3 23:30:00 2022\n"
    first, last = (
        f"Subject: Talks\nFrom: letter@courier.example\nDate: Tue, 03 May 2022 23:30:00 -0400\n\n{sound}\n\n"
        for sound in SOUND
    )
    middle = _FROM.sub(rb">\1", odd.replace(b"\r", b"\n"))
    return between + first.encode() + between + middle + b"\n\n" + between + last.encode()


def _feed(odd: bytes) -> bytes:
    told = [SOUND[0], _NOT_XML.sub("", odd.decode("utf-8", "replace")), SOUND[1]]
    items = "".join(
        f"<item><title>Talks</title><description>{html.escape(text)}</description></item>" for text in told
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    "a.jsonl": _lines,
    "a.csv": _table,
    "a.zip": _zip,
    "a.tar": _tar,
    "a.warc": _web_archive,
    "a.warc.gz": _members,
    "a.mbox": _mailbox,
    "a.xml": _feed,
}
"""Name of a container → what makes one with an odd part."""


def _sound_parts(name: str, odd: bytes) -> list[bytes]:
    """The sound parts that are read of a container."""
    parts = unpack(name, io.BytesIO(CONTAINERS[name](odd)))
    return [part.data for part in parts if part.trouble is None and MARK.encode() in part.data]


@cache
def _expected(name: str) -> list[bytes]:
    found = _sound_parts(name, NEUTRAL)
    assert len(found) == len(SOUND), name
    return found


def _between(data: bytes) -> None:
    """Nothing beside an odd part is lost or changed."""
    for name in CONTAINERS:
        assert _sound_parts(name, data) == _expected(name), (
            f"{name}: what stands beside is not read as it was"
        )


def _all() -> list[bytes]:
    return [
        *texts(),
        *pages(),
        *(data for door in ("archives", "mail", "records", "feeds") for data in samples(door)),
    ]


PACKED = (plain("beside", _between, _all),)
