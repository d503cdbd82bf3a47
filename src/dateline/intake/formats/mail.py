"""Messages (``.eml``), mailboxes, and pages saved with all they show (MHTML): the text, and what is attached.

All are MIME messages. Of a message the HTML is read where it has some, else the plain text; its subject,
sender and date come along. A plain newsletter whose articles stand between ruled lines is one report an
article. Of an MHTML file the page is read, with its address and the day it was saved. Attachments in a format
that Dateline reads are parts of their own; pictures and styles are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, BinaryIO

from dateline.intake.formats.parts import (
    HTML,
    MAX_PART,
    TEXT,
    Part,
    fact,
    in_utf8,
    page_part,
    text_part,
    too_long,
)
from dateline.knowledge.outlets import outlet_names
from dateline.model import Fact, Given

WHERE = "the message's header"
SAVED = "the saved page's header"
MAX_MESSAGE = 32 << 20
"""Bytes; mail servers take up to 25 MB. Taking so much apart needs 600 MB of memory."""
MAX_LINES = 20_000
"""Lines that may begin a part; the library's time grows with the square of the parts."""
MAX_ATTACHED = 1000
ARTICLE = 60
"""Words between two ruled lines that make an article; a signature, notice or list of contents has fewer."""
_RULE = re.compile(r"^[ \t>]*(?:[-=_*~#•]{5,}|(?:[-=_*~#•] ){4,}[-=_*~#•]?)[ \t]*\r?$", re.M)
_MAILBOX = re.compile(rb"From [^\r\n]+\r?\n(?:>?[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n|[ \t][^\n]*\n){2}")
_ENVELOPE = re.compile(rb"From \S++.* \d\d:\d\d")
PASSED_OVER = frozenset("image audio video font".split())
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,200}(?:\r?\n|\Z)"
)
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID|Received):", re.I | re.M)
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.I)
_HTML_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.I | re.S)

Unpack = Callable[[str, BinaryIO], Iterator[Part]]


class _Forgiving(policy.EmailPolicy):
    """Takes a field of the header that the library cannot take apart ("From: Ann <ann@") as not there."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # the library raises anything on some fields
            return None


_POLICY = _Forgiving(refold_source="none")  # written out again, a field is not taken apart either


def is_message(head: bytes) -> bool:
    """Whether a file begins with the header of a message, with a field that only messages have."""
    begin = _BEGIN.match(head)
    return begin is not None and _MIME.search(begin.group()) is not None


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins with the envelope and the header of a message, as mailboxes do."""
    return _MAILBOX.match(head) is not None


def mailbox_parts(name: str, stream: BinaryIO, unpack: Unpack) -> Iterator[Part]:
    """The messages of a mailbox, numbered, one after the other."""
    held: list[bytes] = []
    number = size = 0
    blank = True

    def message() -> Iterator[Part]:
        label = f"{name}#{number}"
        if size > MAX_PART:
            yield Part(label, trouble=too_long(size, MAX_PART))
        elif number:
            yield from mail_parts(label, b"".join(held), unpack)

    while line := stream.readline(MAX_PART):
        if blank and _ENVELOPE.match(line):
            yield from message()
            held.clear()
            size = 0
            number += 1
            continue
        size += len(line)
        if size <= MAX_PART:
            held.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
        blank = line in (b"\n", b"\r\n")
    yield from message()


def mail_parts(name: str, data: bytes, unpack: Unpack) -> Iterator[Part]:
    """The text of a message or saved page, then its attachments, which *unpack* takes apart."""
    if len(data) > MAX_MESSAGE:
        yield Part(name, trouble=f"{too_long(len(data), MAX_MESSAGE)}; save its attachments as files")
        return
    if data.count(b"\n--") > MAX_LINES:
        yield Part(name, trouble="the message falls into more parts than anyone sends; save them as files")
        return
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    saved = message.get_content_type() == "multipart/related" and (
        "Snapshot-Content-Location" in message or name.lower().endswith((".mht", ".mhtml"))
    )
    body = message.get_body(("related", "html", "plain"))
    if isinstance(body, EmailMessage) and body.is_multipart():
        body = body.get_body(("html", "plain"))
    if isinstance(body, EmailMessage):
        yield from [_saved_page(name, message, body)] if saved else _message(name, message, body)
    elif message.get_content_type() != "multipart/digest":
        yield Part(name, trouble="the message has no text")
    if not saved:
        yield from _attached(name, message, unpack)


def _message(name: str, message: EmailMessage, body: EmailMessage) -> Iterator[Part]:
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
    if body.get_content_type() == HTML:
        inner = _HTML_BODY.search(text)
        yield page_part(name, title, inner[1] if inner else text, given)
        return
    articles = _articles(text)
    if len(articles) < 2:
        yield text_part(name, title, text, given)
        return
    for number, article in enumerate(articles, start=1):
        yield Part(f"{name}#article {number}", article.encode("utf-8", "replace"), replace(given, title=None))


def _articles(text: str) -> list[str]:
    """The articles of a newsletter, between ruled lines; what is no article goes with the one above."""
    articles: list[str] = []
    above = ""
    for section in _RULE.split(text):
        if len(section.split()) >= ARTICLE:
            articles.append(f"{above}{section}")
            above = ""
        elif articles:
            articles[-1] += f"\n\n{section}"
        else:
            above = f"{section}\n\n"
    return articles


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
