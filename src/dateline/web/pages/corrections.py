"""What users know better: the list, and the forms by which it is said and taken back."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model import Correction
from dateline.views import corrections
from dateline.web.frame import Asked, Elsewhere, Page, Shown
from dateline.web.listing import listing_of
from dateline.web.pages.filters import actor_names
from dateline.web.query import Query

# `dateline.corrections` is imported where something is corrected: it loads the language libraries.


def _list(asked: Asked) -> Shown:
    rows = corrections(asked.archive)[::-1]
    done = asked.query.words("done")
    return Shown(
        "corrections.html",
        {
            "list": listing_of(rows, asked.query),
            "done": next((row for row in rows if row.id == done), None),
            "back": _back(asked),
            "actors": actor_names(asked),
        },
    )


def _back(asked: Asked) -> tuple[str, str] | None:
    """The address and title of the event that was corrected, if it is still there."""
    rows = asked.archive.query("SELECT id, title FROM events WHERE id = ?", (asked.query.words("event"),))
    return next(((f"/event/{row['id']}", row["title"]) for row in rows), None)


def _stated(make: Callable[[Asked], Correction]) -> Callable[[Asked], Elsewhere]:
    """The answer to a form: what *make* corrects, then the list with it."""

    def answer(asked: Asked) -> Elsewhere:
        made, form = make(asked), asked.form
        about = Query([("done", made.id), ("event", form.words("event"))])
        return Elsewhere(f"/corrections{about.but()}")

    return answer


def _merge(asked: Asked) -> Correction:
    from dateline.corrections import merge_actors

    form = asked.form
    return merge_actors(asked.archive, form.all("actor"), note=form.words("note"))


def _join(asked: Asked) -> Correction:
    from dateline.corrections import join_events

    form = asked.form
    return join_events(asked.archive, [form.words("event"), form.words("other")], note=form.words("note"))


def _split(asked: Asked) -> Correction:
    from dateline.corrections import split_event

    form = asked.form
    return split_event(asked.archive, form.words("event"), form.all("report"), note=form.words("note"))


def _undo(asked: Asked) -> Correction:
    from dateline.corrections import undo

    return undo(asked.archive, asked.form.words("correction"), note=asked.form.words("note"))


CORRECTIONS = Page("/corrections", _list, nav="Corrections", key="c")
FORMS = tuple(
    Page(f"/corrections/{name}", _stated(make), method="POST")
    for name, make in (
        ("merge", _merge),
        ("join", _join),
        ("split", _split),
        ("undo", _undo),
    )
)
