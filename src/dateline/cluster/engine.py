"""Daft, which hands blocks to processes: those of this machine, or those of a Ray cluster (`plan`)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import msgpack

from dateline.cluster.blocks import Block
from dateline.cluster.plan import ENVIRONMENT, LOCAL, Answer, Question
from dateline.errors import LibraryMissingError, WorkerError
from dateline.pipeline.workers import usual_workers

PROGRAM = "from dateline.cluster.plan import main; main()"
LAST_WORDS = 300
"""Characters of what a program said before it ended that are told."""


class Engine:
    """Daft on one cluster; raises LibraryMissingError where what it needs is not installed."""

    def __init__(self, cluster: str) -> None:
        """Use this machine ("local"), or the Ray cluster at an address."""
        self._cluster = cluster
        needed = {"daft": "dateline[scale]"} | ({} if cluster == LOCAL else {"ray": "daft[ray]"})
        for library, package in needed.items():
            if find_spec(library) is None:
                raise LibraryMissingError(
                    f"reading on a cluster needs {library.capitalize()}, which is not installed:"
                    f" pip install '{package}'"
                )

    def cores(self) -> int:
        """How many processes the cluster has room for; raises WorkerError where there is none."""
        if self._cluster == LOCAL:
            return usual_workers()
        found = self._asked(Question(self._cluster, "", 1, ()))
        if found.trouble or found.died:
            raise WorkerError(found.trouble or found.died)
        return found.cores

    def read(self, blocks: Sequence[Block], folder: Path, processes: int) -> str:
        """Have *blocks* read into *folder*; how that ended early, where a process died, or nothing.

        Raises WorkerError with what stands in the way of reading any (`Reader.read`).
        """
        found = self._asked(Question(self._cluster, str(folder), processes, tuple(blocks)))
        if found.trouble:
            raise WorkerError(found.trouble)
        return found.died

    def _asked(self, question: Question) -> Answer:
        path = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM],
            input=msgpack.encode(question),
            capture_output=True,
            env=os.environ | ENVIRONMENT | {"PYTHONPATH": path},
            check=False,
        )
        if done.returncode == 0:
            return msgpack.decode(done.stdout, type=Answer)
        last = done.stderr.decode(errors="replace").strip()[-LAST_WORDS:]
        return Answer(died=f"exit code {done.returncode}: {last}")
