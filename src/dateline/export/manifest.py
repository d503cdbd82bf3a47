"""What an export was made from: hashes of its inputs and of its files, and what it was made with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dateline.archive import Archive

LAYOUT = 1
"""The version of the manifest's names and meanings; more may be added under it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that an export wrote: its name (None: standard output), how many bytes, and their SHA-256."""

    name: str | None
    bytes: int
    sha256: str


class Counted:
    """Pieces of a file, passed on, counted and hashed on their way."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """Pass on *chunks*."""
        self._chunks = chunks
        self._digest = hashlib.sha256()
        self._bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        """The chunks as they come."""
        for chunk in self._chunks:
            self._digest.update(chunk)
            self._bytes += len(chunk)
            yield chunk

    def written(self, name: str | None) -> Written:
        """What went into the file *name*, once all has been passed on."""
        return Written(name, self._bytes, self._digest.hexdigest())


def manifest(
    archive: Archive, files: Iterable[Written], *, format: str, profile: str, choice: Mapping[str, Any]
) -> bytes:
    """The manifest of an export of *archive*, as UTF-8 JSON: the same export has the same.

    Reports that were kept back are not in it, nor their number.
    """
    told = {
        "manifest": LAYOUT,
        "format": format,
        "profile": profile,
        "choice": {name: value for name, value in choice.items() if value},
        **{name: archive.note(name) for name in ("version", "model", "knowledge")},
        "reports": list(archive.query("SELECT id, sha256 FROM reports ORDER BY id")),
        "corrections": list(archive.query("SELECT id, state FROM corrections ORDER BY rowid")),
        "dictionaries": [
            hashlib.sha256(row["actors"]).hexdigest()
            for row in archive.query("SELECT actors FROM dictionaries ORDER BY name")
        ],
        "files": [asdict(file) for file in files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
