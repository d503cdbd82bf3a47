"""An archive that is opened again and again, for each page or question, by several threads at once."""

from __future__ import annotations

from pathlib import Path

from dateline.archive.archive import Archive
from dateline.archive.whereabouts import Address, whereabouts


class Pool:
    """Opens one archive as often as it is asked for; connections to a server are used again."""

    def __init__(self, place: str | Path | Address) -> None:
        """Open the archive at *place*, though not before it is asked for."""
        self.place = whereabouts(place)
        self._connections = None
        if isinstance(self.place, Address):
            from dateline.archive.postgres import Connections

            self._connections = Connections(self.place)

    def open(self) -> Archive:
        """The archive, to be closed as any other; raises as `Archive` does."""
        if not isinstance(self.place, Address):
            return Archive(self.place)
        from dateline.archive.postgres import Postgres

        return Archive(
            self.place, engine=Postgres.open(self.place, create=False, connections=self._connections)
        )

    def close(self) -> None:
        """Let go of the server."""
        if self._connections is not None:
            self._connections.close()
