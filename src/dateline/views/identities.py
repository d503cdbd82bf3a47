"""Why the actors of several reports are one, each tie with the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.archive import Archive, Row
from dateline.views.choosing import is_one_of
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


def why(archive: Archive, name: str, *, limit: int | None = None, offset: int = 0) -> list[TieRow]:
    """Why the reports that speak of *name* speak of one actor: a row for each tie in each, by date.

    At most *limit* come back, without the first *offset*. Raises NotFoundError when *name* is no actor's name
    or id, or that of several.
    """
    actor, citations = find_actor(archive, name), Citations(archive)
    end = None if limit is None else offset + limit
    return [_row(citations, actor, *found) for found in islice(_ties(archive, actor), offset, end)]


def count_why(archive: Archive, name: str) -> int:
    """How many rows `why` has."""
    key = find_actor(archive, name)["id"]
    [row] = archive.query(_COUNTED, (key, key, key))
    number: int = row["n"]
    return number


_COUNTED = """
SELECT coalesce(sum(coalesce(
    own.ties, (SELECT nullif(count(*), 0) FROM identities WHERE actor = ? AND report IS NULL), 1
)), 0) AS n
FROM (SELECT DISTINCT report FROM mentions WHERE actor = ?) m
LEFT JOIN (SELECT report, count(*) AS ties FROM identities WHERE actor = ? GROUP BY report) own USING (report)
"""
"""Its ties in each report that speaks of an actor: those of that report, else those of all, else one."""


def _ties(archive: Archive, actor: Row) -> Iterator[tuple[Row, str, list[Row]]]:
    """Each tie of an actor, with why in words and the mentions in its report, by date."""
    every: dict[str | None, list[Row]] = {}
    for tie in archive.rows("identities", "actor = ?", (actor["id"],)):
        every.setdefault(tie["report"], []).append(tie)
    mentions = _mentions(archive, actor)
    one_of, ids = is_one_of("id", mentions)
    days = archive.query(
        f"SELECT id FROM reports WHERE {one_of} ORDER BY coalesce(published, '9999'), id", ids
    )
    for report in [row["id"] for row in days]:
        ties = every.get(report) or every.get(None) or [{"basis": "alone", "why": ALONE}]
        named = [(tie, _named(archive, actor, tie)) for tie in ties]
        for tie, words in sorted(named, key=lambda found: (found[0]["basis"], found[1])):
            yield tie, words, mentions[report]


def _row(citations: Citations, actor: Row, tie: Row, words: str, mentions: list[Row]) -> TieRow:
    first = min(mentions, key=lambda m: (FORMS.index(m["form"]), m["start"]))
    report = citations.report(first["report"])
    best = [m for m in mentions if m["form"] == first["form"]]
    return TieRow(
        id=actor["id"],
        actor=actor["name"],
        basis=tie["basis"],
        why=words,
        words=tuple(dict.fromkeys(citations.words(report.id, m["start"], m["end"]) for m in best)),
        day=report.published,
        report=report.id,
        label=report.label_at(first["start"]),
        passage=citations.sentence(report.id, first["start"], first["end"]),
    )


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
