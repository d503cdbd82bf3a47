"""The reasons for what is left out: a closed set, each with its meaning in the docs."""

import ast
from pathlib import Path

from dateline.intake import cleaning, html_article, take
from dateline.knowledge.tables import table

ROOT = Path(__file__).resolve().parents[1]


def known():
    return {row["reason"]: row["meaning"] for row in table("reasons")}


def in_code(module):
    """The strings that a module returns or puts into a list of reasons."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    values = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Return):
            values.append(node.value)
        elif isinstance(node, ast.Assign):
            target = node.targets[0]
            name = getattr(target.value if isinstance(target, ast.Subscript) else target, "id", "")
            values += [node.value] if name in ("reasons", "reason", "above") else []
    values += [branch for v in values if isinstance(v, ast.IfExp) for branch in (v.body, v.orelse)]
    return {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}


def test_the_docs_list_every_reason_with_its_meaning():
    page = (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8")
    rows = [line.strip("|\n ").split(" | ") for line in page.splitlines() if line.startswith("| ")][1:]
    assert {reason.strip(): meaning.strip() for reason, meaning in rows} == known()


def test_every_reason_in_the_tables_is_known():
    for name in ("furniture", "page_regions"):
        assert {row["reason"] for row in table(name)} <= known().keys()


def test_every_reason_in_code_is_known():
    for module in (cleaning, html_article):
        reasons = in_code(module)
        assert reasons
        assert reasons <= known().keys()


def test_every_reason_given_on_the_samples_is_known():
    given = set()
    for path in sorted((ROOT / "examples" / "reports").rglob("*")):
        if path.is_file():
            given |= {leftover.reason for leftover in take(path.name, path.read_bytes()).dropped}
    assert len(given) > 10
    assert given <= known().keys()
