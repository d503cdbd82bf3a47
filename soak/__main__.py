"""Run the kinds of trouble that are named, or all of them; exit code 1 when something was lost."""

from __future__ import annotations

import argparse
import importlib
import sys

KINDS = {"kills": 200, "disk": 20, "fuzz": 10_000}
"""Each file here, with how often its trouble comes."""


def main() -> int:
    """Run them one after the other."""
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="default: all")
    parser.add_argument("--count", type=int, help="how often, in place of the usual number")
    chosen = parser.parse_args()
    lost = False
    for kind in chosen.kinds or KINDS:
        run = importlib.import_module(f"soak.{kind}").run
        try:
            print(f"{kind}: {run(chosen.count or KINDS[kind])}", flush=True)
        except AssertionError as error:
            lost = True
            print(f"{kind}: LOST: {error}", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
