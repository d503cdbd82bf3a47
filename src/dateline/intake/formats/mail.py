"""Messages (``.eml``) and pages saved with all they show (MHTML): the text, and what is attached.

Both are MIME messages. Of a message the HTML is read where it has some, else the plain text; its subject,
sender and date come along. Of an MHTML file the page is read, with its address and the day it was saved.
Attachments in a format that Dateline reads are parts of their own; pictures and styles are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from dateline.intake.formats.parts import HTML, TEXT, Part, fact, in_utf8, page_part, text_part
from dateline.knowledge.outlets import outlet_names
from dateline.model import Fact, Given

WHERE = "the message's header"
SAVED = "the saved page's header"
MAX_ATTACHED = 1000
PASSED_OVER = frozenset("image audio video font".split())
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,200}(?:\r?\n|\Z)"
)
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID|Received):", re.I | re.M)
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.I)
_HTML_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.I | re.S)

Unpack = Callable[[str, BinaryIO], Iterator[Part]]


def is_message(head: bytes) -> bool:
    """Whether a file begins with the header of a message, with a field that only messages have."""
    begin = _BEGIN.match(head)
    return begin is not None and _MIME.search(begin.group()) is not None


def mail_parts(name: str, data: bytes, unpack: Unpack) -> Iterator[Part]:
    """The text of a message or saved page, then its attachments, which *unpack* takes apart."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    saved = message.get_content_type() == "multipart/related" and (
        "Snapshot-Content-Location" in message or name.lower().endswith((".mht", ".mhtml"))
    )
    body = message.get_body(("related", "html", "plain"))
    if isinstance(body, EmailMessage) and body.is_multipart():
        body = body.get_body(("html", "plain"))
    if isinstance(body, EmailMessage):
        yield (_saved_page if saved else _message)(name, message, body)
    else:
        yield Part(name, trouble="the message has no text")
    if not saved:
        yield from _attached(name, message, unpack)


def _message(name: str, message: EmailMessage, body: EmailMessage) -> Part:
    title = fact(_FORWARDED.sub("", str(message.get("Subject") or "")), WHERE)
    sender, _ = parseaddr(str(message.get("From") or ""))
    letter = message.get("List-Id") or message.get("List-Unsubscribe")
    outlet = sender if letter or sender.casefold() in outlet_names().name_of else None
    given = Given(
        title=title,
        outlet=fact(outlet, WHERE),
        authors=None if outlet else fact(sender, WHERE),
        published=fact(str(message.get("Date") or ""), WHERE),
    )
    text = _text(body)
    if body.get_content_type() != HTML:
        return text_part(name, title, text, given)
    inner = _HTML_BODY.search(text)
    return page_part(name, title, inner[1] if inner else text, given)


def _saved_page(name: str, message: EmailMessage, body: EmailMessage) -> Part:
    address = message.get("Snapshot-Content-Location") or body.get("Content-Location")
    given = Given(
        address=fact(str(address or ""), SAVED),
        captured=fact(str(message.get("Date") or ""), SAVED),
        media=Fact(body.get_content_type(), SAVED),
    )
    data = body.get_payload(decode=True)
    assert isinstance(data, bytes)
    return Part(name, in_utf8(data, body.get_content_charset()), given)


def _text(body: EmailMessage) -> str:
    """The text of a part, in the encoding it names or the likeliest one."""
    from dateline.intake.decode import decode

    data = body.get_payload(decode=True)
    return decode(data, body.get_content_charset()).text if isinstance(data, bytes) else ""


def _attached(name: str, message: EmailMessage, unpack: Unpack) -> Iterator[Part]:
    for number, part in enumerate(message.iter_attachments(), start=1):
        if number > MAX_ATTACHED:
            yield Part(f"{name}#{number}", trouble=f"more than {MAX_ATTACHED} attachments are not read")
            return
        if part.get_content_maintype() in PASSED_OVER:
            continue
        label = f"{name}#{part.get_filename() or number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield from unpack(label, io.BytesIO(inner.as_bytes() if isinstance(inner, EmailMessage) else b""))
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            if part.get_content_type() in (HTML, TEXT):
                data = in_utf8(data, part.get_content_charset())
            yield from unpack(label, io.BytesIO(data))
