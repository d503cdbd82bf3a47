"""One browser and one server for each archive, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, SHARED
from playwright.sync_api import Browser, expect, sync_playwright
from web_pages import archive_of_pages

import dateline
from browser.visits import LEAN, PATIENCE, chromium, served
from dateline.archive import Archive
from dateline.views import events


@dataclass(frozen=True)
class Shown:
    """An archive that is shown at ``home``: an event of it that several reports tell, and words to look for.

    ``actor`` takes part in the event, ``phrase`` stands in its sentences.
    """

    home: str
    archive: Path
    event: str
    actor: str
    phrase: str


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser; the package's own, so that its event loop ends before other tests start theirs."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium or Chrome is here: install one, or name one in CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=LEAN)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def news(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The shared reports with the call of March 2013, or, where they are absent, the sample reports."""
    seeds = SHARED / "seeds" / "reports"
    folder, day, actor = (seeds, "2013-03-01", "Obama")
    if not seeds.is_dir():
        folder, day, actor = (ROOT / "examples" / "reports", "2024-11-15", "Scholz")
    path = tmp_path_factory.mktemp("news") / "news.db"
    with dateline.open(path) as archive:
        archive.read(folder, extractor="rules")
    with served(path) as home:
        yield Shown(home, path, _call(path, day), actor, "telephone")


@pytest.fixture(scope="package")
def talks(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Small reports of our own, one of them full of markup and script; their files lie beside it in "in"."""
    path = archive_of_pages(tmp_path_factory.mktemp("talks"))
    with served(path) as home:
        yield Shown(home, path, _call(path, "2014-03-14"), "Merkel", "telephone")


@pytest.fixture(scope="package")
def corrected(talks: Shown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The same in a copy, to be corrected; each test takes back what it says."""
    path = tmp_path_factory.mktemp("corrected") / "talks.db"
    with Archive(talks.archive) as archive:
        archive.backup(path)
    with served(path) as home:
        yield Shown(home, path, talks.event, talks.actor, talks.phrase)


def _call(path: Path, day: str) -> str:
    """The id of the telephone call of that day, which more than one report tells."""
    with Archive(path) as archive:
        return next(row.id for row in events(archive, start=day, end=day, type="CONSULT") if row.reports > 1)
