"""Run the kinds of trouble that are named, or all of them; exit code 1 when something was lost."""

from __future__ import annotations

import argparse
import importlib
import sys

KINDS = {"growth": 8_000, "kills": 200, "disk": 20, "guided": 120, "fuzz": 10_000}
"""Each file here, with how much of its trouble: times, inputs a door, seconds a door, characters."""


def main() -> int:
    """Run them one after the other."""
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="default: all")
    parser.add_argument("--count", type=int, help="how much, in place of the usual number")
    parser.add_argument("--only", nargs="+", default=[], metavar="DOOR", help="of fuzz, guided")
    chosen = parser.parse_args()
    lost = False
    for kind in chosen.kinds or KINDS:
        run = importlib.import_module(f"soak.{kind}").run
        options = {"only": chosen.only} if chosen.only and kind in ("fuzz", "guided") else {}
        try:
            print(f"{kind}: {run(chosen.count or KINDS[kind], **options)}", flush=True)
        except AssertionError as error:
            lost = True
            print(f"{kind}: LOST: {error}", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
