"""Web archives: one streaming pass, each page with address and capture day, each damage with its reason."""

import gzip
import io
import subprocess
import sys
import zlib

import brotli
import pytest
from made_files import docx

from dateline.archive import Archive
from dateline.intake import take
from dateline.intake.formats import unpack
from dateline.pipeline import read

PAGE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The council of Lisford met on Tuesday to speak about the harbour bridge, number {number} on its list.</p>
<p>“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.</p>
<p>The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.</p>
</article></body></html>"""


def record(number, *, page=None, length=None, kind="response", media="text/html; charset=utf-8", status=200):
    body = PAGE.format(title=f"Bridge talks {number}", number=number).encode() if page is None else page
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://lisford.example/{number}\r\nWARC-Date: 2022-05-04T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) if length is None else length}"
    )
    return head.encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def parts_of(data, name="a.warc"):
    return list(unpack(name, io.BytesIO(data)))


def addresses(parts):
    return [int(part.name.rsplit("/", 1)[-1]) for part in parts if part.trouble is None]


@pytest.fixture(params=["plain", "gzip"])
def pack(request):
    """Joins records to an archive: plain, or each in a gzip member of its own."""
    compress = gzip.compress if request.param == "gzip" else bytes
    return lambda *records: b"".join(compress(r) for r in records)


def test_each_page_is_a_report_with_its_address_and_capture_day(pack):
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nabc\r\n\r\n\r\n"
    [part] = parts_of(pack(info, record(7, kind="request"), record(7)))
    assert part.name == "a.warc#https://lisford.example/7"
    report = take(part.name, part.data, part.given)
    assert (report.status, report.format, report.masthead.title) == ("read", "html", "Bridge talks 7")
    assert report.captured.isoformat() == "2022-05-04"
    assert report.masthead.outlet == "lisford.example"


def test_what_is_no_page_is_passed_over(pack):
    pictures = record(1, page=b"\x89PNG", media="image/png")
    assert addresses(parts_of(pack(pictures, record(2, status=404), record(3)))) == [3]


def test_an_encoding_that_only_the_answer_names_is_used(pack):
    page = "<html><body><p>Переговоры в порту продолжаются</p></body></html>".encode("cp1251")
    [part] = parts_of(pack(record(1, page=page, media="text/html; charset=windows-1251")))
    assert "Переговоры" in part.data.decode("utf-8-sig")


@pytest.mark.parametrize("cut", [5, 15, 60, 200])
def test_a_truncated_gzip_member_costs_itself_only(cut):
    members = [gzip.compress(record(i)) for i in range(5)]
    members[2] = members[2][:cut]
    parts = parts_of(b"".join(members))
    assert addresses(parts) == [0, 1, 3, 4]
    assert [p.trouble for p in parts if p.trouble] == ["the compressed record is damaged or cut off"]


def test_an_archive_that_was_cut_off_says_so(pack):
    parts = parts_of(pack(record(0), record(1))[:-150])
    assert parts[0].trouble is None
    said = parts[1].trouble or parts[1].given.damage.value
    assert "cut off" in said or "are there" in said


@pytest.mark.parametrize("length", [50, 2_000, 10**6, 10**10, -1])
def test_a_wrong_length_header_costs_its_record_at_most(pack, length):
    parts = parts_of(pack(record(0), record(1), record(2, length=length), record(3), record(4)))
    assert [n for n in addresses(parts) if n != 2] == [0, 1, 3, 4]
    [said] = [p.trouble or p.given.damage.value for p in parts if p.name.endswith("/2")]
    assert "length" in said


def test_a_page_with_a_wrong_length_is_read_in_part():
    [part] = parts_of(record(2, length=2_000))
    report = take(part.name, part.data, part.given)
    assert report.status == "partial"
    assert report.reason.startswith("the record's header names a length of 2000 bytes, but ")
    assert report.masthead.title == "Bridge talks 2"


def test_nul_bytes_between_records_are_passed_over(pack):
    parts = parts_of(pack(record(0)) + bytes(5000) + pack(record(1)))
    assert addresses(parts) == [0, 1]
    assert [bool(p.trouble) for p in parts] == [False, True, False]


def test_one_gzip_member_may_hold_the_whole_archive():
    assert addresses(parts_of(gzip.compress(b"".join(record(i) for i in range(30))))) == list(range(30))


def test_a_page_longer_than_any_is_refused_and_the_next_read(pack):
    parts = parts_of(pack(record(0, page=b"<html>" + b"a" * (17 << 20)), record(1)))
    assert "larger than 16 MB" in parts[0].trouble
    assert addresses(parts) == [1]


def test_a_packed_page_that_unpacks_to_gigabytes_is_refused():
    bomb = gzip.compress(b"<html>" + bytes(80 << 20))
    parts = parts_of(record(0, page=bomb, media="text/html\r\nContent-Encoding: gzip") + record(1))
    assert "larger than" in parts[0].trouble
    assert addresses(parts) == [1]


def test_the_address_tells_where_a_page_was_found_when_read_again(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record(1)) + gzip.compress(record(2)))
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        assert read(archive, [str(tmp_path / "a.warc.gz")]).new == 2
        assert read(archive, [str(tmp_path / "a.warc.gz")]).known == 2
        [first] = [archive.kept(i) for i in archive.report_ids() if "/1" in archive.kept(i).report.source]
        archive.keep(
            first.report, first.reading, PAGE.format(title="Bridge talks 1", number=1).encode(), "old"
        )
        assert read(archive, []).again == 1
        rows = list(archive.rows("reports"))
    assert sorted(row["source"].rsplit("#", 1)[1] for row in rows) == [
        "https://lisford.example/1",
        "https://lisford.example/2",
    ]
    assert {row["captured"] for row in rows} == {"2022-05-04"}


def test_a_record_that_was_mended_is_no_longer_in_trouble(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(1))[:60] + gzip.compress(record(2)))
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        assert len(read(archive, [str(path)]).failed) == 1
        path.write_bytes(gzip.compress(record(1)) + gzip.compress(record(2)))
        assert read(archive, [str(path)]).failed == []
        assert [row["status"] for row in archive.rows("reports")] == ["read", "read"]


STREAMED = """
import pathlib, re, sys
from dateline.intake.formats import unpack
with open(sys.argv[1], "rb") as stream:
    held = None
    print(sum(1 for part in unpack("a.warc.gz", stream) if part.trouble is None and len(part.data) > 1 << 20))
    print(stream.seekable() and stream.tell())
print(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process's memory is read from /proc")
def test_two_hundred_pages_are_read_in_one_pass_within_little_memory(tmp_path):
    page = b"<html><body><p>" + b"The talks go on. " * 100_000 + b"</p></body></html>"
    member = gzip.compress(record(0, page=page), 1)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        b"".join(gzip.compress(record(i, page=page + b"%d" % i), 1) for i in range(5)) + member * 195
    )
    done = subprocess.run(
        [sys.executable, "-c", STREAMED, str(path)], capture_output=True, text=True, check=True
    )
    pages, end, peak = map(int, done.stdout.split())
    assert (pages, end) == (200, path.stat().st_size)
    assert peak < 300 * 1024  # kilobytes; all pages together are 340 MB


def raw_record(http, kind="response", number=1):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://lisford.example/{number}\r\n"
        f"WARC-Date: 2022-05-04T10:00:00.123456Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def chunked(data):
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", None])
@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_page_is_read_as_servers_pack_it(encoding, is_chunked):
    page = PAGE.format(title="Bridge talks", number=1).encode()
    packers = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress, None: bytes}
    body = packers[encoding](page)
    lines = [b"HTTP/1.1 200 OK", b"Content-Type: text/html"]
    lines += [b"Content-Encoding: " + encoding.encode()] if encoding else []
    lines += [b"Transfer-Encoding: chunked"] if is_chunked else []
    [part] = parts_of(raw_record(b"\r\n".join(lines) + b"\r\n\r\n" + (chunked(body) if is_chunked else body)))
    assert part.data == page
    assert part.given.address.value == "https://lisford.example/1"
    assert part.given.captured.value.startswith("2022-05-04")


def test_what_crawlers_write_beside_pages_is_passed_over(pack):
    """The records of a news crawl: request, response, metadata, and a page that was met before."""
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nabc\r\n\r\n\r\n"
    others = [raw_record(b"GET / HTTP/1.1\r\n\r\n", "request"), raw_record(b"fetchTimeMs: 27", "metadata")]
    seen = raw_record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "revisit")
    assert addresses(parts_of(pack(info, *others, record(7), seen, record(8)))) == [7, 8]


def test_a_word_document_in_a_web_archive_is_read(pack):
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    text = "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year."
    [part] = parts_of(pack(record(1, page=docx("Bridge talks", text), media=media)))
    assert take(part.name, part.data, part.given).format == "docx"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_page_that_expands_without_measure_costs_itself_only(encoding):
    bomb = {"gzip": gzip.compress, "br": brotli.compress}[encoding](b"<p>" + bytes(17 << 20))
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n".encode() + bomb
    )
    bad, good = parts_of(raw_record(http, number=1) + record(2))
    assert bad.trouble.startswith("larger than 16 MB")
    assert good.trouble is None
