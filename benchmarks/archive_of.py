"""An archive of made-up reports to measure on: `python -m benchmarks.archive_of 10000 big.db`.

The reports are those of `growth_reports` with what a reader of an archive looks for beside: quotes, refusals
and support, meetings to come. One in five has no day of publication, one in twenty is a copy in another
outlet, and one in fifty an address that was captured twice. At most `READ` are read, with the rules for who
says what; the others are the same with other names in other years. All are linked. The same number gives the
same archive.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from benchmarks.growth_reports import LEADERS, OUTLETS, Made, made_reports
from dateline.archive import Archive, Kept
from dateline.intake import report_id, sha256_of
from dateline.model import Published, Reading, Report
from dateline.pipeline import current_stamp, read, update_record
from dateline.reading import redate

T = TypeVar("T")

READ = 1000
"""Reports that are read; reading takes some 70 ms of each."""
ERA = datetime.timedelta(weeks=100)
"""How far apart the events of two variants are; whole weeks keep the days of the week."""
ACCOUNTS = 4
"""Reports of each event."""
SEED = 3
BYSTANDERS = ("Omar Hadrani", "Nadia Ferroun", "Petra Solanik", "Viktor Amaran")
UNDATED, COPIED, CAPTURED_TWICE = 0.2, 0.05, 0.02
SAID = {
    "call": (
        '"We will not wait another year for a decision on {topic}," {a_last} told reporters after the call.',
        "{b_last} said {b_land} rejects any delay in the talks on {topic}.",
        "{a_land} supports a new round of talks on {topic}, {a_last} said.",
        "{a_last} and {b_last} will meet in Geneva next week to discuss {topic}.",
        '"It was a useful talk," {b_last} said. "We agree on the aims and differ on the way."',
    ),
    "bomb": (
        '"Nobody was warned," said Interior Ministry spokesman Omar Hadrani.',
        "The government of {land} accused foreign fighters of planning the attack.",
        "The United Nations condemned the bombing in {city} and called for a ceasefire.",
        "Hospital director Nadia Ferroun said {hurt} people were still being treated.",
        "{land} rejects talks with armed groups, the interior minister said.",
    ),
    "protest": (
        '"We will stay on the streets until they listen," said union leader Petra Solanik.',
        "The opposition demands new elections, its leader Viktor Amaran told a crowd in {city}.",
        "The interior minister of {land} denied that anybody was hurt.",
        "Organisers plan another march in {city} next month.",
        "Amnesty International urged {land} to release those arrested over {grievance}.",
    ),
}  # fmt: skip
_PEOPLE = (*(name for _, name, _ in LEADERS), *(name for name in BYSTANDERS))
_NAMES = re.compile(rf"\b(?:{'|'.join(part for name in _PEOPLE for part in name.split())})\b")
"""The names that change from one variant to the next."""


def main() -> None:
    """Make the archive that the command line names, and print how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int)
    parser.add_argument("archive", type=Path)
    arguments = parser.parse_args()
    begin = time.process_time()
    archive_of(arguments.reports, arguments.archive)
    print(f"{arguments.reports:,} reports in {time.process_time() - begin:.0f} CPU-seconds")


def archive_of(reports: int, path: Path) -> None:
    """Make an archive of so many reports at *path*, where there is none yet."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        with made.open("w", encoding="utf-8", newline="\n") as lines:
            for record in records(min(reports, READ)):
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        with Archive(Path(folder) / "base.db", create=True) as first, Archive(path, create=True) as archive:
            read(first, [str(made)], extractor="rules")
            held = [first.kept(key) for key in first.report_ids()]
            for position in range(reports):
                number, place = divmod(position, len(held))
                _keep(archive, held[place], number)
            update_record(archive)


def _keep(archive: Archive, kept: Kept, number: int) -> None:
    """Keep the variant with this number of a report that was read: other names as long, `ERA` earlier."""
    text = _renamed(kept.report.text, number)
    data = f"{number} {text}".encode()
    published = _earlier(kept.reading.published, number * ERA)
    report = _variant(kept.report, Report, number)
    report = replace(
        report,
        id=report_id(data),
        source=f"made-{number}/{kept.report.id}.txt",
        sha256=sha256_of(data),
        masthead=replace(report.masthead, published=published),
        captured=kept.report.captured and kept.report.captured - number * ERA,
        address=f"{kept.report.address}-{number}",
    )
    reading = replace(_variant(kept.reading, Reading, number), report=report.id)
    archive.keep(report, redate(report, reading, published), data, current_stamp("rules"))


def _variant(value: T, kind: type[T], number: int) -> T:
    """A model object with other names in all its texts."""
    return msgspec.json.decode(_renamed(msgspec.json.encode(value).decode(), number), type=kind)


def _renamed(text: str, number: int) -> str:
    return _NAMES.sub(lambda found: _other_name(found.group(), number), text)


def _other_name(name: str, number: int) -> str:
    """Another name of the same length: vowels for vowels, consonants for consonants."""
    for letters in ("aeiou", "bcdfghjklmnprstvz"):
        turned = letters[number % len(letters) :] + letters[: number % len(letters)]
        table = str.maketrans(letters + letters.upper(), turned + turned.upper())
        name = name.translate(table)
    return name


def _earlier(published: Published, by: datetime.timedelta) -> Published:
    days = {name: getattr(published, name) for name in ("date", "earliest", "latest")}
    return replace(published, **{name: day and day - by for name, day in days.items()})


def records(reports: int) -> Iterator[dict[str, str]]:
    """The made-up reports as records with the usual names of fields."""
    draw = random.Random(SEED)
    count = 0
    for made in made_reports(reports, ACCOUNTS):
        for record in _records(made, draw):
            if count == reports:
                return
            count += 1
            yield record


def _records(made: Made, draw: random.Random) -> Iterator[dict[str, str]]:
    """One report, and what may follow from it: a copy in another outlet, a later form of the page."""
    said = [line.format(**made.facts) for line in draw.sample(SAID[made.kind], 2)]
    first, second = (name.removeprefix("the ") for name in draw.sample(OUTLETS, 2))
    record = {
        "title": made.title,
        "text": "\n\n".join([made.text, *said]),
        "outlet": first,
        "url": f"https://{first.replace(' ', '').lower()}.example/{made.id}",
    }
    if draw.random() >= UNDATED:
        record["published"] = made.published.isoformat()
    yield record
    if draw.random() < COPIED:
        yield {
            **record,
            "outlet": second,
            "url": f"https://{second.replace(' ', '').lower()}.example/{made.id}",
        }
    if draw.random() < CAPTURED_TWICE:
        later = f"{record['text']}\n\nOfficials said an inquiry had been opened."
        yield {**record, "text": later, "captured": f"{made.published.isoformat()}T20:00:00Z"}


if __name__ == "__main__":
    main()
