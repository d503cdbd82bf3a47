"""A text dump as a `Report`."""

from __future__ import annotations

from dateline.intake.blocks import word_count
from dateline.intake.cleaning import Cleaned, clean
from dateline.intake.language import language_of
from dateline.intake.masthead import read_masthead
from dateline.knowledge.languages import language_name
from dateline.model import Report, Status

FEWEST_WORDS = 15
"""Words of body below which a text is not read as a report."""
SHORT_PAGE = 80
"""Words of body below which an error message or a paywall on the page tells what the page is."""


def text_report(source: str, text: str, report_id: str, encoding: str | None) -> Report:
    """The report in *text*; one without an article has status ``failed`` or ``partial`` and a reason."""
    if not text.strip():
        return Report(report_id, source, text, encoding=encoding, status="failed", reason="the text is empty")
    page = clean(text)
    language = language_of("\n".join(span.of(text) for span in page.body) or text)
    status, reason = judge(text, page, language)
    return Report(
        id=report_id,
        source=source,
        text=text,
        body=page.body,
        dropped=page.dropped,
        masthead=read_masthead(text, page),
        language=language,
        encoding=encoding,
        status=status,
        reason=reason,
    )


def judge(text: str, page: Cleaned | Report, language: str | None) -> tuple[Status, str | None]:
    """Status and reason of a report with the body of *page* in *language*."""
    words = sum(word_count(span.of(text)) for span in page.body)
    reasons = {leftover.reason for leftover in page.dropped}
    if words == 0 or ("error page" in reasons and words < SHORT_PAGE):
        what = "the page is an error page" if "error page" in reasons else "no article was found in the text"
        return "failed", what
    if words < FEWEST_WORDS:
        return "partial", f"only {words} words of article were found"
    if language not in (None, "en"):
        which = language_name(language)
        return "partial", f"in {which}, which is not read yet: kept and searchable, not coded"
    if "paywall notice" in reasons and words < SHORT_PAGE:
        return "partial", "the page shows only the beginning; the rest is for subscribers"
    return "read", None
