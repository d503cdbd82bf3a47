"""Inputs guided by which lines they reach, for the parsers of bytes, where atheris is installed.

Atheris is no dependency, as it comes for Linux and some versions of Python only (`pip install atheris`).
What is found is kept in run/fuzz, as by `fuzz`; inputs that reached something new are kept beside it, for
the next run to go on from. `python -m soak.guided framing 60` tries one door, any of them, for 60 seconds.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence

from soak.doors import DOORS, SECONDS
from soak.fuzz import FOUND
from soak.mutation import CORPUS, LONGEST

TARGETS = ("framing", "decoding", "times", "days", "numbers", "addresses", "records", "mail", "tables")
"""Doors that are quick enough to be watched, whose inputs are bytes and not choices."""
ABSENT = "atheris is not installed, so nothing guides the inputs; `python -m soak fuzz` needs none"


def run(seconds: int, only: Sequence[str] = ()) -> str:
    """Try each of the targets, or those named by *only*, for so many seconds; skips without atheris."""
    if importlib.util.find_spec("atheris") is None:
        return f"skipped: {ABSENT}"
    targets = only or TARGETS
    broken = []
    for name in targets:
        done = subprocess.run(
            [sys.executable, "-m", "soak.guided", name, str(seconds)], stderr=subprocess.PIPE, check=False
        )
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        count = next((line for line in reversed(told) if line.startswith(("Done", "#"))), "")
        print(f"  {name}: {count}", flush=True)
        if done.returncode:
            print("\n".join(told[-30:]), flush=True)
            broken.append(name)
    assert not broken, f"{', '.join(broken)}: kept in {FOUND}"
    return f"{seconds} seconds at each of {len(targets)} doors: every input read or refused in words"


def main(name: str, seconds: str) -> None:
    """Try the door *name* for so many *seconds*; ends with the error of the first input that breaks it."""
    try:
        import atheris  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        sys.exit(ABSENT)
    grown = FOUND / f"{name}-corpus"  # inputs that reached something new are added to the first folder
    grown.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["dateline"]), DOORS[name].open() as put:
        put(next(iter(sorted((CORPUS / name).iterdir()))).read_bytes())  # loads what is then watched
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS * 6:.0f}",
            f"-artifact_prefix={FOUND}/{name}-",
        ]
        atheris.Setup([sys.argv[0], *options, str(grown), str(CORPUS / name)], put)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
