"""Dateline reads saved news reports and keeps a cited record of them.

    import dateline
    from dateline import views

    with dateline.open("talks.dateline") as archive:
        dateline.read(archive, ["clippings"])
        for row in views.timeline(archive, actor="Lavrov"):
            print(row.date, row.title, row.best.passage.text)

The public names are those of ``__all__`` here, and of `dateline.views`, `dateline.export`, `dateline.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.archive import Archive
    from dateline.errors import DatelineError
    from dateline.pipeline import read

__version__ = "0.1.0"
__all__ = ["Archive", "DatelineError", "__version__", "open", "read"]

_HOMES = {
    "Archive": "dateline.archive",
    "DatelineError": "dateline.errors",
    "read": "dateline.pipeline",
}


def open(path: str | Path) -> Archive:
    """Open the archive at *path*, making an empty one where there is none."""
    from dateline.archive import Archive

    return Archive(path, create=True)


def __getattr__(name: str) -> Any:
    # Names are fetched when they are used: the language libraries take seconds to load.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
