"""Mailboxes and newsletters that hold several articles."""

import io
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart

from dateline.intake import take
from dateline.intake.formats import unpack

BODY = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.\n\n"
    "“We will open it again before the summer,” the mayor told reporters after the meeting there.\n\n"
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million this year.\n\n"
    "From the harbour the bridge can be seen by all who come to Lisford by ship, the union of dockers said.\n"
)


def message(title, text=BODY):
    mail = EmailMessage()
    mail["Subject"] = title
    mail["From"] = "The Lisford Letter <letter@courier.example>"
    mail["Date"] = "Tue, 03 May 2022 23:30:00 -0400"
    mail["List-Id"] = "<letter.courier.example>"
    mail.set_content(text)
    return mail


def reports_of(data, name="a"):
    parts = list(unpack(name, io.BytesIO(data)))
    assert [part.trouble for part in parts if part.trouble] == []
    return [take(part.name, part.data, part.given) for part in parts]


def test_a_mailbox_is_read_message_by_message():
    one = message("First", BODY.replace("From the harbour", ">From the harbour")).as_bytes()
    other = message("Second")
    other.add_attachment(BODY + "\nMore is expected.", filename="more.txt")
    box = b"".join(
        b"From letter@courier.example Tue May  3 23:30:00 2022\n" + mail + b"\n"
        for mail in (one, other.as_bytes())
    )
    for data in (box, box.replace(b"\n", b"\r\n")):
        found = reports_of(data, "clips.mbox")
        assert [r.source for r in found] == ["clips.mbox#1", "clips.mbox#2", "clips.mbox#2#more.txt"]
        assert [r.masthead.title for r in found[:2]] == ["First", "Second"]
        assert "\nFrom the harbour" in found[0].text.replace("\r", "")


def test_the_articles_of_a_newsletter_stand_between_ruled_lines():
    heads = ("Bridge talks go on", "Dockers want a say")
    text = "In this letter:\n" + "\n".join(heads)
    for head in heads:
        text += f"\n\n{'=' * 30}\n\n{head}\n\n{BODY}"
    text += "\n\n----------\nYou receive this letter because you signed up.\n"
    first, second = reports_of(message("Lisford this week", text).as_bytes(), "letter.eml")
    assert (first.source, second.source) == ("letter.eml#article 1", "letter.eml#article 2")
    assert second.masthead.title == "Dockers want a say"
    assert {r.masthead.outlet for r in (first, second)} == {"The Lisford Letter"}
    assert second.masthead.published.date.isoformat() == "2022-05-03"


def test_a_signature_under_a_ruled_line_makes_no_newsletter():
    [report] = reports_of(message("Bridge talks", f"{BODY}\n----------\nAnn Lee, Lisford\n").as_bytes())
    assert report.masthead.title == "Bridge talks"


def test_a_digest_is_its_messages():
    digest = MIMEMultipart("digest")
    digest["Subject"] = "Lisford digest"
    for title in ("First", "Second"):
        digest.attach(MIMEMessage(message(title)))
    assert [r.masthead.title for r in reports_of(digest.as_bytes(), "d.eml")] == ["First", "Second"]


def test_a_field_that_cannot_be_taken_apart_costs_itself_and_not_the_message():
    data = message("Talks").as_bytes()
    for broken in (b"From: Ann Lee <ann@\n", b'To: "a\n', b"Cc: <\n"):
        name = broken.partition(b":")[0]
        lines = [line for line in data.splitlines(keepends=True) if not line.startswith(name)]
        [report] = reports_of(broken + b"".join(lines))
        assert report.masthead.title == "Talks" and "The council of Lisford" in report.text
