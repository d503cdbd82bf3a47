"""What each process of a cluster does: read a block and write what came of it. It knows nothing of Daft."""

from __future__ import annotations

from pathlib import Path

from msgspec import msgpack

from dateline.cluster.blocks import Block
from dateline.cluster.store import write_block
from dateline.errors import DatelineError, WorkerError
from dateline.pipeline.keeping import read_one
from dateline.pipeline.stamp import current_stamp
from dateline.reading import load_models
from dateline.reading.attributions.extractors import extractor_of

OTHER = (
    "a machine of the cluster has another Dateline, model or knowledge than this one; install the same on"
    " all, and run the same command again"
)


class Reader:
    """Reads blocks into a folder that all machines of the cluster see; made once in each process."""

    def __init__(self, folder: str, *, elsewhere: bool) -> None:
        """Have blocks written into *folder*; *elsewhere* is on a machine that may have another Dateline."""
        self._folder = Path(folder)
        self._elsewhere = elsewhere
        self._ready = False

    def read(self, message: bytes) -> str:
        """Read the block that *message* is; what stands in the way of all blocks, or nothing."""
        block = msgpack.decode(message, type=Block)
        try:
            self._prepare(block.stamp)
            write_block(self._folder, block, [read_one(part, block.stamp) for part in block.parts])
        except DatelineError as error:
            return str(error)
        except OSError as error:
            return (
                f"{self._folder}: what was read cannot be written ({error.strerror or error}); make room, or"
                " name a folder with --blocks that every machine of the cluster sees, and run it again"
            )
        return ""

    def _prepare(self, stamp: str) -> None:
        if self._ready:
            return
        extractor = extractor_of(stamp)
        if self._elsewhere and current_stamp(extractor) != stamp:
            raise WorkerError(OTHER)
        load_models(extractor)
        self._ready = True
