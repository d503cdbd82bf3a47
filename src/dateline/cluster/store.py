"""A folder of Parquet files with what came of reading: a file a block, a row a part.

A file appears whole or not at all, under a name that follows from the parts in it: written twice, it is the
same file. Each row carries a checksum of what it says; one that is damaged counts as one that is not there.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as arrow
from msgspec import msgpack
from pyarrow import parquet

from dateline.archive import Packed
from dateline.cluster.blocks import Block, key_of
from dateline.intake.formats import Part
from dateline.pipeline.keeping import Outcome

_log = logging.getLogger(__name__)
ENDING = ".parquet"
_BYTES = {"key", "original", "parsed", "reading", "checksum"}
_PACKED = tuple(field.name for field in fields(Packed))
_SAID = ("key", *_PACKED, "status", "reason")
_COLUMNS = (*_SAID, "checksum")
SCHEMA = arrow.schema([(name, arrow.binary() if name in _BYTES else arrow.string()) for name in _COLUMNS])


def write_block(folder: Path, block: Block, outcomes: Sequence[Outcome]) -> None:
    """Write what came of the parts of *block* into its file in *folder*; raises OSError."""
    rows = [
        {"key": key, "status": outcome.status, "reason": outcome.reason}
        | {name: getattr(outcome.packed, name) for name in _PACKED}
        for key, outcome in zip(block.keys, outcomes, strict=True)
    ]
    table = arrow.Table.from_pylist([row | {"checksum": _checksum(row)} for row in rows], schema=SCHEMA)
    unfinished = folder / f"{block.name}.{os.getpid()}.unfinished"
    try:
        # What is packed is compressed already.
        parquet.write_table(table, unfinished, compression="none")
        unfinished.replace(folder / f"{block.name}{ENDING}")
    finally:
        unfinished.unlink(missing_ok=True)


class Store:
    """What is read already with a stamp, in *folder*/…; also files that an earlier run left there."""

    def __init__(self, folder: Path, stamp: str) -> None:
        """Look through the folder, which is made where it is not there; raises OSError where it cannot be."""
        self.folder = folder / blake2b(stamp.encode(), digest_size=6).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stamp = stamp
        self._files: dict[bytes, str] = {}
        self._open: tuple[str, dict[bytes, Outcome]] = ("", {})
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            self._files |= dict.fromkeys(_keys_in(path), path.stem)

    def __contains__(self, part: Part) -> bool:
        return key_of(part, self._stamp) in self._files

    def note_written(self, blocks: Sequence[Block]) -> list[Block]:
        """Note which of *blocks* are there by now; those that are not."""
        missing = []
        for block in blocks:
            if (self.folder / f"{block.name}{ENDING}").exists():
                self._files |= dict.fromkeys(block.keys, block.name)
            else:
                missing.append(block)
        return missing

    def outcome(self, part: Part) -> Outcome | None:
        """What came of reading *part*; None where that is not known."""
        key = key_of(part, self._stamp)
        name = self._files.get(key)
        if name is None:
            return None
        if self._open[0] != name:  # the parts of a block come one after the other
            self._open = name, _outcomes_in(self.folder / f"{name}{ENDING}")
        return self._open[1].get(key)


def _keys_in(path: Path) -> list[bytes]:
    return [row["key"] for row in _rows(path, ["key"])]


def _outcomes_in(path: Path) -> dict[bytes, Outcome]:
    return {
        row["key"]: Outcome(Packed(*(row[name] for name in _PACKED)), row["status"], row["reason"])
        for row in _rows(path, list(_COLUMNS))
        if row["checksum"] == _checksum(row)
    }


def _checksum(row: Mapping[str, Any]) -> bytes:
    return blake2b(msgpack.encode([row[name] for name in _SAID]), digest_size=8).digest()


def _rows(path: Path, columns: list[str]) -> list[dict[str, Any]]:
    """Some columns of a file; nothing where it is damaged, which is told to the log."""
    try:
        rows: list[dict[str, Any]] = parquet.read_table(path, columns=columns).to_pylist()
    except (OSError, KeyError, ValueError, arrow.ArrowException) as error:
        _log.warning("block not readable", extra={"block": path.stem, "error": type(error).__name__})
        return []
    return rows
