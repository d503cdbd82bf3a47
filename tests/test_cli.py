"""The command line: every verb on a small archive, its messages and its exit codes."""

import json
import re
import subprocess
import sys

import pytest

from dateline.cli import COMMANDS, main

START_LIMIT = 7
"""Times the CPU of a bare interpreter with the same libraries, 0.06 s on a quiet machine: 0.42 s there."""
"""Seconds a command that needs no model may take to start (CPU seconds: a busy machine does not count)."""


@pytest.fixture
def archive(three_reports):
    """The path of an archive with three small reports, as it is typed."""
    return str(three_reports)


def run(capsys, *arguments):
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    "verb", ["timeline", "reports", "events", "quotes", "figures", "positions", "actors"]
)
def test_lists_print_text_and_json_lines(capsys, archive, verb):
    code, out, _ = run(capsys, verb, "--archive", archive)
    assert code == 0
    code, lines, _ = run(capsys, verb, "--archive", archive, "--json")
    assert code == 0
    rows = [json.loads(line) for line in lines.splitlines()]
    assert rows
    assert out.strip()


def test_the_timeline_shows_the_call_with_its_sentence_and_report(capsys, archive):
    _, out, _ = run(capsys, "timeline", "--archive", archive, "--actor", "Merkel")
    assert "2014-03-14" in out
    assert "CONSULT" in out
    assert "spoke by telephone on Friday" in re.sub(r"\s+", " ", out)


def test_a_report_is_found_by_a_part_of_its_path(capsys, archive):
    code, out, _ = run(capsys, "report", "call.txt", "--archive", archive)
    assert code == 0
    assert "Talks by telephone" in out
    assert "2014-03-14" in out


def test_an_event_is_shown_with_every_place_that_tells_of_it(capsys, archive):
    _, lines, _ = run(capsys, "events", "--archive", archive, "--type", "CONSULT", "--json")
    event = json.loads(lines.splitlines()[0])
    code, out, _ = run(capsys, "event", event["id"], "--archive", archive)
    assert code == 0
    assert "spoke by telephone" in re.sub(r"\s+", " ", out)


def test_quotes_can_be_asked_for_by_speaker(capsys, archive):
    _, out, _ = run(capsys, "quotes", "--speaker", "Merkel", "--manner", "direct", "--archive", archive)
    assert "We need observers" in out


def test_figures_can_be_asked_for_by_what_they_count(capsys, archive):
    _, lines, _ = run(capsys, "figures", "--what", "killed", "--archive", archive, "--json")
    assert sorted(json.loads(line)["value"] for line in lines.splitlines()) == [12, 200]


def test_search_finds_words_and_phrases(capsys, archive):
    _, out, _ = run(capsys, "search", "rooftops", "--archive", archive)
    assert "waiting on rooftops" in re.sub(r"\s+", " ", out)
    _, out, err = run(capsys, "search", '"rooftops waiting"', "--archive", archive)
    assert (out, err.strip()) == ("", "not found in 3 reports")


def test_export_writes_the_same_bytes_to_a_file_and_to_stdout(capfdbinary, archive, tmp_path):
    assert main(["export", "--archive", archive, "--output", str(tmp_path / "a.json")]) == 0
    capfdbinary.readouterr()
    assert main(["export", "--archive", archive]) == 0
    assert capfdbinary.readouterr().out == (tmp_path / "a.json").read_bytes()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["schema"] == 1


def test_export_csv_writes_a_file_a_table(capsys, archive, tmp_path):
    code, _, _ = run(
        capsys, "export", "--format", "csv", "--output", str(tmp_path / "t"), "--archive", archive
    )
    assert code == 0
    head, *rows = (tmp_path / "t" / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert head.endswith("words,sentence,outlet,tags")
    assert any("more than 200 people" in row for row in rows)


def test_csv_of_all_tables_needs_a_folder(capsys, archive):
    code, _, err = run(capsys, "export", "--format", "csv", "--archive", archive)
    assert code == 2
    assert "--output" in err


def test_a_missing_archive_is_said_plainly(capsys, tmp_path):
    code, _, err = run(capsys, "timeline", "--archive", str(tmp_path / "none.db"))
    assert code == 1
    assert err.startswith("dateline: there is no archive at")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "nothing"], "no report has the id nothing; see: dateline reports"),
        (["event", "nothing"], "no event has the id nothing; see: dateline events"),
        (["timeline", "--actor", "Nobody"], 'no actor goes by "Nobody"; see: dateline actors'),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do(capsys, archive, arguments, message):
    code, _, err = run(capsys, *arguments, "--archive", archive)
    assert (code, err.strip()) == (1, f"dateline: {message}")


def test_a_source_that_cannot_be_read_gives_exit_code_3(capsys, tmp_path):
    code, _, err = run(capsys, "read", str(tmp_path / "no.txt"), "--archive", str(tmp_path / "a.db"))
    assert code == 3
    assert "not read" in err
    assert "no.txt" in err


def test_an_archive_in_the_folder_that_is_read_is_no_source(capsys, folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.delenv("DATELINE_ARCHIVE", raising=False)
    for known in (0, 3):
        code, _, err = run(capsys, "read", ".")
        assert (code, err.strip()) == (
            0,
            f"3 sources: {3 - known} new, {known} known; archive dateline.db",
        )


def test_the_archive_can_be_named_by_the_environment(capsys, archive, monkeypatch):
    monkeypatch.setenv("DATELINE_ARCHIVE", archive)
    code, out, _ = run(capsys, "reports")
    assert code == 0
    assert "Talks by telephone" in out


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_has_help_with_examples(capsys, verb):
    code, out, _ = run(capsys, verb, "--help")
    assert code == 0
    assert f"dateline {verb}" in out.split("Examples:")[1]


def test_reading_nothing_into_a_new_archive_is_misuse(capsys, tmp_path):
    code, _, err = run(capsys, "read", "--archive", str(tmp_path / "new.db"))
    assert code == 2
    assert "name a file or a folder" in err
    assert not (tmp_path / "new.db").exists()


def test_an_unknown_verb_is_misuse(capsys):
    code, _, err = run(capsys, "divine")
    assert code == 2
    assert "divine" in err


@pytest.mark.parametrize("arguments", [["--help"], ["timeline"]])
def test_commands_that_need_no_model_start_quickly(archive, arguments):
    options = ["--archive", archive] if arguments == ["timeline"] else []
    command, bare = [], []
    for _ in range(3):
        command.append(cpu_seconds(["-m", "dateline", *arguments, *options]))
        bare.append(cpu_seconds(["-c", "import click, dataclasses, json, sqlite3"]))
    assert min(command) < START_LIMIT * min(bare)


def cpu_seconds(arguments):
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_listing_needs_no_language_library(archive):
    show = (
        "import sys; from dateline.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", show, "timeline", "--archive", archive],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"spacy", "numpy", "onnxruntime", "lxml"} & set(done.stderr.split())
