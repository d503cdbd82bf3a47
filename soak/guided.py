"""Inputs guided by which lines they reach, where atheris is installed: `python -m soak.guided texts 10000`.

Atheris is no dependency, as it comes for Linux and some versions of Python only (`pip install atheris`).
What is found is kept in run/fuzz, as by `fuzz`.
"""

from __future__ import annotations

import sys

from soak.doors import DOORS, SECONDS
from soak.fuzz import FOUND
from soak.mutation import CORPUS


def main(name: str, count: str) -> None:
    """Put *count* inputs to the door *name*; ends with the error of the first that breaks it."""
    try:
        import atheris  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        sys.exit("atheris is not installed, so nothing guides the inputs; `python -m soak fuzz` needs none")
    FOUND.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["dateline"]), DOORS[name].open() as put:
        put(next(iter(sorted((CORPUS / name).iterdir()))).read_bytes())  # loads what is then watched
        grown = FOUND / f"{name}-corpus"  # inputs that reached something new are added to the first folder
        grown.mkdir(exist_ok=True)
        options = [
            f"-runs={count}",
            "-max_len=16000",
            f"-timeout={SECONDS * 6:.0f}",
            f"-artifact_prefix={FOUND}/{name}-",
        ]
        atheris.Setup([sys.argv[0], *options, str(grown), str(CORPUS / name)], put)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
