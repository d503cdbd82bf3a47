"""An archive in a file beside one on a server: `python -m benchmarks.server_speed big.db postgresql://…/database`.

What the archive *big.db* keeps of reports is carried into an empty file and an empty schema; printed are the
seconds that keeping and writing the record took, those of an export, and the milliseconds of the pages of
`dateline serve`. The clock on the wall counts, since much of the work is the server's.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from dateline.archive import Archive, Packed
from dateline.export import json_export
from dateline.pipeline import update_record
from dateline.web.app import make_app
from dateline.web.pages import PAGES

SCHEMA = "dateline_speed"
ROUNDS = 5
SEARCHES = ("police", "talks", "bomb market", '"set up a working group"')


class Timed(Archive):
    """An archive that tells how long the record took to be written."""

    written = 0.0

    def write_record(self, *arguments: Any) -> bool:
        """Write the record, as `Archive` does."""
        begin = time.perf_counter()
        done = super().write_record(*arguments)
        self.written = time.perf_counter() - begin
        return done


def main() -> None:
    """Print one row for each thing that was measured, as a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    parser.add_argument("address")
    arguments = parser.parse_args()
    address = f"{arguments.address}{'&' if '?' in arguments.address else '?'}schema={SCHEMA}"
    with tempfile.TemporaryDirectory() as folder:
        columns = [_measured(arguments.archive, place) for place in (str(Path(folder) / "file.db"), address)]
    _drop(arguments.address)
    print("| | file | server |\n|---|--:|--:|")
    for name in columns[0]:
        print(f"| {name} | {columns[0][name]:.2f} | {columns[1][name]:.2f} |")


def carry(here: Archive, there: Archive) -> None:
    """Keep in one archive what another keeps of reports, one after the other as a run of `read` does."""
    sources = here.all_sources()
    for row in here.query("SELECT * FROM kept ORDER BY rowid"):
        there.keep_all([Packed(source=sources[row["report"]][0], **row)])
    for report, also in sources.items():
        for source in also[1:]:
            there.add_source(report, source)
    if run := here.last_run():
        there.note_run(run)


def _measured(original: str, place: str) -> dict[str, float]:
    with Archive(original) as here, Timed(place, create=True) as there:
        keeping = _seconds(lambda: carry(here, there))
        update_record(there)
        found = {
            "keeping a report, ms": keeping / len(here.report_ids()) * 1000,
            "writing the record, s": there.written,
        }
        found["JSON export, s"] = _seconds(lambda: b"".join(json_export(there)))
    with closing(TestClient(make_app(place), base_url="http://127.0.0.1:8713")) as client:
        pages = [page.path for page in PAGES if page.nav]
        found |= {
            "pages, median, ms": _milliseconds(client, pages),
            "search, median, ms": _milliseconds(client, [f"/search?q={words}" for words in SEARCHES]),
        }
    return found


def _seconds(task: Callable[[], object]) -> float:
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def _milliseconds(client: TestClient, addresses: list[str]) -> float:
    """The median of some rounds through pages that were asked for once before."""
    for address in addresses:
        assert client.get(address).status_code == 200, address
    return 1000 * statistics.median(
        _seconds(lambda address=address: client.get(address))  # type: ignore[misc]
        for _ in range(ROUNDS)
        for address in addresses
    )


def _drop(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        db.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


if __name__ == "__main__":
    main()
