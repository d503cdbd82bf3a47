"""What tests share: small reports written for them, and the shared reports where they are at hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

import dateline

# A time limit on each example fails on a busy machine; what must be quick has tests of its own.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

os.environ.pop("COLUMNS", None)  # xdist sets it; lines shall be as long with and without it

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

if sys.dont_write_bytecode:
    # Who wants no bytecode beside the sources gets it elsewhere: else each of the many programs that tests
    # start would compile all that it imports.
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False

CALL = """Talks by telephone

Published on 14 March 2014

BERLIN, Germany – German Chancellor Angela Merkel and Russian President Vladimir Putin spoke by telephone on \
Friday about the crisis in Ukraine, her office said.

"We need observers on the ground as soon as possible," Merkel told reporters in Berlin.

Ukrainian officials said at least 12 people were killed in clashes near Donetsk on Thursday.
"""

FLOOD = """Flood toll rises in Srinagar

Published on 9 September 2014

Floods in Kashmir have killed more than 200 people since last week, officials said on Tuesday.

The army has rescued about 25,000 people, a spokesman said, but thousands were still waiting on rooftops.
"""

STRIKE = """Dockers walk out in Hamburg

Published on 10 September 2014

Dock workers in Hamburg went on strike on Wednesday to demand higher pay, their union said.

"We will not go back before there is an offer," said union leader Karin Vogt.
"""


TOGETHER = ("browser/", "test_postgres")
"""Files of tests that share a browser, or a database server, that is slow to start."""
FIRST = (*TOGETHER, "test_cluster", "test_workers", "test_docs")
"""Files that take longest: begun last, they would leave all processes but one without work."""


class ByFile(LoadScopeScheduling):
    """Deals tests out file by file, since the tests of a file share what is slow to make."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return next((shared for shared in TOGETHER if shared in file), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    config.option.loadscopereorder = False  # in the order of FIRST, not of how many tests a file has
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    items.sort(key=lambda item: next((ranks[name] for name in FIRST if name in item.nodeid), len(FIRST)))


def three_in(folder: Path) -> Path:
    """The new *folder*, with the three small reports."""
    folder.mkdir()
    for name, text in {"call.txt": CALL, "flood.txt": FLOOD, "strike.txt": STRIKE}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three small reports."""
    return three_in(tmp_path / "clippings")


@pytest.fixture(scope="session")
def three_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the three small reports, which no test changes: who writes takes a copy."""
    place = tmp_path_factory.mktemp("three")
    return read_into(place / "three.db", three_in(place / "clippings"))


@pytest.fixture(scope="session")
def sample_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample reports, which no test changes: who writes takes a copy."""
    return read_into(tmp_path_factory.mktemp("samples") / "samples.db", ROOT / "examples" / "reports")


@pytest.fixture(scope="session")
def archive_of_seeds(tmp_path_factory: pytest.TempPathFactory, seed_reports: Path) -> Path:
    """An archive of the shared reports, which no test changes."""
    return read_into(tmp_path_factory.mktemp("seeds") / "seeds.db", seed_reports)


def read_into(path: Path, folder: Path) -> Path:
    """The *path* of a new archive into which a folder was read."""
    with dateline.open(path) as archive:
        archive.read(folder)
    return path


@pytest.fixture(scope="session")
def seed_reports() -> Path:
    """The folder of the five shared reports; skips where it is absent."""
    place = SHARED / "seeds" / "reports"
    if not place.is_dir():
        pytest.skip("the shared reports are not here")
    return place
