"""A row that was missed, added by the words that tell it; and words put into the article, or left out of it.

Words come here selected on the page of a report, with their place in its text, or copied from it and looked
up here; where they stand in several places, the user says which is meant.
"""

from __future__ import annotations

from itertools import islice
from typing import Literal, cast, get_args

from dateline.archive import Row
from dateline.errors import CorrectionError, NotFoundError
from dateline.model import FoundKind, Span, block_id, places_of
from dateline.views.citation import Citations
from dateline.views.names import find_row
from dateline.web.card import KIND_WORDS
from dateline.web.frame import Asked, Elsewhere, Page, Shown
from dateline.web.marked import marked
from dateline.web.pages.decisions import back, follows
from dateline.web.pages.filters import actor_names
from dateline.web.query import Query
from dateline.web.row_form import form_fields, sent
from dateline.web.selected import COMPARED, place, selection

KINDS: tuple[FoundKind, ...] = get_args(FoundKind)
BLOCK: Literal["block"] = "block"
"""What is asked for where words are to be put into the article, or left out of it."""
MOST_PLACES = 20
"""Places of the same words that are offered to choose from."""
DEFAULTS: dict[FoundKind, dict[str, str]] = {
    "event-mention": {"status": "occurred"},
    "attribution": {"attitude": "says", "manner": "indirect"},
}
"""Kind → the fields that most rows of it have so."""


def _answer(asked: Asked) -> Shown:
    archive, query = asked.archive, asked.query
    report = find_row(archive, "reports", asked.path["name"])
    citations = Citations(archive)
    cited = citations.report(report["id"])
    places = _places(asked, report)
    found = places[0] if len(places) == 1 else None
    kind = cast("FoundKind | Literal['block', '']", query.choice("kind", (*KINDS, BLOCK)))
    around = [citations.sentence(report["id"], span.start, span.end).span for span in places]
    return Shown(
        "review_add.html",
        {
            "report": report,
            "label": cited.label,
            "kind": kind,
            "kinds": KINDS,
            "kind_words": KIND_WORDS,
            "words": query.words("words"),
            "places": [
                (span, span.of(report["text"])[:COMPARED], marked(cited, sentence, {"words": (span,)}))
                for span, sentence in zip(places, around, strict=True)
            ],
            "fields": form_fields(kind, DEFAULTS.get(kind, {})) if kind and kind != BLOCK else (),
            "block": block_id(report["id"], found) if found else "",
            "in_body": found is not None and any(Span(*part).overlaps(found) for part in report["body"]),
            "names": actor_names(asked),
        },
    )


def _places(asked: Asked, report: Row) -> list[Span]:
    """The places that are meant: the one that a selection names, else all where the words stand."""
    query, text = asked.query, report["text"]
    if query.words("start"):
        return [_selected(query, text)]
    return list(islice(places_of(query.words("words"), text, _within(asked, report)), MOST_PLACES))


def _within(asked: Asked, report: Row) -> Span:
    """The part "from" and "until" which, or the sentence whose number, is given; else the whole text."""
    query, number = asked.query, asked.query.words("sentence")
    if query.words("from"):
        return place(report["text"], query.words("from"), query.words("until"))
    if not number:
        return Span(0, len(report["text"]))
    of_number = "report = ? AND CAST(number AS TEXT) = ?"
    found = asked.archive.rows("sentences", of_number, (report["id"], number))
    for sentence in found:
        return Span(sentence["start"], sentence["end"])
    raise NotFoundError(f"the report {report['id'][:8]} has no sentence {number}")


def _selected(sent_words: Query, text: str) -> Span:
    return selection(text, sent_words.words("start"), sent_words.words("end"), sent_words.words("words"))


def _add(asked: Asked) -> Elsewhere:
    from dateline.review import add_row

    archive, form = asked.archive, asked.form
    report = find_row(archive, "reports", form.words("report"))
    kind = cast("FoundKind", form.choice("kind", KINDS))
    if not kind:
        raise CorrectionError(f"a row that is added is of one of the kinds {', '.join(KINDS)}")
    words = _selected(form, report["text"])
    values = sent(kind, form)
    made = add_row(
        archive, report["id"], kind, words, values, note=form.words("note"), follow=follows(archive)
    )
    return back(form, f"/report/{report['id']}", done=made.id)


ADD = Page("/review/add/{name}", _answer)
ADDED = Page("/review/add", _add, method="POST")
