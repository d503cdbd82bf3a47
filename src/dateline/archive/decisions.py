"""What an archive keeps of users and servers: what they brought, decided and said, and the last run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from dateline.archive import codec
from dateline.archive.confidence import Label
from dateline.archive.connected import Connected
from dateline.archive.runs import Run

if TYPE_CHECKING:
    from dateline.model import Correction, DictionaryActor


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said of an address when it was last had in full.

    ``etag`` and ``last_modified`` are what it is asked with whether anything is new; ``stamp`` is what the
    content was read with, ``followed`` whether the pages of the entries of a feed were read too.
    """

    etag: str | None
    last_modified: str | None
    stamp: str
    followed: bool = False


class KeptDecisions(Connected):
    """An open archive, as far as it keeps what users brought and decided, and what servers said."""

    # What servers said

    def fetched(self, address: str) -> Fetched | None:
        """What the server said when *address* was last had in full, or None."""
        row = self._run(
            "SELECT etag, last_modified, stamp, followed FROM fetched WHERE address = ?", (address,)
        ).fetchone()
        return (
            Fetched(row["etag"], row["last_modified"], row["stamp"], bool(row["followed"])) if row else None
        )

    def note_fetched(self, address: str, fetched: Fetched | None) -> None:
        """Keep what the server said of *address*, in place of what was kept; None to forget that."""
        if fetched is None:
            self._run("DELETE FROM fetched WHERE address = ?", (address,))
            return
        self._run(
            "INSERT INTO fetched (address, etag, last_modified, stamp, followed) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, "
            "last_modified = excluded.last_modified, stamp = excluded.stamp, followed = excluded.followed",
            (address, fetched.etag, fetched.last_modified, fetched.stamp, int(fetched.followed)),
        )

    # What users brought and decided

    def add_dictionary(self, name: str, actors: Sequence[DictionaryActor]) -> None:
        """Keep a dictionary of actors, in place of one of the same name."""
        self._run(
            "INSERT INTO dictionaries VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET actors = excluded.actors",
            (name, codec.pack(list(actors))),
        )

    def drop_dictionary(self, name: str) -> None:
        """Take a dictionary out."""
        self._run("DELETE FROM dictionaries WHERE name = ?", (name,))

    def dictionaries(self) -> list[tuple[str, list[DictionaryActor]]]:
        """The dictionaries with their actors, by name."""
        from dateline.model import DictionaryActor

        rows = self._run("SELECT name, actors FROM dictionaries ORDER BY name")
        return [(row["name"], codec.unpack(row["actors"], list[DictionaryActor])) for row in rows]

    def add_corrections(self, corrections: Iterable[Correction]) -> None:
        """Keep corrections after those already kept; one that is held already stays where it is."""
        with self.transaction():
            for correction in corrections:
                self._run(
                    "INSERT INTO corrections_made (id, correction) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    (correction.id, codec.pack(correction)),
                )

    def corrections(self) -> list[Correction]:
        """All corrections, in the order in which they were made known."""
        from dateline.model import Correction

        rows = self._run("SELECT correction FROM corrections_made ORDER BY rowid")
        return [codec.unpack(row["correction"], Correction) for row in rows]

    # What is confidential

    def labels(self) -> list[Label]:
        """The marks of confidence on reports, by report and label."""
        return [Label(**row) for row in self.query("SELECT * FROM labels ORDER BY report, label")]

    def add_label(self, label: Label) -> None:
        """Put a mark of confidence on a report; one that it bears already stays as it is."""
        self._run(
            "INSERT INTO labels VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (label.report, label.label, label.by, label.made),
        )

    def drop_label(self, report: str, label: str) -> None:
        """Take a mark of confidence from a report."""
        self._run("DELETE FROM labels WHERE report = ? AND label = ?", (report, label))

    # The last run

    def note_run(self, run: Run) -> None:
        """Keep how far a run of `read` is, in place of what was kept of the one before."""
        self.set_note("run", json.dumps(asdict(run)))

    def last_run(self) -> Run | None:
        """The last run of `read`, which may be going on."""
        noted = self.note("run")
        return Run(**json.loads(noted)) if noted else None
