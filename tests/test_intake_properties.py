"""What holds of any input: reading never raises, and body and leftovers cover the text without overlap."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import docx, pdf, zipped
from test_exports import LAYOUTS, PARAGRAPHS, TEXT
from test_hostile import tar, zstd
from test_mail import message
from test_warc import record

from dateline.intake import take
from soak.checks import check_parts, check_report

WORDS = "Bridge talks By Ann Lee 3 May 2022 LISFORD (Reuters) - Read more: Copyright Page 1 of 2".split()
PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(WORDS),
    st.sampled_from(
        [*PARAGRAPHS, "\n", "\n\n", "\r\n", "\t", "LENGTH: 62 words", "HD Talks", "LP", "Title: x"]
    ),
    st.sampled_from(
        ["1 of 2 DOCUMENTS", "Document 1 of 12", "Full text: talks", "Record Number: 1", "-----"]
    ),
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("\n".join)
TAGS = st.sampled_from(
    (
        "<p>|</p>|<div>|</div>|<h1>|</h1>|<a href='x'>|</a>|<br>|<table><tr><td>|</table>|<ul><li>|<article>"
        "|</article>|<script>|</script>|<!--|-->|<nav class='menu'>|<figure>|<div style='display:none'>|&amp;"
        "|&#0;|<![CDATA[|<title>|</title>|<meta charset=utf-16>|<time datetime='2022-05-03'>|<body>|</html>"
    ).split("|")
)
PAGES = st.lists(TAGS | PIECES, max_size=40).map("".join)
BEGINNINGS = (
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\x28\xb5\x2f\xfd",
    b"\x5d\x2a\x4d\x18\x04\0\0\0",
    b"WARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n", b"%PDF-1.4\n",
    b"{\\rtf1 ", b"<rss>", b"<?xml version='1.0'?><feed>", b'{"text": "', b'[{"text": "', b"\xff\xfe", b"",
    b"A: b\nMIME-Version: 1.0\n", b"From a@b Tue May  3 23:30:00 2022\nA: b\nC: d\n\n", b"<html>",
)  # fmt: skip
NAMES = st.sampled_from(
    "a a.txt a.html a.csv a.json a.jsonl a.eml a.mbox a.mhtml a.warc a.warc.gz a.zip".split()
)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_is_covered(text):
    check_report(take("a.txt", text.encode("utf-8", "surrogatepass")))


@given(PAGES)
@settings(max_examples=40, deadline=None)
def test_any_page_is_covered(markup):
    check_report(take("a.html", b"<!doctype html>" + markup.encode("utf-8", "surrogatepass")))


@given(NAMES, st.sampled_from(BEGINNINGS), st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_under_any_name_give_parts_or_trouble(name, begin, rest):
    check_parts(name, begin + rest)


VALID = {
    "zip": zipped({"talks.txt": TEXT.encode(), "more.zip": zipped({"note.txt": TEXT.encode()})}),
    "tar.gz": gzip.compress(tar({"talks.txt": TEXT.encode()})),
    "tar": tar({"talks.txt": TEXT.encode(), "b.txt": TEXT.encode()}),
    "zst": zstd(TEXT.encode()),
    "docx": docx("Bridge talks go on", *PARAGRAPHS),
    "pdf": pdf("Bridge talks go on", "\n".join(PARAGRAPHS)),
    "warc": record(1) + record(2),
    "warc.gz": gzip.compress(record(1)) + gzip.compress(record(2)),
    "eml": message("Talks").as_bytes(),
    "mbox": b"From a@b Tue May  3 23:30:00 2022\n" + message("Talks").as_bytes(),
    "json": json.dumps([{"title": "Talks", "text": TEXT}] * 2).encode(),
    "csv": f'title,text\nTalks,"{TEXT}"\n'.encode(),
    "txt": LAYOUTS["proquest"].format(n=3, text=TEXT).encode() * 2,
}


@pytest.mark.parametrize("ending", VALID)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_file_that_is_cut_or_changed_gives_parts_or_trouble(ending, data):
    whole = VALID[ending]
    start = data.draw(st.integers(0, len(whole)))
    gone = data.draw(st.sampled_from([0, 1, 8, 200, len(whole)]))
    check_parts(f"a.{ending}", whole[:start] + data.draw(st.binary(max_size=8)) + whole[start + gone :])
