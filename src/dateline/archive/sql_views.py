"""Views for whoever opens the archive with sqlite3, Datasette or another program: rows with their sentence.

They need nothing but SQLite. Names stand in place of ids of actors, and the sentence is cut out of the text.
"""

from __future__ import annotations

from dateline.archive.lists import DATED, HAPPENING, STANDING

_WHERE_FROM = "coalesce(r.outlet, r.agency) AS outlet, r.published, r.title AS report_title, r.id AS report"
"""What every row tells of its report."""


def _names(ids: str) -> str:
    """SQL for the names of the actors in a JSON list of their ids."""
    return (
        f"(SELECT group_concat(name, ', ') FROM (SELECT a.name FROM json_each({ids}) each "
        "JOIN actors a ON a.id = each.value ORDER BY each.key) named)"
    )


def _sentence(start: str) -> str:
    """SQL for the sentence of the report `r` that holds a character."""
    return f"""(
        SELECT substr(r.text, s.start + 1, s."end" - s.start) FROM sentences s
        WHERE s.report = r.id AND s.start <= {start} ORDER BY s.start DESC, s.number DESC LIMIT 1)"""


def _words(row: str) -> str:
    return f'substr(r.text, {row}.start + 1, {row}."end" - {row}.start) AS words'


SQL_VIEWS = f"""
CREATE VIEW timeline AS
SELECT l.date, l.type, l.status, e.title, e.place, {_names("e.actors")} AS actors, l.reports,
    {_sentence("m.start")} AS sentence, {_WHERE_FROM}, e.id AS event
FROM (SELECT * FROM event_list WHERE ({DATED}) AND ({HAPPENING})) l JOIN events e ON e.id = l.id
JOIN event_mentions m ON m.id = e.best JOIN reports r ON r.id = m.report
ORDER BY l.number;

CREATE VIEW tellings_with_sentences AS
SELECT e.title, m.date, m.type, m.status, {_names("m.source")} AS source, {_names("m.target")} AS target,
    m.place, {_words("m")}, {_sentence("m.start")} AS sentence, {_WHERE_FROM}, m.event, m.id
FROM event_mentions m JOIN reports r ON r.id = m.report LEFT JOIN events e ON e.id = m.event
WHERE {STANDING.format("m")};

CREATE VIEW quotes_with_sentences AS
SELECT coalesce({_names("q.speakers")}, substr(r.text, json_extract(q.source, '$[0][0]') + 1,
        json_extract(q.source, '$[0][1]') - json_extract(q.source, '$[0][0]'))) AS speaker,
    q.attitude, q.manner, q.said, (
        SELECT group_concat(words, ' … ') FROM (
            SELECT substr(r.text, json_extract(each.value, '$[0]') + 1,
                json_extract(each.value, '$[1]') - json_extract(each.value, '$[0]')) AS words
            FROM json_each(q.content) each ORDER BY each.key) said) AS content,
    {_sentence("json_extract(q.content, '$[0][0]')")} AS sentence, {_WHERE_FROM}, q.id
FROM attributions q JOIN reports r ON r.id = q.report WHERE q.bare = 0 AND {STANDING.format("q")};

CREATE VIEW figures_with_sentences AS
SELECT f.what, f.value, f.low, f.high, f.hedge, f.unit, f.of, f.as_of, f.place,
    {_names("f.speakers")} AS says, {_words("f")}, {_sentence("f.start")} AS sentence, {_WHERE_FROM},
    f.event, f.id
FROM figures f JOIN reports r ON r.id = f.report WHERE {STANDING.format("f")};

CREATE VIEW positions_with_sentences AS
SELECT p.party, a.name AS actor, p.leaning, q.label AS question, p.stance, p.proposition, p.date,
    {_sentence("p.start")} AS sentence, {_WHERE_FROM}, p.id
FROM positions p JOIN reports r ON r.id = p.report JOIN actors a ON a.id = p.actor
LEFT JOIN questions q ON q.id = p.question WHERE {STANDING.format("p")};
"""
