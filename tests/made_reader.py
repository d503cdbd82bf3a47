"""A reader of blocks that reads nothing and dies of DEADLY: what is around the reading, without its cost."""

from made_worker import read_one
from msgspec import msgpack

from dateline.cluster import plan
from dateline.cluster.blocks import Block
from dateline.cluster.reader import Reader
from dateline.cluster.store import write_block


def main():
    """Run a plan as the real program does."""
    plan.main(MadeReader)


class MadeReader(Reader):
    def read(self, message: bytes) -> str:
        block = msgpack.decode(message, type=Block)
        write_block(self._folder, block, [read_one(part, block.stamp) for part in block.parts])
        return ""
