"""Dictionaries as CSV: a row is an actor, or one more term of the actor of that name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import get_args

from dateline.dictionaries.parsed import Parsed
from dateline.errors import InputError
from dateline.knowledge.countries import by_code
from dateline.knowledge.sectors import sectors
from dateline.model import ActorKind, CodedTerm, DictionaryActor

COLUMNS = ("name", "aliases", "kind", "country", "sector", "code", "title", "from", "to")
_BETWEEN = re.compile(r"[;|]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_table(lines: Iterable[str]) -> Parsed:
    """The actors of a table with the columns COLUMNS, of which only "name" must be there.

    Raises InputError where the first line names no such column.
    """
    text = list(lines)
    delimiter = max(",;\t", key=(text[0] if text else "").count)
    rows = csv.DictReader(text, delimiter=delimiter)
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    if "name" not in rows.fieldnames:
        raise InputError(f'the first line names no column "name"; the columns are: {", ".join(COLUMNS)}')
    parsed = Parsed()
    found: dict[str, DictionaryActor] = {}
    for row in rows:
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None)}
        wrong = _wrong(cells)
        if wrong:
            parsed.trouble(rows.line_num, wrong)
            continue
        actor = _actor(cells, rows.line_num)
        before = found.get(actor.name)
        if before:
            aliases = tuple(dict.fromkeys((*before.aliases, *actor.aliases)))
            terms = (*before.terms, *actor.terms)
            actor = DictionaryActor(actor.name, terms, aliases, before.kind or actor.kind, before.line)
        found[actor.name] = actor
    parsed.actors = list(found.values())
    return parsed


def _wrong(cells: Mapping[str, str]) -> str | None:
    if not cells["name"]:
        return "the name is missing"
    if (kind := cells.get("kind")) and kind not in get_args(ActorKind):
        return f"{kind} is no kind of actor; they are {', '.join(get_args(ActorKind))}"
    if (country := cells.get("country")) and country not in by_code():
        return f"{country} is no ISO 3166-1 alpha-3 code"
    if (sector := cells.get("sector")) and sector not in sectors():
        return f"{sector} is no PLOVER sector"
    for day in (cells.get("from"), cells.get("to")):
        if day and not _DAY.fullmatch(day):
            return f"{day} is no day; write 2013-02-01"
    return None


def _actor(cells: Mapping[str, str], line: int) -> DictionaryActor:
    kind = next((kind for kind in get_args(ActorKind) if kind == cells.get("kind")), None)
    term = CodedTerm(
        *(cells.get(column) or None for column in ("country", "sector", "code", "from", "to", "title"))
    )
    aliases = tuple(filter(None, map(str.strip, _BETWEEN.split(cells.get("aliases", "")))))
    return DictionaryActor(cells["name"], (term,), aliases, kind, line)
