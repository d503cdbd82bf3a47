"""Whom a coder means by a name: the actor of an archive that goes by it, where there is one alone."""

from __future__ import annotations

from dateline.agreement.values import plain
from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.views.names import actor_ids


class Names:
    """The names of the actors of an archive; without one, a name stands for itself."""

    def __init__(self, archive: Archive | None) -> None:
        """Take the names of *archive*."""
        self._archive = archive
        self._bearers: dict[str, set[str]] = {}
        self._called: dict[str, set[str]] = {}
        for row in archive.query("SELECT name, actor FROM actor_names") if archive else ():
            name = plain(row["name"])
            self._bearers.setdefault(name, set()).add(row["actor"])
            self._called.setdefault(row["actor"], set()).add(name)

    def resolve(self, name: str) -> str:
        """The id of the one actor with this name, else of the one whose names hold it, else the name."""
        if self._archive is None or not name:
            return name
        if name not in self._bearers:
            try:
                self._bearers[name] = set(actor_ids(self._archive, name))
            except NotFoundError:
                self._bearers[name] = set()
        found = self._bearers[name]
        return next(iter(found)) if len(found) == 1 else name

    def same(self, said: str, stated: str) -> bool:
        """Whether coders' names and the machine's ids or names (keys of values) are of the same actors.

        A name that several actors go by is taken for the one that the machine states.
        """
        names, ids = said.split(";"), stated.split(";")
        forms = [{key, *self._called.get(key, ())} for key in ids]
        return len(names) == len(ids) and all(any(name in form for form in forms) for name in names)
