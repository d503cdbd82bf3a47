"""What a browser is needed for: finding one, serving an archive to it, watching what its pages do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize
from web_pages import Page as Source

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
LEAN = ("--disable-gpu", "--disable-software-rasterizer")
"""How a browser is started that nobody looks at: what makes drawing quick costs more than it saves."""
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
PATIENCE = 30_000
"""Milliseconds after which what should be seen is missed, on a busy machine too."""

AXE = Axe()
GRAVE = {"serious", "critical"}
_BY_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules that depend on how a page is coloured; they take half of the time."""
COLOURS = {"runOnly": [*_BY_COLOUR]}
BUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in _BY_COLOUR}}
EVERYTHING: dict[str, object] = {}
"""Which rules `Visit.barred` asks."""


def chromium() -> str | None:
    """The browser to use: what CHROMIUM names, else an installed Chromium or Chrome."""
    named = [os.environ.get("CHROMIUM", ""), *PROGRAMS]
    found = (shutil.which(name) for name in named if name)
    return next(filter(None, [*found, *(place for place in PLACES if Path(place).exists())]), None)


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address at which `dateline serve` shows *archive*, without the slash at its end."""
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", "--archive", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            home = server.stdout.readline().strip().rstrip("/")
            assert home, f"dateline serve ended by itself: {server.wait()}"
            yield home
        finally:
            server.terminate()


@dataclass
class Visit:
    """A page of a browser at *home*, and what it did that no page of ours may do."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", self._asked)
        self.page.on("console", lambda told: self._logged(told.type, told.text))
        self.page.on("pageerror", lambda error: self._logged("error", str(error)))
        self.page.on("dialog", lambda dialog: (self._logged("dialog", dialog.message), dialog.dismiss()))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:")):
            self.faults.append(f"asks {request.url}")

    def _logged(self, kind: str, words: str) -> None:
        if kind in {"error", "warning", "dialog"}:
            self.faults.append(f"{kind} at {self.page.url}: {words}")

    def go(self, address: str) -> Page:
        """The page at *address* of the server."""
        answer = self.page.goto(self.home + address)
        assert answer is not None and answer.ok, f"{address}: {answer and answer.status}"
        return self.page

    def fits(self) -> bool:
        """Whether all of the page is within the width of the window, so that nobody must scroll sideways."""
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"))

    def barred(self, rules: dict[str, object] = EVERYTHING) -> list[str]:
        """What keeps people out of the page as it is shown."""
        found = AXE.run(self.page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        return [
            f"{self.page.url}: {fault['id']}: {node['html']}"
            for fault in found
            if fault["impact"] in GRAVE
            for node in fault["nodes"]
        ]

    def barred_in_the_dark(self) -> list[str]:
        """What keeps people out of the page where dark colours are preferred, and would not in light ones."""
        self.page.emulate_media(color_scheme="dark")
        found = self.barred(COLOURS)
        self.page.emulate_media(color_scheme="light")
        return [f"in the dark: {fault}" for fault in found]

    def fits_on_a_phone(self) -> bool:
        """Whether the page as it is shown `fits` a narrow window too."""
        self.page.set_viewport_size(NARROW)
        fits = self.fits()
        self.page.set_viewport_size(WIDE)
        return fits


@contextmanager
def visit(browser: Browser, home: str, **options: object) -> Iterator[Visit]:
    """A visit in a window of its own, which must end without faults; one window takes a second to open."""
    context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
    visited = Visit(context.new_page(), home)
    try:
        yield visited
    finally:
        context.close()
    assert not visited.faults, "\n".join(visited.faults)


def pages_of_each_kind(home: str) -> list[str]:
    """The address of one page of each kind: all that links lead to, of those below another the first."""
    found: dict[str, str] = {}
    waiting = ["/", "/search?q=said", "/timeline?all=1&zoom=day"]
    for address in waiting:
        path = urlsplit(address).path
        kind = re.sub("(?<=[a-z])/.*", "/*", path) + ("?" if "?" in address else "")
        if kind in found or not address.startswith("/"):
            continue
        found[kind] = address
        with suppress(HTTPError), urlopen(home + address) as answer:
            if answer.headers.get_content_type() == "text/html":
                links = Source(answer.read().decode()).links()
                waiting += [
                    link if link.startswith("/") else path + link for link in links if link[0] in "/?"
                ]
            else:
                del found[kind]
    return list(found.values())
