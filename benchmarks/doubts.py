"""How well the doubt of rows tells right ones from wrong ones: `python -m benchmarks.doubts`.

A scorer, not an adapter: it reads the gold of `bench/attribution` and `bench/events` and asks, of each row
that the archive holds of these texts, whether it is right. A quote is right where it shares half of its
content with a gold statement of the same source, by that benchmark's scorer; a telling where its type, and a
country on each side that the gold has one for, are those of a gold event of its sentence. A second telling in
a sentence of one gold event counts as wrong, as there. Printed are the shares that are right in each fifth of
the rows, by doubt, once as it is and once fitted to the other reports; and in the order of the texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks.common import Record, report_of
from dateline.archive import Archive, Row
from dateline.archive.doubts import DOUBTS
from dateline.model import RowKind
from dateline.pipeline import current_stamp, update_record
from dateline.reading import read_report

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
STATEMENTS = BENCH / "attribution" / "dev"
SENTENCES = (BENCH / "events" / "plover", BENCH / "events" / "newswire")
PARTS = 5
"""Parts of the reports, each left out once while the numbers are fitted to the others; also the fifths."""
Labels = dict[str, bool]
"""Row (id) → whether it is right."""


def main() -> None:
    """Make an archive of the texts, ask which of its rows are right, and print how doubt orders them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, help="where it is kept, to measure again without reading")
    path = parser.parse_args().archive
    with tempfile.TemporaryDirectory() as folder:
        place = path or Path(folder) / "doubts.db"
        fresh = not place.exists()
        with Archive(place, create=fresh) as archive:
            if fresh:
                _fill(archive)
            for kind, right in (("attribution", _quotes(archive)), ("event-mention", _tellings(archive))):
                _print(archive, kind, right)


def _fill(archive: Archive) -> None:
    for place in (STATEMENTS, *SENTENCES):
        for record in _lines(place / "input.jsonl"):
            report = report_of(record)
            report = replace(report, id=_key(record))
            archive.keep(report, read_report(report), report.text.encode(), current_stamp())
    update_record(archive)


def _quotes(archive: Archive) -> Labels:
    scorer = _scorer(BENCH / "attribution" / "score.py")
    right: Labels = {}
    for gold in _lines(STATEMENTS / "gold.jsonl"):
        rows = list(archive.rows("attributions", "report = ? AND parent IS NULL", (_key(gold),)))
        [held] = archive.query("SELECT text FROM reports WHERE id = ?", (_key(gold),))
        wanted, found = (
            [_statement(scorer, held["text"], one) for one in side] for side in (gold["statements"], rows)
        )
        right |= {row["id"]: False for row in rows}
        for at, place in scorer.pair_up(wanted, found):
            within = wanted[at]["_c"] | scorer.chars(held["text"], wanted[at]["cue"])
            sources = wanted[at]["source"], found[place]["source"]
            right[rows[place]["id"]] = scorer.same_span(held["text"], *sources, within)
    return right


def _statement(scorer: ModuleType, text: str, one: Row) -> Row:
    spans = {name: [tuple(span) for span in one.get(name) or []] for name in ("source", "cue", "content")}
    return {**spans, "_c": scorer.chars(text, spans["content"])}


def _tellings(archive: Archive) -> Labels:
    scorer = _scorer(BENCH / "events" / "score.py")
    actors = {row["id"]: row for row in archive.rows("actors")}
    right: Labels = {}
    for gold in (record for place in SENTENCES for record in _lines(place / "gold.jsonl")):
        events = scorer.parse_events(gold, True)
        for row in archive.rows("event_mentions", "report = ?", (_key(gold),)):
            sides = [_countries(actors, row[side]) for side in ("source", "target")]
            right[row["id"]] = any(_is(scorer, event, row, *sides) for event in events)
    return right


def _countries(actors: dict[str, Row], ids: Sequence[str]) -> set[str]:
    rows = [actors[key] for key in ids]
    return {row["country"] for row in rows if row["country"]} | {
        row["code"][:3] for row in rows if row["code"]
    }


def _is(scorer: ModuleType, event: object, row: Row, source: set[str], target: set[str]) -> bool:
    """Whether a telling is a gold event, in the older convention of the gold for plans and calls."""
    types, src, tgt = event.types, event.src, event.tgt  # type: ignore[attr-defined]
    taken_for = {
        "planned": {"AGREE", "THREATEN"},
        "possible": {"AGREE", "THREATEN"},
        "called-for": {"REQUEST"},
    }
    if not {row["type"], *taken_for.get(row["status"], ())} & set(types):
        return False
    wanted_source, wanted_target = ({c for actor in side for c in actor["c"]} for side in (src, tgt))
    if (src and not tgt) or set(types) & scorer.SYMMETRIC:
        return bool((source | target) & (wanted_source | wanted_target))
    nobody = {scorer.NONE}
    return all(
        not wanted or wanted == nobody or bool(found & wanted)
        for found, wanted in ((source, wanted_source), (target, wanted_target))
    ) or (bool(source & wanted_source) and wanted_target <= wanted_source)


def _print(archive: Archive, kind: RowKind, right: Labels) -> None:
    doubts = DOUBTS[kind]
    known = [doubt for doubt in doubts.known if doubt.adds]
    asked = ", ".join(f"CASE WHEN {doubt.when} THEN 1 ELSE 0 END AS d{n}" for n, doubt in enumerate(known))
    sql = f"SELECT t.id, t.report, {doubts.sql} AS doubt, {asked} FROM {doubts.rows}"
    rows = [row for row in archive.query(f"{sql} ORDER BY t.report, t.id") if row["id"] in right]
    wrong = np.array([not right[row["id"]] for row in rows], float)
    features = np.array([[1, *(row[f"d{n}"] for n in range(len(known)))] for row in rows], float)
    reports = {key: number % PARTS for number, key in enumerate(sorted({row["report"] for row in rows}))}
    parts = np.array([reports[row["report"]] for row in rows])
    fitted = np.zeros(len(rows))
    for part in range(PARTS):
        fitted[parts == part] = features[parts == part] @ _fit(features[parts != part], wrong[parts != part])
    print(f"{kind}: {len(rows)} rows, right {1 - wrong.mean():.2f}")
    for name, order in (
        ("by doubt", -np.array([row["doubt"] for row in rows])),
        ("by doubt fitted to the other reports", -fitted),
        ("in the order of the texts", np.arange(len(rows))),
    ):
        fifths = np.array_split(wrong[np.argsort(order, kind="stable")], PARTS)
        print(f"  right in each fifth {name}: {'  '.join(f'{1 - fifth.mean():.2f}' for fifth in fifths)}")
    for doubt, adds in zip((None, *known), _fit(features, wrong), strict=True):
        print(f"  {adds:6.2f}  {(doubt.reason or doubt.when) if doubt else 'of all'}")


def _fit(features: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """Least squares, drawn a little towards 0 where few rows speak for a number."""
    towards_0 = np.eye(features.shape[1])
    towards_0[0, 0] = 0
    return np.linalg.solve(features.T @ features + towards_0, features.T @ wrong)


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _key(record: Record) -> str:
    """The id of a record as that of a report, which has no "-"."""
    return str(record["id"]).replace("-", "_")


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
