"""Dictionaries into and out of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.archive import Archive
from dateline.dictionaries.followthemoney import read_followthemoney
from dateline.dictionaries.parsed import Parsed
from dateline.dictionaries.phoenix import read_phoenix
from dateline.dictionaries.tables import read_table
from dateline.errors import InputError, NotFoundError
from dateline.pipeline import update_record

FORMATS: dict[str, Callable[[Iterable[str]], Parsed]] = {
    "csv": read_table,
    "phoenix": read_phoenix,
    "ftm": read_followthemoney,
}
"""The formats by name, each with what reads it."""
BY_ENDING = {
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "ftm",
    ".jsonl": "ftm",
    ".ijson": "ftm",
    ".ftm": "ftm",
    ".txt": "phoenix",
    ".actors": "phoenix",
}


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """A dictionary that an archive holds."""

    name: str
    actors: int


def read_dictionary(path: str | Path, kind: str | None = None) -> Parsed:
    """The actors of a dictionary file and what is wrong with its lines; *kind* is one of FORMATS.

    Without *kind* the file's ending tells. Raises InputError when the file cannot be read or understood.
    """
    path = Path(path)
    kind = kind or BY_ENDING.get(path.suffix.lower())
    if kind is None:
        raise InputError(
            f"{path}: the ending does not tell the format; name it with --format {'|'.join(FORMATS)}"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as text in UTF-8: {error}") from error
    try:
        return FORMATS[kind](text.splitlines())
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def load(archive: Archive, path: str | Path, kind: str | None = None) -> Parsed:
    """Add a dictionary to *archive*, in place of one from a file of that name, and update the record."""
    parsed = read_dictionary(path, kind)
    archive.add_dictionary(Path(path).name, parsed.actors)
    update_record(archive)
    return parsed


def unload(archive: Archive, name: str) -> None:
    """Take the dictionary *name* out again; raises NotFoundError when there is none."""
    if name not in {row.name for row in dictionaries(archive)}:
        raise NotFoundError(f"no dictionary of the name {name} is loaded; see: dateline actors dictionaries")
    archive.drop_dictionary(name)
    update_record(archive)


def dictionaries(archive: Archive) -> list[DictionaryRow]:
    """The dictionaries that *archive* holds, by name."""
    return [DictionaryRow(name, len(actors)) for name, actors in archive.dictionaries()]
