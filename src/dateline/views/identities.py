"""Why the actors of several reports are one, each tie with the words it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.citation import Citations, Passage
from dateline.views.names import find_actor

FORMS = ("name", "role", "description", "adjective", "pronoun")
"""The forms of a mention, those that show best whom it means first."""
ALONE = "of this report alone"
IN_DICTIONARY = "in your dictionary {}"


@dataclass(frozen=True, slots=True)
class TieRow:
    """Why an actor of one report is the actor ``id``: on what ``basis``, and that in words.

    ``words`` are those by which the report calls it, ``passage`` is the sentence of the first of them. The
    basis is "knowledge", "dictionary", "name", "spelling", "surname", "office", "description", "correction",
    or "alone" for an actor of one report that nothing ties to another.
    """

    id: str
    actor: str
    basis: str
    why: str
    words: tuple[str, ...]
    day: str | None
    report: str
    label: str
    passage: Passage


def why(archive: Archive, name: str) -> list[TieRow]:
    """Why the reports that speak of *name* speak of one actor: a row for each tie in each, by date.

    Raises NotFoundError when *name* is no actor's name or id, or that of several.
    """
    actor, citations = find_actor(archive, name), Citations(archive)
    ties = list(archive.rows("identities", "actor = ?", (actor["id"],)))
    rows = []
    for report, mentions in _mentions(archive, actor).items():
        first = min(mentions, key=lambda m: (FORMS.index(m["form"]), m["start"]))
        best = [m for m in mentions if m["form"] == first["form"]]
        own = [tie for tie in ties if tie["report"] == report]
        for tie in (
            own or [tie for tie in ties if tie["report"] is None] or [{"basis": "alone", "why": ALONE}]
        ):
            rows.append(
                TieRow(
                    id=actor["id"],
                    actor=actor["name"],
                    basis=tie["basis"],
                    why=_named(archive, actor, tie),
                    words=tuple(dict.fromkeys(citations.words(report, m["start"], m["end"]) for m in best)),
                    day=citations.report(report).published,
                    report=report,
                    label=citations.report(report).label_at(first["start"]),
                    passage=citations.sentence(report, first["start"], first["end"]),
                )
            )
    return sorted(rows, key=lambda row: (row.day or "9999", row.report, row.basis, row.why))


def _mentions(archive: Archive, actor: Row) -> dict[str, list[Row]]:
    """The mentions of an actor by report, in order of the text."""
    found: dict[str, list[Row]] = {}
    for row in archive.rows("mentions", "actor = ?", (actor["id"],), "report, start"):
        found.setdefault(row["report"], []).append(row)
    return found


def _named(archive: Archive, actor: Row, tie: Row) -> str:
    """Why, with the user's dictionaries that have the actor where that is the ground."""
    why: str = tie["why"]
    if tie["basis"] != "dictionary":
        return why
    names = {actor["name"], *actor["aliases"]}
    having = [file for file, actors in archive.dictionaries() if any(one.name in names for one in actors)]
    return IN_DICTIONARY.format(", ".join(having)) if having else why
