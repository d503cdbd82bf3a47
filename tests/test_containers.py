"""Files that hold several reports, and other formats than text and HTML: what is read, and its name."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from made_files import docx, zipped

from dateline.archive import Archive
from dateline.intake import take
from dateline.intake.formats import parts as limits
from dateline.intake.formats import records, unpack
from dateline.intake.formats.compressed import TOO_DEEP, Budget
from dateline.intake.given import joined
from dateline.model import Fact, Given
from dateline.pipeline import read

BODY = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.",
    "“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.",
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.",
)
TEXT = "\n\n".join(BODY)
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def parts_of(data, name):
    return list(unpack(name, io.BytesIO(data)))


def reports_of(data, name):
    return [take(part.name, part.data, part.given) for part in parts_of(data, name) if part.trouble is None]


def troubles_of(data, name):
    return {part.name: part.trouble for part in parts_of(data, name) if part.trouble is not None}


def body_of(report):
    return "\n".join(" ".join(span.of(report.text).split()) for span in report.body)


# Feeds

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lisford Courier</title>
<item><title>Bridge &amp; harbour: talks go on</title><link>https://courier.example/bridge</link>
<pubDate>Tue, 03 May 2022 23:30:00 -0400</pubDate><dc:creator>Ann Lee</dc:creator>
<description><![CDATA[{MARKUP}]]></description></item>
<item><title>Market day</title><link>https://courier.example/market</link>
<pubDate>Wed, 04 May 2022 08:00:00 GMT</pubDate><description>{TEXT}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lisford Courier</title>
<entry><title>Bridge talks go on</title><link href="https://courier.example/bridge"/>
<published>2022-05-03T23:30:00-04:00</published>
<content type="html"><![CDATA[{MARKUP}]]></content></entry></feed>"""


def test_each_entry_of_a_feed_is_a_report_with_what_the_feed_says_of_it():
    first, second = reports_of(RSS.encode(), "courier.xml")
    assert first.source == "courier.xml#https://courier.example/bridge"
    head = first.masthead
    assert (head.title, head.outlet, head.authors) == (
        "Bridge & harbour: talks go on",
        "Lisford Courier",
        ("Ann Lee",),
    )
    assert head.title_span.of(first.text) == head.title
    assert body_of(first) == "\n".join(BODY)
    assert (second.format, second.masthead.title, second.status) == ("text", "Market day", "read")


def test_the_day_of_an_entry_is_the_one_its_publisher_writes():
    [report, _] = reports_of(RSS.encode(), "courier.xml")
    assert report.masthead.published.date.isoformat() == "2022-05-03"  # in UTC it is the 4th
    assert report.masthead.published.reason == "stated in the feed's entry"
    [report] = reports_of(ATOM.encode(), "courier.atom")
    assert report.masthead.published.date.isoformat() == "2022-05-03"


def test_a_feed_that_breaks_off_gives_what_is_there_and_its_reason():
    data = RSS.encode()[: RSS.index("Market day")]
    assert reports_of(data, "courier.xml")[0].masthead.title == "Bridge & harbour: talks go on"
    assert "damaged" in troubles_of(data, "courier.xml")["courier.xml#end"]


def test_a_feed_cannot_name_files_or_blow_up(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    doctype = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
        + '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
        + "]>"
    )
    data = RSS.replace("<rss", doctype + "<rss").replace("Market day", "Market &x; &b; day").encode()
    assert all("the secret" not in report.text for report in reports_of(data, "courier.xml"))


# Records

RECORD = {"headline": "Bridge talks go on", "body": TEXT, "published_at": "2022-05-03T23:30:00-04:00"}
RECORD |= {"url": "https://courier.example/bridge", "source": {"id": 7, "name": "Lisford Courier"}}


def lines(*items):
    return b"\n".join(i if isinstance(i, bytes) else json.dumps(i).encode() for i in items) + b"\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(RECORD)),
        ("-", lines(RECORD, RECORD)),
        ("a.json", json.dumps([RECORD], indent=1).encode()),
        ("a.json", json.dumps(RECORD, indent=1).encode()),
        ("a.json", json.dumps({"status": "ok", "response": {"articles": [RECORD]}}).encode("utf-16")),
    ],
)
def test_a_record_is_a_report_under_whatever_names_its_fields_have(name, data):
    report = reports_of(data, name)[0]
    assert report.source == f"{name}#1"
    head = report.masthead
    assert (head.title, head.outlet) == ("Bridge talks go on", "Lisford Courier")
    assert head.published.date.isoformat() == "2022-05-03"
    assert head.published.reason == "stated in the record's field “published_at”"
    assert body_of(report) == "\n".join(BODY)


def test_a_line_that_is_no_record_costs_itself_only(monkeypatch):
    monkeypatch.setattr(records, "MAX_LINE", 1 << 20)
    broken = [
        b'{"text": "cut',
        b"",
        bytes(40),
        b'{"text": "' + b"a" * (3 << 20) + b'"}',
        b"[1]",
        b'{"id": 1}',
    ]
    deep = b"[" * 100_000
    data = lines(RECORD, *broken, deep, json.dumps(RECORD).encode().replace(b"Tuesday", b"Tues\0day"), RECORD)
    assert [r.source for r in reports_of(data, "a.jsonl")] == ["a.jsonl#1", "a.jsonl#9", "a.jsonl#10"]
    said = troubles_of(data, "a.jsonl")
    assert list(said) == [f"a.jsonl#{n}" for n in (2, 4, 5, 6, 7, 8)]
    assert "larger than 1 MB" in said["a.jsonl#5"]
    assert "its fields are id" in said["a.jsonl#7"]


def test_each_line_is_read_in_its_own_encoding():
    words = {"title": "Café", "text": TEXT}
    western = json.dumps(words, ensure_ascii=False).encode("cp1252", "replace")
    data = lines(western, json.dumps(words, ensure_ascii=False).encode())
    assert [r.masthead.title for r in reports_of(data, "a.jsonl")] == ["Café", "Café"]


def test_an_array_is_read_past_a_broken_element_and_to_where_it_is_cut_off():
    data = json.dumps([RECORD, {"text": "BROKEN"}, RECORD, RECORD]).replace('"BROKEN"', "oops")[:-40].encode()
    assert [r.source for r in reports_of(data, "a.json")] == ["a.json#1", "a.json#3"]
    assert list(troubles_of(data, "a.json")) == ["a.json#2", "a.json#4"]


def test_a_field_may_hold_a_page():
    [report] = reports_of(lines({"title": "Bridge talks go on", "content": MARKUP}), "a.jsonl")
    assert report.format == "html"
    assert body_of(report) == "\n".join(BODY)


# What came along

SAID, BY_USER = Fact("2022-05-03", "the feed's entry"), Fact("2022-05-04", "clippings.csv, line 2", True)


def test_what_two_files_say_is_joined_the_same_in_either_order():
    one, other = Given(published=SAID, title=Fact("B", "x")), Given(title=Fact("A", "y"))
    assert joined(one, other) == joined(other, one) == Given(published=SAID, title=Fact("A", "y"))
    assert joined(one, one) == one


def test_the_users_word_outweighs_a_file_and_the_later_one_the_earlier():
    assert joined(Given(published=BY_USER), Given(published=SAID)).published == BY_USER
    assert joined(Given(published=SAID), Given(published=BY_USER)).published == BY_USER
    later = Fact("2022-05-01", "clippings.csv, line 3", True)
    assert joined(Given(published=BY_USER), Given(published=later)).published == later


def test_a_plain_file_is_one_part_of_itself():
    [part] = parts_of(TEXT.encode(), "talks.txt")
    assert (part.name, part.data, part.given) == ("talks.txt", TEXT.encode(), Given())


def test_a_line_of_fifty_megabytes_has_its_reason():
    data = b"a" * (50 << 20)
    assert f"larger than {limits.MAX_TEXT >> 20} MB" in troubles_of(data, "long.txt")["long.txt"]
    assert "larger than" in troubles_of(b'{"text": "' + data + b'"}', "long.jsonl")["long.jsonl#1"]


def test_the_parts_of_a_file_are_kept_once_and_in_any_order_the_same(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(
        lines(RECORD, {**RECORD, "body": TEXT + " More.", "date": "1 May 2022"})
    )
    (tmp_path / "b.xml").write_bytes(RSS.encode())
    outcome = []
    for order in (["a.jsonl", "b.xml"], ["b.xml", "a.jsonl"]):
        with Archive(tmp_path / f"{order[0]}.dateline", create=True) as archive:
            summary = read(archive, [str(tmp_path / name) for name in order])
            assert (summary.sources, summary.new, summary.failed) == (2, 4, [])
            assert read(archive, [str(tmp_path / name) for name in order]).known == 4
            outcome.append([(r["id"], r["source"], r["published"]) for r in archive.rows("reports")])
    assert outcome[0] == outcome[1]


# Exports

NEXIS = """                               {n} of 25 DOCUMENTS


                             The Lisford Courier

                         May {n}, 2022 Tuesday

Bridge talks go on, day {n}

BYLINE: Ann Lee and Ben Ode

SECTION: HOME; Pg. 3

LENGTH: 62 words

DATELINE: LISFORD

{text}

LOAD-DATE: May 9, 2022

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

              Copyright 2022 Lisford Courier Limited
                        All Rights Reserved
"""

FACTIVA = """Bridge talks go on, day {n}

By Ann Lee and Ben Ode
62 words
{n} May 2022
09:14
Agence France Presse
AFPR
English
Copyright Agence France-Presse, 2022 All rights reserved.

{text}

Document AFPR000020220503ei53000{n}g

"""

CODED = """HD Bridge talks go on, day {n}
BY Ann Lee and Ben Ode
WC 62 words
PD {n} May 2022
SN The Lisford Courier
SC LISC
LA English
CY Copyright 2022. The Lisford Courier.
LP
{text}
CO liscou : Lisford Courier
AN Document LISC000020220503ei53000{n}g

"""


@pytest.mark.parametrize("shape", [NEXIS, FACTIVA, CODED])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_article_of_an_export_is_a_report_with_its_header_as_masthead(shape, ends):
    text = "".join(shape.format(n=n, text=TEXT) for n in (3, 4)).replace("\n", ends)
    first, second = reports_of(text.encode(), "export.txt")
    assert (first.source, second.source) == ("export.txt#1", "export.txt#2")
    assert body_of(first) == "\n".join(BODY)
    head = second.masthead
    assert (head.title, head.authors) == ("Bridge talks go on, day 4", ("Ann Lee", "Ben Ode"))
    assert head.outlet == ("Agence France-Presse" if shape is FACTIVA else "The Lisford Courier")
    assert [span.of(second.text) for span in head.author_spans] == ["Ann Lee", "Ben Ode"]
    assert head.published.date.isoformat() == "2022-05-04"
    assert "May" in head.published.evidence[0].of(second.text)
    assert {d.reason for d in second.dropped} == {"header of the export", "footer of the export"}


def test_a_report_that_names_a_length_is_no_export():
    text = f"Bridge talks go on\n\nThe speech had\n\n500 words\n\n{TEXT}"
    [report] = reports_of(text.encode(), "a.txt")
    assert not any("export" in d.reason for d in report.dropped)


# Messages and saved pages


def message(**options):
    mail = EmailMessage()
    mail["Subject"] = "Fwd: Bridge talks go on"
    mail["From"] = "The Lisford Letter <letter@courier.example>"
    mail["Date"] = "Tue, 03 May 2022 23:30:00 -0400"
    mail["List-Id"] = "<letter.courier.example>"
    mail.set_content(TEXT, **options)
    return mail


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_message_is_a_report_with_what_its_header_says(charset):
    mail = message(charset=charset)
    [report] = reports_of(mail.as_bytes(), "letter.eml")
    head = report.masthead
    assert (head.title, head.outlet) == ("Bridge talks go on", "The Lisford Letter")
    assert (head.published.date.isoformat(), head.published.reason) == (
        "2022-05-03",
        "stated in the message's header",
    )
    assert body_of(report) == "\n".join(BODY)


def test_of_a_message_in_two_forms_the_page_is_read_and_attachments_are_reports_of_their_own():
    mail = message()
    mail.add_alternative(f"<html><body>{MARKUP}</body></html>", subtype="html")
    mail.add_attachment(TEXT + "\n\nMore is expected.", filename="more.txt")
    mail.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    mail.add_attachment(b"MZ\x90\x00", "application", "octet-stream", filename="setup.exe")
    page, attached, program = [
        take(part.name, part.data, part.given) for part in parts_of(mail.as_bytes(), "letter.eml")
    ]
    assert (page.source, page.format, body_of(page)) == ("letter.eml", "html", "\n".join(BODY))
    assert (attached.source, attached.status) == ("letter.eml#more.txt", "read")
    assert program.reason == "not text but a Windows program"


def test_a_page_saved_as_mhtml_keeps_its_address_and_day():
    page = MIMEMultipart("related", type="text/html")
    page["Snapshot-Content-Location"] = "https://courier.example/bridge"
    page["Date"] = "Wed, 4 May 2022 10:00:00 -0000"
    page.attach(MIMEText(f"<html><body><h1>Bridge talks</h1>{MARKUP}</body></html>", "html", "cp1252"))
    page.attach(MIMEImage(b"\x89PNG", "png"))
    [report] = reports_of(page.as_bytes(), "bridge.mhtml")
    assert (report.format, report.captured.isoformat()) == ("html", "2022-05-04")
    assert report.masthead.outlet == "courier.example"
    assert body_of(report) == "\n".join(BODY)


def test_a_text_dump_with_labels_is_no_message():
    text = f"Title: Bridge talks\nDate: 3 May 2022\nSource: Courier\n\n{TEXT}".encode()
    assert [part.given for part in parts_of(text, "a.txt")] == [Given()]


# Archives


def test_a_zip_archive_is_read_member_by_member():
    feed = gzip.compress(RSS.encode())
    deeper = zipped({"export.txt": "".join(NEXIS.format(n=n, text=TEXT) for n in (3, 4)).encode()})
    members = {
        "talks.txt": TEXT.encode(),
        "../../up.txt": TEXT.encode() + b" Up.",
        "__MACOSX/._talks.txt": b"\0\5\26\7",
        "page_files/frame.html": b"<html>",
        "photo.tiff": b"II*\0",
        "feed.xml.gz": feed,
        "more.zip": deeper,
        "note.docx": docx("Bridge talks go on", *BODY),
    }
    data = zipped(members)
    assert [report.source for report in reports_of(data, "a.zip")] == [
        "a.zip#talks.txt",
        "a.zip#../../up.txt",
        "a.zip#feed.xml.gz#https://courier.example/bridge",
        "a.zip#feed.xml.gz#https://courier.example/market",
        "a.zip#more.zip#export.txt#1",
        "a.zip#more.zip#export.txt#2",
        "a.zip#note.docx",
    ]
    assert list(troubles_of(data, "a.zip")) == ["a.zip#photo.tiff"]


def test_a_bomb_has_its_reason_and_the_rest_is_read():
    data = zipped({"bomb.txt": bytes(30 << 20), "talks.txt": TEXT.encode()})
    assert "expands to more than" in troubles_of(data, "a.zip")["a.zip#bomb.txt"]
    assert [report.source for report in reports_of(data, "a.zip")] == ["a.zip#talks.txt"]
    assert "expands to more than" in troubles_of(gzip.compress(bytes(30 << 20)), "a.txt.gz")["a.txt.gz"]


def test_archives_inside_archives_end_somewhere():
    data = TEXT.encode()
    for _ in range(6):
        data = zipped({"in.zip": data})
    assert list(troubles_of(data, "a.zip").values()) == [TOO_DEEP]


def test_all_archives_in_a_file_share_what_it_may_cost(monkeypatch):
    inner = zipped({f"{n}.txt": TEXT.encode() for n in range(8)}, zipfile.ZIP_STORED)
    data = zipped({"a.zip": inner, "b.zip": inner}, zipfile.ZIP_STORED)
    found = list(unpack("a.zip", io.BytesIO(data), Budget(members=12)))
    assert sum(part.trouble is None for part in found) == 10
    found = list(unpack("a.zip", io.BytesIO(data), Budget(expanded=len(inner) + 500)))
    assert any("expands to more than" in (part.trouble or "") for part in found)


def test_a_damaged_member_costs_itself_only():
    data = zipped({"a.txt": b"x" * 50 + TEXT.encode(), "b.txt": TEXT.encode()}, zipfile.ZIP_STORED)
    data = data.replace(b"x" * 50, b"y" * 50)
    assert "damaged" in troubles_of(data, "a.zip")["a.zip#a.txt"]
    assert [report.source for report in reports_of(data, "a.zip")] == ["a.zip#b.txt"]
