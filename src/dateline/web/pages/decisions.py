"""What is said of rows by forms: decided, tagged, taken back; and the record brought up to date with it.

Each form names the page to go back to. Where the archive is small the record follows every decision at once;
where it is large they are kept, and followed when the user asks for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from dateline.archive import Archive
from dateline.errors import CorrectionError
from dateline.views import review_row
from dateline.web.frame import Asked, Elsewhere, Page
from dateline.web.query import Query
from dateline.web.row_form import sent

if TYPE_CHECKING:
    from dateline.review import Verdict

# `dateline.review` and what it stands on are imported where something is decided: they load the language
# libraries.

FOLLOWED_AT_ONCE = 50
"""Reports up to which the record follows each decision: linking 25 took 0.2 s, 64 took 0.65 s of one core."""
QUEUE = "/review"
_OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""An address of our own pages."""


def follows(archive: Archive) -> bool:
    """Whether the record follows a decision at once."""
    [row] = archive.query("SELECT count(*) AS n FROM reports")
    return bool(row["n"] <= FOLLOWED_AT_ONCE)


def back(form: Query, default: str = QUEUE, **told: str) -> Elsewhere:
    """The page that a form names to go back to, with what is *told* there behind its "?"."""
    named = form.words("back")
    address = urlsplit(named if _OURS.fullmatch(named) else default)
    query = Query(parse_qsl(address.query)).but(**{"done": None, "undone": None, **told})
    return Elsewhere(urlunsplit(("", "", address.path, query[1:], address.fragment)))


def _decide(asked: Asked) -> Elsewhere:
    from dateline.review import decide, stated

    archive, form = asked.archive, asked.form
    now = stated(archive, form.words("row"))
    listed = review_row(archive, now.row)
    if listed is not None and (listed.decision or "") != form.words("seen"):
        return Elsewhere(f"{QUEUE}/{now.row}?meanwhile=1")
    verdict, changes = _verdict(form.words("verdict")), {}
    if verdict != "reject":
        # Who accepts what he has changed means an edit; who saves what he has not, accepts.
        given = sent(now.kind, form)
        changes = {name: text for name, text in given.items() if now.values.get(name) != text}
        verdict = "edit" if changes else "accept"
    made = decide(archive, now.row, verdict, changes, note=form.words("note"), follow=follows(archive))
    return back(form, done=made.id)


def _verdict(said: str) -> Verdict:
    match said:
        case "accept" | "edit" | "reject":
            return said
    raise CorrectionError("a row is accepted, edited or rejected; nothing else is said of it here")


def _tag(asked: Asked) -> Elsewhere:
    from dateline.review import tag

    form = asked.form
    made = tag(asked.archive, form.words("row"), form.words("tag"), follow=follows(asked.archive))
    return back(form, done=made.id)


def _undo(asked: Asked) -> Elsewhere:
    """Take a decision back, and go to the row it was about unless the form names another page."""
    from dateline.corrections import undo

    archive, form = asked.archive, asked.form
    made = undo(archive, form.words("correction"), follow=follows(archive))
    taken = next(one for one in archive.corrections() if one.id == made.values["correction"])
    row = taken.values.get("row", "")
    there = review_row(archive, row) if row else None
    return back(form, f"{QUEUE}/{row}" if there else QUEUE, undone=taken.id)


def _follow(asked: Asked) -> Elsewhere:
    from dateline.pipeline import update_record

    update_record(asked.archive)
    return back(asked.form)


DECISIONS = tuple(
    Page(f"{QUEUE}/{name}", answer, method="POST")
    for name, answer in (("decide", _decide), ("tag", _tag), ("undo", _undo), ("follow", _follow))
)
