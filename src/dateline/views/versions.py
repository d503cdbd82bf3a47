"""Versions: what each address held at different times, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError
from dateline.model import ChangeKind, Form, Span
from dateline.views.choosing import Choice, is_one_of
from dateline.views.citation import Citations, on_one_line


@dataclass(frozen=True, slots=True)
class WordChange:
    """A stretch of an altered sentence or title; one side is empty where words were put in or taken out."""

    before: Span
    before_text: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What stands otherwise than in the version before, with its place in both texts.

    ``span`` is None where it was removed, ``before`` where it was added, and either where a page tells its
    title only out of sight. ``marked`` is one text out of both, in the manner of wdiff: "[-12-] {+15+} dead".
    """

    kind: ChangeKind
    before: Span | None
    before_text: str | None
    span: Span | None
    text: str | None
    words: tuple[WordChange, ...] = ()
    marked: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One report among those of an address; ``changes`` are those since the report ``earlier``."""

    number: int
    report: str
    form: Form
    captured: str | None
    modified: str | None
    published: str | None
    title: str | None
    outlet: str | None
    source: str
    sha256: str | None
    earlier: str | None
    changes: tuple[ChangeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressVersions:
    """An address that was captured more than once, with its captures in order of time."""

    address: str
    captures: tuple[Capture, ...]


def versions(
    archive: Archive, name: str | None = None, *, limit: int | None = None, offset: int = 0
) -> list[AddressVersions]:
    """The addresses that were captured more than once; with *name*, those it is a part of.

    At most *limit* addresses come back, without the first *offset*.

    *name* may also be the beginning of the id, or a part of the source, of one of their reports. Raises
    NotFoundError when it is none of these.
    """
    choice = versions_choice(archive, name)
    chosen = [row["address"] for row in choice.rows(archive, "address", limit=limit, offset=offset)]
    if name is not None and not chosen and not choice.count(archive):
        raise NotFoundError(
            f"no address that was captured more than once goes by {name}; see: dateline versions"
        )
    held: dict[str, list[Row]] = {address: [] for address in chosen}
    one_of, values = is_one_of("v.address", chosen)
    for row in archive.query(
        "SELECT v.*, r.modified, r.published, r.title, r.outlet, r.source, r.sha256 "
        f"FROM versions v JOIN reports r ON r.id = v.report WHERE {one_of} ORDER BY v.address, v.number",
        values,
    ):
        held[row["address"]].append(row)
    citations = Citations(archive)
    return [
        AddressVersions(address, tuple(_capture(archive, citations, row) for row in rows))
        for address, rows in held.items()
    ]


def versions_choice(archive: Archive, name: str | None = None) -> Choice:
    """The addresses that pass, as a choice from the list of them."""
    if name is None:
        return Choice(_ADDRESSES)
    plain = name.split("://")[-1].removeprefix("www.").rstrip("/")
    named = (
        "instr(address, ?) > 0 OR address IN (SELECT v.address FROM versions v JOIN reports r "
        "ON r.id = v.report WHERE substr(v.report, 1, ?) = ? OR instr(r.sources, ?) > 0)"
    )
    return Choice(_ADDRESSES, ((named, (plain, len(name), name, name)),))


_ADDRESSES = "(SELECT DISTINCT address, address AS number FROM versions)"
"""The list of addresses that were captured more than once."""


def _capture(archive: Archive, citations: Citations, row: Row) -> Capture:
    changes = archive.rows("changes", "report = ?", (row["report"],))
    return Capture(
        number=row["number"],
        report=row["report"],
        form=row["form"],
        captured=row["captured"],
        modified=row["modified"],
        published=row["published"],
        title=row["title"],
        outlet=row["outlet"],
        source=row["source"],
        sha256=row["sha256"],
        earlier=row["earlier"],
        changes=tuple(_change(citations, change) for change in changes),
    )


def _change(citations: Citations, row: Row) -> ChangeRow:
    later, earlier = row["report"], row["earlier"]
    span, before = (Span(*place) if place else None for place in (row["span"], row["before"]))
    text = citations.words(later, span.start, span.end) if span else None
    before_text = citations.words(earlier, before.start, before.end) if before else None
    if row["kind"] == "title":
        text, before_text = citations.report(later).title, citations.report(earlier).title
    words = tuple(
        WordChange(Span(*old), citations.words(earlier, *old), Span(*new), citations.words(later, *new))
        for old, new in row["words"]
    )
    marked = _marked(citations.report(later).text, span, words) if span and words else None
    return ChangeRow(row["kind"], before, before_text, span, text, words, marked)


def _marked(text: str, sentence: Span, words: Sequence[WordChange]) -> str:
    """The sentence after, with what was taken out and put in between marks."""
    pieces = []
    at = sentence.start
    for change in words:
        pieces.append(text[at : change.span.start])
        if change.before_text:
            pieces.append(f" [-{change.before_text}-] ")
        if change.text:
            pieces.append(f"{{+{change.text}+}}")
        at = change.span.end
    return on_one_line("".join([*pieces, text[at : sentence.end]]))
