"""The vocabulary in one place, fetched type by type."""

import subprocess
import sys

from dateline import model


def test_every_name_is_listed_and_there():
    assert sorted(model.__all__) == sorted(model._HOMES)
    assert all(getattr(model, name) is not None for name in model.__all__)
    assert not hasattr(model, "nonsense")


def test_a_type_that_nobody_uses_is_not_made():
    code = "import sys; from dateline.model import Span; print('dateline.model.record' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
