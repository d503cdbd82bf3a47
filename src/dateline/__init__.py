"""Dateline reads saved news reports and keeps a cited record of them.

    import dateline

    with dateline.open("talks.dateline") as archive:
        archive.read("clippings")
        for row in archive.timeline(actor="Lavrov"):
            print(row.date, row.title, row.best.passage.text)

What `dateline.open` gives answers every question of `dateline.views`; lists of rows become tables with
``.to_pandas()`` and ``.to_polars()``. The public names are those of ``__all__`` here, and of
`dateline.views`, `dateline.export`, `dateline.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.agreement import compare, sample
    from dateline.archive import Archive, Whereabouts
    from dateline.claims import claim
    from dateline.errors import DatelineError
    from dateline.opened import OpenArchive, Rows
    from dateline.pipeline import read

__version__ = "0.1.0"
__all__ = [
    "Archive",
    "DatelineError",
    "OpenArchive",
    "Rows",
    "__version__",
    "claim",
    "compare",
    "open",
    "read",
    "sample",
]

_HOMES = {
    "Archive": "dateline.archive",
    "DatelineError": "dateline.errors",
    "OpenArchive": "dateline.opened",
    "Rows": "dateline.opened",
    "claim": "dateline.claims",
    "compare": "dateline.agreement",
    "read": "dateline.pipeline",
    "sample": "dateline.agreement",
}


def open(path: str | Whereabouts) -> OpenArchive:
    """Open the archive at *path* (or the address of a server), making an empty one where there is none."""
    from dateline.opened import OpenArchive

    return OpenArchive(path, create=True)


def __getattr__(name: str) -> Any:
    # Names are fetched when they are used: the language libraries take seconds to load.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
