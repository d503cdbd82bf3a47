"""The notebook in examples/: its cells run in order on the sample reports, and what they show is right.

The cells are run in this process, without Jupyter, whose kernel would bring twenty-seven packages.
"""

import ast
import json
import shutil

import pytest
from conftest import ROOT

EXAMPLES = ROOT / "examples"
NOTEBOOK = json.loads((EXAMPLES / "talks.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The names that the cells leave, what each shows (None: nothing), and the folder in which they ran."""
    place = tmp_path_factory.mktemp("notebook")
    shutil.copytree(EXAMPLES / "reports", place / "reports")
    names, shown = {}, []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for cell in NOTEBOOK["cells"]:
            if cell["cell_type"] == "code":
                shown.append(_run(ast.parse("".join(cell["source"])), names))
    return names, shown, place


def _run(cell, names):
    """Run a cell; the value of its last line where that is an expression, as a notebook takes it."""
    last = cell.body.pop() if isinstance(cell.body[-1], ast.Expr) else None
    exec(compile(cell, "talks.ipynb", "exec"), names)
    return eval(compile(ast.Expression(last.value), "talks.ipynb", "eval"), names) if last else None


def test_the_reports_are_read_and_the_call_is_told_by_both_sides(run):
    names, _, _ = run
    assert names["summary"].new == 13
    assert names["call"].reports > 1
    accounts = names["event"].accounts
    shared = [account for account in accounts if account.standing in ("in all", "in several")]
    assert any(
        "Kremlin" in {v.name for v in account.voices} and len(account.voices) > 1 for account in shared
    )
    assert any(account.standing == "in one" for account in accounts)


def test_tables_hold_the_sentence_of_every_row(run):
    names, _, _ = run
    assert (names["timeline"]["best_sentence"] != "").all()
    assert (names["quotes"]["sentence"] != "").all()
    assert list(names["timeline"]["date"]) == sorted(names["timeline"]["date"])


def test_what_a_cell_ends_in_can_be_shown(run):
    _, shown, _ = run
    html = [value._repr_html_() for value in shown if hasattr(value, "_repr_html_")]
    assert len(html) >= 3 and all("<table" in page for page in html)
    (image,) = (value._repr_svg_() for value in shown if hasattr(value, "_repr_svg_"))
    assert image.startswith("<svg") and "killed" in image


def test_the_toll_grows_and_is_carried_away(run):
    names, _, place = run
    assert max(point.value for point in names["killed"][0].points) == 2901
    assert (place / "toll.svg").read_text(encoding="utf-8") == names["chart"]
    assert json.loads((place / "record.json").read_text(encoding="utf-8"))["schema"] == 1
    assert (place / "timeline.csv").read_text(encoding="utf-8").startswith("id,date,")


def test_the_notebook_is_kept_without_output():
    for cell in NOTEBOOK["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None
