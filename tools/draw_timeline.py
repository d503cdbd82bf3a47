"""Draw docs/timeline.svg: what `dateline timeline` prints on the sample reports."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "timeline.svg"
COLUMNS = 100
LINES = 34
"""So many lines of output fit the picture."""
CHARACTER, LINE, MARGIN = 7.85, 19, 18
"""Width of a character, height of a line, margin, in pixels, for a monospaced font of 13 pixels."""


def main() -> None:
    """Read the samples into an archive of their own and draw the head of their timeline."""
    with tempfile.TemporaryDirectory() as folder:
        archive = ["--archive", str(Path(folder) / "samples.dateline")]
        dateline = [sys.executable, "-m", "dateline"]
        subprocess.run([*dateline, "read", "examples/reports", "--quiet", *archive], cwd=ROOT, check=False)
        done = subprocess.run(
            [*dateline, "timeline", *archive],
            cwd=ROOT,
            env={"COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    lines = ["$ dateline timeline", "", *done.stdout.splitlines()[: LINES - 2]]
    PICTURE.write_text(picture(lines), encoding="utf-8", newline="\n")


def picture(lines: list[str]) -> str:
    """The lines as an SVG: dated lines bright, their sentences plain, their sources dim."""
    width, height = MARGIN * 2 + CHARACTER * COLUMNS, MARGIN * 2 + LINE * len(lines)
    rows = []
    for number, line in enumerate(lines):
        kind = "s" if line.startswith("    ") else "h"
        if line.startswith("    ") and " event e" in line:
            kind = "d"
        rows.append(
            f'<text class="{kind}" x="{MARGIN}" y="{MARGIN + LINE * (number + 1) - 5}" '
            f'xml:space="preserve">{escape(line)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-label="Output of dateline timeline on the sample reports">\n'
        "<style>text{font:13px ui-monospace,Menlo,Consolas,monospace}"
        ".h{fill:#fff;font-weight:bold}.s{fill:#d0d4da}.d{fill:#8b93a1}</style>\n"
        f'<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>\n' + "\n".join(rows) + "\n</svg>\n"
    )


if __name__ == "__main__":
    main()
