"""Shells complete verbs, options and ids; asking for that changes nothing and loads little."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from dateline.archive import Archive
from dateline.cli import COMMANDS, main


@pytest.fixture
def offered(three_reports, monkeypatch, capsys):
    """What bash is offered for the last of some words, typed with the archive of three reports."""
    monkeypatch.setenv("DATELINE_ARCHIVE", str(three_reports))
    monkeypatch.setenv("_DATELINE_COMPLETE", "bash_complete")

    def ask(*words):
        monkeypatch.setenv("COMP_WORDS", " ".join(["dateline", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit) as ended:
            main([])
        assert ended.value.code == 0
        return [line.removeprefix("plain,") for line in capsys.readouterr().out.split()]

    return ask


def test_verbs_and_options_are_offered(offered):
    assert offered("ti") == ["timeline", "times"]
    assert offered("timeline", "--li") == ["--limit"]
    assert offered("actors", "re") == ["rename"]


def test_ids_are_offered_where_they_belong(offered, three_reports):
    with Archive(three_reports) as archive:
        ids = {t: [r["id"] for r in archive.rows(t)] for t in ("events", "reports", "stories")}
    assert sorted(offered("event", "e")) == sorted(ids["events"])
    assert offered("event", ids["events"][0][:6]) == [ids["events"][0]]
    assert sorted(offered("times", "")) == sorted(ids["reports"])
    assert offered("quotes", "--report", ids["reports"][1][:5]) == [ids["reports"][1]]
    assert sorted(offered("timeline", "--story", "s")) == sorted(ids["stories"])
    assert offered("quotes", "--speaker", "ukr") == ["Ukraine"]
    assert offered("report", "nothing") == []


def test_the_archive_named_in_the_line_is_asked_and_none_is_made(offered, tmp_path):
    assert offered("report", "--archive", str(tmp_path / "none.db"), "") == []
    (tmp_path / "text.txt").write_text("no archive", encoding="utf-8")
    assert offered("report", "--archive", str(tmp_path / "text.txt"), "") == []
    assert [path.name for path in tmp_path.iterdir()] == ["text.txt"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(capsys, shell):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"{shell}_complete" in script and "_DATELINE_COMPLETE" in script


def test_bash_takes_the_script_and_completes_with_it(three_reports, tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    # The command itself, as bash calls it by its name.
    command = tmp_path / "dateline"
    command.write_text(f'#!{bash}\nexec "{sys.executable}" -m dateline "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = """
eval "$(dateline completion bash)"
COMP_WORDS=(dateline quotes --spe); COMP_CWORD=2
_dateline_completion dateline
echo "${COMPREPLY[@]}"
"""
    paths = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    environment = {**os.environ, "PATH": paths, "DATELINE_ARCHIVE": three_reports}
    done = subprocess.run([bash, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["--speaker"]


def test_offering_verbs_loads_no_command_and_offering_ids_no_language_library(three_reports):
    show = "import sys, json; from dateline.cli import main\n"
    show += "try: main([])\nfinally: print(json.dumps([*sys.modules]))"
    for words, unwanted in (
        ("dateline ", {f"dateline.cli.{v}" for v in COMMANDS}),
        ("dateline event e", {"spacy"}),
    ):
        environment = {
            **os.environ,
            "_DATELINE_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
            "DATELINE_ARCHIVE": three_reports,
        }
        done = subprocess.run(
            [sys.executable, "-c", show], env=environment, capture_output=True, text=True, check=True
        )
        *lines, modules = done.stdout.splitlines()
        assert lines
        assert not unwanted & set(json.loads(modules))
