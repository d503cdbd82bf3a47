"""One report: its text with what was found in it, layer by layer, and what was left out with the reasons."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.archive import Row
from dateline.model import Span, block_id
from dateline.views import ReportView, block_rows, number_in_words, report, review_row
from dateline.views.citation import on_one_line
from dateline.views.events import sides
from dateline.views.reports import page_facts
from dateline.web.card import card, done_of, tags_on
from dateline.web.frame import Asked, Elsewhere, Page, Shown
from dateline.web.layers import Mark, blocks
from dateline.web.query import Query
from dateline.web.selected import COMPARED
from dateline.web.sentences import Place
from dateline.web.shown import status_words

LAYERS = (
    ("actors", "Actors"),
    ("times", "Times"),
    ("quotes", "Quotes"),
    ("events", "Events"),
    ("figures", "Figures"),
    ("positions", "Positions"),
    ("masthead", "Masthead"),
)
"""The layers of what was found, each with its name; the leftovers are one more."""
LAYER_ORDER = {key: number for number, (key, _) in enumerate(LAYERS)}
FOLDED = 6
"""Leftovers of more lines than these, such as the menus of a page, are folded until they are opened."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a layer: what it says (``head`` and ``words``), where it stands, and where more is told.

    ``row`` is its id and ``state`` what users decided of it, where it is one that they decide.
    """

    layer: str
    spans: tuple[Span, ...]
    head: str
    words: str
    address: str = ""
    row: str = ""
    state: str = ""


def _answer(asked: Asked) -> Shown | Elsewhere:
    view = report(asked.archive, asked.path["name"])
    row = view.report
    if asked.path["name"] != row["id"]:
        return Elsewhere(f"/report/{row['id']}")
    placed = (one for one in _found(view) if one.spans)
    found = sorted(placed, key=lambda f: (f.spans[0], LAYER_ORDER[f.layer], f.words))
    marks = [
        Mark(one.layer, span, number, f"{one.head}: {one.words}")
        for number, one in enumerate(found)
        for span in one.spans
    ]
    sentences = [
        (Span(s["start"], s["end"]), s["number"])
        for s in asked.archive.rows("sentences", "report = ?", (row["id"],), order="start")
    ]
    areas = _areas(row)
    stands = [
        (_stand(row["id"], one.spans[0].start, areas, sentences), number, one)
        for number, one in enumerate(found)
    ]
    return Shown(
        "report.html",
        {
            "report": row,
            "blocks": blocks(row["text"], areas, sentences, marks),
            "found": [(at, list(rows)) for at, rows in groupby(stands, key=lambda n: n[0])],
            "layers": [(key, name, sum(one.layer == key for one in found)) for key, name in LAYERS],
            "leftovers": len(row["dropped"]),
            "begins": any(number == 1 for _, number in sentences),
            "folded": FOLDED,
            "total": len(found),
            **_deciding(asked, row),
            "facts": list(page_facts(row)),
        },
    )


def _deciding(asked: Asked, row: Row) -> dict[str, object]:
    """What the page needs so that its rows, its day and the parts of its text are decided."""
    archive, report = asked.archive, row["id"]
    dated = review_row(archive, f"{report}-date")
    ruled = [
        (block.passage.span, block.state)
        for block in block_rows(archive, report=report)
        if block.passage and block.state != "machine"
    ]

    def state_at(span: Span) -> str:
        return next((state for place, state in ruled if place.overlaps(span)), "machine")

    def adding_at(span: Span) -> str:
        words = on_one_line(span.of(row["text"]))[:COMPARED]
        return f"/review/add/{report}" + Query().but(start=span.start, end=span.end, words=words)

    return {
        "dated": card(archive, dated) if dated else None,
        "tags": tags_on(archive, report),
        "done": done_of(archive, asked.query),
        "state_at": state_at,
        "adding_at": adding_at,
        "block_id": block_id,
    }


def _areas(row: Row) -> list[tuple[Span, str]]:
    """The article and the leftovers, in order of the text."""
    areas = [(Span(start, end), "") for start, end in row["body"]]
    areas += [(Span(left["start"], left["end"]), _reason(left)) for left in row["dropped"]]
    return sorted(areas)


def _stand(
    report: str, start: int, areas: Sequence[tuple[Span, str]], sentences: Sequence[tuple[Span, int]]
) -> tuple[str, str, Place | None]:
    """Where the character *start* stands: the fragment of the page, how it is called, and what is cited."""
    at = bisect.bisect_right(sentences, start, key=lambda s: s[0].start) - 1
    if at >= 0 and start < sentences[at][0].end:
        number = sentences[at][1]
        return f"s{number}", f"Sentence {number}" if number else "Headline", Place(report, number, number)
    area = max(0, bisect.bisect_right(areas, start, key=lambda a: a[0].start) - 1)
    where = f"Left out: {areas[area][1]}" if areas and areas[area][1] else "Between sentences"
    return f"part{area}", where, None


def _reason(left: Row) -> str:
    articles = left.get("articles")
    return f"{left['reason']}, in {articles} articles" if articles else str(left["reason"])


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _found(view: ReportView) -> Iterator[Found]:
    """Everything found in the report, as rows."""
    text, tables = view.report["text"], view.tables

    def words(spans: Iterable[Span]) -> str:
        return " … ".join(on_one_line(span.of(text)) for span in spans)

    def names(ids: Iterable[str]) -> list[str]:
        return [view.actors.get(key, key) for key in ids]

    yield from _masthead(view.report)
    for row in tables["mentions"]:
        [name], written = names([row["actor"]]), words([_place(row)])
        shown = "" if written == name else f"“{written}”, "
        yield Found("actors", (_place(row),), name, f"{shown}{row['form']}")
    for row in tables["times"]:
        yield Found("times", (_place(row),), row["value"], row["rule"] or row["type"])
    for row in tables["attributions"]:
        content = _spans(row["content"])
        who = ", ".join(names(row["speakers"])) or words(_spans(row["source"])) or "no source named"
        said = f"{row['manner']}: {words(content)}"
        yield Found("quotes", content, f"{who} {row['attitude']}", said, "", row["id"], row["state"])
    for row in tables["event_mentions"]:
        who = sides(names(row["source"]), names(row["target"]))
        facts = (who, row["place"], row["date"], status_words(row["status"]))
        address = f"/event/{row['event']}" if row["event"] else ""
        told = "; ".join(filter(None, facts))
        yield Found("events", (_place(row),), row["type"], told, address, row["id"], row["state"])
    for row in tables["figures"]:
        parts = (row["hedge"], number_in_words(row["value"]), row["unit"], row["what"])
        said = ", ".join(names(row["speakers"])) or words(_spans(row["source"]))
        about = (f"as of {row['as_of']}" if row["as_of"] else "", f"given by {said}" if said else "")
        head, told = " ".join(filter(None, parts)), "; ".join(filter(None, about))
        yield Found("figures", (_place(row),), head, told, "", row["id"], row["state"])
    for row in tables["positions"]:
        [who] = names([row["actor"]])
        head = f"{who} {row['stance']}"
        yield Found("positions", (_place(row),), head, row["proposition"], "", row["id"], row["state"])


def _masthead(row: Row) -> Iterator[Found]:
    """What the masthead states, where words of the text state it."""
    for name in ("title", "outlet", "agency", "dateline"):
        if row[f"{name}_span"]:
            yield Found("masthead", _spans([row[f"{name}_span"]]), name, row[name])
    for author, span in zip(row["authors"], row["author_spans"], strict=False):
        yield Found("masthead", _spans([span]), "author", author)
    for span in _spans(row["published_evidence"]):
        yield Found("masthead", (span,), "day of publication", on_one_line(span.of(row["text"])))


def _place(row: Row) -> Span:
    return Span(row["start"], row["end"])


REPORT = Page("/report/{name}", _answer)
