"""Rows drawn by chance that can be drawn again: ordered by a hash of their key with a seed.

The hash knows nothing of the machine, of the order of reading, or of how many are asked for: the first twenty
of fifty are the twenty. Of strata, one row is taken from each in turn, in an order that changes with every
round, so that a coder cannot tell the strata apart by it.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Unpack, get_args

from dateline.agreement.coding import By, Kind, kind_of
from dateline.agreement.items import Filters, Item, group, items
from dateline.archive import Archive
from dateline.errors import NotFoundError, QuestionError
from dateline.model import Span
from dateline.views.citation import Citations, Cited, on_one_line

MARKS = ("⟦", "⟧")
"""What stands about the words that are to be coded."""
HEAD = 1_500
"""Characters from the head of a report that are shown where its day is to be coded."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of the rows that were drawn from: how many they are, and how many of them were drawn."""

    name: str
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Design:
    """How a sample was drawn: ``n`` of ``total`` rows of the kind ``of``, by ``seed``.

    Where they were drawn ``by`` strata, ``strata`` are these; ``asked`` are the filters that the rows passed
    before.
    """

    of: str
    seed: str
    n: int
    total: int
    by: By | None = None
    strata: tuple[Stratum, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item to be coded, without anything that the machine made of it.

    ``sentence`` holds the words between marks, ``before`` and ``after`` are its neighbours; of a whole report
    there is the ``text``, a paragraph each. ``stratum`` is a sign that only the list of the strata resolves.
    """

    item: str
    citation: str
    words: str = ""
    before: str = ""
    sentence: str = ""
    after: str = ""
    text: tuple[str, ...] = ()
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """Items drawn from an archive, and how."""

    design: Design
    items: tuple[Drawn, ...]


def sample(
    archive: Archive,
    *,
    n: int,
    seed: str | int,
    of: str = "events",
    by: By | None = None,
    **filters: Unpack[Filters],
) -> Sample:
    """Draw *n* rows of the kind *of* (or reports) for blind coding, the same for the same archive and *seed*.

    With *by*, they are drawn from each type, outlet or year of publication in turn. Raises NotFoundError
    where nothing passes the filters, QuestionError for a kind, a filter or strata that there are not.
    """
    kind = kind_of(of)
    if n < 1:
        raise QuestionError(f"{n} rows cannot be drawn; draw one or more")
    if by is not None and by not in get_args(By):
        raise QuestionError(f"{by} makes no strata; choose of: {', '.join(get_args(By))}")
    citations = Citations(archive)
    sizes, found = _first(items(archive, citations, kind, **filters), citations, kind, str(seed), n, by)
    if not sizes:
        raise NotFoundError(f"there are no {of} to draw from that pass the filters")
    order = list(islice(_dealt(found, str(seed)), n))
    strata = tuple(
        Stratum(name, size, sum(name == other for other, _ in order)) for name, size in sorted(sizes.items())
    )
    asked = {name: str(value) for name, value in sorted(filters.items()) if value}
    design = Design(of, str(seed), len(order), sum(sizes.values()), by, strata if by else (), asked)
    rows = (_drawn(citations, kind, item, name if by else "") for name, item in order)
    return Sample(design, tuple(rows))


def sign(key: str, stratum: str) -> str:
    """What stands for a stratum beside the item *key*: another sign for every item."""
    return hashlib.sha256(f"{key}\0{stratum}".encode()).hexdigest()[:8] if stratum else ""


def _first(
    found: Iterable[Item], citations: Citations, kind: Kind, seed: str, n: int, by: By | None
) -> tuple[dict[str, int], dict[str, list[Item]]]:
    """The size of each stratum, and its first *n* items in the order of the seed."""
    sizes: dict[str, int] = {}
    heaps: dict[str, list[tuple[int, str, Item]]] = {}
    for item in found:
        name = group(citations, item, kind, by) if by else ""
        sizes[name] = sizes.get(name, 0) + 1
        heap = heaps.setdefault(name, [])
        # A heap gives up its least first; turned round, that is what comes last in the order.
        heapq.heappush(heap, (-_number(seed, item.key), item.key, item))
        if len(heap) > n:
            heapq.heappop(heap)
    return sizes, {name: [item for *_, item in sorted(heap, reverse=True)] for name, heap in heaps.items()}


def _dealt(found: dict[str, list[Item]], seed: str) -> Iterator[tuple[str, Item]]:
    """Stratum and item, one of each stratum a round."""
    for turn in count():
        left = [name for name in found if turn < len(found[name])]
        if not left:
            return
        for name in sorted(left, key=lambda name: _number(seed, f"{turn}\0{name}")):
            yield name, found[name][turn]


def _number(seed: str, key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\0{key}".encode("utf-8", "surrogatepass")).digest())


def _drawn(citations: Citations, kind: Kind, item: Item, stratum: str) -> Drawn:
    cited = citations.report(item.report)
    place, of = _cited(cited, item.span), sign(item.key, stratum)
    if item.span is None and kind.free:
        body = (on_one_line(cited.text[start:end]) for start, end in item.rows[0]["body"])
        text = tuple(filter(None, (cited.title, *body)))
        return Drawn(item.key, place, text=text, stratum=of)
    if item.span is None:  # the day of a report is coded, which the citation would tell
        named = ", ".join(dict.fromkeys((cited.name, cited.source.rsplit("/", 1)[-1])))
        head = on_one_line(cited.text[:HEAD])
        return Drawn(item.key, f"{named} [{cited.id[:8]}]", sentence=head, stratum=of)
    span = citations.sentence(item.report, item.span.start, item.span.end).span
    earlier = [s for s in cited.sentences if s.end <= span.start]
    later = [s for s in cited.sentences if s.start >= span.end]
    return Drawn(
        item=item.key,
        citation=place,
        words=citations.words(item.report, item.span.start, item.span.end),
        before=on_one_line(earlier[-1].of(cited.text)) if earlier else "",
        sentence=_marked(cited.text, span, item.span),
        after=on_one_line(later[0].of(cited.text)) if later else "",
        stratum=of,
    )


def _marked(text: str, sentence: Span, words: Span) -> str:
    before, after = text[sentence.start : words.start], text[words.end : sentence.end]
    return on_one_line(f"{before}{MARKS[0]}{words.of(text)}{MARKS[1]}{after}")


def _cited(cited: Cited, span: Span | None) -> str:
    """Outlet, day as far as the page itself states it, and report: what is inferred is the machine's."""
    day = cited.published if cited.published and cited.basis == "stated" else "undated"
    page = cited.page_at(span.start) if span else None
    return f"{cited.name}, {day} [{cited.id[:8]}]" + (f" p. {page}" if page else "")
