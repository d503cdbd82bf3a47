"""Citations in the styles people paste into their work.

`views.reference` gathers what is known of a place; `wording` says in words what every style says (how the
date is known, where the sentence stands, the hash of the file), `plain`, `bibtex`, `ris` and `csl` set it.
A day of publication that the report does not state is never set as if it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.export.citations.bibtex import bibtex
from dateline.export.citations.csl import csl_json
from dateline.export.citations.plain import plain
from dateline.export.citations.ris import ris
from dateline.views.reference import Reference

STYLES: dict[str, Callable[[Iterable[Reference]], str]] = {
    "plain": plain,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}
"""Name of a style → the function that sets references in it, as one text that ends with a new line."""

__all__ = ["STYLES", "bibtex", "csl_json", "plain", "ris"]
