"""The parsers of bytes and of times, numbers and days, each by itself; and the whole reading of a report."""

from __future__ import annotations

import datetime
import io
import math
from functools import cache
from typing import TYPE_CHECKING

from dateline.model import Published, Report, Span
from soak.checks import check_reading, check_report, check_times
from soak.doors.door import plain
from soak.doors.files import texts

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

LONGEST_READ = 3_000
"""Bytes of a report that is read in full, which costs a hundred times as much as to take it in."""
DECLARED = (None, "utf-16", "cp1251", "no-such-encoding")


def _decoding(data: bytes) -> None:
    """What can be text becomes text that can be written again; what is plainly UTF-8 stays as it is."""
    from dateline.intake.decode import decode

    for declared in DECLARED:
        found = decode(data, declared)
        found.text.encode("utf-8")
        assert found.reason if found.binary else found.encoding, found
    found = decode(data)
    printable = all(byte >= 0x20 or byte in b"\t\n\r" for byte in data)
    if not found.binary and printable and data.isascii():
        assert found.text == data.decode("ascii"), found.encoding


def _framing(data: bytes) -> None:
    """Records come in the order in which they stand, and none holds what does not stand there."""
    from dateline.intake.formats.warc_framing import GZIP, raw_records

    at = 0
    for record in raw_records(io.BytesIO(data)):
        assert at <= record.at <= len(data)
        at = record.at
        assert record.block or record.header or record.trouble
        if not data.startswith(GZIP[:2]):
            assert record.header in data and record.block in data
        if record.address is not None:
            record.address.encode("utf-8")


def _times(data: bytes) -> None:
    """Times as they are found and resolved, and the day of publication that follows from them."""
    from dateline.reading.dating import infer_published
    from dateline.reading.sentences import split_sentences
    from dateline.reading.times import find_times, resolve_times

    text = data.decode("utf-8", "replace")
    sentences = split_sentences(text, Span(0, len(text)))
    found = find_times(text, sentences)
    check_times(found, text)
    day = datetime.date(2014, 3, 14)
    for published in (
        Published(),
        Published(day, "stated"),
        Published(datetime.date.min, "stated"),
        Published(earliest=day, latest=datetime.date.max),
    ):
        resolved = resolve_times(text, found, published)
        check_times(resolved, text)
        assert resolve_times(text, resolved, published) == resolved
    place = Span(0, len(text))
    for captured in (None, datetime.date.min, datetime.date.max):
        known = infer_published(Report("0", "a.txt", text, (place,), captured=captured), found)
        assert known.earliest is None or known.latest is None or known.earliest <= known.latest


def _days(data: bytes) -> None:
    """Days as mastheads write them, and the days that values name."""
    from dateline.intake.dates import EARLIEST_YEAR, LATEST_YEAR, find_dates, find_day
    from dateline.model.days import bounds

    text = data.decode("utf-8", "replace")
    end = 0
    for found in find_dates(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        assert EARLIEST_YEAR <= found.date.year <= LATEST_YEAR
    for line in text.splitlines():
        place = Span(0, len(line))
        if (day := find_day(line, place)) is not None:
            assert place.covers(day.span) and 1 <= day.day <= 31 and 1 <= day.month <= 12
        if (named := bounds(line.strip())) is not None:
            assert named[0] <= named[1] or "/" in line


@cache
def _tokenizer() -> Tokenizer:
    import spacy

    return spacy.blank("en").tokenizer


def _numbers(data: bytes) -> None:
    from dateline.reading.figures.numbers import find_numbers
    from dateline.reading.sentences import split_sentences

    text = data.decode("utf-8", "replace")
    for sentence in split_sentences(text, Span(0, len(text))):
        tokens = [token for token in _tokenizer()(sentence.of(text)) if not token.is_space]
        end = 0
        for number in find_numbers(tokens):
            assert end <= number.first < number.last <= len(tokens), number
            assert 0 <= number.start <= number.first and number.last <= number.end <= len(tokens), number
            end = number.last
            given = [value for value in (number.value, number.low, number.high) if value is not None]
            assert all(math.isfinite(value) for value in given), number
            assert number.low is None or number.high is None or number.low <= number.high, number


def _report(data: bytes) -> None:
    from dateline.intake import take
    from dateline.reading import read_report, redate

    report = take("a.txt", data)
    check_report(report)
    reading = read_report(report)
    check_reading(reading, report.text)
    check_reading(redate(report, reading, reading.published), report.text)


PARSING = (
    plain("decoding", _decoding, texts),
    plain("framing", _framing),
    plain("times", _times, texts),
    plain("days", _days),
    plain("numbers", _numbers, texts),
    plain("reports", _report, texts, longest=LONGEST_READ),
)
