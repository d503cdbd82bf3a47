"""The driver: has what is not read yet read in rounds; then the plain run does the rest."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from dateline.archive import Address, Archive, Whereabouts
from dateline.cluster.blocks import Block, blocks_of, rounds_of
from dateline.cluster.engine import Engine
from dateline.cluster.plan import LOCAL
from dateline.errors import WorkerError
from dateline.model import Extractor
from dateline.pipeline import Made, Progress, Summary, current_stamp, read
from dateline.pipeline.naming import Known, waiting
from dateline.pipeline.workers import usual_workers
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, usable

_log = logging.getLogger(__name__)
ROUND_BLOCKS = 16
"""Blocks a process in one round, some two minutes: it takes a process 3 s to load its models each time."""
ROUND_BYTES = 1 << 28
"""Bytes of reports that a round may hold in the memory of the driver."""
FRUITLESS = 3
"""Tries in a row that read nothing, after which the cluster, not a report, is what does not work."""


def read_on_cluster(
    archive: Archive,
    paths: Sequence[str],
    cluster: str = LOCAL,
    *,
    blocks: str | Path | None = None,
    metadata: str | None = None,
    fields: str | None = None,
    follow: bool = False,
    extractor: Extractor | None = None,
    workers: int | None = None,
    progress: Progress = lambda doing, done: None,
) -> Summary:
    """Read as `dateline.pipeline.read` does, with the same result, on a *cluster*.

    That is "local" (processes of this machine) or the address of a Ray cluster; *workers* is how many
    processes read there (default: one a core). What they read is written into the folder *blocks* (default:
    beside the archive), which all machines must see, and what is there is not read again. Addresses and
    standard input are read by this machine. Raises LibraryMissingError where Daft (or Ray) is not installed,
    WorkerError where the cluster does not read, and what `read` raises.
    """
    folder = Path(blocks) if blocks is not None else _beside(archive.path)
    stamp = current_stamp(usable(extractor or DEFAULT_EXTRACTOR)[0])
    known = Known.of(metadata, fields)
    run = _Reading(Engine(cluster), folder, stamp, workers, progress)
    made = run.read(archive, paths, known)
    summary = read(
        archive,
        paths,
        metadata=metadata,
        fields=fields,
        follow=follow,
        extractor=extractor,
        workers=usual_workers(),
        made=made,
        progress=progress,
    )
    summary.workers = run.workers
    return summary


def _beside(place: Whereabouts) -> Path:
    """Where blocks are kept unless a folder is named: beside a file, else where the command is given."""
    blocks = f"{place.name}.blocks"
    return Path(blocks) if isinstance(place, Address) else place.with_name(blocks)


class _Reading:
    """One run on a cluster, of so many ``workers``."""

    def __init__(
        self, engine: Engine, folder: Path, stamp: str, workers: int | None, progress: Progress
    ) -> None:
        from dateline.cluster.store import Store  # needs what Daft brings with it

        self.workers = workers or engine.cores()
        self._engine = engine
        self._stamp = stamp
        self._progress = progress
        try:
            self._store = Store(folder.absolute(), stamp)
        except OSError as error:
            raise WorkerError(
                f"{folder}: cannot be used for what is read ({error.strerror or error}); name another folder"
                " with --blocks"
            ) from error

    def read(self, archive: Archive, paths: Sequence[str], known: Known) -> Made:
        """Have read what the archive and the folder do not have; where to find what came of it."""
        found = waiting(archive, self._stamp, paths, known)
        unread = (one for one in found if one.part not in self._store)
        for some in rounds_of(blocks_of(unread, self._stamp), ROUND_BLOCKS * self.workers, ROUND_BYTES):
            self._read_round(some)
            self._progress("read", some[-1].sources)
        return self._store.outcome

    def _read_round(self, blocks: list[Block]) -> None:
        """Have *blocks* read; where a process dies, those again that are not there.

        It may have died of a report in those that were begun first: they come last then. Where nothing else
        was read either, they are left to the plain run, which can tell which report ends its process.
        """
        fruitless = 0
        while blocks:
            reason = self._engine.read(blocks, self._store.folder, self.workers)
            left = self._store.note_written(blocks)
            _log.info("blocks read", extra={"blocks": len(blocks), "left": len(left)})
            first, others = left[: self.workers], left[self.workers :]
            if len(left) < len(blocks):
                fruitless, blocks = 0, others + first
                continue
            fruitless, blocks = fruitless + 1, others
            if fruitless >= FRUITLESS and blocks:
                raise WorkerError(
                    f"the cluster does not read ({reason or 'nothing was written'}). What was read stays in"
                    f" {self._store.folder}, and the same command goes on from there; without --cluster this"
                    " machine reads alone"
                )
