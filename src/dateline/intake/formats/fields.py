"""What the user says the fields of records are called: ``title=headline,text=body.plain,date=published_at``.

A name with dots goes down into nested records, a number picks an element of a list. What the user names is
the only place looked at; for everything else the names of `knowledge/data/field_names.tsv` hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.intake.decode import decode
from dateline.knowledge.field_names import field_names

WHATS = ("title", "text", "html", "summary", "date", "url", "source", "authors", "captured")
"""What a field can be said to hold."""
DEEPEST = 3
"""Levels of a record whose field names are listed when one is not found."""
LISTED = 300
"""Characters of field names listed."""
_SPLIT = re.compile(r"[,\n]")


@dataclass(frozen=True, slots=True)
class FieldMap:
    """What the user calls the fields: (what, name) pairs in the order given."""

    named: tuple[tuple[str, str], ...] = ()

    def values(self, record: Mapping[str, Any], what: str) -> Iterator[tuple[str, Any]]:
        """The (name, value) pairs that may be the *what* of *record*, the likeliest first."""
        own = [name for meant, name in self.named if meant == what]
        if own:
            yield from ((name, value) for name in own if (value := _at(record, name)) is not None)
            return
        fields = {str(key).casefold(): value for key, value in record.items()}
        yield from ((name, fields[name]) for name in field_names(what) if name in fields)


USUAL = FieldMap()


def read_fields(said: str) -> FieldMap:
    """The map in *said*, which is one itself or the path of a file with one; InputError where it is none."""
    where = ""
    if "=" not in said or Path(said).is_file():
        where = f"{said}: "
        try:
            decoded = decode(Path(said).read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(
                f"--fields {said}: neither a map like title=headline,text=body nor a file that can be read"
            ) from error
        said = decoded.text.lstrip("\ufeff")
    named: list[tuple[str, str]] = []
    for entry in _SPLIT.split(said):
        entry = entry.split("#", 1)[0].strip()
        if not entry:
            continue
        what, equals, name = (part.strip() for part in entry.partition("="))
        if not equals or not name or what not in WHATS:
            raise InputError(
                f"{where}“{entry}” names no field; write WHAT=NAME, where WHAT is one of {', '.join(WHATS)}"
            )
        named.append((what, name))
    return FieldMap(tuple(named))


def names_in(record: Mapping[str, Any]) -> str:
    """The names of the fields of *record*, nested ones with dots, as they are listed in a message."""
    shown = ", ".join(sorted(_names(record, "", DEEPEST)))
    return shown if len(shown) <= LISTED else f"{shown[:LISTED]}…"


def _names(record: Mapping[str, Any], above: str, deeper: int) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, Mapping) and deeper > 1:
            yield from _names(value, f"{above}{key}.", deeper - 1)
        else:
            yield f"{above}{key}"


def _at(value: Any, name: str) -> Any:
    """What stands at *name* in *value*: the whole name where it is a key itself, else step by step."""
    if isinstance(value, Mapping):
        if name in value:
            return value[name]
        for key in value:
            if str(key).casefold() == name.casefold():
                return value[key]
    first, dot, rest = name.partition(".")
    inner: Any = None
    if isinstance(value, Mapping) and dot:
        inner = next((value[key] for key in value if str(key).casefold() == first.casefold()), None)
    elif isinstance(value, list) and first.isascii() and first.isdigit():
        inner = value[int(first)] if int(first) < len(value) else None
    elif isinstance(value, list):
        found = [item for item in (_at(each, name) for each in value) if item is not None]
        return found or None
    return _at(inner, rest) if inner is not None and dot else inner
