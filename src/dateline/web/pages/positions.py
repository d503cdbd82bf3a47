"""Where each party stands on each question over time, and where its line shifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dateline.errors import NotFoundError, QuestionError
from dateline.views import PositionRow, positions
from dateline.views.positions import lines, positions_choice, positions_of
from dateline.web.frame import Asked, Page, Shown
from dateline.web.listing import Listing, listing, listing_of
from dateline.web.pages.filters import STATES, actor_names, chosen, decided
from dateline.web.stands import Stands, drawn

FILTERS = ("question", "actor", "from", "to", "state", "tag")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the positions of it that are shown, by party, and the drawing of all its lines."""

    id: str
    label: str
    parties: Sequence[tuple[str, Sequence[PositionRow]]]
    drawing: Stands | None


def _answer(asked: Asked) -> Shown:
    query = asked.query
    trouble = ""
    try:
        shown = _listing(asked)
    except (NotFoundError, QuestionError) as error:
        shown, trouble = listing_of((), query), str(error)
    return Shown(
        "positions.html",
        {
            "list": shown,
            "questions": _questions(asked, shown.rows),
            "before": positions_of(asked.archive, (row.shift_from for row in shown.rows if row.shift_from)),
            "chosen": chosen(query, FILTERS),
            "trouble_words": trouble,
            "names": actor_names(asked),
            "states": STATES,
        },
    )


def _listing(asked: Asked) -> Listing[PositionRow]:
    archive, query = asked.archive, asked.query
    wanted: dict[str, Any] = {
        "question": query.words("question") or None,
        "actor": query.words("actor") or None,
        "start": query.words("from") or None,
        "end": query.words("to") or None,
        "state": decided(query),
        "tag": query.words("tag") or None,
    }
    choice = positions_choice(archive, **wanted)

    def rows(limit: int, offset: int) -> list[PositionRow]:
        return positions(archive, **wanted, limit=limit, offset=offset)

    return listing(query, choice.count(archive), rows)


def _questions(asked: Asked, rows: Sequence[PositionRow]) -> list[Question]:
    found = []
    for (key, label), of_question in groupby(rows, lambda row: (row.question, row.question_label)):
        parties = [(party, list(line)) for party, line in groupby(of_question, lambda row: row.party)]
        found.append(Question(key, label, parties, drawn(lines(asked.archive, key))))
    return found


POSITIONS = Page("/positions", _answer, nav="Positions", key="p")
