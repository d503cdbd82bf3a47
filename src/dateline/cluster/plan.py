"""The program that runs Daft, for one round: a question comes in on standard input, its answer goes out.

It is a program of its own since Daft holds to its engine for the life of a process, and since its threads may
abort the interpreter when that ends: this one ends without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import msgpack

from dateline.cluster.blocks import Block
from dateline.cluster.reader import Reader
from dateline.errors import WorkerError
from dateline.pipeline.workers import ONE_THREAD

LOCAL = "local"
RAY_SHARE = 0.5
"""Of a core, what a process claims of Ray: were it whole, none would be left for handing out the blocks."""
ENVIRONMENT = {
    # Nothing leaves the machine: Daft and Ray report their use to their makers unless they are told not to.
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    **ONE_THREAD,
}
"""What this program and all processes of a cluster are started with."""


@dataclass(frozen=True, slots=True)
class Question:
    """To have ``blocks`` read into ``folder`` by so many ``processes`` of a ``cluster``."""

    cluster: str
    folder: str
    processes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The cores of the cluster; ``trouble`` that stands in the way of all blocks; how the plan ``died``."""

    cores: int = 0
    trouble: str = ""
    died: str = ""


def main(reader: type[Reader] = Reader) -> None:
    """Answer the question on standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand in the answer
    answers.write(msgpack.encode(answer(msgpack.decode(sys.stdin.buffer.read(), type=Question), reader)))
    answers.flush()
    os._exit(0)


def answer(question: Question, reader: type[Reader]) -> Answer:
    """Have the blocks read."""
    import daft

    try:
        cores = 0 if question.cluster == LOCAL else _joined_ray(question.cluster)
    except WorkerError as error:
        return Answer(trouble=str(error))
    (daft.set_runner_ray if cores else daft.set_runner_native)()
    options: dict[str, Any] = {"cpus": RAY_SHARE} if cores else {"use_process": True}
    kind = daft.cls(reader, max_concurrency=question.processes, **options)
    try:
        return Answer(
            cores, trouble=_read(daft, kind(question.folder, elsewhere=bool(cores)), question.blocks)
        )
    except Exception as error:  # Daft and Ray raise what they like when a process dies
        return Answer(cores, died=str(error).strip() or type(error).__name__)


def _read(daft: Any, reader: Any, blocks: Sequence[Block]) -> str:
    """What stands in the way of all blocks, or nothing."""
    if not blocks:
        return ""
    # A block is work enough to be handed out by itself.
    frame = daft.from_pydict({"block": [*map(msgpack.encode, blocks)]}).into_batches(1)
    troubles = frame.select(reader.read(frame["block"]).alias("trouble")).collect().to_pydict()["trouble"]
    return next(filter(None, troubles), "")


def _joined_ray(address: str) -> int:
    """Join the cluster at *address*; its cores."""
    import ray

    try:
        ray.init(address=address, runtime_env={"env_vars": ENVIRONMENT}, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise WorkerError(
            f"{address}: no Ray cluster answers there ({error}); start one (docs/cluster.md), or read with"
            " --cluster local"
        ) from error
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
