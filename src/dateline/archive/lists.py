"""The lists: what the record holds in the order in which it is shown, with what it is chosen by.

A view that shows fifty of a hundred thousand rows takes their ids from a list and then reads those fifty.
Lists follow from the record and are written anew with it. In each, ``number`` is the place of a row in the
order, and ``id`` that of the row in its table.
"""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Literal, get_args

from dateline.archive.engine import Run
from dateline.archive.review_list import FILLED_REVIEW, REVIEW_LIST
from dateline.model.days import bounds

LISTS = f"""{REVIEW_LIST}
CREATE TABLE report_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT, dated INTEGER, words TEXT
) STRICT;
CREATE TABLE event_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT, earliest TEXT, latest TEXT, type TEXT,
    status TEXT, place TEXT, place_id TEXT, actors INTEGER, mentions INTEGER, reports INTEGER, main INTEGER,
    retracted INTEGER, state TEXT
) STRICT;
CREATE TABLE event_actors (
    actor TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (actor, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE quote_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, earliest TEXT, latest TEXT, report TEXT, manner TEXT,
    bare INTEGER, words TEXT, state TEXT
) STRICT;
CREATE INDEX quote_list_report ON quote_list (report);
CREATE TABLE quote_speakers (
    speaker TEXT NOT NULL, attribution TEXT NOT NULL, PRIMARY KEY (speaker, attribution)
) STRICT, WITHOUT ROWID;
CREATE TABLE figure_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, earliest TEXT, latest TEXT, report TEXT, what TEXT,
    state TEXT
) STRICT;
CREATE INDEX figure_list_report ON figure_list (report);
CREATE INDEX figure_list_what ON figure_list (what);
CREATE TABLE position_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, earliest TEXT, latest TEXT, report TEXT,
    question TEXT, party TEXT, actor TEXT, leaning TEXT, day TEXT, state TEXT
) STRICT;
CREATE INDEX position_list_line ON position_list (question, party);
CREATE TABLE actor_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mentions INTEGER, reports INTEGER
) STRICT;
CREATE TABLE actor_names (
    name TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;
CREATE TABLE place_list (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT, container TEXT, country TEXT, mentions INTEGER,
    reports INTEGER, events INTEGER
) STRICT;
CREATE TABLE place_names (
    name TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_list (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first TEXT, last TEXT, reports INTEGER,
    events INTEGER
) STRICT;
CREATE TABLE ties_told (
    kind TEXT, source TEXT, target TEXT, key TEXT, day TEXT, earliest TEXT, latest TEXT, report TEXT,
    start INTEGER, "end" INTEGER
) STRICT;
CREATE INDEX ties_told_ends ON ties_told (kind, source, target);
CREATE TABLE tie_list (
    number INTEGER PRIMARY KEY, kind TEXT, source TEXT, target TEXT, times INTEGER, first TEXT, last TEXT,
    report TEXT, start INTEGER, "end" INTEGER
) STRICT;
"""
DATED = "date <> '' AND date NOT LIKE 'X%' AND retracted = 0"
"""Which events of the list have a place in time."""
TIMELINE_STATUS = frozenset({"occurred", "reported", "planned"})
"""What a timeline shows unless all is asked for; calls, threats and denials are not happenings."""
HAPPENING = (
    f"status IN ({', '.join(repr(status) for status in sorted(TIMELINE_STATUS))}) "
    "AND (reports > 1 OR main <> 0 OR (type <> 'other' AND actors > 1))"
)
"""Which events those are: told in several reports, what a report is about, or two actors meeting."""
OUTLET = "outlet:"
"""Before the name of an outlet that quotes, in the place of an actor's id."""

STANDING = "{}.state <> 'rejected'"
"""That a row of the table named was not rejected."""

_BLANKS = re.compile(r"\s+")


def _sentence(report: str, start: str) -> str:
    """SQL that joins, as `s`, the last sentence of a report to begin at or before a character."""
    return f"""LEFT JOIN sentences s ON s.rowid = (
        SELECT t.rowid FROM sentences t WHERE t.report = {report} AND t.start <= {start}
        ORDER BY t.start DESC, t.number DESC LIMIT 1)"""


def _by_place(report: str, start: str, end: str, key: str) -> str:
    """SQL that orders rows by report and by the span of the sentences they stand in."""
    return f"""{report}, CASE WHEN s."end" > {start} THEN s.start ELSE {start} END NULLS FIRST, coalesce((
        SELECT max(t."end") FROM sentences t
        WHERE t.report = {report} AND t.start >= s.start AND t.start < {end} AND t."end" > {end}
    ), {end}) NULLS FIRST, {key}"""


def _days(date: str) -> str:
    """SQL for the first and the last day of a row: those its *date* names, else those of publication."""
    return ", ".join(
        f"CASE WHEN {end}_day({date}) IS NOT NULL THEN {end}_day({date}) "
        f"WHEN r.published IS NOT NULL THEN {end}_day(r.published) ELSE r.published_{bound} END"
        for end, bound in (("first", "earliest"), ("last", "latest"))
    )


def _joined(*columns: str) -> str:
    """SQL for the words of all *columns*, a line each."""
    return " || '\n' || ".join(f"coalesce({column}, '')" for column in columns)


def _in_time(date: str, first: str = "NULL", last: str = "NULL") -> str:
    """SQL that orders rows by the first day on which they may lie, the longer time first; undated ones last.

    The days are *first* and *last* where they are known, else those that the *date* names: as text, a week
    ("2019-W39") would stand behind all months of its year.
    """
    last = f"coalesce({last}, last_day({date}))"
    return f"coalesce({first}, first_day({date}), '~'), {last} DESC NULLS LAST, {date} IS NULL, {date}"


def _ends(date: str, end: Literal["min", "max"]) -> str:
    """SQL for the *date* that comes first ("min") or last ("max") in time, of all that name a day."""
    return f"substr({end}(first_day({date}) || {date}), {len('2019-09-23') + 1})"


_SALIENT = "main DESC, told_in DESC, e.type = 'other', json_array_length(e.actors) DESC"
"""SQL that puts first, of one day, what a report is about and what many tell."""

_CONTENT = ("json_extract(a.content, '$[0][0]')", "json_extract(a.content, '$[#-1][1]')")
_SAID = (
    "CASE WHEN a.said <> '' AND a.said NOT LIKE 'X%' THEN a.said "
    "WHEN r.published <> '' AND r.published NOT LIKE 'X%' THEN r.published END"
)
_AS_OF = "CASE WHEN f.as_of <> '' AND f.as_of NOT LIKE 'X%' THEN f.as_of END"
_HELD_ON = (
    "CASE WHEN length(p.date) IN (4, 7, 10) AND substr(p.date, 6, 1) < 'A' AND first_day(p.date) IS NOT NULL "
    "THEN p.date ELSE r.published END"
)
"""The day of a position as far as it can be put in order: its own date, else that of publication."""


def ties_counted(passing: str = "TRUE") -> str:
    """SQL for the ties with how often each is told, and where first; told as *passing* says.

    What is told of a tie stands in order of its days.
    """
    return f"""
        WITH counted AS (
            SELECT kind, source, target, count(DISTINCT key) AS times,
                min(iif(day NOT LIKE 'X%', day, NULL)) AS first,
                max(iif(day NOT LIKE 'X%', day, NULL)) AS last, min(rowid) AS at
            FROM ties_told WHERE {passing} GROUP BY kind, source, target
        )
        SELECT row_number() OVER (
                ORDER BY c.kind, -c.times, coalesce(a.name, substr(c.source, {len(OUTLET) + 1})) NULLS FIRST,
                    b.name NULLS FIRST,
                    c.source, c.target
            ) AS number,
            c.kind, c.source, c.target, c.times, c.first, c.last, t.report, t.start, t."end"
        FROM counted c JOIN ties_told t ON t.rowid = c.at
        LEFT JOIN actors a ON a.id = c.source LEFT JOIN actors b ON b.id = c.target
    """


FILLED = (
    (
        "report_list (id, status, dated, words)",
        f"""
        SELECT id, status, CASE WHEN published IS NULL THEN 0 ELSE 1 END,
            casefold({_joined("title", "outlet", "agency", "source")})
        FROM reports
        ORDER BY coalesce(published, published_earliest, '9999'), source
        """,
    ),
    (
        "event_list (id, date, earliest, latest, type, status, place, place_id, actors, mentions, reports, "
        "main, retracted, state)",
        f"""
        SELECT e.id, e.date, coalesce(e.earliest, first_day(e.date)),
            coalesce(e.latest, last_day(e.date)), e.type, told.status, e.place, e.place_id,
            json_array_length(e.actors), told.mentions,
            (SELECT count(DISTINCT coalesce(v.address, each.value))
             FROM json_each(e.reports) each LEFT JOIN versions v ON v.report = each.value) AS told_in,
            CASE WHEN e.id IN (SELECT main_event FROM reports) THEN 1 ELSE 0 END AS main, e.retracted, e.state
        FROM events e JOIN event_mentions m ON m.id = e.best
        JOIN (SELECT event, substr(min(nearness(status) || status), 2) AS status, count(*) AS mentions
              FROM event_mentions WHERE event IS NOT NULL GROUP BY event) told ON told.event = e.id
        {_sentence("m.report", "m.start")}
        ORDER BY {_in_time("e.date", "e.earliest", "e.latest")}, {_SALIENT},
            {_by_place("m.report", "m.start", 'm."end"', "e.id")}
        """,
    ),
    ("event_actors", "SELECT DISTINCT a.value, e.id FROM events e, json_each(e.actors) a"),
    (
        "quote_list (id, earliest, latest, report, manner, bare, words, state)",
        f"""
        SELECT a.id, {_days("a.said")}, a.report, a.manner, a.bare, casefold(quoted(r.text, a.content)),
            a.state
        FROM attributions a JOIN reports r ON r.id = a.report {_sentence("a.report", _CONTENT[0])}
        WHERE {STANDING.format("a")}
        ORDER BY {_in_time(_SAID)}, {_by_place("a.report", *_CONTENT, "a.id")}
        """,
    ),
    ("quote_speakers", "SELECT DISTINCT s.value, a.id FROM attributions a, json_each(a.speakers) s"),
    (
        "figure_list (id, earliest, latest, report, what, state)",
        f"""
        SELECT f.id, {_days("f.as_of")}, f.report, f.what, f.state
        FROM figures f JOIN reports r ON r.id = f.report {_sentence("f.report", "f.start")}
        WHERE {STANDING.format("f")}
        ORDER BY f.what NULLS FIRST, {_in_time(_AS_OF)},
            {_by_place("f.report", "f.start", 'f."end"', "f.id")}
        """,
    ),
    (
        "position_list (id, earliest, latest, report, question, party, actor, leaning, day, state)",
        f"""
        SELECT p.id, first_day({_HELD_ON}), last_day({_HELD_ON}), p.report, p.question, p.party,
            p.actor, p.leaning, {_HELD_ON}, p.state
        FROM positions p JOIN reports r ON r.id = p.report JOIN questions q ON q.id = p.question
        {_sentence("p.report", "p.start")}
        ORDER BY -json_array_length(q.reports), p.question, p.party NULLS FIRST, {_in_time(_HELD_ON)},
            {_by_place("p.report", "p.start", 'p."end"', "p.id")}
        """,
    ),
    (
        "actor_list (id, mentions, reports)",
        """
        SELECT a.id, coalesce(m.mentions, 0), coalesce(m.reports, 0) FROM actors a LEFT JOIN (
            SELECT actor, count(*) AS mentions, count(DISTINCT report) AS reports FROM mentions GROUP BY actor
        ) m ON m.actor = a.id
        ORDER BY -coalesce(m.mentions, 0), a.name, a.id
        """,
    ),
    (
        "actor_names",
        """
        SELECT casefold(name), id FROM actors
        UNION SELECT casefold(b.value), a.id FROM actors a, json_each(a.aliases) b
        """,
    ),
    (
        "place_list (id, name, container, country, mentions, reports, events)",
        """
        SELECT m.place, coalesce(min(p.name), min(m.name)), min(m.container), min(m.country),
            count(*), count(DISTINCT m.report), (SELECT count(*) FROM events e WHERE e.place_id = m.place)
        FROM place_mentions m LEFT JOIN places p ON p.id = m.place
        GROUP BY m.place, iif(m.place IS NULL, m.name, ''), iif(m.place IS NULL, m.container, '')
        ORDER BY -count(*), coalesce(min(p.name), min(m.name)), coalesce(m.place, ''),
            min(m.container) NULLS FIRST
        """,
    ),
    ("place_names", "SELECT DISTINCT casefold(name), place FROM place_mentions WHERE place IS NOT NULL"),
    (
        "story_list (id, first, last, reports, events)",
        f"""
        SELECT s.id, {_ends("e.date", "min")}, {_ends("e.date", "max")},
            json_array_length(s.reports), json_array_length(s.events)
        FROM stories s LEFT JOIN json_each(s.events) each ON TRUE
        LEFT JOIN events e ON e.id = each.value
        GROUP BY s.id
        ORDER BY -json_array_length(s.reports),
            coalesce(min(first_day(e.date)), '9999'), s.id
        """,
    ),
    (
        'ties_told (kind, source, target, key, day, earliest, latest, report, start, "end")',
        f"""
        WITH told AS (
            SELECT m.*, e.date AS day
            FROM event_mentions m JOIN events e ON e.id = m.event AND e.retracted = 0
            WHERE m.status IN ('occurred', 'reported')
        ), meeting AS (
            SELECT m.id, s.value AS actor FROM told m, json_each(m.source) s WHERE m.type = 'CONSULT'
            UNION SELECT m.id, t.value FROM told m, json_each(m.target) t WHERE m.type = 'CONSULT'
        ), said AS (
            SELECT a.*, {_CONTENT[0]} AS start, {_CONTENT[1]} AS "end" FROM attributions a
            WHERE a.bare = 0 AND {STANDING.format("a")}
        ), found (kind, source, target, key, day, report, start, "end") AS (
            SELECT 'met', one.actor, other.actor, m.event, m.day, m.report, m.start, m."end"
            FROM told m JOIN meeting one ON one.id = m.id
            JOIN meeting other ON other.id = m.id AND one.actor < other.actor
            UNION ALL
            SELECT CASE m.type WHEN 'ACCUSE' THEN 'accused' WHEN 'AID' THEN 'aided' ELSE 'attacked' END,
                s.value, t.value, m.event, m.day, m.report, m.start, m."end"
            FROM told m, json_each(m.source) s, json_each(m.target) t
            WHERE m.type IN ('ACCUSE', 'AID', 'ASSAULT') AND s.value <> t.value
            UNION ALL
            SELECT 'quoted', q.value, t.value, a.id, coalesce(a.said, r.published), a.report, a.start, a."end"
            FROM said a JOIN said p ON p.id = a.parent JOIN reports r ON r.id = a.report,
                json_each(p.speakers) q, json_each(a.speakers) t
            WHERE q.value <> t.value
            UNION ALL
            SELECT 'quoted', '{OUTLET}' || coalesce(r.outlet, r.agency), t.value, a.id,
                coalesce(a.said, r.published), a.report, a.start, a."end"
            FROM said a JOIN reports r ON r.id = a.report, json_each(a.speakers) t
            WHERE coalesce(r.outlet, r.agency) <> ''
                AND NOT EXISTS (SELECT 1 FROM said p WHERE p.id = a.parent)
        )
        SELECT kind, source, target, key, day, first_day(day), last_day(day), report, start, "end"
        FROM found ORDER BY kind, source, target, day IS NULL, day, report, start
        """,
    ),
    ("tie_list", ties_counted()),
    ("review_list (id, kind, report, event, type, state, decision, doubt)", FILLED_REVIEW),
)
"""List, with the columns that are filled, and the query that gives its rows in order."""


def write_lists(run: Run) -> None:
    """Write the lists anew from the record."""
    for listed, query in FILLED:
        run(f"DELETE FROM {listed.partition(' ')[0]}", ())
        run(f"INSERT INTO {listed} {query}", ())


def add_functions(db: sqlite3.Connection) -> None:
    """Give a connection the functions that the lists, and choosing from them, need."""
    db.create_function("casefold", 1, _casefold, deterministic=True)
    db.create_function("first_day", 1, lambda date: _day(date, 0), deterministic=True)
    db.create_function("last_day", 1, lambda date: _day(date, 1), deterministic=True)
    db.create_function("nearness", 1, _nearness, deterministic=True)
    db.create_function("quoted", 2, _quoted, deterministic=True)


def _casefold(text: str | None) -> str | None:
    return text.casefold() if text is not None else None


def _day(date: str | None, end: int) -> str | None:
    days = bounds(date) if date else None
    return days[end].isoformat() if days else None


def _nearness(status: str) -> int:
    """How near a status is to a plain fact, the nearest first."""
    from dateline.model import EventStatus

    return get_args(EventStatus).index(status)


def _quoted(text: str, spans: str) -> str:
    """The words of a content of one or more spans, as they are shown."""
    return " … ".join(_BLANKS.sub(" ", text[start:end]).strip() for start, end in json.loads(spans))
