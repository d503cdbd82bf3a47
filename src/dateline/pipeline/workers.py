"""Processes that read reports, each at the hands of a thread of its own that waits for it.

They are started as programs (`dateline.pipeline.worker`), not as copies of this process: that is the same on
every platform and asks nothing of the script that calls (docs/decisions/0020). They do not get the Ctrl-C of
the terminal: this process does, and ends them.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Condition

from dateline.errors import WorkerError
from dateline.intake import report_id
from dateline.intake.formats import Part
from dateline.pipeline.keeping import Outcome, given_up
from dateline.pipeline.worker import Orders, received, send

_log = logging.getLogger(__name__)
MOST = 8
"""Processes that are started unasked, whatever the machine has: each takes some 600 MB of memory."""
PROGRAM = "from dateline.pipeline.worker import main; main()"
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Each process has one core to itself; threads within would only get into each other's way."""


def usual_workers() -> int:
    """How many processes read where nobody says how many: one a core that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return min(cores, MOST)


TWICE = "the process that read it ended before it was done, twice"


class _DiedError(Exception):
    """A worker ended while it read."""


class Workers:
    """Several processes that read; `close` ends them."""

    def __init__(self, count: int, orders: Orders) -> None:
        """Have *count* processes read as *orders* say; each is started with its first report."""
        self._orders = orders
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="dateline-worker")
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _ in range(count)]
        for worker in self._workers:
            self._idle.put(worker)
        self._gate = Condition()
        self._reading = 0
        self._alone = False
        self._closed = False

    def read(self, part: Part) -> Future[Outcome]:
        """Have *part* read by the next process that is free; raises WorkerError where none can be started."""
        return self._threads.submit(self._read, part)

    def close(self) -> None:
        """End all processes; what they have not finished is dropped."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            worker.end()  # one that was being started just then

    def _read(self, part: Part) -> Outcome:
        """What came of *part*; where its process dies, it is tried once more with nothing beside it."""
        worker = self._idle.get()
        try:
            try:
                with self._turn(alone=False):
                    return worker.read(part, self._orders)
            except _DiedError:
                if self._closed:
                    raise
                _log.warning("process died", extra={"report": report_id(part.data), "bytes": len(part.data)})
            try:
                with self._turn(alone=True):
                    return worker.read(part, self._orders)
            except _DiedError as error:
                return given_up(
                    part, f"{TWICE} ({error}), as when memory runs out; name it again to try again"
                )
        finally:
            self._idle.put(worker)

    @contextmanager
    def _turn(self, *, alone: bool) -> Iterator[None]:
        """Wait until others leave room: any may read beside others, but not beside one that is *alone*."""
        with self._gate:
            self._gate.wait_for(lambda: not self._alone and not (alone and self._reading))
            self._alone = alone
            self._reading += 1
        try:
            yield
        finally:
            with self._gate:
                self._reading -= 1
                if alone:
                    self._alone = False
                self._gate.notify_all()


class _Worker:
    """One process, started when it is needed and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, part: Part, orders: Orders) -> Outcome:
        """What came of *part*; raises _DiedError, saying how, where the process ends instead of answering."""
        from msgspec import msgpack

        if self._process is None:
            self._process = _new_process()
            if _asked(self._process, msgpack.encode(orders)) is None:
                raise WorkerError(
                    f"a process that reads reports could not be started ({self.end()}). Read with "
                    "--workers 1, or with fewer where memory is short; what was read so far is kept"
                )
        answer = _asked(self._process, msgpack.encode(part))
        if answer is None:
            raise _DiedError(self.end())
        return msgpack.decode(answer, type=Outcome)

    def end(self) -> str:
        """End the process; how it ended, in words."""
        process, self._process = self._process, None
        if process is None:
            return "it was not running"
        process.kill()
        with suppress(OSError, ValueError):  # its thread may be at the same pipes
            process.communicate()
        code = process.wait()
        return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def _new_process() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        process_group=None if os.name == "nt" else 0,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _asked(process: subprocess.Popen[bytes], message: bytes) -> bytes | None:
    """What *process* answers; None when it ends instead."""
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, message)
        return received(process.stdout)
    except (OSError, ValueError):  # gone already, or ended by `close`
        return None
