"""Odd inputs at every door, made by Hypothesis from sound ones.

A case that breaks something is made as small as it can be and kept in run/fuzz; what was mended gets a place
in tests/data/fuzz, where the tests put it to its door again.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import FlakyFailure

from soak.doors import DOORS, Door, Run, opened

FOUND = Path("run").resolve() / "fuzz"


def run(count: int, only: Sequence[str] = ()) -> str:
    """Put *count* inputs to every door, or to those named by *only*."""
    broken = []
    doors = [DOORS[name] for name in only] or list(DOORS.values())
    for door in doors:
        begun = time.process_time()
        trouble, tried = try_door(door, count)
        took = time.process_time() - begun
        print(f"  {door.name}: {tried} inputs, {took:.0f} s, {trouble or 'nothing found'}", flush=True)
        if trouble:
            broken.append(f"{door.name}: {trouble}")
    assert not broken, "; ".join(broken)
    return f"{count} inputs at each of {len(doors)} doors: every one read or refused in words"


def try_door(door: Door, count: int) -> tuple[str, int]:
    """What breaks a door ("" where nothing does), with the file it is kept in, and how many were tried."""
    last, tried = b"", 0
    with opened(door) as put:

        def noted(data: bytes) -> None:
            nonlocal last, tried
            last, tried = data, tried + 1
            put(data)

        try:
            put_inputs(door, noted, count)
        except (Exception, FlakyFailure) as error:
            kept = FOUND / f"{door.name}-{hashlib.sha256(last).hexdigest()[:12]}"
            FOUND.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(last)
            traceback.print_exc()
            return f"{type(error).__name__} ({str(error)[:200]}), kept in {kept}", tried
    return "", tried


def put_inputs(door: Door, put: Run, count: int) -> None:
    """Put *count* inputs to the door, the same ones every time."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(door.inputs())
    def each(data: bytes) -> None:
        put(data)

    each()
