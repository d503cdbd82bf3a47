"""What a citation says of a report and of a place in it, before any style sets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.model import Span, hull
from dateline.views.citation import Citations, on_one_line
from dateline.views.names import find_row


@dataclass(frozen=True, slots=True)
class Reference:
    """A report, and where one is meant, a place in it: the facts that every style of citation draws on.

    ``published`` is the day where one is known, else ``earliest`` and ``latest`` may bound it; ``basis`` says
    how it is known and ``reason`` why. ``file`` is the name of the file or address it was read from,
    ``captured`` the day on which a copy was taken. ``paragraphs`` and ``sentences`` are the first and last
    number of those that the ``quote`` runs over, counted in the article from 1; both are None for a place in
    the title, and for the report as a whole, which has no quote.
    """

    report: str
    title: str | None
    outlet: str | None
    agency: str | None
    authors: tuple[str, ...]
    language: str | None
    published: str | None
    earliest: str | None
    latest: str | None
    basis: str
    reason: str | None
    address: str | None
    file: str
    captured: str | None
    sha256: str | None
    quote: str | None = None
    page: int | None = None
    paragraphs: tuple[int, int] | None = None
    sentences: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """An id of the place: that of the report, with the number of the sentence where it has one."""
        if self.quote is None:
            return self.report
        if self.sentences is None:
            return f"{self.report}-title"
        first, last = self.sentences
        return f"{self.report}-s{first}" + (f"-{last}" if last != first else "")


def references(archive: Archive, rows: Iterable[Any]) -> list[Reference]:
    """The references of rows that views gave, in their order, each place once.

    Every row that stands in a report can be asked for, and an event with all its tellings, a story, or a
    report of the list.
    """
    cited = References(archive)
    found = (cited.of(report, span) for report, span in _places(rows))
    return list({reference.key: reference for reference in found}.values())


def cite(archive: Archive, place: str) -> Reference:
    """The reference of a report, or of sentences of it: ``REPORT``, ``REPORT#3`` or ``REPORT#3-4``.

    Sentence 0 is the title. REPORT is an id, the beginning of one, or a part of a path. Raises NotFoundError
    where there is none.
    """
    sentences = _SENTENCES.fullmatch(place)
    if sentences is None:
        return References(archive).of(_report_id(archive, place))
    report = _report_id(archive, sentences[1])
    ends = dict.fromkeys((sentences[2], sentences[3] or sentences[2]))
    return References(archive).of(report, hull(_sentence(archive, report, number) for number in ends))


def _sentence(archive: Archive, report: str, number: str) -> Span:
    rows = archive.rows("sentences", "report = ? AND number = ?", (report, int(number)))
    row = next(rows, None)
    if row is None:
        last = next(archive.query("SELECT max(number) AS n FROM sentences WHERE report = ?", (report,)))["n"]
        raise NotFoundError(
            f"the report {report[:8]} has no sentence {number}; "
            + (f"they are numbered up to {last}" if last else "it has none")
        )
    return Span(row["start"], row["end"])


def _report_id(archive: Archive, name: str) -> str:
    key: str = find_row(archive, "reports", name, ("source",))["id"]
    return key


def _places(rows: Iterable[Any]) -> Iterator[tuple[str, Span | None]]:
    """Where rows of views stand: (report, place), the place None for a report as a whole."""
    for row in rows:
        if hasattr(row, "passage"):
            yield row.report, row.passage.span
        elif hasattr(row, "tellings"):
            yield from _places(row.tellings)
        elif hasattr(row, "told"):
            yield from _places(each.event for each in row.told)
        elif hasattr(row, "best"):
            yield row.best.report, row.best.passage.span
        else:
            yield row.id, None


_SENTENCES = re.compile(r"(.+)#(\d{1,9})(?:-(\d{1,9}))?", re.A | re.S)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FACTS = (
    "SELECT id AS report, title, outlet, agency, authors, language, published, "
    "published_earliest AS earliest, published_latest AS latest, published_basis AS basis, "
    "published_reason AS reason, address, source AS file, captured, sha256, body FROM reports WHERE id = ?"
)


class References:
    """References out of one archive; the texts last used are kept at hand."""

    def __init__(self, archive: Archive) -> None:
        """Refer to reports of *archive*."""
        self._archive = archive
        self._citations = Citations(archive)

    def of(self, report: str, span: Span | None = None) -> Reference:
        """The report with this id, and the sentence or sentences in it that hold *span* where one is given.

        Raises NotFoundError if it is not held.
        """
        facts = next(self._archive.query(_FACTS, (report,)), None)
        if facts is None:
            raise NotFoundError(f"no report has the id {report}")
        body = [Span(*place) for place in json.loads(facts.pop("body"))]
        authors = tuple(map(_clean, json.loads(facts.pop("authors"))))
        if "://" not in facts["file"]:
            facts["file"] = facts["file"].replace("\\", "/").rsplit("/", 1)[-1]
        facts = {name: value and _clean(value) for name, value in facts.items()} | {"authors": authors}
        if span is None:
            return Reference(**facts)
        passage = self._citations.sentence(report, span.start, span.end)
        rows = self._archive.query(
            'SELECT number FROM sentences WHERE report = ? AND start < ? AND "end" > ? AND number > 0',
            (report, passage.span.end, passage.span.start),
        )
        return Reference(
            **facts,
            quote=_clean(passage.text),
            page=self._citations.report(report).page_at(passage.span.start),
            paragraphs=_ends(n for n, p in enumerate(body, start=1) if p.overlaps(passage.span)),
            sentences=_ends(row["number"] for row in rows),
        )


def _clean(text: str) -> str:
    """*text* on one line, without characters that would steer a terminal or that XML does not allow."""
    return _CONTROL.sub("�", on_one_line(text))


def _ends(numbers: Iterable[int]) -> tuple[int, int] | None:
    listed = sorted(numbers)
    return (listed[0], listed[-1]) if listed else None
