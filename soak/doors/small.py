"""A small archive to put questions to, and words that mean something to it, to SQL or to calendars."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from soak.doors.files import texts
from soak.mutation import TOKENS

WORDS = (
    "Merkel",
    "Putin",
    "Srinagar",
    "killed",
    "2014-03-14",
    "2014",
    "MEET",
    "USA",
    "Reuters",
    "0.txt",
    ".",
)
TAG = "<zq9>"
"""What a page must never show as it was asked: with it, words of an address would be markup."""
ODD = (
    *(token.decode("utf-8", "replace") for token in TOKENS),
    *('"', '""', "*", "a*", "NOT", "AND OR", "a NEAR b", "^a", "{a b}", "a:b", "';--", "%", "_", "\\"),
    *("0", "-1", "999999", "1000001", "2014-13-45", "0000-00-00", "9999-12-31/2014", "x" * 600, "{{7*7}}"),
    *("day", "month", "year", "party", "outlet", "direct", "read", "failed", "../..", "e1", "r1"),
    *(TAG, f'"{TAG}', f"'{TAG}", f"javascript:{TAG}"),
)
"""Values that mean something to SQL, to the index of words, to templates or to calendars."""
MOST_IDS = 60


def values() -> st.SearchStrategy[str]:
    """Values of a parameter, sensible and odd."""
    return st.sampled_from((*WORDS, *ODD)) | st.text(max_size=20)


def id_places() -> st.SearchStrategy[str]:
    """Stand-ins for ids of the archive, which are not known when inputs are made: `@3` is the fourth."""
    return st.integers(0, MOST_IDS - 1).map(lambda number: f"@{number}")


def with_ids(text: str, ids: list[str]) -> str:
    """*text* with the ids that its stand-ins mean."""
    for number in range(MOST_IDS - 1, -1, -1):
        for sign in ("@", "%40"):
            text = text.replace(f"{sign}{number}", ids[number % len(ids)])
    return text


@contextlib.contextmanager
def small_archive() -> Iterator[tuple[Path, list[str]]]:
    """A place with three reports and their archive `dateline.db` in it, and the ids that stand there."""
    import dateline

    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as name:
        place = Path(name)
        for number, text in enumerate(texts()[:3]):
            (place / f"{number}.txt").write_bytes(text)
        with dateline.open(place / "dateline.db") as archive:
            archive.read(place, extractor="rules")
        yield place, _ids(place / "dateline.db")


def _ids(path: Path) -> list[str]:
    from dateline.archive import Archive

    with Archive(path) as archive:
        return [
            row["id"]
            for table in ("events", "reports", "actors", "stories", "questions")
            for row in archive.rows(table)
        ][:MOST_IDS]
