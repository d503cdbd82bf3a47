"""Documents: PDF, Word, OpenDocument, rich text, each a report with its pages, tables and notes."""

import io

import pytest
from made_files import docx, in_two_columns, pdf, zipped
from pypdf import PdfWriter

from dateline.cli import main
from dateline.intake import take
from dateline.intake.formats.pages import joined_pages

BODY = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.",
    "“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.",
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.",
)
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0\b Bridge talks go on\b0\par\par "
    + r"\par\par ".join(p.replace("“", r"\'93").replace("”", r"\'94") for p in BODY)
    + "}"
)


def read(data, name="a"):
    return take(name, data)


def body_of(report):
    return "\n".join(" ".join(span.of(report.text).split()) for span in report.body)


def left_over(report):
    return [(left.span.of(report.text), left.reason) for left in report.dropped]


def test_a_word_document_is_a_report():
    report = read(docx("Bridge talks go on", *BODY))
    assert (report.format, report.status, report.masthead.title) == ("docx", "read", "Bridge talks go on")
    assert body_of(report) == "\n".join(BODY)


def test_a_word_document_cannot_name_files(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    head = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    report = read(docx("Bridge &x; talks", *BODY, head=head))
    assert "the secret" not in report.text


def test_rich_text_is_a_report():
    report = read(RTF.encode())
    assert (report.format, report.status) == ("rtf", "read")
    assert body_of(report) == "\n".join(BODY)


def test_names_that_stand_for_each_other_do_not_blow_a_word_document_up():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    report = read(docx("Bridge &l11; talks", *BODY, head=head))
    assert len(report.text) < 1000


def cells(*texts):
    inside = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{inside}</w:tr>"


def test_of_a_word_document_tables_are_lines_and_notes_and_page_heads_are_left_over():
    table = f"<w:tbl>{cells('Town', 'Dead')}{cells('Lisford', '12')}</w:tbl>"
    layout = f"<w:tbl><w:tr><w:tc>{'<w:p><w:r><w:t>A long sentence stands here.</w:t></w:r></w:p>' * 2}"
    report = read(
        docx(
            "Bridge talks go on",
            *BODY,
            markup=f"{table}{layout}</w:tc></w:tr></w:tbl>",
            header1="<w:p><w:r><w:t>Lisford Courier weekly</w:t></w:r></w:p>",
            footnotes="<w:p><w:r><w:t>The sum is an estimate.</w:t></w:r></w:p>",
        )
    )
    assert "\n\nTown | Dead\nLisford | 12\n\nA long sentence stands here.\n\nA long" in report.text
    assert left_over(report)[-2:] == [
        ("The sum is an estimate.", "footnote"),
        ("Lisford Courier weekly", "head or foot of the pages"),
    ]
    assert "estimate" not in body_of(report)


def test_an_opendocument_text_is_a_report():
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    note = "<text:note><text:note-body><text:p>The sum is an estimate.</text:p></text:note-body></text:note>"
    paragraphs = "".join(f"<text:p>{p}</text:p>" for p in BODY[:2])
    last = f"<text:p>{BODY[2][:30]}{note}<text:span>{BODY[2][30:]}</text:span></text:p>"
    content = (
        f"<office:document-content{spaces}><office:body><office:text><text:h>Bridge talks go on</text:h>"
        f"{paragraphs}{last}</office:text></office:body></office:document-content>"
    )
    data = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})
    report = read(data)
    assert (report.format, report.masthead.title) == ("odt", "Bridge talks go on")
    assert body_of(report) == "\n".join(BODY)
    assert left_over(report)[-1] == ("The sum is an estimate.", "footnote")


def test_a_pdf_is_a_report_and_every_row_can_be_found_on_its_page(tmp_path, capsys):
    pages = [
        "Bridge talks go on\n" + BODY[0] + "\nThe mayor of Lisford said on Wednesday that the new",
        "bridge would stand by May. The union of dockers\nthreatened on Thursday to go on strike in Lisford.",
        "Police arrested three protesters on Friday near\nthe harbour.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    report = take("a.pdf", (tmp_path / "a.pdf").read_bytes())
    assert (report.format, report.status) == ("pdf", "read")
    assert "said on Wednesday that the new bridge would stand" in report.text  # one sentence on two pages
    assert [report.text[start:].split()[0] for start in report.pages] == ["Bridge", "bridge", "Police"]
    archive = str(tmp_path / "a.db")
    assert main(["read", str(tmp_path / "a.pdf"), "--archive", archive]) == 0
    for word, page in (("closed", 1), ("strike", 2), ("protesters", 3)):
        main(["search", word, "--archive", archive])
        assert capsys.readouterr().out.rstrip().endswith(f"] p. {page}")
    main(["report", "a.pdf", "--archive", archive])
    assert "— page 3 —\nPolice arrested" in capsys.readouterr().out


def test_running_heads_and_feet_are_left_over_but_for_the_masthead():
    pages = [
        f"Lisford Courier 3 May 2022\nBridge talks {n}\n{paragraph}\nPage {n} of 3\nwww.courier.example"
        for n, paragraph in enumerate(BODY, start=1)
    ]
    report = read(pdf(*pages))
    assert report.text.startswith("Lisford Courier 3 May 2022\n\nBridge talks 1\n\n")
    assert report.masthead.published.date.isoformat() == "2022-05-03"
    gone = [words for words, reason in left_over(report) if reason == "head or foot of the pages"]
    assert gone[:3] == ["Page 1 of 3", "www.courier.example", "Lisford Courier 3 May 2022"]
    assert body_of(report).endswith(BODY[2])


def test_columns_drawn_across_the_page_are_read_one_after_the_other():
    left = [f"left line {n} of the first column" for n in range(9)]
    right = [f"right line {n} of the second column" for n in range(9)]
    report = read(pdf(in_two_columns(left, right)))
    assert report.text == " ".join([*left, *right])


def test_columns_drawn_one_after_the_other_and_tables_stay_as_they_are():
    table = "\n".join(f"Town {n}          {n * 7} dead" for n in range(1, 12))
    assert read(pdf(f"{BODY[0]}\n{table}")).text.count("dead\n\nTown") == 10


def test_words_that_a_line_end_cuts_are_joined():
    lines = (
        "The two sides met for nego-\ntiations on a cease-\nfire. Anti-\ngovernment groups and the South-\n"
    )
    lines += "East Council stayed away from the long-\nawaited nego­\ntiations - they\nwant more."
    assert joined_pages([lines]).text == (
        "The two sides met for negotiations on a cease-fire.\n\n"
        "Anti-government groups and the South-\n\n"
        "East Council stayed away from the long-awaited negotiations\n\n- they want more."
    )
    assert joined_pages(["the cooper-", "ation went on"]).text == "the cooperation went on"


def test_the_lines_of_a_paragraph_are_joined_and_those_of_headings_lists_and_tables_are_not():
    full = [
        "The council of Lisford met on Tuesday to",
        "speak about the bridge that was closed",
        "for a year.",
    ]
    lines = [
        "Bridge talks go on",
        *full,
        "Lisford",
        *full,
        "• a first point of the list, which is long",
        "• more",
    ]
    assert joined_pages(["\n".join(lines)]).text.split("\n\n") == [
        "Bridge talks go on", " ".join(full), "Lisford", " ".join(full), *lines[-2:]
    ]  # fmt: skip


def test_a_page_without_a_text_layer_is_told_and_the_others_are_read():
    report = read(pdf("\n".join(BODY), None, None))
    assert (report.status, body_of(report)) == ("partial", " ".join(BODY))
    assert report.reason == "pages 2, 3 without a text layer (pictures); let a text recognition read them"


def encrypted(password):
    writer = PdfWriter(clone_from=io.BytesIO(pdf("\n".join(BODY))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert read(encrypted("")).status == "read"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(None, None), "a scan without a text layer"),
        (encrypted("secret"), "the PDF is locked with a password; save it without one"),
        (pdf(b"0 0 m 1 1 l S\n" * 400_000), "its pages hold too much drawing to be read"),
        (b"%PDF-1.7\n" + bytes(range(256)), "the document is damaged"),
        (docx(), "the document shows no text"),
        (rb"{\rtf1 }", "the document shows no text"),
        (rb"{\rtf1 " + b"{" * (5 << 20), "without its pictures it is larger than 4 MB"),
        (rb"{\rtf1 {\pict " + b"00ff" * (2 << 20) + b"}}", "the document shows no text"),
        (docx("word " * 300_000), "its text is larger than 1 MB"),
    ],
)
def test_a_document_without_text_says_why(data, reason):
    report = read(data)
    assert report.status == "failed"
    assert report.reason.startswith(reason)
