"""Where a statement stands: the report, the sentence, and the words, ready to be shown as proof."""

from __future__ import annotations

import bisect
import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError
from dateline.model import Span
from dateline.views.choosing import is_one_of

HELD_TEXTS = 64
"""Texts kept in memory while rows of many reports are cited."""
SHOWN_DAYS = 31
"""A report dated only to within more days is called undated in one line; its page tells the bounds."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What of a report a citation needs; ``sentences`` are its spans, ``pages`` where each begins."""

    id: str
    source: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    basis: str
    earliest: str | None
    latest: str | None
    text: str
    pages: tuple[int, ...]
    sentences: tuple[Span, ...]

    @property
    def name(self) -> str:
        """Whose report it is: the outlet's, else the agency's, else the file's name."""
        return name_of(self.outlet, self.agency, self.source)

    @property
    def label(self) -> str:
        """How the report is named in one line: outlet (or file), date as far as known, id."""
        when = self.published or "undated"
        if not self.published and self.earliest and self.latest and _days(self) <= SHOWN_DAYS:
            when = f"{self.earliest} to {self.latest}"
        if when != "undated" and self.basis != "stated":
            when += f" ({self.basis})"
        return f"{self.name}, {when} [{self.id[:8]}]"

    def label_at(self, start: int) -> str:
        """The label, with the page on which the character *start* stands where the report has pages."""
        page = self.page_at(start)
        return f"{self.label} p. {page}" if page else self.label

    def page_at(self, start: int) -> int | None:
        """The page on which the character *start* stands; None where the report has no pages."""
        return bisect.bisect_right(self.pages, start) or None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report: ``span`` its place, ``text`` its words on one line."""

    span: Span
    text: str


class Citations:
    """Citations out of one archive; the texts last used are kept at hand."""

    def __init__(self, archive: Archive, rows: Iterable[Row] = ()) -> None:
        """Cite from *archive*; the reports of *rows*, as many as are kept at hand, are had at once."""
        self._archive = archive
        self._held: OrderedDict[str, Cited] = OrderedDict()
        reports = dict.fromkeys(row["report"] for row in rows)
        self._have(list(reports)[:HELD_TEXTS])

    def report(self, key: str) -> Cited:
        """The report with the id *key*; raises NotFoundError if it is not held."""
        if key not in self._held:
            self._have([key])
        if key not in self._held:
            raise NotFoundError(f"no report has the id {key}")
        self._held.move_to_end(key)
        return self._held[key]

    def _have(self, keys: Sequence[str]) -> None:
        """Take these reports to hand, in two questions however many they are: a server may be far away."""
        if not keys:
            return
        condition, values = is_one_of("report", keys)
        sentences: dict[str, list[Span]] = {key: [] for key in keys}
        for row in self._archive.query(
            f'SELECT report, start, "end" FROM sentences WHERE {condition} ORDER BY report, start', values
        ):
            sentences[row["report"]].append(Span(row["start"], row["end"]))
        condition, values = is_one_of("id", keys)
        for row in self._archive.query(
            "SELECT id, source, title, outlet, agency, published, published_basis AS basis, "
            "published_earliest AS earliest, published_latest AS latest, text, pages FROM reports "
            f"WHERE {condition}",
            values,
        ):
            pages = tuple(json.loads(row.pop("pages")))
            self._held[row["id"]] = Cited(**row, pages=pages, sentences=tuple(sentences[row["id"]]))
            if len(self._held) > HELD_TEXTS:
                self._held.popitem(last=False)

    def sentence(self, key: str, start: int, end: int) -> Passage:
        """The sentence that holds the characters [start, end), or all the sentences they run over."""
        report = self.report(key)
        first = max(0, bisect.bisect_right(report.sentences, start, key=lambda s: s.start) - 1)
        place = Span(start, end)
        for sentence in report.sentences[first:]:
            if sentence.start >= end:
                break
            if sentence.overlaps(place):
                place = Span(min(place.start, sentence.start), max(place.end, sentence.end))
        return Passage(place, on_one_line(place.of(report.text)))

    def words(self, key: str, start: int, end: int) -> str:
        """The characters [start, end) of a report, on one line."""
        return on_one_line(self.report(key).text[start:end])


def speakers_of(citations: Citations, names: dict[str, str], row: Row) -> tuple[str, ...]:
    """Who gives a figure or an attribution: the actors by name, else the words of its source."""
    return tuple(names.get(s, s) for s in row["speakers"]) or tuple(
        citations.words(row["report"], start, end) for start, end in row["source"]
    )


def name_of(outlet: str | None, agency: str | None, source: str) -> str:
    """Whose report it is: the outlet's, else the agency's, else the file's name."""
    return outlet or agency or source.rsplit("/", 1)[-1]


def _days(report: Cited) -> int:
    first, last = (date.fromisoformat(day or "") for day in (report.earliest, report.latest))
    return (last - first).days


def on_one_line(text: str) -> str:
    """*text* with every run of white space as one blank."""
    return _BLANKS.sub(" ", text).strip()
