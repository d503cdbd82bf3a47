"""Daft, which hands blocks to processes: those of this machine, or those of a Ray cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import msgpack

from dateline.cluster.blocks import Block
from dateline.cluster.reader import Reader
from dateline.errors import LibraryMissingError, WorkerError
from dateline.pipeline.workers import ONE_THREAD, usual_workers

LOCAL = "local"
ENVIRONMENT = {
    # Nothing leaves the machine: Daft and Ray report their use to their makers unless they are told not to.
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    **ONE_THREAD,
}
"""What all processes of a cluster are started with."""
RAY_SHARE = 0.5
"""Of a core, what a process claims of Ray: were it whole, none would be left for handing out the blocks."""


class Engine:
    """Daft on one cluster; ``cores`` are those it has."""

    def __init__(self, cluster: str) -> None:
        """Start Daft on this machine ("local"), or on the Ray cluster at an address."""
        try:
            import daft
        except ImportError as error:
            raise _missing("Daft", "dateline[scale]") from error
        self._daft: Any = daft
        self._options: dict[str, Any] = {"use_process": True}
        if cluster == LOCAL:
            self.cores = usual_workers()
            if daft.runners.get_or_infer_runner_type() != "native":
                daft.set_runner_native()
        else:
            self.cores = _join_ray(cluster)
            self._options = {"cpus": RAY_SHARE}
            daft.set_runner_ray(noop_if_initialized=True)

    def read(self, blocks: Sequence[Block], folder: Path, processes: int) -> Iterator[tuple[int, str]]:
        """Have *blocks* read into *folder*; for each that is done, its sources and what `Reader.read` says.

        Raises what Daft raises when a process dies: then some of them may not have been read.
        """
        rows = {
            "block": [msgpack.encode(block) for block in blocks],
            "sources": [block.sources for block in blocks],
        }
        reader = self._daft.cls(Reader, max_concurrency=processes, **self._options)(str(folder))
        # A block is work enough to be handed out by itself.
        frame = self._daft.from_pydict(rows).into_batches(1)
        frame = frame.select(frame["sources"], reader.read(frame["block"]).alias("trouble"))
        for row in frame.iter_rows():
            yield row["sources"], row["trouble"]


@contextmanager
def environment() -> Iterator[None]:
    """What processes started inside get from this one."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _join_ray(address: str) -> int:
    """Join the cluster at *address*; its cores."""
    try:
        import ray
    except ImportError as error:
        raise _missing("Ray", "dateline[scale]' 'daft[ray]") from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, runtime_env={"env_vars": ENVIRONMENT}, log_to_driver=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise WorkerError(
                f"{address}: no Ray cluster answers there ({error}); start one (docs/cluster.md), or read"
                " with --cluster local"
            ) from error
    return int(ray.cluster_resources().get("CPU", 1))


def _missing(library: str, packages: str) -> LibraryMissingError:
    return LibraryMissingError(
        f"reading on a cluster needs {library}, which is not installed: pip install '{packages}'"
    )
