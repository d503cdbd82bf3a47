"""A process that reads reports for another: parts come in on standard input, what came of them goes out.

Each message is its length in eight bytes and then MessagePack: data, nothing that could be run. The first one
says how to read (`Orders`); an empty answer says that the models are loaded. The process ends when the other
one does: then nothing more comes in.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass, replace
from typing import IO

from dateline.errors import DatelineError

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Orders:
    """How a worker is to read: with what, and whether to say what each step cost."""

    stamp: str
    costs: bool


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message; raises OSError when nobody is there any more."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def received(stream: IO[bytes]) -> bytes | None:
    """The next message; None when the other side is gone, also in the middle of one."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length: int = LENGTH.unpack(head)[0]
    message = stream.read(length)
    return message if len(message) == length else None


def main() -> None:
    """Read what comes in until nothing more does."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except DatelineError as error:
        sys.exit(f"dateline: {error}")
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)  # the other process is gone, or wants this one to be


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    from msgspec import msgpack

    from dateline.intake.formats import Part
    from dateline.pipeline.keeping import Outcome, read_one
    from dateline.reading import load_models
    from dateline.reading.attributions.extractors import extractor_of
    from dateline.steps import costs

    first = received(questions)
    if first is None:
        return
    orders = msgpack.decode(first, type=Orders)
    load_models(extractor_of(orders.stamp))
    send(answers, b"")

    def outcome(part: Part) -> Outcome:
        if not orders.costs:
            return read_one(part, orders.stamp)
        with costs() as ledger:
            found = read_one(part, orders.stamp)
        return replace(found, costs=ledger.seconds)

    while (message := received(questions)) is not None:
        send(answers, msgpack.encode(outcome(msgpack.decode(message, type=Part))))
