"""From bytes to `Report`: decode, tell body from leftovers, read the masthead.

`take` turns one source's bytes into a report and never raises: what cannot be read becomes a report of status
``failed`` with its reason. For a text dump the steps are, one file each:

1. `decode`      bytes → text, one way on all platforms
2. `blocks`      paragraphs; hard-wrapped lines joined (`wraps`)
3. `marks`       what each block looks like on its own: prose, caption, byline, date line, page furniture
4. `headline`    which block carries the headline
5. `boundaries`  where the article begins and ends, with its lists, boxes and `agreements`
6. `cleaning`    what is dropped, each block with a reason a reader understands
7. `masthead`    title, outlet, agency, authors, dateline, stated date (`stated`, `authors`, `outlet`,
                `agency`, `wire`)
8. `language`    what language the body is in

`html` does the same for saved pages. Before that, `files` walks what the user named and `formats` takes
apart what holds several reports; after it, `given` adds what came along with the bytes. When all reports are
read, `outlet_lines` counts what each outlet repeats on its pages and `outlet_furniture` takes it out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from dateline.intake.decode import decode
from dateline.intake.files import content_name
from dateline.intake.formats.documents import document_report, kind_of
from dateline.intake.text import text_report
from dateline.model import NOTHING_GIVEN, Given, Report

__all__ = ["report_id", "sha256_of", "take"]

ID_LENGTH = 16
_HTML_NAME = re.compile(r"\.x?html?$", re.I)
_HTML_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.S,
)


def report_id(data: bytes) -> str:
    """The id of a report: the first 16 hexadecimal digits of the SHA-256 of its bytes."""
    return sha256_of(data)[:ID_LENGTH]


def sha256_of(data: bytes) -> str:
    """The SHA-256 of *data* in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def take(source: str, data: bytes, given: Given = NOTHING_GIVEN) -> Report:
    """The report in *data*, found at *source* (a path or address, which also tells its format).

    *given* is what came along with the bytes, and outweighs what they say.
    """
    report = replace(_read(source, data, given), sha256=sha256_of(data))
    if given == NOTHING_GIVEN:
        return report
    from dateline.intake.given import with_given

    return with_given(report, given)


def _read(source: str, data: bytes, given: Given) -> Report:
    own_id = report_id(data)
    kind = kind_of(data)
    if kind is not None:
        return document_report(source, kind, data, own_id)
    charset = given.charset.value if given.charset is not None else None
    decoded = decode(data, charset)
    if decoded.binary:
        reason = decoded.reason or "not text"
        return Report(own_id, source, "", status="failed", reason=reason)
    if _is_html(source, decoded.text, given):
        # Loaded when a page is met: what it stands on takes a second to load.
        from dateline.intake.html import html_report

        return html_report(source, data, own_id, charset)
    from dateline.intake.formats.export import export_report
    from dateline.intake.formats.labelled import labelled_report

    exported = export_report(source, decoded.text, own_id, decoded.encoding) or labelled_report(
        source, decoded.text, own_id, decoded.encoding
    )
    return exported or text_report(source, decoded.text, own_id, decoded.encoding)


def _is_html(source: str, text: str, given: Given) -> bool:
    """By the content, by what is said of it, or by the name where the content leaves it open."""
    if _HTML_HEAD.match(text):
        return True
    if given.media is not None:
        return given.media.value == "text/html"
    return _HTML_NAME.search(content_name(source)) is not None and "<" in text
