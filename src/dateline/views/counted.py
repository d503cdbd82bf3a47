"""What is counted in reports that belong together: the places to look for series of figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.archive import Archive
from dateline.views.choosing import Choice, Condition
from dateline.views.places import PlaceNamed
from dateline.views.series import OF_STORIES

Together = Literal["story", "report"]
"""By what figures belong together: the story of their reports, else the one report."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """What is counted in a story or a report (``of``, with its ``id`` and ``title``).

    ``least`` and ``most`` are the lowest and the highest number, ``first`` and ``last`` the days on which the
    first and the last of the reports were published.
    """

    what: str
    of: Together
    id: str
    title: str | None
    figures: int
    reports: int
    least: float
    most: float
    first: str | None
    last: str | None


def counted(
    archive: Archive,
    *,
    what: str | None = None,
    place: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[CountedRow]:
    """What is counted where, the most figures first; *limit* of them, after *offset*.

    *what* is as in the export, *place* finds what lies in it too.
    """
    rows = counted_choice(archive, what=what, place=place).rows(archive, limit=limit, offset=offset)
    return [CountedRow(**{name: row[name] for name in CountedRow.__slots__}) for row in rows]


def counted_choice(archive: Archive, *, what: str | None = None, place: str | None = None) -> Choice:
    """The rows that pass, as a choice from what is counted."""
    conditions: list[Condition] = [("f.what = ?", (what,))] if what else []
    if place:
        conditions.append(PlaceNamed.find(archive, place).condition("f.place_id", "f.place"))
    passing = " AND ".join(f"({sql})" for sql, _ in conditions) or "TRUE"
    values = tuple(value for _, given in conditions for value in given)
    return Choice(_COUNTED.format(passing=passing), given=values)


_COUNTED = f"""(
    WITH told AS ({OF_STORIES}), found AS (
        SELECT f.what, iif(min(t.story) IS NULL, 'report', 'story') AS of, coalesce(t.story, f.report) AS id,
            count(*) AS figures, count(DISTINCT f.report) AS reports, min(f.value) AS least,
            max(f.value) AS most, min(p.published) AS first, max(p.published) AS last
        FROM figures f JOIN reports p ON p.id = f.report LEFT JOIN told t ON t.report = f.report
        WHERE f.state <> 'rejected' AND ({{passing}}) GROUP BY f.what, coalesce(t.story, f.report)
    )
    SELECT row_number() OVER (ORDER BY figures DESC, what, found.id) AS number, found.*,
        coalesce(s.title, r.title) AS title
    FROM found LEFT JOIN stories s ON s.id = found.id LEFT JOIN reports r ON r.id = found.id
)"""
"""The list, as a query into which the condition on figures is put."""
