"""A worker that reads nothing and dies of some words: what happens around the reading, without its cost."""

import os
import signal
from pathlib import Path

from dateline.pipeline import keeping, worker


def read_one(part, stamp):
    """The outcome of a report that was not understood; DEADLY kills, and so does WEAK, but only once."""
    words = part.data.split()
    if words[0] == b"WEAK":
        try:
            Path(words[1].decode()).touch(exist_ok=False)
        except FileExistsError:
            words[0] = b"strong"
    if words[0] in (b"DEADLY", b"WEAK"):
        os.kill(os.getpid(), signal.SIGKILL)
    return keeping._outcome(keeping._failed(part, f"read by {os.getpid()}"), *NO_READING, part.data, stamp)


NO_READING = (keeping.Reading(""),)


def main():
    """Serve as the real one does."""
    import dateline.reading

    dateline.reading.load_models = lambda extractor: None
    keeping.read_one = read_one
    worker.main()
