"""The program's own source, parsed once, for tests of how it is written."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import dateline

PACKAGE = Path(dateline.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """Each module, by its path below the package."""
    return {
        path.relative_to(PACKAGE): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
