"""A report as it came in: its text, what of it is the article, and what its masthead states."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.model.review import RowState
from dateline.model.span import Span

Status = Literal["read", "partial", "failed"]
Basis = Literal["stated", "inferred", "linked", "unknown"]

FEED_ENTRY = "the feed's entry"
"""Where what is given of an entry of a feed stands; it may be an excerpt of the page at its address."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stretch of the text that is not the article, with the reason in a reader's words.

    ``articles`` tells in how many articles of the outlet it stands, where that is the reason.
    """

    span: Span
    reason: str
    articles: int | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A stretch of the text of which a user said whether it is of the article's body.

    ``state`` says whether it was found so ("accepted") or put there ("edited"), ``decision`` is the
    correction (id).
    """

    span: Span
    body: bool
    state: RowState
    decision: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, as far as the evidence goes.

    ``date`` is set when one day is left; otherwise ``earliest`` and ``latest`` bound it, or all three are
    None. ``via`` names the report through whose event a ``linked`` date came.
    """

    date: datetime.date | None = None
    basis: Basis = "unknown"
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    evidence: tuple[Span, ...] = ()
    reason: str = ""
    via: str | None = None


UNDATED = Published()


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands around the article and tells what it is; spans point at the words it was taken from."""

    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    outlet_span: Span | None = None
    agency: str | None = None
    agency_span: Span | None = None
    authors: tuple[str, ...] = ()
    author_spans: tuple[Span, ...] = ()
    dateline: str | None = None
    dateline_span: Span | None = None
    published: Published = UNDATED
    modified: datetime.date | None = None


NO_MASTHEAD = Masthead()


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said about a report from outside its text, and where ("the feed entry").

    Days are written YYYY-MM-DD, a time of capture as the whole ISO time where it is known. What the ``user``
    says outweighs what a file says.
    """

    value: str
    where: str
    user: bool = False


@dataclass(frozen=True, slots=True)
class PageFact:
    """What a saved page says about itself out of sight.

    ``about`` is what it tells of ("published"), ``value`` its words, ``where`` the place ("JSON-LD
    datePublished").
    """

    about: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Given:
    """What came along with a report's bytes: from the file they stood in, or from the user.

    ``media`` is the kind of the bytes ("text/html"), ``charset`` the encoding that the server named,
    ``damage`` what is wrong with them.
    """

    title: Fact | None = None
    outlet: Fact | None = None
    authors: Fact | None = None
    address: Fact | None = None
    published: Fact | None = None
    captured: Fact | None = None
    media: Fact | None = None
    damage: Fact | None = None
    charset: Fact | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Report:
    """One article as published by one outlet.

    ``id`` is made from the bytes, ``text`` is what was decoded from them and never changes; ``body`` and
    ``dropped`` cover every non-blank character of it, in order and without overlap. ``language`` is an
    ISO 639-1 code or None. ``rendering`` is the version of the rules by which the visible text of a page was
    written out (None: the text is what was decoded). A report that could not be read has status ``failed``
    and a reason. ``address`` is where it stands on the web, as given or as the page says; ``sha256`` is the
    digest of the bytes in hexadecimal digits (None where they could not be had). ``page_facts`` are what a
    saved page says about itself, whether or not the masthead follows it. ``pages`` are the characters at
    which the pages of a document begin (empty where it has none, or one). ``ruled`` are the stretches that a
    user put into the body or out of it.
    """

    id: str
    source: str
    text: str
    body: tuple[Span, ...] = ()
    dropped: tuple[Leftover, ...] = ()
    masthead: Masthead = NO_MASTHEAD
    language: str | None = None
    captured: datetime.date | None = None
    format: Literal["text", "html", "pdf", "docx", "odt", "rtf"] = "text"
    encoding: str | None = None
    rendering: int | None = None
    status: Status = "read"
    reason: str | None = None
    given: Given = NOTHING_GIVEN
    address: str | None = None
    sha256: str | None = None
    page_facts: tuple[PageFact, ...] = ()
    pages: tuple[int, ...] = ()
    ruled: tuple[Ruled, ...] = ()
