"""With what reports are read now; those read with anything else are read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.knowledge.tables import knowledge_hash
from dateline.model import Extractor
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, extractor_stamp
from dateline.reading.syntax import model_stamp


@cache
def current_stamp(extractor: Extractor = DEFAULT_EXTRACTOR) -> str:
    """With what a report is read now: version, code, language model, knowledge, and extractor."""
    digest = hashlib.sha256()
    for entry in _code_files(files("dateline")):
        digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))
    code = f"dateline {version('dateline')} {digest.hexdigest()[:12]}"
    return f"{code}; {model_stamp()}; {knowledge_hash()}; {extractor_stamp(extractor)}"


def _code_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _code_files(entry)
        elif entry.name.endswith((".py", ".json")):  # also the weights that the code was fitted with
            yield entry
