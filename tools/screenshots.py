"""Make docs/screenshots/*.png: pages of `dateline serve` that show the sample reports, in a real browser.

An installed Chromium or Chrome is used; CHROMIUM names another.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import sync_playwright

import dateline
from dateline.archive import Archive
from dateline.views import events

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
sys.path.insert(0, str(ROOT / "tests"))
LARGEST = 150_000
"""Bytes of a picture, so that the repository stays small."""
COLOURS = 128
"""Text and lines need few; fewer make letters ragged."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the address, and the window in which the page is seen; ``to`` is scrolled to its top."""

    name: str
    address: str
    width: int = 1280
    height: int = 820
    scheme: Literal["light", "dark"] = "light"
    to: str = ""


SHOTS = (
    Shot("overview", "/"),
    Shot("timeline", "/timeline"),
    Shot("event", "/event/{call}", height=900, to="#accounts"),
    Shot("report", "/report/{report}#s1", height=900, to="fieldset.layers"),
    Shot("search", "/search?q=%22by+telephone%22"),
    Shot("event-phone", "/event/{call}", width=360, height=740),
    Shot("report-dark", "/report/{report}#s1", height=900, scheme="dark", to="fieldset.layers"),
)


def main() -> None:
    """Read the samples into an archive of their own, serve it, and take each picture."""
    from browser.visits import chromium, served

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.dateline"
        with dateline.open(path) as opened:
            opened.read(ROOT / "examples" / "reports")
        with Archive(path) as archive:
            call = next(row for row in events(archive, type="CONSULT", start="2024-11-15") if row.reports > 1)
        with served(path) as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium())
            for shot in SHOTS:
                window = {"width": shot.width, "height": shot.height}
                page = browser.new_page(viewport=window, color_scheme=shot.scheme)
                page.goto(home + shot.address.format(call=call.id, report=call.best.report))
                if shot.to:
                    page.locator(shot.to).evaluate("at => at.scrollIntoView()")
                data = in_few_colours(page.screenshot())
                page.close()
                (PICTURES / f"{shot.name}.png").write_bytes(data)
                print(f"{shot.name}.png {len(data):,} bytes")
                if len(data) > LARGEST:
                    raise SystemExit(f"{shot.name}.png is larger than {LARGEST:,} bytes")
            browser.close()


def in_few_colours(picture: bytes) -> bytes:
    """The same PNG with a palette, which takes a third of the room."""
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
