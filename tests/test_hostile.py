"""Input made, or broken, to do harm: each gets its reason within bounds; what stands beside it is read."""

import bz2
import gzip
import io
import random
import tarfile
import time
import zipfile

import pytest
from fastwarc.stream_io import ZstdWriter

from dateline.intake import take
from dateline.intake.formats import compressed, unpack
from dateline.intake.formats.compressed import Budget
from dateline.intake.html_source import readable_source

BODY = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.",
    "“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.",
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.",
)
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def page(markup):
    return f"<!doctype html><html><body><h1>Bridge talks</h1>{markup}</body></html>".encode()


def body_of(report):
    return [" ".join(span.of(report.text).split()) for span in report.body]


# Pages


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + MARKUP + "</div>" * 50_000,
        "<p><font>" * 3_000 + MARKUP,  # never closed, as old pages do
        MARKUP + "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + "></div>",
        f"<img src='data:image/png;base64,{'QUJD' * 500_000}'>" + MARKUP,
        f"<script>state = '{'x' * 11_000_000}'</script>" + MARKUP,
    ],
    ids=["deep", "never closed", "attributes", "picture inside", "long script"],
)
def test_a_page_that_trips_parsers_is_read(markup):
    begin = time.process_time()
    report = take("a.html", page(markup))
    assert (report.status, body_of(report)) == ("read", list(BODY))
    assert time.process_time() - begin < 5


def test_a_page_too_long_for_a_report_says_so():
    words = "the council met to speak about the bridge " * 30_000
    for markup in (f"<p>{words}</p>", words * 10, words.replace("bridge", "bridge</p><p>")):
        report = take("a.html", page(markup))
        assert report.status == "failed"
        assert report.reason.startswith("the page's text is larger than 1 MB")
    assert "more than 400,000 tags" in take("a.html", page("<br>" * 400_001)).reason


def test_the_source_of_a_usual_page_stays_as_it_is():
    nested = "<div>" * 40 + MARKUP + "</div>" * 40 + "<!-- <div> -->" * 200 + "<li>x" * 500
    assert readable_source(nested) == nested


def test_blocks_taken_out_for_their_depth_still_end_a_line():
    deep = "<div>" * 200 + "One<section>two</section>three <b>four</b>" + "</div>" * 200 + "<p>five"
    assert take("a.html", page(deep)).text.split("\n") == "Bridge talks||One|two|three four||five".split("|")


# Archives

TEXT = "\n\n".join(BODY).encode()


def zstd(data):
    file = io.BytesIO()
    writer = ZstdWriter(file)
    writer.write(data)
    writer.close()
    return file.getvalue()


def tar(members):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            if data in (tarfile.SYMTYPE, tarfile.FIFOTYPE):
                entry.type = data
                entry.linkname = "talks.txt"
            else:
                entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def outcome(data, name="a", budget=None):
    """What is read of a file, and what is said of the rest, by the names of the parts."""
    parts = list(unpack(name, io.BytesIO(data), budget))
    return [p.name for p in parts if p.trouble is None], {p.name: p.trouble for p in parts if p.trouble}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstd])
def test_a_compressed_file_is_what_it_holds_under_its_own_name(pack):
    assert outcome(pack(TEXT), "talks.txt.x") == (["talks.txt.x"], {})
    lines = b'{"text": "Talks went on in Lisford."}\n' * 3
    assert outcome(pack(lines), "a.jsonl.gz")[0] == [f"a.jsonl.gz#{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: bz2.compress(data, 1), zstd])
def test_of_a_compressed_file_that_is_cut_off_what_is_there_is_read(pack):
    chance = random.Random(5)
    lines = b"".join(b'{"text": "%s"}\n' % chance.randbytes(2000).hex().encode() for _ in range(200))
    read, said = outcome(pack(lines)[:-50_000], "a.jsonl.gz")
    assert len(read) > 50
    assert "damaged or cut off" in said["a.jsonl.gz#end"]
    assert list(outcome(pack(lines)[:30], "a.jsonl.gz")[1]) == ["a.jsonl.gz"]


def test_the_files_of_a_tar_archive_are_read_and_nothing_it_links_to():
    members = {"b/talks.txt": TEXT, "../up.txt": TEXT, "link.txt": tarfile.SYMTYPE, "pipe": tarfile.FIFOTYPE}
    data = tar(members | {"photo.tiff": b"II*", "more.zip": zipped({"note.txt": TEXT})})
    for packed in (data, gzip.compress(data), zstd(data)):
        read, said = outcome(packed, "a.tar.gz")
        assert read == ["a.tar.gz#b/talks.txt", "a.tar.gz#../up.txt", "a.tar.gz#more.zip#note.txt"]
        assert list(said) == ["a.tar.gz#photo.tiff"]
    read, said = outcome(data[:1600], "a.tar")
    assert (read, list(said)) == (["a.tar#b/talks.txt"], ["a.tar#../up.txt", "a.tar#end"])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstd])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.warc", "a.json", "a.html"])
def test_a_bomb_is_refused_whatever_it_claims_to_be(pack, name):
    read, said = outcome(pack(bytes(20 << 20)), f"{name}.gz")
    assert not read
    assert said


def test_a_bomb_in_a_tar_archive_costs_the_archive(monkeypatch):
    data = gzip.compress(tar({"a.txt": TEXT, "bomb.txt": bytes(20 << 20), "b.txt": TEXT}))
    read, said = outcome(data, "a.tar.gz")
    assert read == ["a.tar.gz#a.txt"]
    assert "expands to more than 200 times" in "".join(said.values())


def test_entries_that_lie_over_each_other_do_not_multiply():
    """A hundred entries of the directory point at the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT * 2000)
        info = archive.infolist()[0]
        archive.filelist.extend([info] * 100)
    read, said = outcome(file.getvalue(), budget=Budget(expanded=2_000_000))
    assert len(read) < 10
    assert not said or any(compressed.TOO_MUCH in why or "damaged" in why for why in said.values())


def test_an_archive_that_holds_itself_ends():
    inner = TEXT
    for _ in range(30):
        inner = gzip.compress(inner)
    assert outcome(inner, "a.gz") == ([], {"a.gz": compressed.TOO_DEEP})


def test_a_locked_archive_says_what_to_do():
    data = zipped({"talks.txt": TEXT}).replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1")
    data = data.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1")
    assert outcome(data) == ([], {"a#talks.txt": compressed.LOCKED})


def test_a_name_in_an_archive_cannot_steer_the_terminal():
    read, _ = outcome(zipped({"a\x1b[2J\nb.txt": TEXT}), "a.zip")
    assert read == ["a.zip#a\ufffd[2J\ufffdb.txt"]


def test_a_member_without_a_name_costs_itself_only():
    data = zipped({"talks.txt": TEXT, "x.txt": TEXT, "z.txt": TEXT})
    data = data.replace(b"x.txt", b"\0.txt")
    read, said = outcome(data, "a.zip")
    assert {"a.zip#talks.txt", "a.zip#z.txt"} <= set(read)
    assert set(said) <= {"a.zip#"}


def test_troubles_without_number_are_counted():
    read, said = outcome(b"broken\n" * 1500 + b'{"text": "Talks went on in Lisford."}\n', "a.jsonl")
    assert read == ["a.jsonl#1501"]
    assert len(said) == 1001
    assert said["a.jsonl#more"] == "500 more parts of it cannot be read either"


# Feeds


def test_names_that_stand_for_each_other_do_not_blow_a_feed_up():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><title>&l11;'
    parts = list(unpack("a.xml", io.BytesIO(f"{feed}</title></item></channel></rss>".encode())))
    assert sum(len(part.data) for part in parts) < 10_000


# Files


def test_a_file_that_vanishes_while_it_is_read_says_so():
    class Gone(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(100)

        def seek(self, *where):
            return 1

    [part] = unpack("a.txt", Gone(TEXT))
    assert part.trouble.startswith("the file cannot be read any further ([Errno 5] Input/output error)")


def test_a_line_of_many_megabytes_in_a_web_archive_costs_itself_only():
    long, usual = page("x" * (17 << 20)), page(MARKUP)
    http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body for body in (long, usual)]
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n"
    data = b"".join(head.format(len(block)).encode() + block + b"\r\n\r\n" for block in http)
    read, said = outcome(data, "a.warc")
    assert (len(read), list(said)) == (1, ["a.warc#byte 0"])
    assert said["a.warc#byte 0"].startswith("larger than 16 MB")


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "\n\nThe café’s owner said so.".encode("cp1252"),
        TEXT[:50] + bytes(9) + TEXT[50:],
        TEXT + b" \xed\xa0\x80\xed\xbf\xbf \xc3",
        TEXT.decode().encode("utf-16") + b"\x00\xd8",
    ],
    ids=["two encodings", "NUL bytes", "surrogates", "half a character"],
)
def test_text_with_odd_bytes_is_read(text):
    report = take("a.txt", text)
    assert report.status == "read"
    assert BODY[2] in " ".join(body_of(report))
    report.text.encode()


def test_a_message_of_parts_without_number_is_refused():
    header = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    assert "more parts than anyone sends" in outcome(header + b"--b\n\nx\n" * 30_000, "a.eml")[1]["a.eml"]
    nested = b"".join(header.replace(b"=b", b"=b%d" % n) + b"--b%d\n" % n for n in range(3000))
    assert outcome(nested, "a.eml")[1]["a.eml"] == "the message has no text"
