"""Reading the knowledge files: tab-separated tables with a header line, ``#`` for comments."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from dateline.errors import KnowledgeError

DATA = files("dateline.knowledge") / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/NAME.tsv``, each a column → cell mapping (cells stripped, "" where empty).

    Raises KnowledgeError, naming the line, where a row has more cells than the header.
    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
        elif len(cells) > len(header):
            raise KnowledgeError(f"{name}.tsv, line {number}: {len(cells)} cells for {len(header)} columns")
        else:
            rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return tuple(rows)


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, which are separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def knowledge_hash() -> str:
    """A hash over every knowledge file, so that an archive can say which knowledge it was read with."""
    digest = hashlib.sha256()
    for entry in sorted(DATA.iterdir(), key=lambda e: e.name):
        if entry.is_file():
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
