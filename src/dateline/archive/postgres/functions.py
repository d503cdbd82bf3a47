"""The functions that our SQL uses and PostgreSQL lacks, made in the schema of an archive.

They give what the functions of the same name give in SQLite, or those that Dateline gives to SQLite
(`dateline.archive.lists`). What SQL cannot compute as Python does is worked out by Python: how case is folded
is a table of characters made here, and the days that dates name are looked up in ``named_days``.
"""

from __future__ import annotations

from typing import get_args

from dateline.model import EventStatus

LAST_WITH_CASE = 0x1FFFF
"""No character of the planes of Unicode above this one has case."""
_FIXED = r"""
SET LOCAL check_function_bodies TO off;  -- they speak of tables that are made later
CREATE DOMAIN plain AS text COLLATE "C";

CREATE FUNCTION as_json(value text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN position('\u0000' IN value) > 0
        THEN regexp_replace(value, '(?<!\\)((?:\\\\)*)\\u0000', '\1' || chr(1114111), 'g')::jsonb
        ELSE value::jsonb END
$$;
CREATE FUNCTION json_each(list text) RETURNS TABLE (key bigint, value plain)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 4 AS $$
    SELECT number - 1, item::plain
    FROM jsonb_array_elements_text(as_json(list)) WITH ORDINALITY AS each (item, number)
$$;
CREATE FUNCTION json_array_length(list text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT jsonb_array_length(as_json(list))::bigint
$$;
CREATE FUNCTION json_extract(list text, path text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (list::jsonb #>> string_to_array(btrim(replace(path, '#', ''), '$[]'), ']['))::bigint
$$;
CREATE FUNCTION instr(text, text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT strpos($1, $2)::bigint
$$;
CREATE FUNCTION substr(text, bigint, bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT substr($1, $2::integer, $3::integer)
$$;
CREATE FUNCTION iif(boolean, text, text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $1 THEN $2 ELSE $3 END
$$;
CREATE FUNCTION hex(bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT upper(encode($1, 'hex'))
$$;
CREATE FUNCTION joined(before text, value text, mark text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value IS NULL THEN before WHEN before IS NULL THEN value ELSE before || mark || value END
$$;
CREATE AGGREGATE group_concat(text, text) (SFUNC = joined, STYPE = text);

CREATE FUNCTION quoted(words text, spans text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(btrim(regexp_replace(
        substr(words, (span ->> 0)::integer + 1, (span ->> 1)::integer - (span ->> 0)::integer),
        '[\t-\r\u001c- \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'
    )), ' … ' ORDER BY number), '')
    FROM jsonb_array_elements(spans::jsonb) WITH ORDINALITY AS each (span, number)
$$;

CREATE TABLE named_days (date text COLLATE "C" PRIMARY KEY, first text COLLATE "C", last text COLLATE "C");
CREATE FUNCTION first_day(named text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
    SELECT first FROM named_days WHERE date = named COLLATE "C"
$$;
CREATE FUNCTION last_day(named text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
    SELECT last FROM named_days WHERE date = named COLLATE "C"
$$;

CREATE FUNCTION times_in(words text[], phrase text[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT count(*) FROM unnest(array_positions(words, phrase[1])) AS at
    WHERE words[at : at + cardinality(phrase) - 1] = phrase
$$;
"""
# The first is so plain that it becomes part of the query, which a call for each row would slow down.
_CASEFOLD = """
CREATE FUNCTION casefold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(words) = length(words) THEN lower(words COLLATE "C") ELSE folded(words) END
$$;
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN words !~ '[{folding}]' THEN lower(words COLLATE "C") ELSE {replaced} END
$$;
"""
_NEARNESS = """
CREATE FUNCTION nearness(status text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_position(ARRAY[{statuses}], status)::bigint - 1
$$;
"""
# How well a sentence matches, as SQLite's full-text index computes it (BM25 with its usual constants).
_MATCHING = """
CREATE FUNCTION matching(asked text) RETURNS TABLE (rowid bigint, rank double precision)
LANGUAGE sql STABLE STRICT AS $$
    WITH phrase AS MATERIALIZED (
        SELECT number, ARRAY(SELECT jsonb_array_elements_text(given)) COLLATE "C" AS words
        FROM jsonb_array_elements(asked::jsonb) WITH ORDINALITY AS each (given, number)
    ), hit AS MATERIALIZED (
        SELECT p.number, w.rowid, cardinality(w.words)::double precision AS length, (
            CASE WHEN cardinality(p.words) = 1 THEN cardinality(array_positions(w.words, p.words[1]))
            ELSE times_in(w.words, p.words) END)::double precision AS times
        FROM phrase p JOIN sentence_words w ON w.words @> p.words
    ), found AS (
        SELECT * FROM hit WHERE times > 0
    ), weight AS (
        SELECT f.number, ln((c.rows - count(*) + 0.5::double precision) / (count(*) + 0.5::double precision))
            AS rarity, c.words / c.rows AS usual
        FROM found f CROSS JOIN sentence_words_counted c GROUP BY f.number, c.rows, c.words
    )
    SELECT f.rowid, -sum(
        CASE WHEN w.rarity > 0 THEN w.rarity ELSE 1e-6::double precision END
        * ((f.times * (1.2::double precision + 1)) / (f.times + 1.2::double precision * (
            1 - 0.75::double precision + 0.75::double precision * f.length / w.usual))) ORDER BY f.number)
    FROM found f JOIN weight w USING (number)
    GROUP BY f.rowid HAVING count(*) = (SELECT count(*) FROM phrase)
$$;
"""


def functions() -> str:
    """The statements that make the functions."""
    statuses = ", ".join(f"'{status}'" for status in get_args(EventStatus))
    return _FIXED + _casefold() + _NEARNESS.format(statuses=statuses) + _MATCHING


def _casefold() -> str:
    """A function that folds each character as Python's `str.casefold` does."""
    folded = {
        character: character.casefold()
        for character in map(chr, range(0x80, LAST_WITH_CASE + 1))
        if character.casefold() != character
    }
    single = {one: other for one, other in folded.items() if len(other) == 1}
    replaced = f"translate(lower(words COLLATE \"C\"), '{''.join(single)}', '{''.join(single.values())}')"
    for one, others in folded.items():
        if len(others) > 1:
            replaced = f"replace({replaced}, '{one}', '{others}')"
    return _CASEFOLD.format(folding=_ranges(sorted(folded)), replaced=replaced)


def _ranges(characters: list[str]) -> str:
    """Characters as the inside of a class of a regular expression, neighbours as a range."""
    ranges: list[list[str]] = []
    for one in characters:
        if ranges and ord(one) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return "".join(first if first == last else f"{first}-{last}" for first, last in ranges)
