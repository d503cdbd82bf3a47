"""What came along with a report (from the file it stood in, or from the user) put into its masthead.

What is stated there outweighs what the text shows, with a note of where it is stated; the words of the text
stay the evidence where they say the same.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from urllib.parse import urlsplit

from dateline.intake.address import address_of
from dateline.intake.authors import BETWEEN
from dateline.intake.html_metadata import day_of
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.outlets import outlet_names
from dateline.model import Fact, Given, Masthead, Published, Report, Span

TITLE_WITHIN = 2000
"""Characters from the top of a text in which its title is looked for."""
_BY = re.compile(r"^by\s+", re.I)
_MAIL = re.compile(r"(?:(?<!\s)\s++)?[(<]?(?<![\w.+-])[\w.+-]++@[\w.-]+[)>]?\s*")


def with_given(report: Report, given: Given) -> Report:
    """*report* with what is *given* about it."""
    if given == Given():
        return report
    head = report.masthead
    title = given.title
    if title is not None:
        head = replace(head, title=title.value, title_span=_title_span(report, title.value))
    outlet = _outlet(given, head)
    if outlet is not None and outlet != head.outlet:
        head = replace(head, outlet=outlet, outlet_span=None)
    authors = _names(given.authors)
    if authors and authors != head.authors:
        head = replace(head, authors=authors, author_spans=())
    head = replace(head, published=_published(given, head))
    captured = given.captured and day_of(given.captured.value)
    status, reason = report.status, report.reason
    if given.damage is not None and status != "failed":
        status = "partial"
        reason = "; ".join(filter(None, (given.damage.value, reason)))
    return replace(
        report,
        masthead=head,
        captured=captured or report.captured,
        status=status,
        reason=reason,
        given=given,
        address=address_of(report.address, given.address),
    )


def completed(given: Given, came: Given) -> Given:
    """What a part says of itself, and for the rest what *came* along with the file it stands in."""
    return Given(*(getattr(given, f.name) or getattr(came, f.name) for f in fields(Given)))


def joined(held: Given, new: Given) -> Given:
    """What two places say about the same bytes, the same whichever was read first.

    The user's word outweighs a file's, and the later word of the user the earlier one.
    """
    return Given(*(_one(getattr(held, f.name), getattr(new, f.name)) for f in fields(Given)))


def _one(held: Fact | None, new: Fact | None) -> Fact | None:
    if held is None or new is None:
        return held or new
    if held.user or new.user:
        return new if new.user else held
    return min(held, new, key=lambda said: (said.value, said.where))


def _title_span(report: Report, title: str) -> Span | None:
    """Where the text shows the title: the headline found if it says the same, else the words at the top."""
    shown = report.masthead.title_span
    if shown is not None and plain_line(shown.of(report.text)) == plain_line(title):
        return shown
    words = title.split()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)") if words else None
    found = pattern.search(report.text, 0, TITLE_WITHIN) if pattern else None
    return Span(found.start(), found.end()) if found else None


def _outlet(given: Given, head: Masthead) -> str | None:
    """The outlet as given, under the name it is known by; else the one found; else whose address it is."""
    known = outlet_names().name_of
    if given.outlet is not None:
        return known.get(given.outlet.value.casefold().removeprefix("www."), given.outlet.value)
    if head.outlet is not None or given.address is None:
        return head.outlet
    try:
        domain = (urlsplit(given.address.value).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return known.get(domain, domain) or None


def _names(authors: Fact | None) -> tuple[str, ...]:
    if authors is None:
        return ()
    plain = _MAIL.sub(" ", _BY.sub("", authors.value)).strip(" ()")
    return tuple(name for part in BETWEEN.split(plain) if (name := part.strip()))


def _published(given: Given, head: Masthead) -> Published:
    """The day as given; what the text shows where that is the same day, or no day is given."""
    day = day_of(given.published.value) if given.published is not None else None
    if day is None or given.published is None:
        return head.published
    shown = head.published
    evidence = shown.evidence if shown.basis == "stated" and shown.date == day else ()
    return Published(day, "stated", evidence=evidence, reason=f"stated in {given.published.where}")
