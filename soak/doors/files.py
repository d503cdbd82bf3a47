"""What is taken in: texts and pages as they are, and files that hold several reports."""

from __future__ import annotations

import gzip

from hypothesis import strategies as st

from dateline.intake import take
from soak.checks import check_parts, check_report
from soak.doors.door import Door, Inputs, Run, always_open, plain
from soak.mutation import EXAMPLES, changed, repacked, samples


def texts() -> list[bytes]:
    """The sample reports that are texts."""
    return [path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))]


def pages() -> list[bytes]:
    """The sample reports that are pages."""
    return [path.read_bytes() for path in sorted(EXAMPLES.glob("*.html"))]


def _text(data: bytes) -> None:
    check_report(take("a.txt", data))


def _page(data: bytes) -> None:
    check_report(take("a.html", data))


def _named(*names: str) -> Run:
    """A file under each of these names, as the name decides where the content leaves open what it is."""

    def run(data: bytes) -> None:
        for name in names:
            check_parts(name, data)

    return run


def _packed(name: str) -> Inputs:
    """What is packed: broken as it is, or changed inside, where no checksum gives it away."""
    sound = samples(name)
    zipped = [data for data in sound if data.startswith(b"PK")]
    lines = [data for data in sound if data.startswith((b"WARC", b"%PDF", b"{"))]
    return st.one_of(changed(sound), repacked(zipped), changed(lines), changed(lines).map(gzip.compress))


FILES = (
    plain("texts", _text, texts),
    plain("pages", _page, pages),
    plain("feeds", _named("a.xml")),
    plain("mail", _named("a.eml", "a.mbox")),
    Door("archives", lambda: _packed("archives"), always_open(_named("a"))),
    Door("documents", lambda: _packed("documents"), always_open(_named("a"))),
    plain("records", _named("a.jsonl", "a.json", "a.csv", "a.tsv")),
    plain("parquet", _named("a.parquet")),
    plain("exports", _named("a.txt")),
)
