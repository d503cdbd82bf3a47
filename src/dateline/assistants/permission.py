"""Whether assistants may be shown an archive: a note in the archive itself, absent until the user says so."""

from __future__ import annotations

from dateline.archive import Archive
from dateline.errors import NotAllowedError

NOTE = "assistants"
"""The key under which the archive keeps the permission."""
ALLOWED = "allowed"
WARNING = (
    "An assistant may pass on what it is shown: its words and yours can go to whoever runs it, with the "
    "sentences of your reports. Allow this only for archives whose text may leave this machine."
)


def allowed(archive: Archive) -> bool:
    """Whether assistants may be shown this archive."""
    return archive.note(NOTE) == ALLOWED


def allow(archive: Archive) -> None:
    """Let assistants be shown this archive, until `forbid`."""
    archive.set_note(NOTE, ALLOWED)


def forbid(archive: Archive) -> None:
    """Let no assistant be shown this archive any more; a server that runs refuses from its next answer on."""
    archive.set_note(NOTE, None)


def require(archive: Archive) -> None:
    """Raise NotAllowedError where assistants may not be shown this archive."""
    if not allowed(archive):
        raise NotAllowedError(
            f"assistants may not be shown {archive.path}. {WARNING} To allow it: "
            f"dateline mcp --enable --archive {archive.path}"
        )
