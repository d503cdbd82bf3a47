"""Documentation cannot lie: its commands and its Python are run, its generated pages are up to date."""

import re
import shlex
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from dateline.cli import COMMANDS, main

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with a copy of the sample reports as `clippings` in it, as the README supposes."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples" / "reports", place / "clippings")
    return place


def test_the_commands_of_the_readme_run(workplace, monkeypatch, capfd):
    monkeypatch.chdir(workplace)
    commands = re.findall(r"^\$ (dateline .+)$", README, re.M)
    assert len(commands) > 10
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, command
    out = capfd.readouterr().out
    assert "spoke by telephone" in re.sub(r"\s+", " ", out)
    assert (workplace / "record.json").is_file()


def test_the_python_of_the_readme_runs(workplace):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=workplace,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "2024-11-15" in done.stdout


def test_the_readme_and_the_reference_name_every_verb():
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for verb in COMMANDS:
        assert f"dateline {verb}" in README, verb
        assert f"## dateline {verb}\n" in reference, verb


def test_the_command_line_reference_is_up_to_date():
    done = subprocess.run([sys.executable, "tools/write_cli_reference.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: make docs"


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_to_files_lead_somewhere(page):
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page}: {target}"


def test_every_table_of_the_export_is_documented():
    from dateline.archive import TABLES
    from dateline.export.json import LEFT_OUT

    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| (.*) \|$", page, re.M))
    for name, table in TABLES.items():
        if name in LEFT_OUT:
            continue
        for column in table.columns:
            shown = column.removeprefix("published_")
            assert f"`{shown}`" in rows[name], f"{name}.{column}"
