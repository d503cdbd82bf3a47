"""`make bench`: run every adapter, have each benchmark's own scorer judge it, and write docs/accuracy.md."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
RESULTS = ROOT / "benchmarks" / "results"
ACCURACY = ROOT / "docs" / "accuracy.md"
FIGURES = Path(__file__).with_name("figures.tsv")

OWN = ROOT / "tests" / "data"

RUNS: dict[str, tuple[str, str, list[str]]] = {
    "attribution": ("attribution", "attribution/dev", ["attribution/score.py"]),
    "attribution-rules": ("attribution-rules", "attribution/dev", ["attribution/score.py"]),
    "attribution-own": (
        "attribution",
        str(OWN / "attribution"),
        ["attribution/score.py", "--gold", str(OWN / "attribution" / "gold.jsonl")],
    ),
    "time": ("time", "time/input.jsonl", ["time/score.py"]),
    "time-own": ("time", str(OWN / "times.jsonl"), ["time/score.py", "--gold", str(OWN / "times.jsonl")]),
    "time-own-2": (
        "time",
        str(OWN / "times_2.jsonl"),
        ["time/score.py", "--gold", str(OWN / "times_2.jsonl")],
    ),
    "dating-body": ("dating", "time/input_dating.jsonl", ["time/score_dating.py"]),
    "dating-web": (
        "dating",
        "time/input_dating_web.jsonl",
        ["time/score_dating.py", "--gold", "time/gold_dating_web.jsonl"],
    ),
    "places-own": (
        "places",
        str(OWN / "places.jsonl"),
        [str(ROOT / "tests" / "place_scores.py"), str(OWN / "places.jsonl")],
    ),
    **{
        f"figures-own-{number}": (
            "figures",
            str(OWN / name),
            [str(ROOT / "tests" / "figure_scores.py"), str(OWN / name)],
        )
        for number, name in enumerate(
            ("figures.jsonl", "figures_2.jsonl", "figures_3.jsonl", "figures_4.jsonl"), 1
        )
    },
    "linking": ("linking", "linking", ["linking/score.py", "--task", "both"]),
    "timeline": ("timeline", "timeline", ["timeline/score.py"]),
    "timeline-given": ("timeline-given", "timeline", ["timeline/score.py"]),
    "events": ("events", "events/plover", ["events/score.py", "--gold", "events/plover/gold.jsonl"]),
    "newswire": ("events", "events/newswire", ["events/score.py", "--gold", "events/newswire/gold.jsonl"]),
    "actors": ("actors", "events/actors", ["events/score.py", "--gold", "events/actors/gold.jsonl"]),
    "coreference-own": (
        "coreference",
        str(OWN / "coreference" / "reports.jsonl"),
        [str(ROOT / "tests" / "coreference_scores.py"), str(OWN / "coreference" / "reports.jsonl")],
    ),
    "muc4": ("muc4", "events/muc4", ["events/score.py", "--gold", "events/muc4/gold.jsonl"]),
    "cleaning-text": ("cleaning-text", "cleaning/text", ["cleaning/text/score.py"]),
    "cleaning-html": ("cleaning-html", "cleaning/html", ["cleaning/html/score.py"]),
    "cleaning-fields": ("cleaning-fields", "cleaning/fields", ["cleaning/fields/score.py"]),
    "5w1h": ("5w1h", "5w1h", ["5w1h/score.py"]),
}
"""Run → (task of the adapter, its input, the scorer and its options); paths below bench/ or ours."""
EXTRA_RUNS = ("seeds", "growth", "event-times", "pages-own", "speed")

README = ROOT / "README.md"
MARKS = ("<!-- accuracy: written by make bench -->", "<!-- end of accuracy -->")
TABLE_HEAD = "| task | Dateline | best peer | which |\n|---|--:|--:|---|"
HEAD = """# Accuracy

Measured by `make bench` on the development parts of public benchmarks, with their own scorers. Peers'
figures are those a benchmark's page gives for the same part, unless the table says otherwise: across
parts the two are not strictly comparable. What the tasks are and how they are scored is told by each
benchmark's README.

The rules were written with these parts in sight: expect somewhat less on reports of your own. Trials of
our own are no peers: a small neural tagger without the rules' findings reached .685 on who says what (same
part); word lists with a trial's groups of reports .624, and .538 without singletons, on mentions
(held-out part).

"""


def main() -> int:
    """Run the tasks named (all by default); exit code 1 when a figure is below its floor or a run failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="*", metavar="RUN", help="only these runs")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"the benchmarks are not here: there is no {BENCH}", file=sys.stderr)
        return 0
    wanted = arguments.runs or [*EXTRA_RUNS, *RUNS]
    results = {run: result for run in wanted if (result := _run(run)) is not None}
    lines, wrong = _lines(results, wanted)
    for line in lines:
        print(line)
    if not arguments.runs:
        ACCURACY.write_text(
            HEAD + TABLE_HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="\n"
        )
        _into_readme(lines)
    for complaint in wrong:
        print(complaint, file=sys.stderr)
    return 1 if wrong else 0


def _run(run: str) -> dict[str, Any] | None:
    print(f"{run} …", file=sys.stderr, flush=True)
    if run == "speed":
        from benchmarks.speed import measure

        return dict(measure(BENCH / "attribution" / "dev"))
    if run == "growth":
        from benchmarks.growth import measure as through_links

        return dict(through_links())
    if run == "event-times":
        from benchmarks.event_times import measure as right_days

        return dict(right_days(OWN))
    if run == "pages-own":
        return _closing_json(_call([sys.executable, str(ROOT / "tests" / "page_scores.py")]))
    if run == "seeds":
        return _seeds()
    task, source, scorer = RUNS[run]
    predictions = RESULTS / f"{run}.jsonl"
    adapter = [sys.executable, "-m", "benchmarks", task, "--input", str(BENCH / source)]
    if _call([*adapter, "--output", str(predictions)]) is None:
        return None
    options = [str(BENCH / part) if part.endswith((".py", ".jsonl")) else part for part in scorer]
    return _closing_json(_call([sys.executable, options[0], str(predictions), *options[1:]]))


def _seeds() -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as folder:
        archive, export = Path(folder) / "seeds.dateline", Path(folder) / "seeds.json"
        dateline = [sys.executable, "-m", "dateline"]
        reports = str(SHARED / "seeds" / "reports")
        if _call([*dateline, "read", reports, "--archive", str(archive)]) is None:
            return None
        if _call([*dateline, "export", "--archive", str(archive), "--output", str(export)]) is None:
            return None
        return _closing_json(_call([sys.executable, str(SHARED / "seeds" / "check.py"), str(export)]))


def _call(command: list[str]) -> str | None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stderr[-2000:] or done.stdout[-2000:], file=sys.stderr)
        return None
    return done.stdout


def _closing_json(output: str | None) -> dict[str, Any] | None:
    if output is None:
        return None
    result: dict[str, Any] = json.loads(output.strip().splitlines()[-1])
    return result


def _lines(results: dict[str, dict[str, Any]], wanted: list[str]) -> tuple[list[str], list[str]]:
    lines, wrong = [], [f"{run}: failed" for run in wanted if run not in results]
    for row in _figures():
        if row["run"] not in results:
            continue
        value = _at(results[row["run"]], row["key"])
        peer = _shown(float(row["peer"]) if "." in row["peer"] else int(row["peer"])) if row["peer"] else ""
        lines.append(f"| {row['shown as']} | {_shown(value)} | {peer} | {row['peer is']} |")
        if row["floor"] and value < float(row["floor"]):
            wrong.append(f"{row['shown as']}: {value:.4f} is below its floor {row['floor']}")
    return lines, wrong


def _into_readme(lines: list[str]) -> None:
    """Put the headline of each task between the marks in the README (lines with "…" say more of the same)."""
    before, rest = README.read_text(encoding="utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    table = [TABLE_HEAD, *(line for line in lines if not line.startswith("| …"))]
    README.write_text(
        before + MARKS[0] + "\n" + "\n".join(table) + "\n" + MARKS[1] + after,
        encoding="utf-8",
        newline="\n",
    )


def _figures() -> Iterator[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(rows, delimiter="\t"):
            yield {key: (value or "").strip() for key, value in row.items()}


def _at(result: dict[str, Any], key: str) -> float:
    value: Any = result
    for part in [key] if key in result else key.split("."):
        value = value[part]
    number: float = value
    return number


def _shown(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
