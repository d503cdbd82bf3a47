"""What a door is."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from soak.mutation import LONGEST, changed, samples

Inputs = st.SearchStrategy[bytes]
Run = Callable[[bytes], object]
SECONDS = 5.0
"""CPU time that one input may take; the longest has 16 kB, and a quick one takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Door:
    """A door: the inputs for it, and a context that gives what an input is put to."""

    name: str
    inputs: Callable[[], Inputs]
    open: Callable[[], contextlib.AbstractContextManager[Run]]


@contextlib.contextmanager
def opened(door: Door) -> Iterator[Run]:
    """The door with a bound of time."""
    with door.open() as run:

        def timed(data: bytes) -> None:
            begun = time.process_time()
            run(data)
            assert time.process_time() - begun < SECONDS, "it took too long"

        yield timed


def always_open(run: Run) -> Callable[[], contextlib.AbstractContextManager[Run]]:
    """What opens a door that needs nothing beside it."""
    return lambda: contextlib.nullcontext(run)


def none() -> list[bytes]:
    """No inputs beside those of the corpus."""
    return []


def plain(name: str, run: Run, sound: Callable[[], list[bytes]] = none, *, longest: int = LONGEST) -> Door:
    """A door whose inputs are made from *sound* ones and those of its corpus, up to *longest* bytes."""
    return Door(name, lambda: changed([*sound(), *samples(name)], longest=longest), always_open(run))
